"""Charts that a layout draws: of what a report lets one count, of members by region, and of tables."""

from pathlib import Path

import pytest

from reportgen.document import Block, Figure, Section, Table, plain_text, walk
from reportgen.layout import load_layout
from reportgen.pipeline import build, check, embedded_datasets
from reportgen.pipeline.building import compose_document
from reportgen.pull import Request
from reportgen.pull.pulled import Pulled, pull_here
from reportgen.writers import Options

DATASET = """\
schema: 1
form: "2023"
group: {name: Key Cities}
period: 2023/24
contact: {lead_member: John Merry, lead_officer: Jon Stancombe}
membership:
  members: [Bradford, Leeds, Plymouth, {name: Hull, left: 2023-06-01}, {name: Peak District National Park, kind: associate}]
  breakdown: [{label: Cities, count: 3}, {label: Parks, count: 1}]
aims: We speak for cities.
activities:
  projects: [{title: Report}]
  events:
    - {title: Launch, date: 2023-04-03}
    - {title: Conference, date: 2023-10, text: It was good.}
    - {title: Workshop, date: {start: 2023-10-30, end: 2023-11-01}}
    - {title: Some time, date: 2023}
sections:
  - title: Finance
    table: {columns: [Item, Cost, Who], rows: [[Staff, "£700", All], [Total, "£700", ""]]}
"""
WORDS = "title: Report\nwords: {en-GB: {page_of: '{page} of {pages}'}, cy-GB: {page_of: '{page} of {pages}'}}\nblocks:\n"
MONTHS = (
    "- {chart: activities.events, by: month, kind: line, title: Events by month, columns: [Month, Events]}\n"
)
KINDS = "- {chart: membership.members, by: kind, title: Members by kind, columns: [Kind, Members]}\n"
REGIONS = (
    "- {regions: Regions, columns: [Region, Members, Number], total: Total, other: Others, chart: bar}\n"
)
BREAKDOWN = (
    "- {table: membership.breakdown, caption: Members, chart: bar, columns: [{title: Type, value: '{label}'},"
    " {title: Number, value: '{count}'}]}\n"
)
FINANCE = "- each: sections\n  blocks: [{section: '{title}', blocks: [{table: table, chart: bar}]}]\n"


def blocks(layout: str, folder: Path, dataset: str = DATASET) -> list[Block]:
    (folder / "layout.yaml").write_text(WORDS + layout, encoding="utf-8")
    (folder / "report.yaml").write_text(dataset, encoding="utf-8")
    document, findings = compose_document(check(folder / "report.yaml"), load_layout(folder), folder)
    assert document, findings
    return [block for block in walk(document.blocks) if not isinstance(block, Section)]


def rows(table: Block) -> list[tuple[str, ...]]:
    assert isinstance(table, Table)
    return [tuple(plain_text(cell.children) for cell in row) for row in table.rows]


def alt(block: Block) -> str:
    assert isinstance(block, Figure)
    return block.alt


def test_events_are_counted_by_the_months_of_the_period(tmp_path: Path) -> None:
    figure, table = blocks(MONTHS, tmp_path)
    assert len(rows(table)) == 12
    assert rows(table)[:2] == [("April 2023", "1"), ("May 2023", "0")]
    assert rows(table)[6] == ("October 2023", "2")
    assert alt(figure).startswith("Line chart: Events by month. April 2023: 1; May 2023: 0;")


def test_members_are_counted_by_kind_until_they_leave(tmp_path: Path) -> None:
    figure, table = blocks(KINDS, tmp_path)
    assert rows(table) == [("Full", "3"), ("Associate", "1")]
    assert alt(figure) == "Bar chart: Members by kind. Full: 3; Associate: 1."


def test_a_welsh_report_counts_in_welsh(tmp_path: Path) -> None:
    figure, table = blocks(KINDS, tmp_path, DATASET.replace("schema: 1", "schema: 1\nlanguage: cy-GB"))
    assert rows(table) == [("Llawn", "3"), ("Cyswllt", "1")]
    assert alt(figure).startswith("Siart bar: ")


def test_the_table_of_regions_is_drawn_without_its_total(tmp_path: Path) -> None:
    figure, table = blocks(REGIONS, tmp_path)
    assert alt(figure) == "Bar chart: Regions. Yorkshire and The Humber: 2; South West: 1; Others: 1."
    assert rows(table)[-1] == ("Total", "", "4")


def test_a_table_of_entries_is_drawn(tmp_path: Path) -> None:
    figure, table = blocks(BREAKDOWN, tmp_path)
    assert alt(figure) == "Bar chart: Members. Cities: 3; Parks: 1."
    assert rows(table) == [("Cities", "3"), ("Parks", "1")]


def test_a_layout_can_draw_a_table_that_has_no_chart_of_its_own(tmp_path: Path) -> None:
    figure, _ = blocks(FINANCE, tmp_path)
    assert alt(figure) == "Bar chart. Staff: £700."


def test_a_layout_draws_no_table_without_numbers(tmp_path: Path) -> None:
    (table,) = blocks(FINANCE, tmp_path, DATASET.replace('"£700"', "much"))
    assert isinstance(table, Table)


def test_one_month_is_no_chart(tmp_path: Path) -> None:
    assert blocks(MONTHS, tmp_path, DATASET.replace("2023-10", "2023-04").replace("-11-01", "-04-31")) == []


@pytest.mark.parametrize("layout", [MONTHS, KINDS, REGIONS, BREAKDOWN, FINANCE])
def test_a_word_file_with_it_brings_nothing_back_that_was_not_edited(layout: str, tmp_path: Path) -> None:
    blocks(layout, tmp_path)
    checked = check(tmp_path / "report.yaml")
    options = Options(sources=embedded_datasets(checked), layout=str(tmp_path))
    content = build(checked, tmp_path, ["docx"], options).files["docx"]
    (path := tmp_path / "report.docx").write_bytes(content)
    result = pull_here(Request(path, layout=str(tmp_path)))
    assert isinstance(result, Pulled)
    assert (result.changes, result.findings) == ((), ())
