"""Each node of the tree has one tag, in reading order."""

import re
import subprocess

import pytest

from reportgen.document import (
    BulletList,
    Column,
    Emphasis,
    Field,
    Fields,
    Figure,
    Image,
    Link,
    NumberedList,
    PageBreak,
    Paragraph,
    Strong,
    Table,
    Text,
)
from reportgen.theme import Theme
from reportgen.writers import Written
from tests.writers.pdf_files import write_pdf
from tests.writers.readers import (
    links,
    missing_lines,
    page_texts,
    pdf_text,
    read_aloud,
    require_program,
    tags,
)
from tests.writers.sample import CHART, item, png, row, text

pytestmark = pytest.mark.pdf


def elements(written: Written) -> list[str]:
    """Returns the structure below the title block, without words: kind by kind, indented."""
    kinds = (re.match(r" *[A-Z]\w*", line) for line in read_aloud(written.content))
    names = [kind[0] for kind in kinds if kind and kind[0].strip() != "Object"]
    start = names.index("  Part") + 1
    return [line[4:] for line in names[start:]]


def test_an_entry_of_several_blocks_is_one_list_body() -> None:
    inner = BulletList((item("in it"),))
    assert elements(write_pdf(BulletList((item("one"), item("two", "three", inner))))) == [
        "L",
        *("  LI", "    Lbl", "    LBody"),
        *("  LI", "    Lbl", "    LBody", "      P", "      P"),
        *("      L", "        LI", "          Lbl", "          LBody"),
    ]


def test_members_in_columns_are_one_list_down_each_column() -> None:
    names = [f"Council {number}" for number in range(7)]
    written = write_pdf(BulletList(tuple(map(item, names)), columns=3))
    assert elements(written) == ["L", *("  LI", "    LBody") * 7]
    xs = [positions(written)[name][0] for name in names]
    assert xs[0] == xs[1] == xs[2] < xs[3] == xs[4] == xs[5] < xs[6]


def positions(written: Written) -> dict[str, tuple[int, int]]:
    """Returns the left and top of each line on the first page in points, by `pdftotext -bbox-layout`."""
    command = [require_program("pdftotext"), "-bbox-layout", "-", "-"]
    layout = subprocess.run(command, input=written.content, capture_output=True, check=True).stdout.decode()
    positions_by_words = {}
    for x, y, line in re.findall(r'<line xMin="([\d.]+)" yMin="([\d.]+)".*?>(.*?)</line>', layout, re.DOTALL):
        words = " ".join(re.findall(r">([^<]+)</word>", line))
        positions_by_words[words] = (round(float(x)), round(float(y)))
    return positions_by_words


def test_two_hundred_members_stay_in_order_over_pages() -> None:
    names = [f"Council number {number}" for number in range(200)]
    written = write_pdf(BulletList(tuple(map(item, names)), columns=3))
    assert missing_lines(iter(names), pdf_text(written.content)) == []
    assert elements(written) == ["L", *("  LI", "    LBody") * 200]
    assert len(page_texts(written.content)) > 2


def test_tables_have_heads_of_rows_and_of_columns() -> None:
    fields = Fields((Field("Email", (text("a"),)), Field("Address", (text("b"), text("c")))))
    table = Table((Column("A"), Column("")), (row("1", "2"),), "Caption")
    assert [line.strip() for line in elements(write_pdf(fields, table)) if line.strip() != "Span"] == [
        *("Table", "TBody", "TR", "TH", "TD", "TR", "TH", "TD", "P", "P"),
        *("Table", "Caption", "THead", "TR", "TH", "TD", "TBody", "TR", "TD", "TD"),
    ]


def test_a_link_is_one_link_whatever_is_emphasised_in_it() -> None:
    words = Link(
        (Text("See "), Strong((Text("the "), Emphasis((Text("plan"),)))), Text(".")), "https://a.example"
    )
    written = write_pdf(Paragraph((Text("And "), words)))
    assert elements(written) == ["P", "  Link", "    Strong", "      Em"]
    assert links(written.content) == ["https://a.example"]


def test_decoration_is_no_figure() -> None:
    written = write_pdf(Figure(CHART, ""), Figure(CHART, "", "Said below"), theme=Theme(logo=CHART))
    assert written.faults == ()
    assert "Figure" not in {line.strip() for line in elements(written)}
    assert "Saidbelow" in pdf_text(written.content)


def test_pictures_are_fitted_to_the_page() -> None:
    tall = Image(png(100, 2000, (50,)), "image/png", 100, 2000)
    wide = Image(png(2000, 100, (50,)), "image/png", 2000, 100)
    pictures = Figure(tall, "A"), Figure(wide, "A"), PageBreak(), Figure(tall, "A", share=1)
    content = write_pdf(PageBreak(), *pictures).content
    boxes = re.findall(r"/BBox \[([-\d. ]+)\]", "\n".join(tags(content)))
    sizes = [
        (round(right - left), round(bottom - top))
        for left, top, right, bottom in (map(float, box.split()) for box in boxes)
    ]
    assert sizes == [(17, 340), (454, 23), (28, 567)]


def test_lists_count_from_their_own_number() -> None:
    structure = tags(
        write_pdf(NumberedList((item("a"), item("b")), start=3), NumberedList((item("c"),))).content
    )
    assert [line.strip() for line in structure if re.search(r'"\d', line)][1:] == ['"3. "', '"4. "', '"1. "']
