"""The PDF: the tree's words, tagged in reading order, in our fonts; and no complaint of the engine goes unheard."""

import logging
import os
import re
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf
import pytest

from reportgen.document import (
    Block,
    BulletList,
    Column,
    Contents,
    Emphasis,
    Field,
    Fields,
    Figure,
    Image,
    Item,
    Link,
    NumberedList,
    Paragraph,
    Section,
    Strong,
    Table,
    Text,
    lines,
)
from reportgen.findings import Severity
from reportgen.theme import Theme
from reportgen.writers import EngineMissing, Options, Written, engine
from reportgen.writers.engine_log import ENGINE, GLYPH, PICTURE, SUBSETTER
from reportgen.writers.pdf import check, markup, write
from tests.writers.readers import (
    Page,
    fonts,
    links,
    lost,
    needed,
    page_texts,
    pdf_text,
    read_aloud,
    tags,
    without_spaces,
)
from tests.writers.sample import CHART, DRAWING, document, item, png, row, text

pytestmark = pytest.mark.pdf


def pdf(*blocks: Block, theme: Theme | None = None) -> Written:
    return write(replace(document, blocks=blocks), theme or Theme(), Options())


def catalog(content: bytes) -> Any:
    return pypdf.PdfReader(BytesIO(content)).trailer["/Root"]


def elements(written: Written) -> list[str]:
    """The structure below the title block, without words: kind by kind, indented."""
    kinds = (re.match(r" *[A-Z]\w*", line) for line in read_aloud(written.content))
    found = [kind[0] for kind in kinds if kind and kind[0].strip() != "Object"]
    start = found.index("  Part") + 1
    return [line[4:] for line in found[start:]]


@pytest.fixture(scope="module")
def sample() -> Written:
    return write(document, Theme(), Options())


def test_the_engine_has_nothing_to_complain_of(sample: Written) -> None:
    assert sample.faults == ()


def test_its_words_are_read_in_the_order_of_the_tree(sample: Written) -> None:
    assert lost(lines(document), pdf_text(sample.content)) == []


def test_a_lost_line_would_be_noticed(sample: Written) -> None:
    words = pdf_text(sample.content)
    assert lost(iter(["Wrexham", "Bradford", "Ynys Môn"]), words) == ["Bradford"]


def test_group_and_period_run_at_the_head_of_all_pages_but_the_first(sample: Written) -> None:
    texts = page_texts(sample.content)
    assert texts[0].endswith(f"Page1of{len(texts)}")
    assert not texts[0].endswith(f"Group2023/24Page1of{len(texts)}")
    for number, words in enumerate(texts[1:], start=2):
        assert words.endswith(f"RiversandHarboursGroup2023/24Page{number}of{len(texts)}")


def test_running_words_may_be_anything() -> None:
    group, foot = 'A "group" \\ </style>; } & ’ŵ', 'tudalen "{page}" / {pages} {page} {x} }'
    written = write(
        replace(document, blocks=document.blocks[1:3], group=group, page_of=foot), Theme(), Options()
    )
    assert written.faults == ()
    texts = page_texts(written.content)
    last = f'{group}2023/24tudalen"{len(texts)}"/{len(texts)}{len(texts)}{{x}}}}'
    assert texts[-1].endswith(without_spaces(last))


def test_the_pages_of_sections_are_those_in_its_contents(sample: Written) -> None:
    words = pdf_text(sample.content)
    assert sample.pages["contact-details"] == 1
    assert sample.pages["plans-for-next-year"] == len(page_texts(sample.content))
    for title, anchor in (("Membership", "membership"), ("Growth", "growth")):
        assert f"{title}{sample.pages[anchor]}" in words[: words.index("Councillor")]


def test_every_link_of_the_tree_is_a_link_of_the_pdf(sample: Written) -> None:
    wanted = [tag.attributes["href"] for tag in Page(markup(document, Theme()).encode()).all("a")]
    assert links(sample.content) == wanted
    assert {"#growth", "mailto:jo@harbours.example", "https://harbours.example/about?a=1&b=2"} <= set(wanted)


def test_only_our_fonts_are_in_it(sample: Written) -> None:
    faces = ("", "-Bold", "-Italic", "-Bold-Italic")
    assert fonts(sample.content) == {f"Liberation-Sans{face}" for face in faces}


