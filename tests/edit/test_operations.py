"""What the form does to a file changes the lines that it must, and no others."""

import random
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.cli.new import fill_template
from reportgen.edit.canonical import canonical
from reportgen.edit.errors import Refused
from reportgen.edit.operations import edited, read_operation
from reportgen.findings import At
from reportgen.schema.model import Shape
from reportgen.schema.shapes import REPORT_SHAPE, shape_at
from reportgen.source import read
from tests.cases import TESTS
from tests.edit.sessions import KEY_CITIES

NAMES = ["membership", "members"]


def after(text: str, op: str, at: list[Any], value: Any = "", **places: int) -> str:
    """A text after one operation."""
    data = {"op": op, "at": at, "value": value, **places}
    return edited(read(text, ""), [read_operation(data)]).text


@pytest.mark.parametrize(
    ("before", "at", "value", "expected"),
    [
        ("group:\n  name: # its name\n", "group.name", "Key: Cities", 'group:\n  name: "Key: Cities" # its name\n'),
        ("aims: |\n\n# more\n", "aims", "One.\n\nTwo.\n", "aims: |\n  One.\n\n  Two.\n\n# more\n"),
        ("aims: | # why\nform: 2024\n", "aims", "One.\nTwo.\n", "aims: | # why\n  One.\n  Two.\nform: 2024\n"),
        ("aims: One # why\n", "aims", "One.\nTwo.\n", "aims: | # why\n  One.\n  Two.\n"),
        ("aims: ''  # why\n", "aims", "It", "aims: It  # why\n"),
        ("aims: null\n", "aims", "It", "aims: It\n"),
        ("aims: |\n  One.\n\n  Two.\n", "aims", "One.", "aims: One.\n"),
        ("aims: One\n# end", "aims", "Two", "aims: Two\n# end"),
        ("form: 2024\r\naims: |\r\n  One.\r\n", "aims", "One.\n\nTwo.\n", "form: 2024\r\naims: |\r\n  One.\r\n\r\n  Two.\r\n"),
        ("contact:\n  lead_member: # who\n", "contact.lead_member.name", "Ann", "contact:\n  lead_member: Ann # who\n"),
        (
            "contact:\n  lead_member: Ann # who\n",
            "contact.lead_member.title",
            "Cllr",
            "contact:\n  lead_member: # who\n    title: Cllr\n    name: Ann\n",
        ),
        (
            "contact:\n  address: Hall, Hull # where\n",
            "contact.address.1",
            "Leeds",
            "contact:\n  address: [Hall, Leeds] # where\n",
        ),
        ("membership:\n  members:\n    -\n", "membership.members.0.name", "Hull", "membership:\n  members:\n    - Hull\n"),
        (
            "membership:\n  members:\n    - Hull # old\n",
            "membership.members.0.kind",
            "associate",
            "membership:\n  members:\n    - {name: Hull, kind: associate} # old\n",
        ),
        (
            "membership:\n  members:\n    - {name: Hull, kind: associate}\n",
            "membership.members.0.kind",
            "",
            "membership:\n  members:\n    - Hull\n",
        ),
        ("# only words", "group.name", "Hull", "# only words\ngroup:\n  name: Hull\n"),
        ("", "aims", "It", "aims: It\n"),
        ("{}", "aims", "It", "aims: It\n"),
        ("group:\n", "group.name", "Hull", "group:\n  name: Hull\n"),
        ("group: {name: }\n", "group.renewed", "2020", "group: {name: , renewed: 2020 }\n"),
        ("group: {name: x} # y\n", "foreword.text", "a", "group: {name: x} # y\nforeword: a\n"),
        ("figures:\n  - {id: A} # y\n", "figures.0.alt", "a", "figures:\n  - {id: A, alt: a} # y\n"),
        (
            "sections:\n  - {title: A} # y\n",
            "sections.0.text",
            "a\nb\n",
            "sections:\n  - title: A # y\n    text: |\n      a\n      b\n",
        ),
        ("sections:\n  -\n", "sections.0.title", "A", "sections:\n  - title: A\n"),
        ("group: {}\n", "group.name", "Hull", "group: {name: Hull}\n"),
        ("group: {name: a, other_names: [b]}\n", "group.other_names.0", "c", "group: {name: a, other_names: [c]}\n"),
        (
            "aims: It\n  # deep\n# shallow\nactivities: So\n",
            "priorities.introduction",
            "So",
            "aims: It\n  # deep\npriorities:\n  introduction: So\n# shallow\nactivities: So\n",
        ),
    ],
)  # fmt: skip
def test_a_value_is_set(before: str, at: str, value: str, expected: str) -> None:
    path = [int(step) if step.isdigit() else step for step in at.split(".")]
    assert after(before, "set", path, value) == expected


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("membership:\n", "membership:\n  members:\n    - Hull\n"),
        ("membership:\n  members:\n", "membership:\n  members:\n    - Hull\n"),
        ("membership:\n  members: # one a line\n", "membership:\n  members: # one a line\n    - Hull\n"),
        ("membership:\n  members: []\n", "membership:\n  members:\n    - Hull\n"),
        ("membership: {members: []}\n", "membership: {members: [Hull]}\n"),
        ("membership: {members: [a]} # b\n", "membership: {members: [Hull, a]} # b\n"),
        (
            "membership:\n  members:\n  # first\n  - a\n",
            "membership:\n  members:\n  # first\n  - Hull\n  - a\n",
        ),
        ("membership:\r\n  members:\r\n  - a", "membership:\r\n  members:\r\n  - Hull\r\n  - a"),
    ],
)
def test_an_entry_is_put_in(before: str, expected: str) -> None:
    assert after(before, "insert", NAMES, {"name": "Hull"}, index=0) == expected


