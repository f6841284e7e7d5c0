"""Comparisons of two reports: every kind of difference, none where there is none, and nothing private."""

import json
from dataclasses import replace
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.alignment import Aligner
from reportgen.comparison import Difference, Kind, compare
from reportgen.comparison.html import to_html
from reportgen.comparison.json import to_json
from reportgen.comparison.text import sentence, to_text
from reportgen.comparison.words import pieces
from reportgen.config import Settings
from reportgen.pipeline import Checked, check, check_source
from reportgen.source import read
from tests.cases import TESTS

EVERYTHING = TESTS / "valid" / "everything.yaml"
HEAD = """schema: 1
form: "2024"
group: {name: Harbour Towns}
period: 2023/24
"""


def checked(text: str, head: str = HEAD) -> Checked:
    return check_source(read(head + text, "report.yaml"), Path("report.yaml"))


def differences(old: str, new: str) -> list[Difference]:
    return list(compare(checked(old), checked(new)).differences)


def said(old: str, new: str) -> list[tuple[str, str]]:
    return [(difference.kind.value, sentence(difference)) for difference in differences(old, new)]


def members(*names: str) -> str:
    return "membership:\n  members:\n" + "".join(f"    - {name}\n" for name in names)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (["Hull"], ["Hull", "York"], [("joined", "York joined")]),
        (["Hull", "York"], ["Hull"], [("left", "York left")]),
        (["Hull", "York"], ["Hull", "{name: York, left: 2023-09}"], [("left", "York left (September 2023)")]),
        (["{name: York, left: 2020}"], ["York"], [("joined", "York joined")]),
        (["Kingston upon Hull"], ["Hull"], [("renamed", "Kingston upon Hull is now called Hull")]),
        (["Bath & NES"], ["Bath and NES"], [("renamed", "Bath & NES is now called Bath and NES")]),
        (
            ["Allerdale", "Carlisle", "Hull"],
            ["Cumberland", "Hull"],
            [("succeeded", "Allerdale, Carlisle became Cumberland")],
        ),
        (["Carlisle", "Cumberland"], ["Cumberland"], [("succeeded", "Carlisle became Cumberland")]),
        (["Hull"], ["{name: Hull, kind: associate}"], [("changed", "Members: Hull")]),
        (["Hull", "York", "Bath"], ["Bath", "Hull", "York"], [("moved", "Members: stands at another place: Bath")]),
        (["The Port Office"], ["The Dock Office"], [("joined", "The Dock Office joined"), ("left", "The Port Office left")]),
    ],
)  # fmt: skip
def test_members(old: list[str], new: list[str], expected: list[tuple[str, str]]) -> None:
    assert said(members(*old), members(*new)) == expected


def test_a_council_that_goes_on_under_its_name_is_the_same_member() -> None:
    before = HEAD.replace("2023/24", "2021/22")
    comparison = compare(checked(members("Somerset"), before), checked(members("Somerset")))
    assert [difference.names[0] for difference in comparison.differences] == ["Period"]


def test_members_of_groups() -> None:
    old = "membership: {groups: [{name: Full, members: [Hull, York]}, {name: Others, members: [Bath]}]}"
    new = "membership: {groups: [{name: Full, members: [Hull]}, {name: Others, members: [Bath, York]}]}"
    assert ("moved", "York has moved from Full to Others") in said(old, new)
    renamed = "membership: {groups: [{name: Core, members: [Hull, York]}, {name: Others, members: [Bath]}]}"
    assert said(old, renamed) == [("changed", "Groups: Core: Name")]


ENTRIES = """activities:
  projects:
    - title: Skills
      text: We wrote a report on skills for people in towns.
    - title: Ports
      date: 2023-05
      text: We counted the ports.
"""


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("title: Ports", "title: Docks", [("changed", "Projects: Docks: Title")]),
        ("title: Skills", "title: Learning", [("changed", "Projects: Learning: Title")]),
        ("2023-05", "2023-06", [("changed", "Projects: Ports: Date")]),
        ("      date: 2023-05\n", "", [("dropped", "Projects: Ports: Date")]),
        ("counted the", "counted all the", [("changed", "Projects: Ports")]),
        ("      text: We counted the ports.\n", "", [("dropped", "Projects: Ports: Text")]),
        ("activities:\n", "activities:\n  events: [{title: Talk}]\n", [("added", "Events: Talk")]),
        ("Skills\n      text: We wrote", "Trains\n      text: Nobody wrote", []),
    ],
)
def test_entries(old: str, new: str, expected: list[tuple[str, str]]) -> None:
    assert old in ENTRIES
    found = said(ENTRIES, ENTRIES.replace(old, new))
    assert found == expected if expected else ("changed", "Projects: Trains: Title") in found


def test_entries_in_another_order() -> None:
    head, first, second = ENTRIES.split("    - ")
    turned = f"{head}    - {second}    - {first}"
    assert said(ENTRIES, turned) == [("moved", "Projects: Ports: stands at another place")]


def test_none_is_no_list() -> None:
    assert said("aims: A.\n", "aims: A.\ngovernment: none\n") == [("added", "Government")]


