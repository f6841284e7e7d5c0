"""Repairs: what is mended, and that everything else stays as it was written."""

import pytest

from reportgen.findings import Code, Finding, Fix, PartFix, Problem, Severity, ValuePart
from reportgen.fixes import FixedText, apply_fixes
from reportgen.pipeline import check, check_source
from reportgen.source import Source, read
from tests.cases import TESTS

CODE = Code("RG999", "example", Severity.INFO, "")
SEED = TESTS.parent / "data" / "key-cities" / "2023-24.yaml"


def mended(text: str, *offers: tuple[ValuePart, str], safe: bool = True, unsafe: bool = False) -> str:
    """A file with one value `a`, some parts of which are offered other words."""
    source = read(text, "x.yaml")
    span = source.span(("a",))
    findings = [
        Finding(CODE, CODE.severity, "x.yaml", span, Problem(("a",), "m", part=part, fix=Fix(new, safe)))
        for part, new in offers
    ]
    return apply_fixes(source, findings, unsafe=unsafe).text


@pytest.mark.parametrize(
    ("before", "part", "new", "after"),
    [
        ("a: one two # why\nb: c\n", (0, 3), "1", "a: 1 two # why\nb: c\n"),
        ("a:   'it''s two'\n", (5, 8), "it's", "a:   'it''s it''s'\n"),
        ('a: "one\\ttwo"\n', (4, 7), 'say "x"', 'a: "one\\tsay \\"x\\""\n'),
        ("a: |\n  one\n  two\nb: c\n", (4, 7), "three", "a: |\n  one\n  three\nb: c\n"),
        ("a: >\n  one\n  two\n", (4, 7), "three", "a: >\n  one\n  three\n"),
        ("a: one two\r\nb: c\r\n", (4, 7), "2", "a: one 2\r\nb: c\r\n"),
        ("a: x\n", "value", "0161", 'a: "0161"\n'),
        ("a: x\n", "value", "one: two", 'a: "one: two"\n'),
        ("a: x\n", "value", 'say "x" # y', 'a: "say \\"x\\" # y"\n'),
        ("{a: x, b: c}\n", "value", "one, two", '{a: "one, two", b: c}\n'),
        ("a: x\n", "value", "plain words", "a: plain words\n"),
        ("a: |\n  one  \n  two\n", (3, 5), "", "a: |\n  one\n  two\n"),
    ],
)
def test_a_repair_is_written_as_the_value_is(before: str, part: ValuePart, new: str, after: str) -> None:
    assert mended(before, (part, new)) == after


@pytest.mark.parametrize(
    ("before", "new", "after"),
    [
        ("- b: x\n  c: y\n- z\n", "1", "- b: x\n  c: y\n  new: 1\n- z\n"),
        ("- b: x", "£1", "- b: x\n  new: £1"),
        ("- b: x # why\r\n", "one: two", '- b: x # why\r\n  new: "one: two"\r\n'),
        ("- {b: x, c: [y]} # why\n", "1,004", '- {b: x, c: [y], new: "1,004"} # why\n'),
        ("-\n  c: |\n    one\n\n# below\n", "1", "-\n  c: |\n    one\n  new: 1\n\n# below\n"),
        ("- {}\n", "1", "- {new: 1}\n"),
    ],
)
def test_a_repair_of_a_missing_key_adds_it(before: str, new: str, after: str) -> None:
    text = "a:\n" + before
    source = read(text, "x.yaml")
    problem = Problem(("a", 0, "new"), "m", fix=Fix(new))
    finding = Finding(CODE, CODE.severity, "x.yaml", source.span(problem.at), problem)
    assert apply_fixes(source, [finding]).text == "a:\n" + after


def test_several_repairs_of_one_value_are_made_together() -> None:
    assert mended("a: one two three\n", ((0, 3), "1"), ((8, 13), "3")) == "a: 1 two 3\n"
    assert mended("a: one two\n", ((0, 3), "yes: no"), ((4, 7), "2")) == 'a: "yes: no 2"\n'


def test_of_repairs_that_overlap_one_is_made() -> None:
    assert mended("a: one two\n", ((0, 7), "1"), ((4, 7), "2")) == 'a: "1"\n'


