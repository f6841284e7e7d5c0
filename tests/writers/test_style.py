"""The theme becomes CSS, with selectors that layouts can rely on."""

import re
from dataclasses import replace

import cssselect2  # type: ignore[import-untyped]
import pytest
import tinyhtml5  # type: ignore[import-untyped]

from reportgen.colours import tint
from reportgen.document import (
    Chapter,
    Contents,
    Cover,
    Emphasis,
    Figure,
    Link,
    PageBreak,
    Section,
    Strong,
    Text,
)
from reportgen.theme import Theme
from reportgen.writers import Options, html, pdf
from reportgen.writers._docx.callouts import CALLOUT_NODES
from reportgen.writers._docx.style_names import STYLES
from reportgen.writers.selectors import SELECTORS
from reportgen.writers.style import paged, room, running, screen, string
from tests.writers.sample import CHART, document, text

DEEP = Section("Two", (Section("Three", (Section("Four", (Section("Five", (), "s5"),), "s4"),), "s3"),), "s2")
EVERYTHING = replace(
    document,
    blocks=(
        *document.blocks,
        Contents("Contents", depth=4),
        PageBreak(),
        text(Link((Emphasis((Strong((Text("linked"),)),)), Strong((Text("too"),))), "https://a.example")),
        Section("One", (DEEP,), "s1", chapter=Chapter("A report", "Key Cities", "2023/24", "cy-GB")),
    ),
)
WITH_COVER = replace(
    EVERYTHING,
    blocks=(Cover(Figure(CHART, "A chart", "The chart", credit="Drawn by us")), *EVERYTHING.blocks[1:-1]),
)
ELEMENTS = sorted(node for node, selector in SELECTORS.items() if not selector.startswith("@page"))


def has_match(markup: str, selector: str) -> bool:
    root = cssselect2.ElementWrapper.from_html_root(tinyhtml5.parse(markup, namespace_html_elements=False))
    return any(True for _ in root.query_all(selector))


@pytest.mark.parametrize("node", ELEMENTS)
def test_every_selector_finds_its_node_in_html_and_pdf(node: str) -> None:
    theme, report = Theme(logo=CHART), WITH_COVER if node.startswith("Cover") else EVERYTHING
    assert has_match(html.write(report, theme, Options()).content.decode(), SELECTORS[node])
    assert has_match(pdf.markup(report, theme), SELECTORS[node])


def test_whatever_has_a_word_style_has_a_selector() -> None:
    only_in_word = {
        "Table gap",
        "Field label, kept",
        "Cell, kept",
        "Cell, kept, right",
        "Paragraph before a list",
        "Figure caption, credited",
        "Card details, last",
        "Card text, last",
        "Key figure label, kept",
        "Key figure note, kept",
        *CALLOUT_NODES.values(),  # are lists and quotations to a style sheet, inside a callout as elsewhere
    }
    assert set(STYLES) - set(SELECTORS) <= only_in_word


def test_a_theme_reaches_both() -> None:
    theme = Theme(text="#010203", accent="#040506", margin=31, title_size=33, style="p { color: teal }")
    for style in (screen(theme), paged(theme, "fonts/")):
        assert "--text: #010203; --accent: #040506" in style
        assert style.endswith("p { color: teal }")
    assert "margin: 31mm" in paged(theme, "fonts/")
    assert "header h1 { color: var(--accent); font-size: 33pt" in paged(theme, "fonts/")
    assert "header h1 { color: var(--accent); font-size: 2.75rem" in screen(theme)


def test_each_face_of_the_font_is_one_file() -> None:
    faces = re.findall(
        r"@font-face [^}]*font-weight: (\w+); font-style: (\w+); src: url\((.*?)\)", paged(Theme(), "f/")
    )
    assert sorted(faces) == [
        ("bold", "italic", "f/LiberationSans-BoldItalic.ttf"),
        ("bold", "normal", "f/LiberationSans-Bold.ttf"),
        ("normal", "italic", "f/LiberationSans-Italic.ttf"),
        ("normal", "normal", "f/LiberationSans-Regular.ttf"),
    ]


def test_pages_obey_what_was_measured() -> None:
    style = paged(Theme(), "fonts/")
    columns = re.findall(r"^(.*?) \{.*\bcolumns:.*\}$", style, re.MULTILINE)
    assert columns == ["ul.columns"], "`reportgen.writers._pdf.columns` lays out these, and no others"
    assert "* { image-rendering: crisp-edges }" in style
    assert not re.search(r"leader\(|dotted|opacity|woff|display: flex|display: grid", style)
    assert len(re.findall(r"\bcolumns:", style)) == 1


def test_running_words_are_strings_whatever_they_hold() -> None:
    words = running(replace(document, group='"; } </style>\\', page_of="{pages}: {page}{x}"))
    assert r'--group: "\22 \3b  \7d  \3c \2f style\3e \5c "' in words
    assert '--page-of: "" counter(pages) "\\3a  " counter(page) "\\7b x\\7d "' in words


def test_letters_of_any_script_stand_in_strings_as_they_are() -> None:
    assert string("Sir Gâr a Môn 2023") == '"Sir Gâr a Môn 2023"'


def test_tints_are_mixed_with_white() -> None:
    assert tint("#000000", 0.07) == "#ededed"
    assert tint("#0a3a5a", 1) == "#0a3a5a"


def test_pictures_have_the_width_of_the_text() -> None:
    assert room(Theme())[0] == pytest.approx(160 / 25.4 * 96)
    assert room(Theme(margin=10))[0] == pytest.approx(190 / 25.4 * 96)


def luminance(colour: str) -> float:
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("colour", [Theme().text, Theme().accent, Theme().muted])
def test_words_stand_out_from_the_paper(colour: str) -> None:
    shade = re.search(r"--shade: (#\w{6})", html.write(document, Theme(), Options()).content.decode())
    assert shade
    assert (luminance(shade[1]) + 0.05) / (luminance(colour) + 0.05) >= 4.5
