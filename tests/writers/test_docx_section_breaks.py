"""Where columns, pages and tables meet in the Word file, each of which Word keeps in a place of its own."""

from typing import Any

import pytest

from reportgen.document import (
    Block,
    BulletList,
    Cell,
    Column,
    Field,
    Fields,
    Footnote,
    Item,
    PageBreak,
    Paragraph,
    Section,
    Table,
    Text,
)
from tests.writers import word
from tests.writers.sample import item, text
from tests.writers.word import W, attribute
from tests.writers.word_files import of

FIELDS = Fields((Field("Label", (text("value"),)),))
TABLE = Table((Column("A"),), ((Cell((Text("a"),)),),))
THREE = BulletList((item("one"), item("two"), item("three")), columns=3)
TWO = BulletList((item("four"), item("five")), columns=2)
WORDS = text("words")


def shape(*blocks: Block) -> str:
    """The body in short: `p` a paragraph, `t` a table, `g` a gap, `^` a new page, `>` a new column, `|3` the end of 3 columns."""
    body = word.part(of(*blocks, group="", period="")).find(f"{W}body")
    return " ".join(_short(child) for child in body[1:])


def _short(child: Any) -> str:
    if child.tag == f"{W}sectPr":
        return f"|{attribute(child.find(f'{W}cols'), 'num') or 1}"
    first = child if child.tag == f"{W}p" else next(child.iter(f"{W}p"))
    kind = "t" if child.tag == f"{W}tbl" else "g" if word.style_id(child) == "TableGap" else "p"
    broken = "^" if first.find(f"{W}pPr/{W}pageBreakBefore") is not None else ""
    broken += (
        ">" if any(attribute(line_break, "type") == "column" for line_break in first.iter(f"{W}br")) else ""
    )
    end = child.find(f"{W}pPr/{W}sectPr")
    return f"{broken}{kind}{'' if end is None else _short(end)}"


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        ((WORDS,), "p |1"),
        ((WORDS, THREE, WORDS), "p|1 p p p|3 p |1"),
        ((WORDS, THREE, TWO, WORDS), "p|1 p p p|3 p p|2 p |1"),
        ((WORDS, THREE, THREE, WORDS), "p|1 p p p|3 p p p|3 p |1"),
        ((WORDS, THREE), "p|1 p p p|3 g |1"),
        ((FIELDS, THREE, WORDS), "t g g|1 p p p|3 p |1"),
        ((FIELDS, TABLE, WORDS), "t g t p |1"),
        ((WORDS, TABLE), "p t g |1"),
        ((TABLE, WORDS), "t p |1"),
        ((PageBreak(), WORDS), "^p |1"),
        ((WORDS, PageBreak(), TABLE, WORDS), "p ^t p |1"),
        ((WORDS, PageBreak(), THREE, WORDS), "p|1 ^p p p|3 p |1"),
        ((WORDS, PageBreak(), PageBreak(), WORDS), "p ^p |1"),
        ((WORDS, PageBreak()), "p |1"),
        ((Section("Head", (THREE,), "head"), WORDS), "p|1 p p p|3 p |1"),
        ((WORDS, BulletList((), columns=3), Fields(()), Paragraph(())), "p |1"),
    ],
    ids=str,
)
def test_breaks_stand_where_word_keeps_them(blocks: tuple[Block, ...], expected: str) -> None:
    assert shape(*blocks) == expected


FIVE = BulletList(tuple(item(word) for word in ("one", "two", "three", "four", "five")), columns=3)
LONG = BulletList(tuple(item(f"name {number}") for number in range(90)), columns=3)
NOTED = Paragraph((Text("words"), Footnote((Text("note"),))))


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        ((NOTED, THREE, WORDS), "p|1 p >p >p|3 p |1"),
        ((FIVE, NOTED), "p p >p p >p|3 p |1"),
        ((NOTED, TWO), "p|1 p >p|2 g |1"),
        ((NOTED, LONG, WORDS), f"p|1 {'p ' * 89}p|3 p |1"),
    ],
)
def test_where_notes_are_each_column_says_where_it_begins(blocks: tuple[Block, ...], expected: str) -> None:
    shown = shape(*blocks)
    assert shown.removeprefix("|1 ") == expected


def test_columns_at_the_head_of_a_document_follow_its_title() -> None:
    body = word.part(of(THREE, WORDS, group="", period="")).find(f"{W}body")
    assert [_short(child) for child in body] == ["p|1", "p", "p", "p|3", "p", "|1"]


def test_a_list_in_a_list_does_not_break_into_columns() -> None:
    assert shape(BulletList((Item((text("outer"), THREE)),)), WORDS) == "p p p p p |1"


def test_a_list_in_a_list_in_columns_stays_in_its_column() -> None:
    inner = BulletList((item("a"), item("b")))
    assert shape(BulletList((Item((text("outer"), inner)), item("next")), columns=2), WORDS).endswith(
        "p p p p|2 p |1"
    )


def test_a_table_without_rows_keeps_its_head() -> None:
    assert shape(Table((Column("A"), Column("B", "right")), ()), WORDS) == "t p |1"


def test_a_table_without_columns_is_its_caption_alone() -> None:
    assert shape(Table((), (), caption="Nothing"), WORDS) == "p p |1"


def test_further_paragraphs_of_an_item_are_indented_with_it_and_have_no_mark() -> None:
    content = of(BulletList((item("first", "second", BulletList((item("inner", "inner still"),)), "third"),)))
    assert [word.style_id(paragraph) for paragraph in word.paragraphs(content)[3:]] == [
        "ListBullet",
        "ListContinue",
        "ListBullet2",
        "ListContinue2",
        "ListContinue",
    ]
