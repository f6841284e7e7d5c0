"""Style sheets of a few lines that grow without measure, and those of people, which do not."""

from pathlib import Path

import pytest

from reportgen.layout.style_growth import find_growth
from tests.cli.running import invoke


def doubling(count: int, name: str = "--v", reference: str = "var") -> str:
    steps = "".join(f"{name}{n + 1}: {reference}(--v{n}) {reference}(--v{n});" for n in range(count))
    return f":root {{ --v0: x; {steps} }} p {{ font-family: var(--v{count}) }}"


GROWING = {
    "nested": "p{color:red;" + "& & {color:red;" * 12 + "}" * 13,
    "lists": "p{" + "&, & b {" * 12 + "}" * 13,
    "lists without a mark": "p{" + "a, b {" * 12 + "}" * 13,
    "in brackets": "p{" + ":is(&, &) {" * 12 + "}" * 13,
    "at rules between": "p{" + "@media print { & & {" * 12 + "}}" * 12 + "}",
    "behind a comment and a string": "/* } */ p::before{content: '}';" + "& & {" * 12 + "}" * 13,
    "behind a bracket that is open": "p{" + ":is(}, & &) {" * 12 + "}" * 13,
    "properties": doubling(12),
    "escaped": doubling(12, r"\2d -v", r"v\61 r"),
    "beside a rule that names more": doubling(12)
    + "".join(f"b {{ --v{n}: var(--q) var(--q) var(--q) }}" for n in range(13)),
    "in a circle, in elements inside others": "body{--b: var(--a) var(--a)} main{--a: var(--b) var(--b)}",
    "in a circle that repeats once": "body{--b: var(--a)} main{--a: var(--b) var(--b)}",
    "behind semicolons": doubling(12).replace(": var", ": [;] {;} var"),
    "last": ":root{--a:x;" + doubling(12).split("{")[1].split("}")[0].rstrip("; "),
    "a long row": ":root{--v0:x;" + "".join(f"--v{n + 1}:var(--v{n});" for n in range(2_000)) + "}",
}


@pytest.mark.parametrize("style", GROWING.values(), ids=GROWING)
def test_what_grows_is_found(style: str) -> None:
    assert find_growth(style)


@pytest.mark.parametrize(
    "style",
    [
        doubling(5),
        "p{" + "&:hover {" * 40 + "}" * 41,
        "a, b { c, d { &:hover, & + & { color: red } } }" * 500,
        ":root { --a: red; --b: blue } " + "p { color: var(--a); margin: var(--b) }" * 5_000,
        ".theme { --a: var(--a) } .other { --b: var(--a) var(--a) }" * 500,
        "@media print { p { color: red } }" * 2_000,
        "p::before { content: '& & { & & {' } /* & & { & & { */" * 50,
        "--: } ; { & ( ] \\",
        "",
    ],
)
def test_what_does_not_grow_is_let_be(style: str) -> None:
    assert find_growth(style) is None


@pytest.mark.parametrize("name", ["nested", "properties"])
def test_it_is_a_finding_at_its_line(name: str, tmp_path: Path) -> None:
    assert invoke("layouts", "copy", "plain", tmp_path / "own").exit_code == 0
    (tmp_path / "own" / "style.css").write_text("b { margin: 0 }\n" + GROWING[name], "utf-8")
    checked = invoke("layouts", "check", tmp_path / "own")
    assert checked.exit_code == 1
    assert "style.css:2:" in checked.stdout
    assert "there are more than 1,000" in checked.stdout