@pytest.mark.parametrize(
    ("before", "index", "expected"),
    [
        ("membership:\n  members:\n  - a\n", 0, "membership:\n  members:\n"),
        ("membership:\n  members: # one a line\n    - a\n    # - b\n", 0, "membership:\n  members: # one a line\n    # - b\n"),
        ("membership:\n  members: [a] # b\n", 0, "membership:\n  members: # b\n"),
        ("membership:\n  members: [a, b]\n", 0, "membership:\n  members: [b]\n"),
        ("membership:\n  members:\n  - a\n  # of b\n  - b\n  - c\n", 1, "membership:\n  members:\n  - a\n  - c\n"),
    ],
)  # fmt: skip
def test_an_entry_is_taken_out(before: str, index: int, expected: str) -> None:
    assert after(before, "remove", [*NAMES, index]) == expected


def test_an_entry_is_moved_with_the_comment_above_it() -> None:
    before = "membership:\n  members:\n  - a # x\n  # of b\n  - {name: b}\n  - c\n"
    expected = "membership:\n  members:\n  # of b\n  - {name: b}\n  - c\n  - a # x\n"
    assert after(before, "move", NAMES, **{"from": 0, "to": 2}) == expected


@pytest.mark.parametrize(
    ("op", "at", "value"),
    [
        ("set", ["nonsense"], "x"),
        ("set", [], "x"),
        ("set", ["group"], {"name: a\nevil": "x"}),
        ("set", ["membership", "members", 999], "x"),
        ("set", ["aims", "text"], "x"),
        ("set", ["aims"], ["x"]),
        ("remove", [], ""),
        ("remove", ["membership", "members", 999], ""),
        ("insert", ["aims"], "x"),
        ("move", ["membership", "members"], ""),
    ],
)
def test_what_no_dataset_has_is_refused(op: str, at: list[Any], value: Any) -> None:
    with pytest.raises(Refused):
        after(KEY_CITIES.read_text("utf-8"), op, at, value, **{"from": 0, "to": 999})


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("contact:\n- a: b\n", ["contact", "email"]),
        ("contact:\n  lead_member:\n  - Cllr A\n", ["contact", "lead_member", "title"]),
        ("activities:\n  projects:\n    title: A\n", ["activities", "projects", 0, "text"]),
        ("membership: 3\n", ["membership", "members"]),
        ("membership:\n  members: {a: b}\n", ["membership", "members", 0, "name"]),
    ],
)
@pytest.mark.parametrize("op", ["set", "insert", "move", "remove"])
def test_what_stands_where_something_of_another_kind_belongs_is_left_alone(
    text: str, at: list[Any], op: str
) -> None:
    with pytest.raises(Refused):
        after(text, op, at, "x", **{"from": 0, "to": 0})


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        {},
        {"op": "eval", "at": []},
        {"op": "set", "at": "aims"},
        {"op": "set", "at": [None]},
        {"op": "set", "at": [True]},
        {"op": "set", "at": [-1]},
        {"op": "set", "at": ["a"] * 99},
        {"op": "insert", "at": ["a"], "index": "x"},
    ],
)
def test_a_request_that_makes_no_sense_is_refused(data: Any) -> None:
    with pytest.raises(Refused):
        read_operation(data)


