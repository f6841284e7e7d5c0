"""Lists, columns, pages, tables and pictures in the Word file."""

from dataclasses import replace
from typing import Any

import pytest

from reportgen import document as tree
from reportgen.document import Figure, Image
from reportgen.theme import Theme
from reportgen.writers import Options
from reportgen.writers.docx import write
from tests.writers import sample, word
from tests.writers.word import R, W, attribute
from tests.writers.word_files import REPORT, body, of, report, styles


def numbers(content: bytes) -> dict[str, Any]:
    return {
        attribute(num, "numId") or "": num for num in word.part(content, "word/numbering.xml").iter(f"{W}num")
    }


def test_lists_are_lists_and_no_mark_is_typed() -> None:
    content = report()
    file_styles = styles(content)
    for paragraph in word.paragraphs(content):
        name = word.style_id(paragraph)
        if name.startswith(("ListBullet", "ListNumber", "ListColumns")):
            number = file_styles[name].find(f"{W}pPr/{W}numPr/{W}numId")
            assert attribute(number) in numbers(content)
            assert word.text(paragraph)[0] not in "•–◦▪"


def test_each_numbered_list_counts_from_its_own_start() -> None:
    content = report()
    used = dict.fromkeys(attribute(element) or "" for element in body().iter(f"{W}numId"))
    starts = [
        attribute(element)
        for number in used
        for element in numbers(content)[number].iter(f"{W}startOverride")
    ]
    assert starts == ["1", "1", "3"]


def test_lists_at_each_level_have_their_own_style_and_link_back_to_it() -> None:
    content = report()
    links = [attribute(element) for element in word.part(content, "word/numbering.xml").iter(f"{W}pStyle")]
    used = {word.style_id(p) for p in word.paragraphs(content) if word.style_id(p).startswith("List")}
    assert {"ListBullet", "ListBullet2", "ListBullet3", "ListNumber", "ListNumber2", "ListColumns"} <= used
    assert used - {"ListContinue"} <= set(links)


def test_a_list_that_goes_deeper_than_word_has_styles_for_is_still_counted_right() -> None:
    deep: tree.Item = sample.item("the deepest")
    for level in range(7):
        deep = sample.item(f"level {level}", tree.NumberedList((deep, sample.item("and then"))))
    content = of(tree.NumberedList((deep,)))
    numberings = [
        tuple(attribute(element) for element in paragraph.find(f"{W}pPr/{W}numPr"))
        for paragraph in word.paragraphs(content)
        if paragraph.find(f"{W}pPr/{W}numPr") is not None
    ]
    assert [level for level, _ in numberings[:8]] == [str(level) for level in range(8)]


def sections(content: bytes) -> list[Any]:
    return list(word.part(content).iter(f"{W}sectPr"))


def columns(section: Any) -> str:
    return attribute(section.find(f"{W}cols"), "num") or "1"


def test_members_stand_in_columns_between_breaks_that_start_no_page() -> None:
    content = report()
    file_sections = sections(content)
    assert [columns(section) for section in file_sections] == ["1", "3", "1", "3", "1"]
    kinds = [section.find(f"{W}type") for section in file_sections]
    assert kinds[0] is None
    assert [attribute(kind) for kind in kinds[1:]] == ["continuous"] * 4
    inside = [word.text(p) for p in word.paragraphs(content) if word.style_id(p) == "ListColumns"]
    assert inside == list(sample.MEMBERS)


def test_sections_end_in_the_last_paragraph_before_them_and_none_is_added() -> None:
    content = report()
    ends = [word.text(p) for p in word.paragraphs(content) if p.find(f"{W}pPr/{W}sectPr") is not None]
    assert [words[-10:] for words in ends] == ["These are:", "Wrexham", "in figures", "in 2022/23"]


def test_only_the_first_section_has_running_heads_and_a_first_page_of_its_own() -> None:
    content = report()
    first, *later_sections = sections(content)
    heads = [
        (attribute(child, "type"), child.get(f"{R}id")) for child in first if child.tag.endswith("Reference")
    ]
    assert heads == [("default", "header"), ("default", "footer"), ("first", "footerFirst")]
    assert first.find(f"{W}titlePg") is not None
    assert not [section for section in later_sections if section.find(f"{W}titlePg") is not None]
    assert not [child for section in later_sections for child in section if child.tag.endswith("Reference")]


def test_every_section_is_the_same_sheet_of_a4() -> None:
    content = report()
    for section in sections(content):
        size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
        assert (attribute(size, "w"), attribute(size, "h")) == ("11906", "16838")
        assert {attribute(margins, side) for side in ("top", "right", "bottom", "left")} == {"1417"}