def test_another_family_is_not_taken_from_the_system() -> None:
    written = pdf(text("DejaVu is on every Debian."), theme=Theme(style="p { font-family: 'DejaVu Sans' }"))
    assert fonts(written.content) == {"Liberation-Sans", "Liberation-Sans-Bold"}


def test_it_says_what_it_is(sample: Written) -> None:
    reader = pypdf.PdfReader(BytesIO(sample.content))
    assert reader.metadata is not None
    assert reader.metadata.title is not None
    assert reader.metadata.title.startswith("Rivers and Harbours Group 2023/24 – Special Interest Group")
    assert reader.metadata.author == "Rivers and Harbours Secretariat"
    assert str(reader.metadata["/CreationDate"]) == "D:20240430"
    root = catalog(sample.content)
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert root["/MarkInfo"]["/Marked"].value is True


def test_bookmarks_are_the_sections(sample: Written) -> None:
    def titles(outline: list[Any]) -> list[Any]:
        return [titles(entry) if isinstance(entry, list) else entry.title for entry in outline]

    growth = [
        "Projects",
        ["What the manifesto asks for", ["How it was received"]],
        "Dealings with government",
        "Growth",
    ]
    assert titles(pypdf.PdfReader(BytesIO(sample.content)).outline) == [
        "Contact details",
        "Membership",
        "Key activities and outcomes",
        growth,
        "Plans for next year",
    ]


def test_an_entry_of_several_blocks_is_one_list_body() -> None:
    inner = BulletList((item("in it"),))
    assert elements(pdf(BulletList((item("one"), item("two", "three", inner))))) == [
        "L",
        *("  LI", "    Lbl", "    LBody"),
        *("  LI", "    Lbl", "    LBody", "      P", "      P"),
        *("      L", "        LI", "          Lbl", "          LBody"),
    ]


def test_members_in_columns_are_one_list_down_each_column() -> None:
    names = [f"Council {number}" for number in range(7)]
    written = pdf(BulletList(tuple(map(item, names)), columns=3))
    assert elements(written) == ["L", *("  LI", "    LBody") * 7]
    xs = [positions(written)[name][0] for name in names]
    assert xs[0] == xs[1] == xs[2] < xs[3] == xs[4] == xs[5] < xs[6]


def positions(written: Written) -> dict[str, tuple[int, int]]:
    """Where each stretch of words begins on the first page, by `pdftotext -bbox-layout`, left and top in points."""
    command = [needed("pdftotext"), "-bbox-layout", "-", "-"]
    told = subprocess.run(command, input=written.content, capture_output=True, check=True).stdout.decode()
    found = {}
    for x, y, line in re.findall(r'<line xMin="([\d.]+)" yMin="([\d.]+)".*?>(.*?)</line>', told, re.DOTALL):
        words = " ".join(re.findall(r">([^<]+)</word>", line))
        found[words] = (round(float(x)), round(float(y)))
    return found


def test_two_hundred_members_stay_in_order_over_pages() -> None:
    names = [f"Council number {number}" for number in range(200)]
    written = pdf(BulletList(tuple(map(item, names)), columns=3))
    assert lost(iter(names), pdf_text(written.content)) == []
    assert elements(written) == ["L", *("  LI", "    LBody") * 200]
    assert len(page_texts(written.content)) > 2


def test_tables_have_heads_of_rows_and_of_columns() -> None:
    fields = Fields((Field("Email", (text("a"),)), Field("Address", (text("b"), text("c")))))
    table = Table((Column("A"), Column("")), (row("1", "2"),), "Caption")
    assert [line.strip() for line in elements(pdf(fields, table)) if line.strip() != "Span"] == [
        *("Table", "TBody", "TR", "TH", "TD", "TR", "TH", "TD", "P", "P"),
        *("Table", "Caption", "THead", "TR", "TH", "TD", "TBody", "TR", "TD", "TD"),
    ]


def test_the_head_of_a_table_stands_on_every_page_of_it() -> None:
    rows = tuple(row(str(number), "Words") for number in range(80))
    texts = page_texts(pdf(Table((Column("Number"), Column("What was done")), rows)).content)
    assert len(texts) > 2
    assert all("NumberWhatwasdone" in words for words in texts)


