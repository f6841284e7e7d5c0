"""A document has the report's values in the layout's order and words, and nothing for values that are left out."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reportgen.compose import compose
from reportgen.compose.placement import beside_text
from reportgen.document import (
    Beside,
    Block,
    BulletList,
    Column,
    Contents,
    Document,
    Fields,
    Figure,
    Item,
    Link,
    Paragraph,
    Section,
    Strong,
    Table,
    Text,
    lines,
    outline,
    plain_text,
    walk,
)
from reportgen.findings import At  # noqa: TC001 (a name in annotations)
from reportgen.layout import SHIPPED, load_layout, shipped_layouts
from reportgen.pipeline import check
from reportgen.pipeline.building import _compose
from reportgen.schema.load import load_report
from reportgen.source import read
from reportgen.writers.engine_log import words_and_pictures
from tests.cases import TESTS
from tests.cli.running import MINIMAL
from tests.documents import EVERYTHING, SEED, WELSH, composed
from tests.writers.sample import CHART

HEAD = (
    'title: "{words.title}"\nwords: {en-GB: {title: Report, page_of: "{page} of {pages}", by: by}}\nblocks:\n'
)


def document(folder: Path, blocks: str, dataset: str = "") -> Document:
    """Returns a dataset set by a layout of a few blocks."""
    (folder / "layout.yaml").write_text(HEAD + blocks, encoding="utf-8")
    layout = load_layout(folder)
    assert layout.findings == ()
    source = read(MINIMAL + dataset, "report.yaml")
    assert source.data is not None
    loaded = load_report(source.data)
    assert loaded.faults == ()
    return compose(loaded.report, layout, {})


def blocks_text(folder: Path, blocks: str, dataset: str = "") -> list[str]:
    return list(lines(document(folder, blocks, dataset)))[3:]


def nodes(blocks: tuple[Block, ...]) -> Iterator[Block | Item]:
    """Yields all blocks, and the entries of bullet lists."""
    for block in walk(blocks):
        yield block
        if isinstance(block, BulletList):
            yield from block.items


@pytest.mark.parametrize("layout", shipped_layouts())
@pytest.mark.parametrize("dataset", [SEED, EVERYTHING, WELSH], ids=lambda path: str(path.stem))
def test_every_node_of_the_dataset_knows_a_place_that_is_there(dataset: Path, layout: str) -> None:
    source = read(dataset.read_bytes(), str(dataset))
    for node in nodes(composed(dataset, layout)[0].blocks):
        at: At | None = getattr(node, "at", None)
        if at is not None:
            value: object = source.data
            for step in at:
                if isinstance(value, str):
                    break  # a member given as a line
                value = value[step]  # type: ignore[index]
            assert source.span(at).line > 1
    document_nodes = nodes(composed(dataset, layout)[0].blocks)
    assert all(
        isinstance(node, Contents | Section | Fields) or getattr(node, "at", 1) for node in document_nodes
    )


@pytest.mark.parametrize("layout", shipped_layouts())
def test_anchors_are_unique(layout: str) -> None:
    anchors = [heading.anchor for heading in outline(composed(EVERYTHING, layout)[0].blocks)]
    assert len(set(anchors)) == len(anchors)
    assert all(anchor and " " not in anchor for anchor in anchors)


def test_what_is_left_out_leaves_no_trace(tmp_path: Path) -> None:
    blocks = """
  - section: Contact
    blocks:
      - fields: [{label: "E-mail:", value: "{contact.email}"}]
      - section: Events
        blocks: [{entries: activities.events, text: text}, {prose: activities.forward_plan}]
      - {list: membership.members}
      - {table: membership.groups, columns: [{title: Group, value: "{name}"}]}
  - section: Aims
    blocks: [{prose: aims}]
