"""Slips of the hand: each is found on its own line, all in one run, and what a hint offers can be pasted."""

import re
from itertools import product
from random import Random

import pytest

from reportgen.findings import Finding
from reportgen.source import read

TEXTS = {
    "one": "|\n{indent}We wrote.\n",
    "paragraphs": "|\n{indent}We wrote.\n\n{indent}Two.\n",
    "list": "|\n{indent}We wrote:\n\n{indent}- one\n{indent}- two: three\n",
    "empty line": "|\n{indent}We wrote.\n\n",
    "folded": ">-\n{indent}We wrote.\n{indent}Two.\n",
    "plain": "We wrote.\n",
}
PLACES = {
    "entry": (
        "activities:\n  projects:\n    - title: A\n      text: ",
        8,
        "    - title: ",
        "\n      url: https://x.org\n",
    ),
    "key": (
        "activities:\n  projects:\n    - title: A\n      text: ",
        8,
        "      place: ",
        "\n    - title: B\n",
    ),
    "top": ("aims: ", 2, "submitted: ", "\ngovernment: none\n"),
    "part": ("aims: ", 2, "contact:\n  lead_member: ", "\n  lead_officer: B\n"),
}
SLIPS = (
    *(
        "Report: the end",
        '"Skills" for all',
        "'Skills' for all",
        "@home",
        "[SEND] report",
        "{x} y",
        "*Skills* for all",
    ),
    *(
        "`code` x",
        "%x",
        "! x: y",
        "“Skills”: for",
        "&c. x: y",
        "- x",
        "? x",
        "> words",
        "| words",
        '"x\\y"',
        "a: b: c",
    ),
)
PASTED = re.compile(r"put quotes around the whole value: (?:`(?P<code>.*)`|(?P<plain>.*))$")
PASTED_ENTRY = re.compile(r"put quotes around this entry: (?:`(?P<code>.*)`|(?P<plain>.*))$")


def slips(text: str) -> list[Finding]:
    return [finding for finding in read(text, "x.yaml").findings if finding.code.id == "RG003"]


@pytest.mark.parametrize("slip", [*SLIPS, "[Hull] and more", "C: D: e", "@x y", "%"])
@pytest.mark.parametrize(
    "brackets", ["members: [Bradford, $, Hull]", "members:\n    - {name: A, note: $, role: B}"]
)
def test_a_hint_about_an_entry_in_brackets_can_be_pasted(brackets: str, slip: str) -> None:
    text = f"membership:\n  {brackets.replace('$', slip)}\naims: We speak.\n"
    for finding in read(text, "").findings:
        hint = finding.problem.hint or ""
        assert "around the whole value" not in hint
        if match := PASTED_ENTRY.search(hint):
            pasted = text.replace(slip, match["code"] or match["plain"])
            assert repr(slip) in repr(read(pasted, "").data)


def test_a_comment_behind_an_entry_in_brackets_is_no_part_of_it() -> None:
    [finding] = slips("membership:\n  members: [Hull, @home # a note, not a name\n    ]\n")
    assert finding.hint == 'put quotes around this entry: `"@home"`'


@pytest.mark.parametrize(("text", "place", "slip"), [*product(TEXTS, PLACES, SLIPS)])
def test_a_slip_below_a_text_is_found_on_its_line(text: str, place: str, slip: str) -> None:
    head, indent, before, after = PLACES[place]
    start = f"schema: 1\n{head}{TEXTS[text].format(indent=' ' * indent)}{before}"
    [finding] = slips(f"{start}{slip}{after}")
    assert finding.span.line == start.count("\n") + 1
    assert "further left" not in finding.message
    if finding.hint and (offer := PASTED.search(finding.hint)):
        pasted = read(f"{start}{offer['code'] or offer['plain']}{after}", "x.yaml")
        assert pasted.findings == ()
        assert slip in str(pasted.data) or repr(slip)[1:-1] in str(pasted.data)


SEVERAL = """schema: 1
activities:
  projects:
    - title: {0}
      text: |
        We wrote: a.

        - one
      url: {1}
    - title: {2}
      text: |
        Two.
    - {3}
  events:
    - title: {4}
      speakers:
        - A
        - {5}
        - B
government: none
"""
LINES = (4, 9, 10, 13, 15, 18)


@pytest.mark.parametrize("seed", range(60))
def test_all_slips_are_found_in_one_run(seed: int) -> None:
    choose = Random(seed)
    values = ["A", "https://x.org", "B", "title: C", "D", "E"]
    faulty = [slip for slip in SLIPS if slips(f"a: {slip}\n") and slips(f"- A\n- {slip}\n- B\n")]
    chosen = sorted(choose.sample(range(6), choose.randint(2, 4)))
    for index in chosen:
        slip = choose.choice(faulty)
        values[index] = f"title: {slip}" if index == 3 else slip
    lines = [finding.span.line for finding in slips(SEVERAL.format(*values))]
    assert lines == [LINES[index] for index in chosen]


def test_many_slips_are_found_in_bounded_time() -> None:
    text = "aims:\n" + "  - @a\n" * 30_000
    assert 1 <= len(slips(text)) <= 20


def test_a_line_left_of_its_text_is_named_where_it_is_true() -> None:
    [finding] = slips("a:\n  - text: |\n        We.\n\n      Two.\n    x: y\n")
    assert "further left" in finding.message
    assert finding.span.line == 5


@pytest.mark.parametrize(
    "text",
    [
        "t: \n\n}",
        "schema: 1\naims: }\nform: x\n",
        "a:\n  - b: [\n  - c\nd: 'e\n",
        "a: b: c\n",
        "- a\n b\n}\n",
    ],
)
def test_lines_that_end_in_a_lone_carriage_return_are_lines(text: str) -> None:
    with_feeds, with_returns = read(text.encode(), "f"), read(text.replace("\n", "\r").encode(), "f")
    assert [(slip.span, slip.message) for slip in with_returns.findings] == [
        (slip.span, slip.message) for slip in with_feeds.findings
    ]
    assert with_returns.findings