def test_the_last_row_of_a_table_never_stands_alone() -> None:
    for count in range(20, 26):
        rows = tuple(row(str(number), "Words") for number in range(count))
        last = page_texts(pdf(Table((Column("Number"), Column("Done")), rows)).content)[-1]
        assert f"{count - 2}Words{count - 1}Words" in last


def test_a_link_is_one_link_whatever_is_emphasised_in_it() -> None:
    words = Link(
        (Text("See "), Strong((Text("the "), Emphasis((Text("plan"),)))), Text(".")), "https://a.example"
    )
    written = pdf(Paragraph((Text("And "), words)))
    assert elements(written) == ["P", "  Link", "    Strong", "      Em"]
    assert links(written.content) == ["https://a.example"]


def test_decoration_is_no_figure() -> None:
    written = pdf(Figure(CHART, ""), Figure(CHART, "", "Said below"), theme=Theme(logo=CHART))
    assert written.faults == ()
    assert "Figure" not in {line.strip() for line in elements(written)}
    assert "Saidbelow" in pdf_text(written.content)


def test_pictures_are_fitted_to_the_page() -> None:
    tall = Image(png(100, 2000, (50,)), "image/png", 100, 2000)
    wide = Image(png(2000, 100, (50,)), "image/png", 2000, 100)
    boxes = re.findall(
        r"/BBox \[([-\d. ]+)\]", "\n".join(tags(pdf(*(Figure(i, "A") for i in (tall, wide))).content))
    )
    sizes = [
        (round(right - left), round(bottom - top))
        for left, top, right, bottom in (map(float, box.split()) for box in boxes)
    ]
    assert sizes == [(28, 567), (454, 23)]


def test_a_drawing_is_drawn_and_not_a_picture_of_one() -> None:
    written = pdf(Figure(DRAWING, "A circle"))
    assert written.faults == ()
    assert b"/Subtype /Image" not in written.content


def test_lists_count_from_their_own_number() -> None:
    told = tags(pdf(NumberedList((item("a"), item("b")), start=3), NumberedList((item("c"),))).content)
    assert [line.strip() for line in told if re.search(r'"\d', line)][1:] == ['"3. "', '"4. "', '"1. "']


def test_a_language_inside_words_does_not_disturb_them() -> None:
    assert "dŵr,tŷachymuned" in pdf_text(write(document, Theme(), Options()).content)


def test_plain_it_is_what_the_bare_engine_makes_of_the_same_page(sample: Written) -> None:
    import weasyprint

    from reportgen.writers.engine import only_our_fonts

    with only_our_fonts():
        bare = weasyprint.HTML(string=markup(replace(document, blocks=document.blocks[:3]), Theme()))
        content = bare.write_pdf(pdf_tags=True)
    plain = Options(standard="none")
    assert content == write(replace(document, blocks=document.blocks[:3]), Theme(), plain).content
    assert content != sample.content


PROCESS = """
import sys
from tests.writers.sample import document
from reportgen.theme import Theme
from reportgen.writers import Options, writer
sys.stdout.buffer.write(writer(sys.argv[1])(document, Theme(style="p {}"), Options()).content)
"""


def in_a_process(arguments: list[str], folder: Path, **settings: str) -> subprocess.CompletedProcess[bytes]:
    environment = {"PYTHONPATH": str(Path(__file__).parents[2]), "PATH": os.environ["PATH"], **settings}
    return subprocess.run(
        [sys.executable, *arguments],
        capture_output=True,
        check=False,
        cwd=folder,
        env=environment,
        timeout=120,
    )


@pytest.mark.parametrize("name", ["pdf", "html"])
def test_the_same_bytes_come_from_any_process(name: str, tmp_path: Path) -> None:
    command = ["-c", PROCESS, name]
    one = in_a_process(
        command, tmp_path, TZ="Asia/Tokyo", PYTHONHASHSEED="1", LC_ALL="C", HOME="/nonexistent"
    )
    (other := tmp_path / "other").mkdir()
    two = in_a_process(
        command,
        other,
        TZ="UTC",
        PYTHONHASHSEED="2",
        LC_ALL="C.UTF-8",
        TMPDIR=str(other),
        SOURCE_DATE_EPOCH="0",
    )
    assert (one.stderr, two.stderr) == (b"", b"")
    assert one.stdout == two.stdout
    assert len(one.stdout) > 10_000
    assert list(other.iterdir()) == []


