"""Comments stay with what they are about while the form adds, moves and takes out entries, however the list is written."""

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.edit.operations import edited, read_operation
from reportgen.source import read
from tests.edit.test_operations import after

NAMES = ["membership", "members"]
HEAD = "membership:\n  members:"


@dataclass(frozen=True)
class Commented:
    """An entry of a list, and which comments it has."""

    name: str
    form: str
    has_above: bool
    has_behind: bool
    has_deeper: bool
    is_set_apart: bool
    """Whether a comment stands by itself between empty lines above it."""

    @property
    def above(self) -> list[str]:
        return [f"# above {self.name}"] if self.has_above else []

    @property
    def behind(self) -> str:
        return f" # behind {self.name}" if self.has_behind else ""

    @property
    def apart(self) -> str:
        return f"# by itself, before {self.name.lower()[-1]}"

    def lines(self) -> list[str]:
        """The entry as a list of lines has it."""
        words = self.form.format(name=self.name, behind=self.behind)
        words += "" if "{behind}" in self.form else self.behind
        deeper = [f"    # deeper {self.name}"] if self.has_deeper else []
        apart = ["", f"  {self.apart}", ""] if self.is_set_apart else []
        return [*apart, *(f"  {line}" for line in self.above), f"  - {words}", *deeper]

    def lines_in_brackets(self, *, is_last: bool) -> list[str]:
        """The entry as a list in brackets has it."""
        words = self.form.format(name=self.name, behind="").split("\n")[0]
        return [*(f"    {line}" for line in self.above), f"    {words}{'' if is_last else ','}{self.behind}"]


FORMS = (
    "{name}",
    '"{name}"',
    "{{name: {name}, kind: full}}",
    "{{name: {name},  # inside\n     note: '# a'}}",
)
BLOCKS = ("name: {name}{behind}\n    kind: full", "\n    # inside\n    name: {name}")


@st.composite
def commented_entries(draw: st.DrawFn, forms: tuple[str, ...]) -> list[Commented]:
    flags = st.tuples(*[st.booleans()] * 4)
    entries = draw(st.lists(st.tuples(st.sampled_from(forms), flags), min_size=2, max_size=5))
    return [
        Commented(f"Town{index}", form, above, behind, deeper, is_set_apart=apart and index > 0)
        for index, (form, (above, behind, deeper, apart)) in enumerate(entries)
    ]


@st.composite
def operations(draw: st.DrawFn, count: int) -> dict[str, object]:
    place = st.integers(0, count - 1)
    match draw(st.sampled_from(["insert", "move", "remove"])):
        case "insert":
            return {"op": "insert", "at": NAMES, "index": draw(st.integers(0, count)), "value": "New"}
        case "move":
            return {"op": "move", "at": NAMES, "from": draw(place), "to": draw(place)}
        case _:
            return {"op": "remove", "at": [*NAMES, draw(place)]}


def expected_entries(entries: list[Commented], operation: dict[str, object]) -> list[Commented]:
    """The entries that had comments and are still there."""
    at = operation["at"]
    assert isinstance(at, list)
    return [entry for index, entry in enumerate(entries) if operation["op"] != "remove" or index != at[-1]]


def stand_together(own: list[str], lines: list[str]) -> bool:
    """Whether the lines of an entry and of its comments still follow each other."""
    return any(lines[start : start + len(own)] == own for start in range(len(lines)))


@settings(max_examples=120, deadline=None)
@given(st.data(), st.booleans(), st.booleans())
def test_a_comment_goes_with_its_entry_in_lines(data: st.DataObject, crlf: bool, is_ended: bool) -> None:
    entries = data.draw(commented_entries(FORMS + BLOCKS))
    operation = data.draw(operations(len(entries)))
    text = "\n".join([HEAD, *(line for entry in entries for line in entry.lines())]) + "\n" * is_ended
    lines = edited(
        read(text.replace("\n", "\r\n" if crlf else "\n"), ""), [read_operation(operation)]
    ).text.splitlines()
    stripped = [line.strip() for line in lines]
    for entry in expected_entries(entries, operation):
        own = entry.lines()
        own = [line.strip() for line in "\n".join(own).split("\n")][3 if entry.is_set_apart else 0 :]
        assert stand_together(own, stripped)
    for entry in entries:
        assert stripped.count(entry.apart) == entry.is_set_apart


