"""Text with markup: what it becomes, where its words stand, and what it may not hold."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reportgen.document import (
    BulletList,
    Document,
    Emphasis,
    Footnote,
    Item,
    LanguageRun,
    Link,
    NumberedList,
    Paragraph,
    Quotation,
    Section,
    Strong,
    Text,
    lines,
)
from reportgen.prose import parse
from reportgen.prose.codes import MAX_MARKUP


def paragraph(*children: object) -> Paragraph:
    return Paragraph(children)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("source", "block"),
    [
        ("**a**", paragraph(Strong((Text("a"),)))),
        ("*a* b", paragraph(Emphasis((Text("a"),)), Text(" b"))),
        ("**a *b* c**", paragraph(Strong((Text("a "), Emphasis((Text("b"),)), Text(" c"))))),
        ("[a](https://x.org)", paragraph(Link((Text("a"),), "https://x.org"))),
        ("<https://x.org>", paragraph(Link((Text("https://x.org"),), "https://x.org"))),
        ("[a](mailto:b@x.org)", paragraph(Link((Text("a"),), "mailto:b@x.org"))),
        ("[Cymru](lang:cy)", paragraph(LanguageRun((Text("Cymru"),), "cy-GB"))),
        ("1. a\n2. b", NumberedList((Item((paragraph(Text("a")),)), Item((paragraph(Text("b")),))))),
        ("3) a", NumberedList((Item((paragraph(Text("a")),)),), 3)),
        (
            "- a\n  - b",
            BulletList((Item((paragraph(Text("a")), BulletList((Item((paragraph(Text("b")),)),)))),)),
        ),
        ("a \\* b", paragraph(Text("a * b"))),
        ("R&amp;D", paragraph(Text("R&D"))),
        ("a * b", paragraph(Text("a * b"))),
        ("*a*\nb", paragraph(Emphasis((Text("a"),)), Text(" b"))),
        ("*a*   b\tc", paragraph(Emphasis((Text("a"),)), Text(" b c"))),
    ],
)
def test_markup_becomes_blocks(source: str, block: object) -> None:
    assert parse(source).blocks == (block,)
    assert parse(source).faults == ()


ANN = (Text("— Ann"),)


@pytest.mark.parametrize(
    ("source", "blocks"),
    [
        ("> b\n> c", (Quotation((paragraph(Text("b c")),)),)),
        (
            "a:\n\n> b\n> — Ann\n\nd",
            (paragraph(Text("a:")), Quotation((paragraph(Text("b")),), ANN), paragraph(Text("d"))),
        ),
        ("> b\n>\n> – Ann", (Quotation((paragraph(Text("b")),), ANN),)),
        ("> b\n>\n> - Ann", (Quotation((paragraph(Text("b")),), ANN),)),
        ("> b\n> -- Ann", (Quotation((paragraph(Text("b")),), ANN),)),
        (
            "> *b*\n> — **Ann**",
            (Quotation((paragraph(Emphasis((Text("b"),))),), (Text("— "), Strong((Text("Ann"),)))),),
        ),
        ("> a — b\n> c", (Quotation((paragraph(Text("a — b c")),)),)),
        ("> — Ann", (paragraph(*ANN),)),
    ],
)
def test_a_quotation_has_words_and_whose_they_are(source: str, blocks: tuple[object, ...]) -> None:
    assert parse(source).blocks == blocks
    assert parse(source).faults == ()


def note(*children: object) -> Footnote:
    return Footnote(children)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("source", "block"),
    [
        ("a.^[b *c*] d", paragraph(Text("a."), note(Text("b "), Emphasis((Text("c"),))), Text(" d"))),
        ("a ^[ b\nc ] d", paragraph(Text("a"), note(Text("b c")), Text(" d"))),
        ("a ^[b] ^[c] d", paragraph(Text("a"), note(Text("b")), note(Text("c")), Text(" d"))),
        ("a ^[b]. C", paragraph(Text("a"), note(Text("b")), Text(". C"))),
        (
            "(*a* ^[b] ^[c]) d",
            paragraph(Text("("), Emphasis((Text("a"),)), note(Text("b")), note(Text("c")), Text(") d")),
        ),
        ("a^[[b](https://x.org)]", paragraph(Text("a"), note(Link((Text("b"),), "https://x.org")))),
        ("**a^[b]** c", paragraph(Strong((Text("a"), note(Text("b")))), Text(" c"))),
        ("a^[b [c] d]", paragraph(Text("a"), note(Text("b [c] d")))),
        ("> a^[b\n> — c] d", Quotation((paragraph(Text("a"), note(Text("b — c")), Text(" d")),))),
    ],
)
def test_notes_stand_behind_words(source: str, block: object) -> None:
    assert parse(source).blocks == (block,)
    assert parse(source).faults == ()


def test_the_words_of_notes_are_passages_behind_all_others() -> None:
    source = "a ^[b\nc] d:\n\n- e"
    passages = parse(source).passages
    assert [(passage.text, passage.kind) for passage in passages] == [
        ("a d:", "paragraph"),
        ("e", "item"),
        ("b c", "note"),
    ]
    assert passages[0].introduces
    start, end = passages[2].part(2, 3)
    assert source[start:end] == "c"


def test_a_full_stop_behind_a_note_follows_its_word_and_is_found_where_it_stands() -> None:
    source = "a ^[b]. C *d*"
    passage = parse(source).passages[0]
    assert passage.text == "a. C d"
    starts = [passage.part(index, index + 1)[0] for index in (0, 1, 3, 5)]
    assert [source[start] for start in starts] == ["a", ".", "C", "d"]


def test_the_words_of_a_quotation_are_not_the_reports_own() -> None:
    passages = parse("a:\n\n> b\n> — Ann").passages
    assert [(passage.text, passage.kind) for passage in passages] == [
        ("a:", "paragraph"),
        ("b", "quotation"),
        ("— Ann", "attribution"),
    ]
    assert passages[0].introduces


@pytest.mark.parametrize(
    ("source", "blocks"),
    [
        ("# a\n\nb", (Section("a", (paragraph(Text("b")),), ""),)),
        ("a\n\n### b *c*\n\nd", (paragraph(Text("a")), Section("b c", (paragraph(Text("d")),), ""))),
        ("## a\n\n### b\n\n## c", (Section("a", (Section("b", (), ""),), ""), Section("c", (), ""))),
        ("### a\n\n# b\n\n## c", (Section("a", (), ""), Section("b", (Section("c", (), ""),), ""))),
    ],
)
def test_long_texts_have_headings(source: str, blocks: tuple[object, ...]) -> None:
    text = parse(source, headings=True)
    assert (text.blocks, text.faults) == (blocks, ())
    assert "heading" in {passage.kind for passage in text.passages}


@pytest.mark.parametrize(
    ("source", "marked"),
    [
        ("- # a", "# a"),
        ("> # a", "# a"),
        ("a\n---", "a"),
        ("#\n\na", "#"),
        ("# [a](https://x.org)", "# [a](https://x.org)"),
        ("# a^[b]", "# a^[b]"),
    ],
)
def test_a_heading_has_words_and_stands_by_itself(source: str, marked: str) -> None:
    (fault,) = parse(source, headings=True).faults
    assert isinstance(fault.problem.part, tuple)
    start, end = fault.problem.part
    assert (fault.code.id, source[start:end]) == ("RG120", marked)


@pytest.mark.parametrize(
    ("source", "code", "marked"),
    [
        ("a ![b](c.png) d", "RG120", "![b](c.png)"),
        ("a ![b](file:c.png)", "RG120", "![b](file:c.png)"),
        ("a\n\n# b\n\nc", "RG120", "# b"),
        ("a\n---", "RG120", "a"),
        ("a\n\n***\n\nb", "RG120", "***"),
        ("- > b\n- c", "RG120", "> b"),
        ("a\n\n> b\n> > c", "RG120", "> > c"),
        ("a\n\n    b", "RG120", "b"),
        ("a\n\n```\nb\n```", "RG120", "```"),
        ("a^[b", "RG120", "^"),
        ("a^[]", "RG120", "^[]"),
        ("^[a]", "RG120", "^[a]"),
        ("a^[b^[c] d]", "RG120", "^[c]"),
        ("[a^[b]](https://x.org)", "RG120", "^[b]"),
        ("a[^1]", "RG120", "[^1]"),
        ("a\n\n[^1]: b", "RG120", "[^1]: b"),
        ("a \\^[b] ^ c", "", ""),
        ("a `b` c", "RG120", "`b`"),
        ("a <b c", "", ""),
        ("a <br> c", "RG120", "<br>"),
        ("<div>\na\n</div>", "RG120", "<div>"),
        ("| a | b |\n|---|---|\n| c | d |", "RG120", "| a | b |"),
        ("a  \nb", "RG122", "  "),
        ("a\\\nb", "RG122", "\\"),
        ("[a](b)", "RG121", "[a](b)"),
        ("x [a](javascript:b)", "RG121", "[a](javascript:b)"),
        ("[a](file:///etc/passwd)", "RG121", "[a](file:///etc/passwd)"),
        ("[](https://x.org)", "RG121", "[](https://x.org)"),
        ('[a](https://x.org "b")', "RG121", '[a](https://x.org "b")'),
        ("[a](lang:fr)", "RG121", "[a](lang:fr)"),
        ("- a\n  - b\n    - c\n      - d\n        - e", "RG120", "- e"),
    ],
)
def test_what_text_cannot_hold_is_a_fault_at_its_place(source: str, code: str, marked: str) -> None:
    faults = parse(source).faults
    assert [fault.code.id for fault in faults] == ([code] if code else [])
    for fault in faults:
        assert isinstance(fault.problem.part, tuple)
        assert source[slice(*fault.problem.part)] == marked


def test_every_fault_of_a_text_is_found() -> None:
    source = "a `b`\n\n# c\n\n![d](e)\n\n- > f\n\n[g](h)"
    starts = [fault.problem.part[0] for fault in parse(source).faults]
    assert starts == [2, 7, 12, 23, 28]


def test_a_passage_knows_where_its_words_stand() -> None:
    source = "- one **two** [three](https://x.org) four\n  five *six* &amp; seven\n"
    (passage,) = parse(source).passages
    assert passage.text == "one two three four five six & seven"
    for word in ("one", "two", "three", "four", "five", "six", "seven"):
        start = passage.text.index(word)
        assert source[slice(*passage.part(start, start + len(word)))] == word


def test_backticks_that_close_nothing_and_what_follows_them_know_their_places() -> None:
    (passage,) = parse("`*b").passages
    assert [passage.part(at, at + 1) for at in range(3)] == [(0, 1), (1, 2), (2, 3)]


def test_a_paragraph_before_a_list_introduces_it() -> None:
    assert [passage.introduces for passage in parse("*a*:\n\n- b\n\nc").passages] == [True, False, False]


@pytest.mark.parametrize(
    "source",
    [
        "[" * 50_000,
        "> " * 50_000,
        "- " * 5_000,
        "*a " * 450 + "a*" * 450,
        "<a " * 20_000,
        "[a](" * 20_000,
        "\t" * 9_999,
    ],
)
def test_hostile_markup_is_read_or_refused_and_never_raises(source: str) -> None:
    prose = parse(source)
    assert isinstance(prose.blocks, tuple)


def test_more_markup_than_a_report_can_need_is_refused() -> None:
    assert [fault.code.id for fault in parse("*a* " * MAX_MARKUP).faults] == ["RG120"]


@example("`*")
@given(st.text(st.sampled_from("ab \n*_[]()<>-#`~!&;:1.\\|=+\t"), max_size=60))
def test_whatever_is_written_becomes_text_without_line_breaks(source: str) -> None:
    prose = parse(source)
    document = Document("t", "", "", "en-GB", "{page} {pages}", prose.blocks)
    texts = [
        passage.text.lstrip("-") if passage.kind == "attribution" else passage.text
        for passage in prose.passages
    ]
    attributions = [passage.kind == "attribution" for passage in prose.passages]
    shown = [
        line.removeprefix("— ") if is_attribution else line
        for line, is_attribution in zip(list(lines(document))[1:], attributions, strict=True)
    ]
    assert [text.strip() for text in texts] == [line.strip() for line in shown]
    for passage in prose.passages:
        for index in range(len(passage.text)):
            start, end = passage.part(index, index + 1)
            assert 0 <= start < end <= len(source)