WORDS = (
    "x", "Hull", "a: b", "# c", "- d", "no", "2023", '"q"', "it's", "[a", "{b", "one\n\ntwo\n", "line one\nline two", "trail ",
    "- a\n- b\n", "  lead", "é ŵ", "|", "> q", "a,b", "0161", "null", "%", "@x", "`c`", "a #b", "\n", "<script>", "x" * 200,
)  # fmt: skip
TEXTS: dict[str, Callable[[], str]] = {
    "template": lambda: fill_template("2024", "en-GB"),
    "key-cities": lambda: KEY_CITIES.read_text("utf-8"),
    "everything": lambda: (TESTS / "valid" / "everything.yaml").read_text("utf-8"),
    "empty-values": lambda: (TESTS / "valid" / "empty-values.yaml").read_text("utf-8"),
}


def any_value(shape: Shape, choose: random.Random, depth: int = 0) -> Any:
    """A value of a shape, with words that are awkward in YAML."""
    if shape.item:
        return [any_value(shape.item, choose, depth + 1) for _ in range(choose.choice([1, 1, 3]))]
    if shape.model:
        keys = choose.sample(list(shape.keys()), min(len(shape.keys()), choose.choice([1, 2])))
        return {key: any_value(shape.keys()[key], choose, depth + 1) for key in keys} if depth < 3 else {}
    return choose.choice(shape.choices) if shape.choices else choose.choice(WORDS)


def any_place(values: Any, choose: random.Random) -> At:
    """A path of the dataset, which the file may have or not."""
    at: tuple[str | int, ...] = ()
    shape = REPORT_SHAPE
    while shape.item or shape.model:
        if shape.item:
            if not (isinstance(values, list) and values) or choose.random() < 0.3:
                break
            index = choose.randrange(len(values))
            at, values, shape = (*at, index), values[index], shape.item
        else:
            key = choose.choice(list(shape.keys()))
            at, shape = (*at, key), shape.keys()[key]
            values = values.get(key) if isinstance(values, dict) else None
    return at


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(TEXTS)), st.booleans(), st.integers(0, 10_000))
def test_any_change_can_be_made_and_leaves_all_comments_of_the_rest(name: str, crlf: bool, seed: int) -> None:
    choose = random.Random(seed)
    text = TEXTS[name]().replace("\n", "\r\n" if crlf else "\n")
    for _ in range(4):
        source = read(text, "")
        at = any_place(canonical(source.data), choose)
        shape = shape_at(at)
        assert shape is not None
        op = "insert" if shape.item and choose.random() < 0.7 else "set"
        value = any_value(shape.item if op == "insert" and shape.item else shape, choose)
        text = after(source.text, op, list(at), value, index=0)
        if op == "insert" or not (shape.item or shape.model):
            assert [line for line in comments(source.text) if line not in comments(text)] == []
        assert ("\r\n" in text) == crlf
        assert not crlf or "\n" not in text.replace("\r\n", "")


def comments(text: str) -> list[str]:
    """The comments of a text, as far as lines tell."""
    return [line[line.index("# ") :].strip() for line in text.splitlines() if line.lstrip().startswith("# ")]