FORKING = """
import os
from pathlib import Path
from reportgen.document import Document
from reportgen.theme import Theme
from reportgen.writers import Options, writer
from reportgen.writers.pdf import _load_theme
def write():
    return writer("pdf")(Document("T", "G", "P", "en-GB", "{page}", ()), Theme(), Options()).content
before = write()
if not (child := os.fork()):
    write()
    raise SystemExit
print(os.waitpid(child, 0)[1])
print(Path(_load_theme(Theme()).fonts._folder).is_dir() and write() == before)
"""

COMPLAINING = """
from reportgen.document import Document, Paragraph, Text
from reportgen.theme import Theme
from reportgen.writers import Options, writer
document = Document("T", "G", "P", "en-GB", "{page}", (Paragraph((Text("\\u2611"),)),))
print(len(writer("pdf")(document, Theme(style="p { color: mud }"), Options()).faults))
"""


def test_nothing_is_printed_whatever_it_complains_of(tmp_path: Path) -> None:
    done = in_a_process(["-W", "error", "-c", COMPLAINING], tmp_path)
    assert (done.stdout, done.stderr) == (b"2\n", b"")


def test_the_logger_is_left_as_it_was() -> None:
    engine.load()  # which gives the logger a handler of its own, once
    log = logging.getLogger("weasyprint")
    before = (list(log.handlers), log.level, log.propagate)
    pdf(text("words"), theme=Theme(style="p { color: mud }"))
    assert (log.handlers, log.level, log.propagate) == before


@pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows starts processes anew")
def test_a_fork_leaves_the_fonts_where_they_are(tmp_path: Path) -> None:
    done = in_a_process(["-c", FORKING], tmp_path, TMPDIR=str(tmp_path))
    assert (done.stdout, done.stderr) == (b"0\nTrue\n", b"")
    assert list(tmp_path.iterdir()) == []


def test_fontconfig_is_left_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FONTCONFIG_FILE", "/etc/fonts/mine.conf")
    pdf(text("words"), theme=Theme(small_size=9))
    assert os.environ["FONTCONFIG_FILE"] == "/etc/fonts/mine.conf"
    monkeypatch.delenv("FONTCONFIG_FILE")
    pdf(text("words"), theme=Theme(small_size=8))
    assert "FONTCONFIG_FILE" not in os.environ


def test_bad_css_is_a_fault_every_time() -> None:
    theme = Theme(style="p { colour: red }")
    for _ in range(2):
        (fault,) = pdf(text("words"), theme=theme).faults
        assert fault.code is ENGINE
        assert fault.code.severity is Severity.ERROR
        assert "colour" in fault.problem.message


def test_a_character_without_glyph_is_a_fault_at_its_place() -> None:
    at = ("aims",)
    written = pdf(
        Section(
            "Aims ☑", (text("a ☑ b ☑", at=at), text("☐"), BulletList((Item((text("☑"),), ("x", 1)),))), "a"
        )
    )
    assert [(fault.code, fault.problem.at, fault.problem.message) for fault in written.faults] == [
        (GLYPH, (), "the font has no character `☑` (U+2611)"),
        (GLYPH, at, "the font has no character `☑` (U+2611)"),
        (GLYPH, ("x", 1), "the font has no character `☑` (U+2611)"),
        (GLYPH, (), "the font has no character `☐` (U+2610)"),
    ]


@pytest.mark.parametrize(
    ("content", "media_type", "words"),
    [
        (b"GIF89a" + bytes(99), "image/png", "is not a PNG, JPEG or SVG picture"),
        (png(9, 9, (1,))[:40] + bytes(99), "image/png", "cannot be read"),
        (b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + b"\x7f\xff\xff\xff" * 2 + bytes(99), "image/png", "pixels"),
        (b"<svg viewBox='0 0 9 9'><g></svg>", "image/svg+xml", "cannot be read"),
        (b"", "image/jpeg", "is not a PNG, JPEG or SVG picture"),
    ],
)
def test_a_picture_that_cannot_be_shown_is_a_fault_at_its_place(
    content: bytes, media_type: str, words: str
) -> None:
    at = ("figures", 1)
    good, bad = (
        Figure(CHART, "Good", at=("figures", 0)),
        Figure(Image(content, media_type, 9, 9), "Bad", at=at),
    )
    (fault,) = pdf(good, bad).faults
    assert (fault.code, fault.problem.at) == (PICTURE, at)
    assert words in fault.problem.message


