"""The PDF has the tree's words in reading order, in our fonts, on pages that say what they are."""

from dataclasses import replace
from io import BytesIO
from typing import Any

import pypdf
import pytest

from reportgen.document import Column, Contents, Figure, Paragraph, Section, Table, Text, lines
from reportgen.theme import Theme
from reportgen.writers import Options, Written
from reportgen.writers.pdf import markup, write
from tests.writers.pdf_files import write_pdf
from tests.writers.readers import Page, fonts, links, missing_lines, page_texts, pdf_text, without_spaces
from tests.writers.sample import CHART, DRAWING, document, row, text

pytestmark = pytest.mark.pdf


def catalog(content: bytes) -> Any:
    return pypdf.PdfReader(BytesIO(content)).trailer["/Root"]


@pytest.fixture(scope="module")
def sample() -> Written:
    return write(document, Theme(), Options())


def test_the_sample_has_no_faults(sample: Written) -> None:
    assert sample.faults == ()


def test_its_words_are_read_in_the_order_of_the_tree(sample: Written) -> None:
    assert missing_lines(lines(document), pdf_text(sample.content)) == []


def test_a_lost_line_would_be_noticed(sample: Written) -> None:
    words = pdf_text(sample.content)
    assert missing_lines(iter(["Wrexham", "Bradford", "Ynys Môn"]), words) == ["Bradford"]


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


def test_the_contents_have_the_pages_of_the_sections(sample: Written) -> None:
    reader, words = pypdf.PdfReader(BytesIO(sample.content)), pdf_text(sample.content)
    pages = {
        name: (reader.get_destination_page_number(place) or 0) + 1
        for name, place in reader.named_destinations.items()
    }
    assert pages["contact-details"] == 1
    assert pages["plans-for-next-year"] > 1
    assert "Plansfornextyear" in page_texts(sample.content)[pages["plans-for-next-year"] - 1]
    for title, anchor in (("Membership", "membership"), ("Growth", "growth")):
        assert f"{title}{pages[anchor]}" in words[: words.index("Councillor")]


def test_every_link_of_the_tree_is_a_link_of_the_pdf(sample: Written) -> None:
    hrefs = [tag.attributes["href"] for tag in Page(markup(document, Theme()).encode()).all("a")]
    assert links(sample.content) == hrefs
    assert {"#growth", "mailto:jo@harbours.example", "https://harbours.example/about?a=1&b=2"} <= set(hrefs)


def test_only_our_fonts_are_in_it(sample: Written) -> None:
    faces = ("", "-Bold", "-Italic", "-Bold-Italic")
    assert fonts(sample.content) == {f"Liberation-Sans{face}" for face in faces}


def test_another_family_is_not_taken_from_the_system() -> None:
    written = write_pdf(
        text("DejaVu is on every Debian."), theme=Theme(style="p { font-family: 'DejaVu Sans' }")
    )
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


def bookmark_titles(content: bytes) -> list[Any]:
    def titles(outline: list[Any]) -> list[Any]:
        return [titles(entry) if isinstance(entry, list) else entry.title for entry in outline]

    return titles(pypdf.PdfReader(BytesIO(content)).outline)


def test_bookmarks_are_the_sections(sample: Written) -> None:
    growth = [
        "Projects",
        ["What the manifesto asks for", ["How it was received"]],
        "Dealings with government",
        "Growth",
    ]
    assert bookmark_titles(sample.content) == [
        "Contact details",
        "Membership",
        "Key activities and outcomes",
        growth,
        "The year in figures",
        "Plans for next year",
        "Notes",
    ]


def test_without_notes_there_is_no_bookmark_of_them() -> None:
    assert bookmark_titles(write_pdf(Section("One", (text("words"),), "one")).content) == ["One"]


def test_the_head_of_a_table_stands_on_every_page_of_it() -> None:
    rows = tuple(row(str(number), "Words") for number in range(80))
    texts = page_texts(write_pdf(Table((Column("Number"), Column("What was done")), rows)).content)
    assert len(texts) > 2
    assert all("NumberWhatwasdone" in words for words in texts)


def test_the_last_row_of_a_table_never_stands_alone() -> None:
    for count in range(20, 26):
        rows = tuple(row(str(number), "Words") for number in range(count))
        last = page_texts(write_pdf(Table((Column("Number"), Column("Done")), rows)).content)[-1]
        assert f"{count - 2}Words{count - 1}Words" in last


def test_a_drawing_is_drawn_and_not_a_picture_of_one() -> None:
    written = write_pdf(Figure(DRAWING, "A circle"))
    assert written.faults == ()
    assert b"/Subtype /Image" not in written.content


def test_a_language_inside_words_does_not_disturb_them() -> None:
    assert "dŵr,tŷachymuned" in pdf_text(write(document, Theme(), Options()).content)


def test_without_a_standard_the_pdf_is_what_the_bare_engine_makes(sample: Written) -> None:
    import weasyprint

    from reportgen.writers._pdf.columns import own_columns
    from reportgen.writers.engine import only_our_fonts

    with only_our_fonts(), own_columns():
        bare = weasyprint.HTML(string=markup(replace(document, blocks=document.blocks[:3]), Theme()))
        content = bare.write_pdf(pdf_tags=True)
    plain = Options(standard="none")
    assert content == write(replace(document, blocks=document.blocks[:3]), Theme(), plain).content
    assert content != sample.content


def test_a_small_picture_inside_a_style_sheet_is_shown() -> None:
    from base64 import b64encode

    url = f"data:image/png;base64,{b64encode(CHART.content).decode()}"
    written = write_pdf(text("words"), theme=Theme(style=f"header {{ background: url({url}) }}"))
    assert written.faults == ()
    assert b"/Subtype /Image" in written.content


def test_a_style_sheet_of_the_theme_has_the_last_word() -> None:
    style = "header p { display: none } @page { @bottom-right { content: none } }"
    (words,) = page_texts(write_pdf(text("words"), theme=Theme(style=style)).content)
    assert words == without_spaces(f"{document.title}words")


def test_a_contents_line_and_a_paragraph_survive_every_theme() -> None:
    theme = Theme(page="A5", margin=15, size=14, small_size=11, title_size=30)
    blocks = (Contents("Contents"), Section("One", (Paragraph((Text("words"),)),), "one"))
    written = write_pdf(*blocks, theme=theme)
    assert written.faults == ()
    assert missing_lines(lines(replace(document, blocks=blocks)), pdf_text(written.content)) == []
