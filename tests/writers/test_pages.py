"""Where the PDF's pages break: nothing is cut that could stay whole, and no page stays half empty for it."""

import re
from collections.abc import Iterable
from io import BytesIO
from itertools import pairwise

import pypdf
import pytest

from reportgen.document import (
    Block,
    BulletList,
    Cell,
    Column,
    Contents,
    Field,
    Fields,
    Figure,
    Footnote,
    Image,
    Item,
    NumberedList,
    Panel,
    Panels,
    Paragraph,
    Section,
    Table,
    Text,
)
from tests.cases import TESTS
from tests.documents import composed
from tests.writers.pdf_files import write_pdf
from tests.writers.readers import page_texts, places_on
from tests.writers.sample import item, png, row, text

pytestmark = pytest.mark.pdf

CONTENTS_BREAK = TESTS / "valid" / "contents-break.yaml"


def lines(count: int) -> Iterable[Paragraph]:
    """A number of paragraphs of one line each: 29 fill a first page."""
    return (text("One line.") for _ in range(count))


def positions(content: bytes) -> list[dict[str, tuple[int, int]]]:
    """Where the words of each page begin, in points from the left and from the top of the page, by the words."""
    return [places_on(page) for page in pypdf.PdfReader(BytesIO(content)).pages]


def members(count: int, columns: int = 3) -> BulletList:
    return BulletList(tuple(item(f"M{number:03}") for number in range(count)), columns)


def left_edges(places: dict[str, tuple[int, int]]) -> list[int]:
    return sorted({left for words, (left, _) in places.items() if words[:1] == "M" and words[1:].isdigit()})


@pytest.mark.parametrize("count", [1, 2, 26, 60, 87, 88, 130, 400])
def test_members_flow_as_one_list_down_each_column(count: int) -> None:
    written = write_pdf(Section("Members", (text("These are:"), members(count)), "m"), text("Afterwards"))
    assert written.faults == ()
    words = "".join(page_texts(written.content))
    found = [f"M{number:03}" for number in range(count)]
    assert "".join(found) in words.replace("RiversandHarboursGroup2023/24", "") or written.page_count > 1
    assert sorted(found, key=words.index) == found


def test_a_list_in_columns_has_no_gaps_and_is_balanced() -> None:
    (places,) = positions(write_pdf(members(26)).content)
    assert len(left_edges(places)) == 3
    tops = [places[f"M{number:03}"][1] for number in range(9)]
    assert {after - before for before, after in pairwise(tops)} <= {19, 20}
    assert places["M009"][1] == places["M018"][1] == places["M000"][1]


def test_a_long_list_in_columns_fills_the_page_where_it_begins() -> None:
    first, second = positions(write_pdf(members(120)).content)
    assert max(top for _, top in first.values()) > 700
    assert left_edges(first) == left_edges(second)
    assert len(left_edges(first)) == 3


def test_no_page_has_a_single_row_of_a_list_in_columns() -> None:
    for count in range(84, 94, 2):
        pages = page_texts(write_pdf(members(count)).content)
        assert all(page.count("M0") == 0 or page.count("M0") >= 6 for page in pages), count


def test_an_entry_taller_than_a_page_is_still_shown() -> None:
    tall = BulletList((item("short"), item("words " * 900), item("last")), 3)
    texts = page_texts(write_pdf(tall).content)
    assert "".join(texts).count("words") == 900
    assert "last" in "".join(texts)


def test_contents_stay_whole_though_their_last_section_has_one_section_inside() -> None:
    document, layout = composed(CONTENTS_BREAK)
    first, second, *_ = page_texts(write_pdf(*document.blocks, theme=layout.theme).content)
    assert "Sub3" in first
    assert "Contactdetails2" in first
    assert second.startswith("ContactdetailsLeadMember")


@pytest.mark.parametrize("count", [14, 20, 21, 22, 23, 25, 26, 27, 29, 32, 34, 60])
def test_contents_begin_below_the_title_and_never_leave_four_lines_alone(count: int) -> None:
    sections = tuple(Section(f"Part {number:02}", (text("Words"),), f"p{number}") for number in range(count))
    pages = page_texts(write_pdf(Contents("Contents"), *sections).content)
    entries = [number for number in (len(re.findall(r"Part\d\d\d", page)) for page in pages) if number]
    assert sum(entries) == count
    assert "Part" in pages[0], "no page for the title alone"
    assert entries == [count] if count <= 26 else min(entries) > 4


def test_a_table_under_fifteen_rows_stays_whole() -> None:
    table = Table((Column("Number"), Column("Done")), tuple(row(str(n), f"Row {n}") for n in range(14)))
    for count in (12, 18, 24, 27):
        texts = page_texts(write_pdf(*lines(count), table).content)
        assert sum("Row0" in page and "Row13" in page for page in texts) == 1, count


@pytest.mark.parametrize(
    ("above", "size"), [(20, 15), (22, 15), (23, 15), (24, 15), (25, 15), (19, 36), (18, 36)]
)
def test_a_longer_table_leaves_three_rows_on_either_side(above: int, size: int) -> None:
    table = Table((Column("Number"), Column("Done")), tuple(row("n", f"Row {n}!") for n in range(size)))
    numbers = [page.count("Row") for page in page_texts(write_pdf(*lines(above), table).content)]
    assert all(number == 0 or number >= 3 for number in numbers)


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_row_taller_than_a_page_begins_where_it_stands(place: int) -> None:
    rows = [row("2022", "short"), row("2023", "short"), row("2024", "short")]
    rows[place] = row("2022", "A sentence of a very long cell that goes on. " * 260)
    section = Section(
        "Figures", (text("A table:"), Table((Column("Year"), Column("What")), tuple(rows))), "f"
    )
    texts = page_texts(write_pdf(*lines(5), section).content)
    assert "Asentence" in texts[0]
    assert all("YearWhat" in page for page in texts)
    assert len(texts) <= 7