def test_what_is_nested_too_deep_is_a_fault() -> None:
    block: Block = text("innermost")
    for _ in range(200):
        block = BulletList((Item((block,)),))
    written = pdf(block)
    assert written.content == b""
    assert [fault.code for fault in written.faults] == [ENGINE]
    assert "nested too deep" in written.faults[0].problem.message


def test_words_of_a_complaint_are_no_refusal() -> None:
    theme = Theme(style='p { content: "Refused: "; colour: "Unusable: words" }')
    messages = [fault.problem.message for fault in pdf(text("words"), theme=theme).faults]
    assert messages == ['Ignored `colour: "Unusable: words" `, unknown property']


def test_a_complaint_stands_at_its_line_of_the_style_sheet() -> None:
    style = "p { color: red }\n\nh2 { background: url(http://x.example/a);\n  colour: red }\n@font-face { font-family: X }"
    faults = pdf(Section("A", (text("words"),), "a"), theme=Theme(style=style)).faults
    assert [fault.problem.at for fault in faults] == [
        ("style.css", 4, 3),
        ("style.css", 5, 1),
        ("style.css", 3, 22),
    ]
    assert check(Theme(style=style)) == faults[:2]


def test_a_small_picture_inside_a_style_sheet_is_shown() -> None:
    from base64 import b64encode

    url = f"data:image/png;base64,{b64encode(CHART.content).decode()}"
    written = pdf(text("words"), theme=Theme(style=f"header {{ background: url({url}) }}"))
    assert written.faults == ()
    assert b"/Subtype /Image" in written.content


def test_a_style_sheet_of_the_theme_has_the_last_word() -> None:
    style = "header p { display: none } @page { @bottom-right { content: none } }"
    (words,) = page_texts(pdf(text("words"), theme=Theme(style=style)).content)
    assert words == without_spaces(f"{document.title}words")


@pytest.mark.parametrize("epoch", [None, "", "yesterday", "86400"])
def test_without_harfbuzz_subset_it_is_whole_and_says_so(
    epoch: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    import weasyprint.pdf.fonts
    from fontTools.misc import timeTools

    monkeypatch.setattr(weasyprint.pdf.fonts, "harfbuzz_subset", None)
    if epoch is None:
        monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    else:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    written = pdf(text("words"))
    monkeypatch.setattr(timeTools.time, "time", lambda: 2_000_000_000.0)
    assert pdf(text("words")).content == written.content
    assert os.environ.get("SOURCE_DATE_EPOCH") == epoch
    assert [(fault.code, fault.code.severity) for fault in written.faults] == [(SUBSETTER, Severity.WARNING)]
    assert fonts(written.content) == {"Liberation-Sans", "Liberation-Sans-Bold"}


WITHOUT_PANGO = """
import cffi
def dlopen(*_):
    raise OSError("cannot load library 'libgobject-2.0-0': libgobject-2.0-0: cannot open shared object file")
cffi.FFI.dlopen = dlopen
from reportgen.document import Document
from reportgen.theme import Theme
from reportgen.writers import EngineMissing, Options, writer
document = Document("T", "G", "P", "en-GB", "{page}", ())
for name in ("html", "docx"):
    assert writer(name)(document, Theme(), Options()).content
try:
    writer("pdf")(document, Theme(), Options())
except EngineMissing as error:
    print(error)
"""


def test_without_pango_the_message_says_what_to_install(tmp_path: Path) -> None:
    done = in_a_process(["-c", WITHOUT_PANGO], tmp_path)
    assert done.stderr == b""
    told = done.stdout.decode().splitlines()
    assert told[0].startswith(
        "No PDF can be made here: the library Pango, which lays out its pages, was not found"
    )
    assert "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0" in done.stdout.decode()
    assert not issubclass(EngineMissing, OSError)


def test_a_contents_line_and_a_paragraph_survive_every_theme() -> None:
    theme = Theme(page="A5", margin=15, size=14, small_size=11, title_size=30)
    blocks = (Contents("Contents"), Section("One", (Paragraph((Text("words"),)),), "one"))
    written = pdf(*blocks, theme=theme)
    assert written.faults == ()
    assert lost(lines(replace(document, blocks=blocks)), pdf_text(written.content)) == []
