"""Web pages that were damaged on purpose: the right check finds each fault."""

from contextlib import suppress
from pathlib import Path

import pytest

from reportgen.extract import UnreadableFile
from reportgen.verify import examine
from reportgen.verify._html.hiding import hiding_rules
from reportgen.verify._html.text import parse_page, read_text
from tests.cli.running import invoke
from tests.documents import EVERYTHING, SEED
from tests.verify.files import LAYOUTS, build_file, find_failures

DAMAGES = [
    ("parity", '<li data-at="membership.groups.1.members.3">Preston', "<li>Salford", "members.3: the web page says “Salford”"),
    ("parity", ">£12,400<", "><", "sections.0.table.rows.0.1: the web page does not say “£12,400”"),
    ("parity", ">£12,400<", '>£12,400<a href="#aims" role="doc-noteref">1</a><', "says “£12,4001”"),
    ("parity", ">£12,400<", '>£12,400<sup><a href="#aims" role="doc-noteref">7</a></sup><', "says “£12,4007”"),
    ("parity", "https://harbours.example/plan", "https://else.example/", "as a link's address, the web page says “https://else.example/”"),
    ("parity", '<main id="part-2">', "<main><p>DRAFT</p>", "the web page says “DRAFT”, the dataset does not"),
    ("parity", "<title>", "<title>Other ", "in the metadata: the web page has the title “Other "),
    ("parity", "</style>", "main p { display: none }</style>", "the web page hides words: `display: none` for `main p`"),
    ("parity", "</style>", "@media screen { main { li { VISIBILITY: hidden } } }</style>", "`VISIBILITY: hidden` for `main li`"),
    ("parity", '<main id="part-2">', '<main style="opacity:0">', "hides words: `opacity: 0` of a `main`"),
    ("parity", '<main id="part-2">', "<main hidden>", "hides words: `hidden` of a `main`"),
    ("parity", '<main id="part-2">', '<main aria-hidden="true">', "words: `aria-hidden` of a `main`, from those who listen"),
    ("parity", '<main id="part-2">', '<main><font color="#fff">', "hides words: `color` of a `font`"),
    ("parity", '<main id="part-2">', "<main><details>", "hides words: a `details` that is closed"),
    ("parity", "</style>", "h2::before { content: 'not ' }</style>", 'puts words in: `content: "not "` for `h2::before`'),
    ("parity", "</style>", "li { list-style: 'no ' }</style>", 'puts words in: `list-style: "no "` for `li`'),
    ("parity", "</style>", "@counter-style a { symbols: 'no' }</style>", 'puts words in: `symbols: "no"` for `@counter-style`'),
    ("parity", "</style>", "p { color: oklch(1 0 0) }</style>", "hides words: `color: oklch(1 0 0)` for `p`"),
    ("parity", '<main id="part-2">', '<main title="No">', "puts words in: `title=No` of a `main`"),
    ("parity", "</html>", "</html><p>No</p>", "the web page says “No”, the dataset does not"),
    ("structure", "</body>", "<template><p>No</p></template></body>", "a `template` holds words"),
    ("structure", "</body>", "<noscript>No</noscript></body>", "a `noscript` holds words"),
    ("structure", "</body>", '<input value="No"></body>', "a `input` shows words"),
    ("structure", "</body>", '<svg><image href="//else.example/a.png"/></svg></body>', "the `image` fetches"),
    ("structure", "</body>", "<script>1</script></body>", "a `script` runs a program"),
    ("structure", "</body>", '<img alt="" src="https://else.example/a.png"></body>', "the `img` fetches “https://else.example/a.png”"),
    ("structure", "</body>", '<img src="data:image/png;base64,aaaa"></body>', "has no `alt`"),
    ("structure", "</body>", '<iframe src="/a"></iframe></body>', "a `iframe` shows another page"),
    ("structure", "</head>", '<link rel="stylesheet" href="a.css"></head>', "a `link` fetches “a.css”"),
    ("structure", "</style>", "p { background: url( 'https://else.example/a.png' ) }</style>", "the style sheet fetches"),
    ("structure", "</style>", "@import 'a.css';</style>", "the style sheet fetches"),
    ("structure", '<main id="part-2">', '<main style="background: url(//else.example)">', "the style of a `main` fetches"),
    ("structure", '<main id="part-2">', '<main onclick="a()">', "a `main` runs a program (`onclick`)"),
    ("structure", '<main id="part-2">', '<main><meta http-equiv="refresh" content="0; url=/">', "sends the reader to another"),
    ("structure", "default-src &#x27;none&#x27;; ", "", "no Content-Security-Policy"),
    ("structure", ' lang="en-GB"', "", "the page says no language"),
    ("structure", "<title>", "<title></title><x>", "the page has no title"),
    ("structure", '<main id="part-2">', "<main><h1>More</h1>", "the page has 2 main headings"),
    ("structure", "<h3", "<h5", "is of level 5, and follows one of level 2"),
    ("structure", ' scope="col"', "", "does not say what it heads (`scope`)"),
    ("structure", '<main id="part-2">', "<main><table><tr><td>1</td></tr></table>", "has no heads (`th`)"),
    ("links", 'href="#aims"', 'href="#aim"', "the link “Aims” leads to `#aim`, which is not on the page"),
    ("links", 'href="https://harbours.example/plan"', 'href="javascript:a()"', "which is not http, https or mailto"),
    ("links", 'aria-labelledby="part-', 'aria-labelledby="gone-', "is labelled by `gone-"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("check", "old", "new", "problem"), DAMAGES, ids=[problem for *_, problem in DAMAGES]
)
def test_what_is_damaged_is_found(check: str, old: str, new: str, problem: str, tmp_path: Path) -> None:
    text = build_file("html").decode()
    assert old in text
    failures = find_failures(text.replace(old, new, 1).encode(), "html", tmp_path, dataset=EVERYTHING)
    assert any(problem in message for message in failures[check]), failures


def test_a_page_is_read_however_it_is_written(tmp_path: Path) -> None:
    text = build_file("html").decode().replace("</li>", "").replace("</p>\n", "\n\n  ").replace("<p>", "<P >")
    assert find_failures(text.encode(), "html", tmp_path, dataset=EVERYTHING) == {}


HIDING = (
    "visibility: collapse", "opacity: .05", "opacity: 2%", "font-size: 0", "font-size: 1px", "font: 0/0 a", "color: transparent",
    "color: white", "color: rgb(0 0 0 / 0)", "color: hsl(0 0% 99%)", "--text: #fff", "text-indent: -9999px", "left: -100em",
    "margin-left: -200%", "height: 0", "max-height: 1px", "clip: rect(0 0 0 0)", "clip-path: inset(50%)", "scale: 0",
    "transform: scale(0)", "transform: translateX(-999em)", "filter: opacity(0)", "mask-image: none, linear-gradient(#000 0 0)",
    "line-height: 0", "content-visibility: hidden", "zoom: 0", "-webkit-text-fill-color: #0000", "display: none !important",
    "display: var(--x)", "DISPLAY: NONE", "display:/**/none",
)  # fmt: skip

HARMLESS = (
    "display: block", "opacity: 1", "font-size: 0.8rem", "font-size: 1.5vw", "color: #333", "color: inherit", "--line: #eee",
    "text-indent: -10pt", "margin-left: -2em", "height: auto", "width: 100%", "clip-path: none", "filter: none",
    "line-height: 1.2", "transform: rotate(-45deg)",
    "font: 12pt/1.4 sans-serif", "font: bold 1rem serif", "scale: 1.5", "height: 3mm",
    "font-weight: 0", "left: 50%", "background: #fff",
)  # fmt: skip


@pytest.mark.parametrize("declaration", HIDING)
def test_each_usual_way_to_hide_words_is_known(declaration: str) -> None:
    assert len(list(hiding_rules(f"p {{ {declaration} }}"))) == 1
    assert len(list(hiding_rules(f"@supports (a: b) {{ @media print {{ p {{ {declaration} }} }} }}"))) == 1


@pytest.mark.parametrize("declaration", HARMLESS)
def test_other_declarations_hide_nothing(declaration: str) -> None:
    assert list(hiding_rules(f"p {{ {declaration} }}")) == []


def test_what_has_no_words_may_be_hidden() -> None:
    assert list(hiding_rules("p::after { display: none } @font-face { font-family: none }")) == []


@pytest.mark.parametrize("layout", LAYOUTS)
def test_no_layout_that_ships_hides_words(layout: str) -> None:
    style = build_file("html", layout=layout).decode().partition("<style>")[2].partition("</style>")[0]
    assert list(hiding_rules(style)) == []


def test_what_the_layout_itself_hides_is_right(tmp_path: Path) -> None:
    assert invoke("layouts", "copy", "plain", tmp_path / "own").exit_code == 0
    with (tmp_path / "own" / "style.css").open("a", encoding="utf-8") as style:
        style.write("@media print { nav { display: none } }\n")
    out = tmp_path / "out"
    assert invoke("build", SEED, "--layout", tmp_path / "own", "--to", "html", "-o", out, "-q").exit_code == 0
    arguments = ("verify", out, "--dataset", SEED, "-q")
    assert invoke(*arguments, "--layout", tmp_path / "own").exit_code == 0
    assert (
        "hides words: `display: none` for `nav`"
        in invoke(*arguments, "--layout", "plain", "--format", "json").stdout
    )


@pytest.mark.parametrize(
    "css",
    [
        "a{" * 20_000,
        "@media screen{" * 20_000,
        "p{a:" + "(" * 20_000,
        "p{color:" + "rgb(" * 5_000,
        "{" * 99,
        "@",
        "p{x",
        "\\",
    ],
)
def test_a_style_sheet_may_be_anything(css: str, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    file.write_text(f"<html><head><style>{css}</style></head><body><p>a</p></body></html>")
    with suppress(UnreadableFile):  # it is nested too deeply
        examine(file)


def test_a_list_of_notes_inside_another_is_read_once() -> None:
    page = b"<html><body><section role=doc-endnotes><section role=doc-endnotes><p>a</p></section></section></body></html>"
    text = read_text(parse_page(page))
    assert (text.lines, text.notes) == ((), ("a",))


def test_a_page_that_stands_too_deep_is_refused_as_a_whole(tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    file.write_text(build_file("html").decode().replace("</main>", f"{'<div>' * 300}No</main>"))
    with pytest.raises(UnreadableFile, match="too deep"):
        examine(file)


def test_a_page_with_a_picture_of_many_megabytes_is_read_to_its_end() -> None:
    picture = b"<img alt='Hull' src='data:image/png;base64," + b"A" * 12_000_000 + b"'>"
    assert read_text(parse_page(b"<html><body>" + picture + b"<p>a</p></body></html>")).lines == ("a",)