@pytest.mark.parametrize("count", [18, 20, 22])
def test_the_head_of_a_card_that_may_break_stays_with_what_follows(count: int) -> None:
    tower = Figure(Image(png(400, 600, (50,)), "image/png", 400, 600), "A tower")
    table = Table((Column("A"), Column("B")), tuple(row(str(number), "b") for number in range(14)))
    card = Panel((Text("The head"),), (Text("In May"),), (text("The tower:"), tower, table))
    texts = page_texts(write_pdf(*lines(count), Panels((card,), "cards", 1)).content)
    (page,) = (page for page in texts if "Thehead" in page)
    assert "TheheadInMayThetower:" in page


def test_a_field_taller_than_a_page_begins_where_it_stands() -> None:
    fields = Fields((Field("Name", (text("X"),)), Field("Aims", (text("We go on and on. " * 400),))))
    texts = page_texts(write_pdf(Section("Contact", (fields,), "c")).content)
    assert "Wegoon" in texts[0]


def test_a_picture_shrinks_rather_than_leave_a_page_half_empty() -> None:
    tall = Figure(Image(png(400, 600, (50,)), "image/png", 400, 600), "A tower", "The tower of the harbour")
    written = write_pdf(*lines(10), tall)
    assert written.page_count == 1
    written = write_pdf(*lines(24), tall)
    assert written.page_count == 2
    assert "Thetower" in page_texts(written.content)[1]


@pytest.mark.parametrize("count", [17, 18, 21])
def test_notes_never_have_the_last_page_for_themselves(count: int) -> None:
    """What ends the report goes to the next page with them, under its heading; where there is room, they stay with it."""
    note = Footnote((Text("Until the end of March."),))
    imprint = Section("About this report", (text("Published by us."), text("Made up.")), "i")
    pages = page_texts(write_pdf(Paragraph((Text("Words"), note)), *lines(count), imprint).content)
    assert "Untiltheend" in pages[-1]
    assert all(words in pages[-1] for words in ("Aboutthisreport", "Published", "Madeup"))


def test_contents_of_two_levels_never_leave_four_lines_alone() -> None:
    for count in range(8, 16):
        parts = tuple(Section(f"Part {n:02}", (text("Words"),), f"p{n}") for n in range(count))
        last = Section(
            "Part 99", tuple(Section(f"Part {n}", (text("x"),), f"s{n}") for n in range(70, 88)), "l"
        )
        pages = page_texts(write_pdf(Contents("Contents"), *parts, last).content)
        entries = [number for number in (len(re.findall(r"Part\d\d\d", page)) for page in pages) if number]
        assert sum(entries) == count + 19
        assert min(entries) > 4


@pytest.mark.parametrize("follows", ["list", "numbers", "table", "columns", "section"])
def test_a_heading_its_introduction_and_the_first_line_stay_together(follows: str) -> None:
    entries = tuple(item(f"Entry {number}") for number in range(15))
    rows = tuple(row(f"Entry {number}", "Words") for number in range(20))
    blocks: dict[str, Block] = {
        "list": BulletList(entries),
        "numbers": NumberedList(entries),
        "columns": BulletList(entries, 3),
        "table": Table((Column("A"), Column("B")), rows),
        "section": Section("Inside", (text("Entry 0 and what it says."),), "i"),
    }
    for count in range(20, 29, 2):
        section = Section("The heading", (text("The introduction:"), blocks[follows]), "h")
        for page in page_texts(write_pdf(*lines(count), section).content):
            assert ("Theheading" in page) == ("Theintroduction" in page) == ("Entry0" in page), count


def test_an_entry_stays_with_the_first_entry_inside_it() -> None:
    inner = BulletList(tuple(item(f"Inner {number}") for number in range(3)))
    entries = BulletList((item("First"), Item((text("The entry:"), inner)), item("Last")))
    for count in range(22, 30):
        for page in page_texts(write_pdf(*lines(count), entries).content):
            assert ("Theentry" in page) == ("Inner0" in page), count


def test_a_list_that_moves_to_the_next_page_takes_no_other_list_along() -> None:
    kinds = BulletList((item("District councils"), item("Unitary councils")))
    section = Section("Members", (text("Words."), text("These are:"), kinds, members(9)), "m")
    first, second = page_texts(write_pdf(*lines(17), section).content)
    assert "Unitarycouncils" in first
    assert "M000" in second


def test_cells_without_words_have_a_height() -> None:
    table = Table((Column(""), Column("")), ((Cell(()), Cell((Text(""),))),))
    assert write_pdf(table).page_count == 1


def test_the_last_lines_of_a_report_stay_together() -> None:
    end = Section("About this report", (text("Published by us."), text("Drawn by us.")), "about")
    for count in range(23, 28):
        for page in page_texts(write_pdf(*lines(count), end).content):
            assert ("Aboutthisreport" in page) == ("Publishedbyus" in page) == ("Drawnbyus" in page), count


def test_short_lines_that_end_an_entry_stay_with_it() -> None:
    talk = item("We talked about the sea at length, " * 5, "Speakers: A", "Partners: B")
    for count in range(24, 29):
        for page in page_texts(write_pdf(*lines(count), BulletList((talk, item("Last")))).content):
            assert ("Wetalked" in page) == ("Speakers" in page) == ("Partners" in page), count