def test_one_finding_repairs_every_value_that_has_its_fault() -> None:
    source = read("a: [1. one, {name: 2. two}, 3. three]\nb: c\n", "x.yaml")
    elsewhere = (PartFix(("a", 1, "name"), (0, 3), ""), PartFix(("a", 2, "name"), (0, 3), ""))
    problem = Problem(("a", 0), "m", part=(0, 3), fix=Fix("", elsewhere=elsewhere))
    finding = Finding(CODE, CODE.severity, "x.yaml", source.span(("a",)), problem)
    fixed = apply_fixes(source, [finding])
    assert (fixed.text, fixed.fixed_findings) == ("a: [one, {name: two}, three]\nb: c\n", (finding,))


def test_what_is_only_offered_waits_to_be_asked_for() -> None:
    assert mended("a: x\n", ("value", "y"), safe=False) == "a: x\n"
    assert mended("a: x\n", ("value", "y"), safe=False, unsafe=True) == "a: y\n"


def test_spaces_at_the_ends_of_lines_go() -> None:
    assert mended("a: x  \nb: |\n  one \t\n\n  two\n") == "a: x\nb: |\n  one\n\n  two\n"
    assert mended('a: "one  \n  two"\n') == 'a: "one\n  two"\n'


def test_a_repair_that_would_say_something_else_is_not_made() -> None:
    assert mended("a: |\n  one\nb: c\n", ((0, 3), "  x")) == "a: |\n  one\nb: c\n"


def test_an_entry_that_is_one_line_is_repaired_as_its_name() -> None:
    source = read("members:\n  - Hull # the city\n  - {name: Hull}\n", "x.yaml")
    findings = [
        Finding(
            CODE, CODE.severity, "x.yaml", source.span(at), Problem(at, "m", fix=Fix("Kingston upon Hull"))
        )
        for at in (("members", 0, "name"), ("members", 1, "name"))
    ]
    assert apply_fixes(source, findings).text == (
        "members:\n  - Kingston upon Hull # the city\n  - {name: Kingston upon Hull}\n"
    )


def test_the_real_report_is_repaired_once_and_for_all() -> None:
    checked = check(SEED)
    once = apply_fixes(checked.source, checked.findings, unsafe=True)
    assert once.text.count("\n") == checked.source.text.count("\n")
    assert "telephone: 07967 424591\n" in once.text
    again = read(once.text, str(SEED))
    assert again.findings == ()
    assert again.text.count("#") == checked.source.text.count("#"), "comments stay"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("contact: {telephone: 07967424591}", "contact: {telephone: 07967 424591}"),
        ('contact: {telephone: "0207 664 3002"}', 'contact: {telephone: "020 7664 3002"}'),
        ("contact: {address: [Leeds, ls11ur]}", "contact: {address: [Leeds, LS1 1UR]}"),
        ("contact: {website: HTTPS://Example.org/A}", "contact: {website: https://example.org/A}"),
        (
            "activities: {projects: [{title: A, url: example.org/x}]}",
            "activities: {projects: [{title: A, url: https://example.org/x}]}",
        ),
        ("aims: |\n  We aim:\n  • to lead\n  • to speak", "aims: |\n  We aim:\n  - to lead\n  - to speak"),
        ("aims: |\n  One line  \n  and more.", "aims: |\n  One line\n  and more."),
        ("membership: {members: [Bath & NES]}", "membership: {members: [Bath & NES]}"),
    ],
)
def test_what_is_certain_is_repaired_without_being_asked_twice(before: str, after: str) -> None:
    checked = check_source(
        read(f"{before}  # a note\n" if "|" not in before else f"{before}\n", "x.yaml"), SEED
    )
    fixed = apply_fixes(checked.source, checked.findings).text
    assert fixed.removesuffix("  # a note\n").rstrip("\n") == after


def test_what_was_meant_is_checked_by_the_values_and_not_by_the_offsets(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    checked = check_source(read("contact: {address: 'Civic Centre, Leeds ls11ur'}\n", "x.yaml"), SEED)
    assert "Leeds LS1 1UR'" in apply_fixes(checked.source, checked.findings).text
    monkeypatch.setattr(Source, "as_written", lambda _, at, part: (at[:-1], part))
    assert apply_fixes(checked.source, checked.findings) == FixedText(checked.source.text, ())


def test_a_repair_that_would_leave_half_a_pair_of_stars_is_not_made() -> None:
    assert mended("a: the *one* two\n", ((5, 12), "x"), unsafe=True) == "a: the *one* two\n"
    assert mended("a: the *one* two\n", ((4, 9), "one"), unsafe=True) == "a: the one two\n"
    assert mended("a: the *one two* *three*\n", ((9, 12), "2"), unsafe=True) == "a: the *one 2* *three*\n"