def test_a_page_break_is_a_property_of_what_follows() -> None:
    content = report()
    broken = [p for p in word.paragraphs(content) if p.find(f"{W}pPr/{W}pageBreakBefore") is not None]
    assert [word.text(p) for p in broken] == ["Plans for next year"]


def test_tables_repeat_their_head_and_split_no_row() -> None:
    fields, table, _ = body().iter(f"{W}tbl")
    assert fields.find(f".//{W}tblHeader") is None
    rows = table.findall(f"{W}tr")
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True, False, False, False]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in body().iter(f"{W}tr"))


def test_tables_say_what_heads_them() -> None:
    looks = [table.find(f"{W}tblPr/{W}tblLook") for table in body().iter(f"{W}tbl")]
    assert [(attribute(look, "firstRow"), attribute(look, "firstColumn")) for look in looks] == [
        ("0", "1"),
        ("1", "0"),
        ("1", "0"),
    ]
    for look in looks:
        bits = int(attribute(look) or "", 16)
        assert bool(bits & 0x20) == (attribute(look, "firstRow") == "1")
        assert bool(bits & 0x80) == (attribute(look, "firstColumn") == "1")


def test_tables_have_no_merged_cells_and_fill_the_line() -> None:
    assert body().find(f".//{W}gridSpan") is None
    assert body().find(f".//{W}vMerge") is None
    for table in body().iter(f"{W}tbl"):
        widths = [int(attribute(column, "w") or 0) for column in table.iter(f"{W}gridCol")]
        indent = table.find(f"{W}tblPr/{W}tblInd")  # in an entry of a list
        left = 0 if indent is None else int(attribute(indent, "w") or 0)
        assert left in (0, 400)
        assert sum(widths) == 11906 - 2 * 1417 - left
        for row in table.iter(f"{W}tr"):
            assert [int(attribute(cell, "w") or 0) for cell in row.iter(f"{W}tcW")] == widths


def titles_and_descriptions(content: bytes) -> list[tuple[str | None, str | None]]:
    """The title and description of each table, for those who cannot see it."""

    def words(table: Any, name: str) -> str | None:
        element = table.find(f"{W}tblPr/{W}{name}")
        return None if element is None else attribute(element)

    tables = word.part(content).iter(f"{W}tbl")
    return [(words(table, "tblCaption"), words(table, "tblDescription")) for table in tables]


def test_a_table_has_its_caption_above_it_and_as_its_name() -> None:
    fields, caption, _ = body().iter(f"{W}tblCaption")
    assert attribute(fields) == "Contact details"
    assert attribute(caption) == "Table 1: dealings with government departments, 2023/24"
    above = caption.getparent().getparent().getprevious()
    words = next(above.iter(f"{W}p"))
    assert (word.style_id(words), word.text(words)) == ("Caption", attribute(caption))


def test_a_table_is_described_by_its_labels_or_the_heads_of_its_columns() -> None:
    assert [description for _, description in titles_and_descriptions(report())] == [
        "Lead member, Lead officer, Email, Address, Telephone, Website",
        "Department, Subject, Meetings, Cost",
        "Council, Hearings",
    ]


def test_a_table_without_a_caption_is_named_after_the_heading_above_it() -> None:
    table = tree.Table((tree.Column("A"), tree.Column("")), ())
    assert titles_and_descriptions(
        of(tree.Section("Outer", (tree.Section("Inner", (table,), "i"), table), "o"), table)
    ) == [
        ("Inner", "A"),
        ("Outer", "A"),
        (None, "A"),
    ]


def test_figures_in_a_table_stand_at_the_right() -> None:
    content = report()
    table = list(body().iter(f"{W}tbl"))[1]
    used = [[word.style_id(p) for p in row.iter(f"{W}p")] for row in table.iter(f"{W}tr")]
    assert used[0] == ["TableHeading", "TableHeading", "TableHeadingRight", "TableHeadingRight"]
    assert used[1] == ["TableTextKept", "TableText", "TableNumber", "TableNumber"]
    assert used[-1] == ["TableTextKept", "TableText", "TableNumber", "TableNumber"], "a note follows"
    assert attribute(styles(content)["TableNumber"].find(f"{W}pPr/{W}jc")) == "right"


_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"


def test_each_picture_has_words_in_its_place_or_is_marked_as_decoration() -> None:
    pictures = [
        (element.get("descr"), element.find(f".//{_DECORATIVE}") is not None)
        for element in body().iter(f"{_WP}docPr")
    ]
    assert pictures == [
        ("Bar chart: members rise from 8 in 2020 to 26 in 2024", False),
        ("Bar chart of events: 3 in 2022, 6 in 2023 and 9 in 2024", False),
        (None, True),
        ("Bar chart: 5 hearings", False),
        ("Bar chart beside text", False),
        ("Bar chart beside more text", False),
    ]


