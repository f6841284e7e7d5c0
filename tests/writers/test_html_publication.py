"""Web pages are publications: they fit any screen, keep their contrast on dark pages, and say what they are."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.colours import TEXT_CONTRAST, WHITE, contrast, readable
from reportgen.document import Beside, Block, BulletList, Figure, Section
from reportgen.layout import shipped_layouts
from reportgen.theme import Theme
from reportgen.writers import Options, writer
from reportgen.writers.publication_style import dark
from tests.writers.browser import DARK, barriers, measures, printed
from tests.writers.readers import Page, page_texts
from tests.writers.reports import written_report
from tests.writers.sample import CHART, document, item, text

colours = st.integers(0, 0xFFFFFF).map(lambda number: readable(f"#{number:06x}", WHITE))


def page_of(theme: Theme = Theme(), language: str = "en-GB") -> str:  # noqa: B008 - a theme never changes
    return writer("html")(replace(document, language=language), theme, Options()).content.decode()


@pytest.mark.chromium
@pytest.mark.parametrize("layout", shipped_layouts())
@pytest.mark.parametrize("name", ["key-cities", "everything"])
def test_nothing_scrolls_sideways_on_a_narrow_screen(name: str, layout: str, tmp_path: Path) -> None:
    page = measures(written_report(name, layout, "html").content, tmp_path, width=375)
    assert (page["width"], page["scrollWidth"], page["beyond"]) == (375, 375, [])


@pytest.mark.chromium
@pytest.mark.parametrize("layout", ["lga-board", "annual-report"])
def test_nothing_keeps_anybody_out_of_a_dark_page(layout: str, tmp_path: Path) -> None:
    content = written_report("everything", layout, "html").content
    assert barriers(content, tmp_path, DARK) == []
    assert measures(content, tmp_path, DARK)["background"] == "rgb(20, 24, 27)"


@pytest.mark.chromium
def test_what_stands_together_is_printed_on_one_page(tmp_path: Path) -> None:
    lines = [text("One line.") for _ in range(24)]
    tall = Figure(replace(CHART, width=600, height=500), "A tower", share=0.33)
    words = "Alpha " + "and so on at its side, " * 24 + "omega."
    entry = item("Alpha " + "and so on above it, " * 14 + "omega.", replace(tall, share=1), "Speakers: A")
    blocks: tuple[Block, ...] = (
        *lines,
        Beside(tall, (text(words), text("Bravo"))),
        *lines[:8],
        BulletList((item("Entry"), entry)),
        *lines[:14],
        Section("End", (text("Published by us."), text("Drawn by us.")), "end"),
    )
    content = writer("html")(replace(document, blocks=blocks), Theme(), Options()).content
    for page in page_texts(printed(content, tmp_path)):
        assert page.count("Alpha") == page.count("omega")
        assert ("aboveit" in page) == ("Speakers" in page)
        assert ("End" in page) == ("Drawn" in page)


@given(colours, colours, colours)
def test_the_colours_of_any_theme_can_be_read_on_a_dark_page(text: str, accent: str, muted: str) -> None:
    rules = dark(Theme(text=text, accent=accent, second_accent=accent, muted=muted))
    values = dict(re.findall(r"--([a-z-]+): (#\w{6})", rules))
    for ground in (values["ground"], values["shade"]):
        for name in ("text", "accent", "second-accent", "muted"):
            assert contrast(values[name], ground) >= TEXT_CONTRAST


def test_headings_of_a_dark_page_are_no_duller_than_in_the_theme() -> None:
    accent = re.search(r"--accent: (#\w{6})", dark(Theme(accent="#0a3a5a")))
    assert accent
    red, green, blue = (int(accent[1][start : start + 2], 16) for start in (1, 3, 5))
    assert red < green < blue
    assert blue - red > 64


def test_a_layout_that_names_colours_keeps_its_light_page_unless_it_knows_dark_ones() -> None:
    for declaration in (
        "color: #333",
        "border-left: 1px solid teal",
        "background:rgb(1,2,3)",
        "--text: #333",
    ):
        assert "prefers-color-scheme" not in page_of(Theme(style=f"p {{ {declaration} }}"))
    for declaration in ("margin: 0", "border-left: 0.25em solid var(--accent)", "background: none"):
        assert "prefers-color-scheme" in page_of(Theme(style=f"p {{ {declaration} }}"))
    assert (
        page_of(Theme(style="@media (prefers-color-scheme: dark) { p { color: #ccc } }")).count(
            "-scheme: dark"
        )
        == 2
    )


@pytest.mark.parametrize(
    ("language", "words"), [("en-GB", "Skip to the report"), ("cy-GB", "Neidio i'r adroddiad")]
)
def test_the_first_link_leads_past_the_head(language: str, words: str) -> None:
    page = Page(page_of(language=language).encode())
    link = page.all("a")[0]
    (main,) = page.all("main")
    assert link.attributes == {"class": "skip", "href": f"#{main.attributes['id']}", "aria-label": words}
    assert page_of().index("<a ") < page_of().index("<header")


def test_a_page_says_what_it_is_to_programs_that_link_to_it() -> None:
    page = Page(page_of().encode())
    metadata = {
        element.attributes.get("property") or element.attributes.get("itemprop"): element.attributes[
            "content"
        ]
        for element in page.all("meta")
        if "property" in element.attributes or "itemprop" in element.attributes
    }
    assert metadata["og:type"] == "article"
    assert metadata["og:title"] == metadata["name"]
    assert (metadata["og:locale"], metadata["inLanguage"]) == ("en_GB", "en-GB")
    assert metadata["publisher"] == document.group
    assert metadata["datePublished"] == document.created
    assert 0 < len(metadata["og:description"]) <= 201
    assert page.all("html")[0].attributes["itemtype"] == "https://schema.org/Report"
    assert page.all("script") == []
