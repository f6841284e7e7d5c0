"""Rules for all writers: values that can go to another process, and tables that are too wide for a page."""

import pickle
from dataclasses import replace
from typing import get_args

import pytest

from reportgen.codes import MAX_COLUMNS, WIDE
from reportgen.document import Block, BulletList, Column, Item, Section, Table, lines
from reportgen.findings import Fault, Problem
from reportgen.formats import FORMATS
from reportgen.layout import SHIPPED, load_layout
from reportgen.pipeline import write
from reportgen.theme import Theme
from reportgen.writers import Options, Written, writer
from reportgen.writers.widths import find_wide_tables
from tests import documents
from tests.writers import word
from tests.writers.readers import Page, missing_lines, pdf_text, without_spaces
from tests.writers.sample import document, row


def test_documents_are_made_of_every_kind_of_block() -> None:
    """A module that imports a kind uses it, or ruff says so."""
    assert [kind.__name__ for kind in get_args(Block) if kind not in vars(documents).values()] == []


@pytest.mark.parametrize("value", [Options(), Options({"a.yaml": b"a"}), Written(b""), Written(b"a", (), 1)])
def test_what_goes_in_and_out_can_go_to_another_process(value: Options | Written) -> None:
    assert pickle.loads(pickle.dumps(value)) == value


def test_a_fault_can_go_to_another_process() -> None:
    fault = Fault(WIDE, Problem(("sections", 1), "words"))
    assert pickle.loads(pickle.dumps(Written(b"", (fault,)))).faults == (fault,)


EMPTY = replace(document, blocks=(Table((Column("Year"), Column("Members")), (), "In years"),))


def test_a_table_without_rows_has_its_head() -> None:
    assert list(word.lines(writer("docx")(EMPTY, Theme(), Options()).content))[-3:] == [
        "In years",
        "Year",
        "Members",
    ]
    html = Page(writer("html")(EMPTY, Theme(), Options()).content)
    assert [tag.attributes["scope"] for tag in html.all("th")] == ["col", "col"]


@pytest.mark.pdf
def test_a_table_without_rows_has_its_head_in_the_pdf_too() -> None:
    written = writer("pdf")(EMPTY, Theme(), Options())
    assert written.faults == ()
    assert missing_lines(lines(EMPTY), pdf_text(written.content)) == []


def wide_table(count: int) -> Table:
    """Returns a table of so many columns."""
    cells = row(*(["1,234"] * count))
    return Table((Column("Year"),) * count, (cells,), at=("sections", count))


def test_a_table_with_more_columns_than_a_page_has_room_for_is_a_fault() -> None:
    tables = (wide_table(MAX_COLUMNS), wide_table(40), BulletList((Item((wide_table(30),)),)))
    faults = find_wide_tables(replace(document, blocks=(Section("A", tables, "a"),)))
    assert [(fault.code, fault.problem.at) for fault in faults] == [
        (WIDE, ("sections", 40)),
        (WIDE, ("sections", 30)),
    ]
    assert faults[0].problem.message == "the table has 40 columns; 10 are the most"


@pytest.mark.pdf
def test_the_most_columns_hold_an_amount_each() -> None:
    written = writer("pdf")(replace(document, blocks=(wide_table(MAX_COLUMNS),)), Theme(), Options())
    assert without_spaces("1,234 " * MAX_COLUMNS) in pdf_text(written.content)


@pytest.mark.parametrize(("formats", "count"), [(("html",), 0), (("docx", "html"), 1)])
def test_a_screen_has_room_for_any_table(formats: tuple[str, ...], count: int) -> None:
    assert set(formats) <= set(FORMATS)
    faults = write(replace(document, blocks=(wide_table(40),)), load_layout(SHIPPED / "plain"), formats)[2]
    assert len(faults) == count


@pytest.mark.parametrize(
    ("created", "stamp"), [("0999-01-02", "0999-01-02T00:00:00Z"), ("", "1980-01-01T00:00:00Z")]
)
def test_the_year_of_a_word_file_has_four_digits(created: str, stamp: str) -> None:
    content = writer("docx")(replace(document, created=created), Theme(), Options()).content
    assert stamp in "".join(word.part(content, "docProps/core.xml").itertext())