def test_pictures_keep_their_shape_and_fit_the_line() -> None:
    sizes = [(int(element.get("cx")), int(element.get("cy"))) for element in body().iter(f"{_WP}extent")]
    assert sizes[0] == (480 * 9525, 200 * 9525)
    assert sizes[1][0] == (11906 - 2 * 1417) * 635
    assert sizes[1][0] / sizes[1][1] == pytest.approx(4, rel=1e-5)


def test_a_picture_takes_its_share_of_the_line() -> None:
    line = (11906 - 2 * 1417) * 635
    pictures = {
        element.getparent().find(f"{_WP}docPr").get("descr"): int(element.get("cx"))
        for element in body().iter(f"{_WP}extent")
    }
    assert pictures["Bar chart: 5 hearings"] == line - 400 * 635, "all of it, in an entry of a list"
    assert pictures["Bar chart beside text"] == round(0.5 * line)
    assert pictures["Bar chart beside more text"] == round(0.33 * line)


def test_text_beside_a_picture_follows_it_and_may_end_above_its_foot() -> None:
    framed = [p for p in word.paragraphs(report()) if p.find(f"{W}pPr/{W}framePr") is not None]
    assert [word.text(p) for p in framed] == ["", "Figure 4: beside", "Photograph: Al Shaw", ""]
    widths = [int(attribute(p.find(f"{W}pPr/{W}framePr"), "w") or 0) for p in framed]
    assert widths == [round(0.5 * 9072)] * 3 + [round(0.33 * 9072)]
    ends = [word.text(p) for p in word.paragraphs(report()) if p.find(f".//{W}br[@{W}clear]") is not None]
    assert ends == ["They end above its foot."]


def test_a_table_in_an_entry_stands_below_its_words_and_has_a_note() -> None:
    table = list(body().iter(f"{W}tbl"))[2]
    caption, note = table.getprevious(), table.getnext()
    assert (word.style_id(caption), word.text(caption)) == ("Caption", "Table 2: hearings on the manifesto")
    assert (word.style_id(note), word.text(note)) == ("TableNote", "Source: the hearings")
    assert [attribute(p.find(f"{W}pPr/{W}ind"), "left") for p in (caption, note)] == ["400", "400"]


def test_the_same_picture_is_kept_once() -> None:
    content = of(Figure(sample.CHART, "a"), Figure(sample.CHART, "b"), Figure(sample.WIDE, "c"))
    assert [name for name in word.part_names(content) if "media" in name] == [
        "word/media/image1.png",
        "word/media/image2.png",
    ]
    ids = [element.get("id") for element in word.part(content).iter(f"{_WP}docPr")]
    assert ids == ["1", "2", "3"]


def test_a_picture_that_is_not_what_it_says_is_left_out_and_told() -> None:
    broken = Image(b"GIF89a", "image/png", 10, 10)
    written = write(replace(REPORT, blocks=(Figure(broken, "alt"),)), Theme(logo=broken), Options())
    assert [fault.code.id for fault in written.faults] == ["RG114", "RG114"]
    assert not [name for name in word.part_names(written.content) if "media" in name]


def test_a_logo_stands_above_the_title_as_decoration() -> None:
    content = write(REPORT, Theme(logo=sample.WIDE), Options()).content
    assert [word.style_id(p) for p in word.paragraphs(content)[:2]] == ["Logo", "Title"]
    assert next(word.part(content).iter(f"{_WP}docPr")).find(f".//{_DECORATIVE}") is not None


def labels(content: bytes) -> list[str]:
    table = next(word.part(content).iter(f"{W}tbl"))
    return [word.style_id(next(row.iter(f"{W}p"))) for row in table.iter(f"{W}tr")]


def test_a_short_table_of_labels_stays_on_one_page() -> None:
    assert labels(report()) == [*["FieldLabelKept"] * 5, "FieldLabel"]
    assert attribute(styles(report())["FieldLabelKept"].find(f"{W}pPr/{W}keepNext")) == "1"


def test_of_a_long_table_of_labels_three_rows_stay_on_either_side() -> None:
    long = of(tree.Fields(tuple(tree.Field(f"Label {n}", (sample.text("value"),)) for n in range(40))))
    kept = ["FieldLabelKept"] * 2
    assert labels(long) == [*kept, *["FieldLabel"] * 35, *kept, "FieldLabel"]