def test_words() -> None:
    [difference] = differences(
        "aims: We speak for cities by the sea.\n", "aims: We speak for **towns** by the sea.\n"
    )
    assert [tuple(piece) for piece in difference.pieces] == [
        ("same", "We speak for "), ("gone", "cities"), ("new", "**towns**"), ("same", " by the sea."),
    ]  # fmt: skip
    assert (difference.old_at, difference.new_at) == (("aims",), ("aims",))


def test_how_a_text_is_broken_into_lines_does_not_count() -> None:
    assert said("aims: |\n  One two\n  three.\n\n  - a\n", "aims: |\n  One two three.\n\n  * a\n") == []


@given(st.text("ab \n"), st.text("ab \n"))
def test_pieces_make_both_texts(old: str, new: str) -> None:
    old, new = ("\n".join(filter(None, (line.strip() for line in text.split("\n")))) for text in (old, new))
    changed = pieces(old, new, Aligner())
    for kind, text in (("gone", old), ("new", new)):
        lines = "".join(piece.text for piece in changed if piece.kind in {"same", kind}).split("\n")
        assert [line for line in lines if line.strip()] == [line for line in text.split("\n") if line]


def test_texts_that_are_copied() -> None:
    old = "aims: We speak for towns by the sea.\npriorities: {introduction: Short.}\n"
    new = "foreword: We speak for towns by the sea.\npriorities: {introduction: Short.}\naims: Other.\n"
    [copy] = compare(checked(old), checked(new)).unchanged
    assert (copy.kind, copy.old_at, copy.new_at) == (Kind.UNCHANGED, ("aims",), ("foreword", "text"))


def test_nothing_private_is_told() -> None:
    old = "contact: {lead_officer: A, telephone: 01632 960123}\nprivate: [contact.telephone]\n"
    new = "contact: {lead_officer: A, telephone: 01632 960999}\nprivate: [contact.telephone]\n"
    assert said(old, new) == []


def test_a_report_is_equal_to_itself() -> None:
    comparison = compare(check(EVERYTHING), check(EVERYTHING))
    assert comparison.differences == ()
    assert comparison.unchanged


def leaves(value: object, at: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The paths of all single values of a dataset."""
    if isinstance(value, dict):
        return [path for key, inner in value.items() for path in leaves(inner, (*at, key))]
    if isinstance(value, list):
        return [path for index, inner in enumerate(value) for path in leaves(inner, (*at, index))]
    return [at]


def test_no_change_of_a_value_is_silent() -> None:
    source, few_rules = read(EVERYTHING.read_bytes(), str(EVERYTHING)), Settings(select=("RG014",))
    original = check_source(source, EVERYTHING, few_rules)
    private = original.private or ()
    silent = []
    for at in leaves(source.data):
        data = json.loads(json.dumps(source.data))
        holder = data
        for step in at[:-1]:
            holder = holder[step]
        value = holder[at[-1]]
        holder[at[-1]] = "2019" if value[:4].isdigit() else "cy-GB" if value == "en-GB" else "Zz"
        changed = check_source(replace(source, data=data), EVERYTHING, few_rules)
        path = ".".join(str(step) for step in at if isinstance(step, str))
        if at == ("schema",) or any(path.startswith(name) for name in private):
            continue
        is_faulty = (
            changed.loaded is not None and at in changed.loaded.dropped
        )  # which the command says itself
        if not is_faulty and not compare(original, changed).differences:
            silent.append(at)
    assert silent == []


@pytest.mark.parametrize("words", ["word", "the a of", "x"])
def test_long_texts_take_bounded_time(words: str) -> None:
    lines = [f"{words} {words} {number % 7}" for number in range(30_000)]
    old, new = (
        "\n".join(lines),
        "\n".join(f"{line} {index % 5}" for index, line in enumerate(reversed(lines))),
    )
    start = process_time()
    pieces(old, new, Aligner())
    assert process_time() - start < 60


@settings(max_examples=20, deadline=None)
@given(st.text("<&>\"' a\n", max_size=20))
def test_pages_hold_words_as_they_are(words: str) -> None:
    quoted = json.dumps(f"A{words.strip()}b")
    page = to_html(compare(checked("aims: A.\n"), checked(f"aims: {quoted}\n"))).decode()
    assert "<script" not in page
    assert page.count("<ins>") == page.count("</ins>")


def test_json_has_one_shape() -> None:
    report = json.loads(to_json(compare(check(EVERYTHING), checked(ENTRIES))))
    assert set(report) == {"version", "old", "new", "differences", "unchanged", "summary"}
    for difference in (*report["differences"], *report["unchanged"]):
        assert set(difference) == {"kind", "names", "old_path", "new_path", "old", "new", "words"}
    assert report["summary"]["differences"] == len(report["differences"])


def test_colours_stand_beside_marks() -> None:
    comparison = compare(checked("aims: Old words.\n"), checked("aims: New words.\n"))
    plain = to_text(comparison)
    assert "[-Old-]{+New+} words." in plain
    coloured = to_text(comparison, colour=True)
    assert "\x1b[31m[-Old-]\x1b[0m\x1b[32m{+New+}\x1b[0m words." in coloured