@settings(max_examples=80, deadline=None)
@given(st.data(), st.booleans())
def test_a_comment_goes_with_its_entry_in_brackets(data: st.DataObject, crlf: bool) -> None:
    entries = data.draw(commented_entries(FORMS[:3]))
    operation = data.draw(operations(len(entries)))
    inner = [line for entry in entries for line in entry.lines_in_brackets(is_last=entry is entries[-1])]
    text = "\n".join([f"{HEAD} [ # all", *inner, "    # the end", "  ] # of the list\n"])
    after_it = edited(
        read(text.replace("\n", "\r\n" if crlf else "\n"), ""), [read_operation(operation)]
    ).text
    lines = [line.strip().replace(",", "") for line in after_it.splitlines()]
    for entry in expected_entries(entries, operation):
        own = [line.strip().replace(",", "") for line in entry.lines_in_brackets(is_last=False)]
        assert stand_together(own, lines)
    if "# all" in after_it:
        assert lines[-2:] == ["# the end", "] # of the list"]


@pytest.mark.parametrize(
    ("before", "operation", "expected"),
    [
        (  # a comment about the first entry alone goes with it
            "  # Hull joined late\n  - Hull\n  - Ely\n",
            {"op": "move", "from": 0, "to": 1},
            "  - Ely\n  # Hull joined late\n  - Hull\n",
        ),
        (  # one about the list stays above it
            "  # one on each line\n  - Hull\n  - Ely\n",
            {"op": "move", "from": 0, "to": 1},
            "  # one on each line\n  - Ely\n  - Hull\n",
        ),
        (  # so does one that is set apart
            "  # Hull and others\n\n  # old\n  - Hull\n  # new\n  - Ely\n",
            {"op": "move", "from": 0, "to": 1},
            "  # Hull and others\n\n  # new\n  - Ely\n  # old\n  - Hull\n",
        ),
        (
            "  - # of Hull\n    name: Hull\n    kind: full\n  - Ely\n",
            {"op": "move", "from": 1, "to": 0},
            "  - Ely\n  - # of Hull\n    name: Hull\n    kind: full\n",
        ),
    ],
)
def test_a_list_and_its_comments(before: str, operation: dict[str, object], expected: str) -> None:
    text = f"{HEAD}\n{before}"
    assert edited(read(text, ""), [read_operation({**operation, "at": NAMES})]).text == f"{HEAD}\n{expected}"


@pytest.mark.parametrize(
    ("before", "key", "expected"),
    [
        (
            "  - {name: Hull, # its name\n     kind: associate, # since May\n     note: x} # all\n",
            "kind",
            "  - {name: Hull, # its name\n     note: x} # all\n",
        ),
        (
            "  - {name: Hull, # its name\n     kind: associate} # all\n",
            "kind",
            "  - {name: Hull # its name\n     } # all\n",
        ),
    ],
)
def test_a_key_in_brackets_goes_with_its_comment_alone(before: str, key: str, expected: str) -> None:
    assert after(f"{HEAD}\n{before}", "set", [*NAMES, 0, key], "") == f"{HEAD}\n{expected}"


def test_keys_that_leave_their_brackets_take_their_comments_along() -> None:
    before = "sections:\n  # of A\n  - {title: A, # the title\n     table: {columns: [a, # first\n       b]}} # all\n"
    expected = (
        "sections:\n  # of A\n  # the title\n  - title: A # all\n    text: |\n      a\n      b\n"
        "    # first\n    table:\n      columns: [a, b]\n"
    )
    assert after(before, "set", ["sections", 0, "text"], "a\nb\n") == expected


def test_cells_on_lines_keep_their_comments() -> None:
    before = (
        "sections:\n- title: A\n  table:\n    rows:\n    - - a # is a\n      # above b\n      - b # is b\n"
    )
    at = ["sections", 0, "table", "rows", 0]
    expected = before.replace(
        "- - a # is a\n      # above b\n      - b # is b", "- # above b\n      - b # is b\n      - a # is a"
    )
    assert after(before, "move", at, **{"from": 0, "to": 1}) == expected