"""
    assert blocks_text(tmp_path, blocks) == ["Aims", "We speak for cities."]


def test_a_piece_with_an_empty_path_is_left_out(tmp_path: Path) -> None:
    blocks = """
  - entries: activities.events
    details: [", {date}", ", {words.by} {partners}"]
    notes: "With: {speakers}"
"""
    events = MINIMAL.replace(
        "activities: {projects: [{title: Report}]}\n",
        "activities:\n  events:\n    - {title: One}\n    - {title: Two, date: 2023-10, partners: [A, B], speakers: C}\n",
    )
    (tmp_path / "layout.yaml").write_text(HEAD + blocks, encoding="utf-8")
    source = read(events, "report.yaml")
    assert source.data is not None
    report = load_report(source.data).report
    text = list(lines(compose(report, load_layout(tmp_path), {})))[3:]
    assert text == ["One", "Two, October 2023, by A, B", "With: C"]


def entry(folder: Path, project: str) -> Item:
    blocks = "\n  - {entries: activities.projects, details: [', {date}'], text: text, link: url}\n"
    text = MINIMAL.replace("{title: Report}", project)
    (folder / "layout.yaml").write_text(HEAD + blocks, encoding="utf-8")
    source = read(text, "report.yaml")
    assert source.data is not None
    (bullets,) = compose(load_report(source.data).report, load_layout(folder), {}).blocks
    assert isinstance(bullets, BulletList)
    return bullets.items[0]


def test_an_entry_runs_on_behind_its_bold_lead(tmp_path: Path) -> None:
    (paragraph,) = entry(tmp_path, '{title: Report, date: 2023-10-05, text: "We *launched* it."}').blocks
    assert plain_text(paragraph.children) == "Report, 5\u00a0October 2023\u00a0– We launched it."  # type: ignore[union-attr]
    assert isinstance(paragraph.children[0], Strong)  # type: ignore[union-attr]


def test_an_entry_with_an_address_is_a_link(tmp_path: Path) -> None:
    (paragraph,) = entry(tmp_path, '{title: Report, url: "https://example.org"}').blocks
    (lead,) = paragraph.children  # type: ignore[union-attr]
    assert isinstance(lead, Strong)
    (link,) = lead.children
    assert isinstance(link, Link)
    assert (plain_text(link.children), link.url) == ("Report", "https://example.org")


def test_an_address_without_a_scheme_is_a_link_that_has_one(tmp_path: Path) -> None:
    (paragraph,) = entry(tmp_path, "{title: Report, url: Www.Example.org/A}").blocks
    (lead,) = paragraph.children  # type: ignore[union-attr]
    assert lead.children == (Link((Text("Report"),), "https://www.example.org/A"),)  # type: ignore[union-attr]
    contact = composed(TESTS / "valid" / "addresses-without-scheme.yaml")[0].blocks
    link = Link((Text("Keycities.example/About"),), "https://keycities.example/About")
    fields = (field for node in nodes(contact) if isinstance(node, Fields) for field in node.fields)
    assert [field.label for field in fields if field.value[0].children == (link,)] == ["Website:"]


def test_stars_make_bold_in_cells_and_are_left_out_of_titles(tmp_path: Path) -> None:
    (paragraph,) = entry(tmp_path, '{title: "**Report** two"}').blocks
    assert paragraph.children == (Strong((Text("Report two"),)),)  # type: ignore[union-attr]
    document = composed(TESTS / "valid" / "bold-cells.yaml")[0]
    (table,) = (node for node in nodes(document.blocks) if isinstance(node, Table))
    assert [(column.title, column.align) for column in table.columns] == [("Item", "left"), ("£", "right")]
    assert [row[1].children for row in table.rows] == [
        (Text("£1,000"),),
        (Strong((Text("£1,000"),)),),
    ]
    accounts = Link((Text("accounts"),), "https://example.org")
    assert table.rows[1][0].children == (Strong((Text("Total"), Text(", see "), accounts)),)


def test_an_entry_keeps_its_other_paragraphs_and_lists_below(tmp_path: Path) -> None:
    blocks = entry(tmp_path, '{title: Report, text: "First.\\n\\n- one\\n- two\\n\\nLast."}').blocks
    assert [type(block).__name__ for block in blocks] == ["Paragraph", "BulletList", "Paragraph"]


def test_a_list_that_comes_first_stands_below_the_lead(tmp_path: Path) -> None:
    blocks = entry(tmp_path, '{title: Report, text: "- one\\n- two"}').blocks
    assert plain_text(blocks[0].children) == "Report"  # type: ignore[union-attr]
    assert isinstance(blocks[1], BulletList)


def test_columns_of_numbers_are_aligned_right() -> None:
    tables = [node for node in nodes(composed(EVERYTHING)[0].blocks) if isinstance(node, Table)]
    finance = next(table for table in tables if table.caption == "Income in 2023/24")
    assert [column.align for column in finance.columns] == ["left", "right", "right"]
    assert finance.rows[2][1].children == ()


@pytest.mark.parametrize("layout", ["lga-board", "plain"])
def test_totals_are_bold_and_notes_stand_below_tables(layout: str) -> None:
    for dataset, total, note in (
        (EVERYTHING, "Total", "Before audit"),
        (WELSH, "Cyfanswm", "Cyn archwiliad"),
    ):
        tables = [node for node in nodes(composed(dataset, layout)[0].blocks) if isinstance(node, Table)]
        table = next(table for table in tables if table.note == (Text(note),))
        assert not any(isinstance(child, Strong) for row in table.rows[:2] for child in row[0].children)
        assert [cell.children for cell in table.rows[2]] == [
            (Strong((Text(total),)),),
            (Strong((Text("£1,000"),)),),
        ]
        assert [column.align for column in table.columns] == ["left", "right"]


@pytest.mark.parametrize("layout", ["lga-board", "plain"])
def test_every_part_shows_its_table_and_picture(layout: str) -> None:
    blocks = composed(EVERYTHING, layout)[0].blocks
    captions = [node.caption for node in nodes(blocks) if isinstance(node, Table)]
    names = ("Members by year", "Speeches", "Letters", "What it cost", "Ports", "Guests", "Shows", "Answers")
    assert [name for name in captions if name in (*names, "Working groups", "Meetings")] == [
        *names,
        *("Working groups", "Meetings"),
    ]
    items = [node for node in nodes(blocks) if isinstance(node, Item)]
    kinds = [
        tuple(type(block).__name__ for block in item.blocks if not isinstance(block, Paragraph))
        for item in items
    ]
    assert kinds.count(("Table", "Figure")) + kinds.count(("BulletList", "Table", "Figure")) == 6


def test_a_picture_stands_beside_the_first_text_of_its_section() -> None:
    besides = [node for node in nodes(composed(EVERYTHING)[0].blocks) if isinstance(node, Beside)]
    assert [(beside.figure.credit, beside.figure.share) for beside in besides] == [
        ("Photograph: Ann Example", 0.33),
        ("Photograph: Ann Example", 0.33),
        ("Photograph: Bo Sample", 0.5),
    ]
    first = [plain_text(beside.blocks[0].children) for beside in besides]  # type: ignore[union-attr]
    assert first == [
        "It has been a good year for our towns.",
        "The group is a network of councils on the water.",
        "We worked on skills and housing.",
    ]


def test_a_picture_without_text_stands_by_itself() -> None:
    figure = Figure(CHART, "A chart", share=0.5)
    table = Table((Column("A"),), ())
    assert beside_text((table, Beside(figure, ()))) == (table, figure)
    words, more = Paragraph((Text("Words"),)), Paragraph((Text("More"),))
    assert beside_text((table, words, table, Beside(figure, ()), more)) == (
        table,
        Beside(figure, (words,)),
        table,
        more,
    )


def test_dates_are_written_out_in_the_reports_language() -> None:
    welsh = list(lines(composed(WELSH, "plain")[0]))
    assert "Cynhadledd, 21\u00a0Mehefin 2023, Ynys Môn\u00a0– Cynhaliwyd cynhadledd." in welsh
    english = list(lines(composed(EVERYTHING, "plain")[0]))
    assert "30\u00a0September to 1\u00a0October 2023" in " ".join(english)
    assert "30\u00a0April 2024" in english


def test_no_dealings_are_said_in_words() -> None:
    assert "Ni fu unrhyw ymwneud ag adrannau'r Llywodraeth yn ystod y cyfnod." in list(
        lines(composed(WELSH)[0])
    )
    assert not any("dealings" in line for line in lines(composed(SEED)[0]))


def test_what_is_private_is_left_out() -> None:
    text = "\n".join(lines(composed(EVERYTHING, "plain")[0]))
    assert "founder" not in text
    assert "CBE" not in text
    assert "Director" in text


def test_pictures_stand_where_sections_show_them() -> None:
    sections = [node for node in composed(EVERYTHING)[0].blocks if isinstance(node, Section)]
    finance = next(section for section in sections if section.title == "Finance")
    figures = [node for node in nodes((finance,)) if isinstance(node, Figure)]
    assert [(figure.alt, figure.caption, figure.image.media_type) for figure in figures] == [
        ("Map of the 14 members", "Our members", "image/png"),
        ("", "", "image/svg+xml"),
        ("The harbour of Hull at night", "", "image/jpeg"),
    ]
    assert [(figure.image.width, figure.image.height) for figure in figures] == [(60, 40), (120, 6), (48, 32)]


def test_a_document_is_dated_by_when_it_was_sent_or_what_it_covers() -> None:
    assert composed(EVERYTHING)[0].created == "2024-04-30"
    assert composed(SEED)[0].created == "2024-03-31"


def test_the_editions_of_the_form_have_their_own_titles_and_parts() -> None:
    titles = {
        form: [heading.title for heading in outline(composed(EVERYTHING, "lga-board", form)[0].blocks, 1)]
        for form in ("2018", "2023", "2024")
    }
    assert "Aims" in titles["2024"]
    assert "Priorities" in titles["2024"]
    for form in ("2018", "2023"):
        assert "Aim" in titles[form]
        assert "Priorities" not in titles[form]
    assert (
        composed(EVERYTHING, "lga-board", "2018")[0].title
        == "LGA Special Interest Group Annual Report to LGA Board"
    )
    assert (
        composed(EVERYTHING, "lga-board", "2023")[0].title
        == "Special Interest Group annual report to LGA Board"
    )


def test_nodes_carry_the_paths_of_the_file_behind_entries_left_out(tmp_path: Path) -> None:
    path = tmp_path / "report.yaml"
    path.write_text(
        """\
schema: 1
form: "2023"
group: {name: Key Cities}
period: 2023/24
contact: {lead_member: John Merry, lead_officer: Jon Stancombe, telephone: 0161 496 0000}
membership:
  members: ["", Derby, "", {name: Exeter, note: new}]
  exception: Agreed.
aims: We speak for cities.
activities: {projects: [{title: ""}, {title: Report, text: We wrote it.}]}
sections: [{title: "", text: ""}, {title: Table, table: {columns: [A], rows: ["", [b], [c]]}}]
private: [contact.telephone, membership.members.note]
""",
        "utf-8",
    )
    checked = check(path)
    assert not checked.failed
    document, _ = _compose(checked, load_layout(SHIPPED / "plain", "2023"))
    paths = {words: at for words, at in words_and_pictures(document) if isinstance(words, str)}
    assert paths["Derby"] == ("membership", "members", 1)
    assert paths["Exeter"] == ("membership", "members", 3)
    assert paths["Report\u00a0– We wrote it."] == ("activities", "projects", 1)
    assert paths["c"] == ("sections", 1, "table", "rows", 2, 0)