def rows(*texts: str) -> list[Any]:
    """The rows of a table with these texts in a column, its header left out."""
    table = tree.Table((tree.Column("A"), tree.Column("B")), tuple(sample.row("x", text) for text in texts))
    return list(next(word.part(of(table)).iter(f"{W}tbl")).iter(f"{W}tr"))[1:]


def kept_rows(table_rows: list[Any]) -> list[int]:
    return [
        index
        for index, row in enumerate(table_rows)
        if word.style_id(next(row.iter(f"{W}p"))) == "TableTextKept"
    ]


def test_a_table_under_fifteen_rows_stays_whole() -> None:
    assert kept_rows(rows(*["words"] * 14)) == list(range(13))


def test_of_a_longer_table_three_rows_stay_on_either_side() -> None:
    assert kept_rows(rows(*["words"] * 20)) == [0, 1, 17, 18]


def test_a_row_taller_than_a_page_may_be_taken_apart_and_nothing_is_kept_with_it() -> None:
    table_rows = rows("short", "short", "words " * 2000, "short", "short", "short")
    assert [row.find(f"{W}trPr/{W}cantSplit") is None for row in table_rows] == [
        False,
        False,
        True,
        *[False] * 3,
    ]
    assert kept_rows(table_rows) == [0, 3, 4]


def test_contents_stay_on_one_page_and_long_ones_leave_five_lines_on_either_side() -> None:
    for count, kept in ((10, [*range(9)]), (60, [0, 1, 2, 3, 55, 56, 57, 58])):
        sections = [tree.Section(f"S{n}", (sample.text("x"),), f"s{n}") for n in range(count)]
        entries = [
            p for p in word.paragraphs(of(tree.Contents("Contents"), *sections)) if word.style_id(p) == "TOC1"
        ]
        is_kept = [entry.find(f"{W}pPr/{W}keepNext") is not None for entry in entries]
        assert [index for index, keeps in enumerate(is_kept) if keeps] == kept


def test_the_entry_of_a_section_stays_with_the_first_one_inside_it() -> None:
    inner = (tree.Section("Inside", (sample.text("x"),), "i"), tree.Section("Then", (sample.text("x"),), "t"))
    sections = [tree.Section(f"S{n}", (sample.text("x"),), f"s{n}") for n in range(60)]
    sections[30] = replace(sections[30], blocks=inner)
    entries = word.paragraphs(of(tree.Contents("Contents", 2), *sections))
    kept = [p for p in entries if p.find(f"{W}pPr/{W}keepNext") is not None and word.style_id(p) == "TOC1"]
    assert "S30" in [word.text(paragraph) for paragraph in kept]
    assert "S31" not in [word.text(paragraph) for paragraph in kept]


def test_a_picture_leaves_no_page_half_empty() -> None:
    tall = tree.Figure(replace(sample.CHART, width=600, height=2400), "A tower")
    extent = next(word.part(of(tall)).iter(f"{_WP}extent"))
    assert int(extent.get("cy")) == 120 * 36000


def test_an_introduction_stays_with_what_it_introduces() -> None:
    table = tree.Table((tree.Column("A"),), (sample.row("x"),))
    for block in (table, tree.Figure(sample.CHART, "A chart"), tree.BulletList((sample.item("x"),))):
        styles_used = [word.style_id(p) for p in word.paragraphs(of(sample.text("Thus:"), block))]
        assert "LeadIn" in styles_used


def test_an_introduction_alone_below_its_heading_stays_with_the_first_section_inside() -> None:
    inner = tree.Section("Inside", (sample.text("Words."),), "i")
    for blocks, is_kept in (
        ((sample.text("Thus:"), inner), True),
        ((sample.text("One."), sample.text("Two."), inner), False),
    ):
        content = of(tree.Section("Head", blocks, "h"))
        assert ("LeadIn" in [word.style_id(p) for p in word.paragraphs(content)]) == is_kept


def test_a_long_paragraph_does_not_move_to_the_next_page_with_the_table_below_it() -> None:
    table = tree.Table((tree.Column("A"),), (sample.row("x"),))
    content = of(sample.text("Words and words and words. " * 30), table)
    assert "LeadIn" not in [word.style_id(paragraph) for paragraph in word.paragraphs(content)]


def test_an_entry_stays_with_the_list_inside_it() -> None:
    nested = tree.BulletList((sample.item("b"), sample.item("c")))
    entry = tree.Item((sample.text("a"), nested))
    entries = [
        p for p in word.paragraphs(of(tree.BulletList((entry,)))) if word.style_id(p).startswith("List")
    ]
    assert [p.find(f"{W}pPr/{W}keepNext") is not None for p in entries] == [True, True, False]
