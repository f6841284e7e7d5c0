"""The HTML file has the words of the tree, is safe whatever they are, and needs neither a mouse nor a wide screen."""

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from tinyhtml5.parser import HTMLParser  # type: ignore[import-untyped]

from reportgen.document import (
    Block,
    BulletList,
    Column,
    Contents,
    Fields,
    Item,
    Link,
    NumberedList,
    PageBreak,
    Section,
    Strong,
    Table,
    Text,
    lines,
)
from reportgen.theme import Theme
from reportgen.writers import Options
from reportgen.writers.html import write
from tests.writers.browser import dump_page
from tests.writers.readers import Page, Tag
from tests.writers.sample import CHART, document, item, link, row, text


def html(*blocks: Block, theme: Theme | None = None) -> bytes:
    return write(replace(document, blocks=blocks), theme or Theme(), Options()).content


def page(*blocks: Block, theme: Theme | None = None) -> Page:
    return Page(html(*blocks, theme=theme))


def paths(tags: list[Tag]) -> list[str]:
    return [tag.attributes["data-at"] for tag in tags if "data-at" in tag.attributes]


@pytest.fixture(scope="module")
def sample() -> Page:
    return Page(write(document, Theme(), Options()).content)


def test_its_words_are_those_of_the_tree(sample: Page) -> None:
    assert sample.lines == list(lines(document))


def test_nothing_in_it_comes_from_elsewhere(sample: Page) -> None:
    assert not sample.all("script", "link", "iframe", "object", "embed", "base", "form")
    assert {image.attributes["src"].partition(":")[0] for image in sample.all("img")} == {"data"}
    assert not re.search(r"@import|url\(|expression", sample.style)
    (policy,) = (meta for meta in sample.all("meta") if "http-equiv" in meta.attributes)
    assert policy.attributes["content"].startswith("default-src 'none';")


def test_the_file_says_what_it_is(sample: Page) -> None:
    properties = {meta.attributes.get("name"): meta.attributes.get("content") for meta in sample.all("meta")}
    assert sample.one("html").attributes["lang"] == "en-GB"
    assert properties["author"] == "Rivers and Harbours Secretariat"
    assert properties["dcterms.created"] == "2024-04-30"
    assert properties["viewport"] == "width=device-width, initial-scale=1"


def test_what_is_not_known_is_not_said() -> None:
    bare = replace(document, author="", created="", group="", period="", blocks=())
    read = Page(write(bare, Theme(), Options()).content)
    names = {meta.attributes.get("name") for meta in read.all("meta")}
    assert not names & {"author", "dcterms.created"}
    assert read.lines == [document.title]


def test_the_title_of_the_window_begins_with_what_is_particular() -> None:
    content = html().decode()
    whole = "Rivers and Harbours Group 2023/24 – Special Interest Group annual report to LGA Board"
    assert f"<title>{whole}</title>" in content


def test_lines_end_as_in_unix_and_so_does_the_file(sample: Page) -> None:
    content = write(document, Theme(), Options()).content
    assert content.startswith(b"<!doctype html>\n<html ")
    assert content.endswith(b"</html>\n")
    assert b"\r" not in content
    assert sample.lines


def test_a_browser_reads_it_without_repairs() -> None:
    parser = HTMLParser()
    parser.parse(write(document, Theme(logo=CHART), Options()).content.decode())
    assert parser.errors == []


def test_every_id_is_there_once_and_every_reference_leads_to_one(sample: Page) -> None:
    everything = list(sample.root.all())
    ids = [tag.attributes["id"] for tag in everything if "id" in tag.attributes]
    labels = [tag.attributes["aria-labelledby"] for tag in everything if "aria-labelledby" in tag.attributes]
    inner = [tag.attributes["href"][1:] for tag in sample.all("a") if tag.attributes["href"].startswith("#")]
    assert len(ids) == len(set(ids))
    assert labels
    assert inner
    assert {*labels, *inner} <= set(ids)


def test_its_own_ids_keep_clear_of_anchors() -> None:
    read = page(Contents("Contents"), Section("One", (), "part-1"), Section("Two", (), "part-2"))
    ids = [tag.attributes["id"] for tag in read.root.all() if "id" in tag.attributes]
    assert len(ids) == len(set(ids)) == 5


def test_headings_come_in_order_below_one_title(sample: Page) -> None:
    ranks = [int(tag.name[1]) for tag in sample.all("h1", "h2", "h3", "h4", "h5", "h6")]
    assert ranks.count(1) == 1
    assert ranks[0] == 1
    assert max(ranks) == 5
    assert all(after <= before + 1 for before, after in pairwise(ranks))


def test_a_section_is_a_heading_with_what_stands_under_it() -> None:
    read = page(Section("One", (Section("Two", (text("Words"),), "two"),), "one", ("sections", 0)))
    outer, inner = read.all("section")
    assert [(tag.name, tag.attributes) for tag in outer.children] == [("h2", {"id": "one"}), ("section", {})]
    assert [tag.name for tag in inner.children] == ["h3", "p"]
    assert outer.attributes == {"data-at": "sections.0"}


def test_landmarks_hold_all_there_is(sample: Page) -> None:
    assert [tag.name for tag in sample.one("body").children] == ["a", "header", "main"]
    assert [tag.name for tag in sample.one("header").children] == ["h1", "p", "p"]


def test_contents_are_nested_lists_of_links(sample: Page) -> None:
    (nav,) = sample.all("nav")
    (heading, top) = nav.children
    assert nav.attributes["aria-labelledby"] == heading.attributes["id"]
    assert [entry.children[0].attributes["href"] for entry in top.children] == [
        "#contact-details",
        "#membership",
        "#key-activities-and-outcomes",
        "#the-year-in-figures",
        "#plans-for-next-year",
    ]
    below = top.children[2].children[1]
    assert below.name == "ul"
    assert len(below.children) == 3


def test_contents_of_nothing_are_a_heading() -> None:
    assert [tag.name for tag in page(Contents("Contents")).one("nav").children] == ["h2"]


def test_labels_head_rows_and_there_is_no_head_row(sample: Page) -> None:
    (table,) = (tag for tag in sample.all("table") if tag.attributes["class"] == "fields")
    assert not list(table.all("thead"))
    assert {tag.attributes["scope"] for tag in table.all("th")} == {"row"}
    assert "contact.officer" in paths(list(table.all("tr")))


def test_a_table_has_a_caption_and_heads_of_columns(sample: Page) -> None:
    table, _ = (tag for tag in sample.all("table") if tag.attributes["class"] == "data")
    assert [tag.name for tag in table.children] == ["caption", "colgroup", "thead", "tbody"]
    assert [tag.attributes for tag in table.all("th")] == [
        {"scope": "col"},
        {"scope": "col"},
        {"scope": "col", "class": "right"},
        {"scope": "col", "class": "right"},
    ]
    assert [tag.attributes for tag in list(table.all("td"))[2:4]] == [{"class": "right"}, {"class": "right"}]


def test_a_wide_table_scrolls_in_a_region_that_the_keyboard_reaches(sample: Page) -> None:
    region, _ = (tag for tag in sample.all("div") if tag.attributes.get("class") == "scroll")
    (caption,) = region.all("caption")
    assert region.attributes == {
        "class": "scroll",
        "role": "region",
        "aria-labelledby": caption.attributes["id"],
        "tabindex": "0",
    }


def test_a_table_without_caption_is_named_by_the_heading_above() -> None:
    table = Table((Column("A"), Column("")), (row("1", "2"),))
    (region,) = page(Section("Sums", (table,), "sums")).all("div")
    assert (region.attributes["role"], region.attributes["aria-labelledby"]) == ("group", "sums")


def test_a_column_without_title_heads_nothing() -> None:
    read = page(Table((Column(""), Column("B")), (row("1", "2"),)))
    assert [tag.attributes for tag in read.all("th")] == [{"scope": "col"}]
    assert [tag.name for tag in read.one("thead").children[0].children] == ["td", "th"]


def test_members_keep_one_list_whose_columns_the_screen_may_collapse(sample: Page) -> None:
    (members,) = (tag for tag in sample.all("ul") if tag.attributes.get("class") == "columns")
    assert members.attributes["style"] == "--columns: 3"
    assert len(members.children) == 26
    assert paths(members.children)[3] == "membership.members.3"


def test_a_lone_paragraph_stands_bare_in_its_entry() -> None:
    read = page(BulletList((item("alone"), item("over a list", BulletList((item("in it"),))))))
    alone, over = read.one("main").children[0].children
    assert alone.children == []
    assert [tag.name for tag in over.children] == ["ul"]


def test_entries_of_several_paragraphs_keep_them() -> None:
    read = page(BulletList((item("one", "two"),)))
    assert [tag.name for tag in read.one("li").children] == ["p", "p"]


def test_a_paragraph_keeps_a_path_of_its_own() -> None:
    at = ("activities", "projects", 0)
    same = Item((text("words", at=at),), at)
    other = Item((text("words", at=(*at, "text")),), at)
    read = page(BulletList((same, other)))
    assert paths(read.all("li", "p")) == [
        "activities.projects.0",
        "activities.projects.0",
        "activities.projects.0.text",
    ]


def test_numbers_begin_where_the_list_does() -> None:
    read = page(NumberedList((item("a"),), start=3), NumberedList((item("b"),)))
    assert [tag.attributes for tag in read.all("ol")] == [{"start": "3"}, {}]


def test_what_is_empty_leaves_no_trace() -> None:
    read = page(BulletList(()), BulletList((), columns=3), NumberedList(()), Fields(()), PageBreak())
    assert read.one("main").children == []


def test_words_in_welsh_say_so(sample: Page) -> None:
    assert {tag.attributes["lang"] for tag in sample.all("span")} == {"cy-GB"}


def test_a_figure_has_its_words_beside_it(sample: Page) -> None:
    first, _, rule, *_ = sample.all("figure")
    assert [tag.name for tag in first.children] == ["img", "figcaption"]
    assert first.children[0].attributes["alt"].startswith("Bar chart: members rise")
    assert first.children[0].attributes["width"] == "480"
    assert rule.children[0].attributes["alt"] == ""


def test_a_picture_with_a_credit_has_both_in_its_caption(sample: Page) -> None:
    figure = list(sample.all("figure"))[3]
    assert figure.attributes["class"] == "full"
    assert [tag.attributes for tag in figure.children[1].children] == [{}, {"class": "credit"}]


def test_text_stands_beside_a_picture_and_below_it_on_a_telephone(sample: Page) -> None:
    half, small = (tag for tag in sample.all("div") if tag.attributes.get("class", "").startswith("beside"))
    assert [half.attributes["class"], small.attributes["class"]] == [
        "beside half whole",
        "beside small",
    ]
    assert [tag.name for tag in half.children] == ["figure", "p", "ul"]
    kept, *below = small.children
    assert kept.attributes["class"] == "whole"
    assert [tag.name for tag in (*kept.children, *below)] == ["figure", "p", "p"]


def test_a_note_stands_below_its_table(sample: Page) -> None:
    notes = [tag for tag in sample.all("p") if tag.attributes.get("class") == "note"]
    assert [tag.name for tag in notes[1].all("a")] == ["a"]
    assert len(notes) == 2


def test_a_logo_is_decoration() -> None:
    logo = page(theme=Theme(logo=CHART)).one("header").children[0]
    assert (logo.name, logo.attributes["class"], logo.attributes["alt"]) == ("img", "logo", "")


def test_what_follows_a_page_break_starts_a_page() -> None:
    read = page(text("a"), PageBreak(), PageBreak(), text("b"), text("c"), PageBreak())
    (new,) = read.all("div")
    assert new.attributes == {"class": "new-page"}
    assert read.lines[3:] == ["a", "b", "c"]
    assert len(new.children) == 1


def test_a_link_within_a_link_is_its_words() -> None:
    nested = Link((Text("a "), Strong((link("b", "https://b.example"),))), "https://a.example")
    _, anchor = page(text(nested)).all("a")
    assert anchor.attributes == {"href": "https://a.example"}


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "//x.example", "data:text/html,x", ""]
)
def test_a_link_to_elsewhere_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="not http, https or mailto"):
        page(text(link("words", url)))


WIDTHS = """<script>
addEventListener("load", () => {
  const inner = frames[0].document, scrolls = (box) => box.scrollWidth > box.clientWidth;
  document.title = [inner.documentElement, ...inner.querySelectorAll(".scroll")].map(scrolls).join(" ");
  const shows = (box) => frames[0].getComputedStyle(box).boxShadow !== "none";
  const boxes = [...inner.querySelectorAll(".scroll")], title = document.title;
  let frames_left = 500;
  const look = () => {  // an animation starts some frames after the page has loaded
    const shown = boxes.map(shows);
    document.title = `${title} ${shown.join(" ")}`;
    if (!shown.includes(true) && frames_left--) requestAnimationFrame(look);
  };
  look();
});
</script>"""


@pytest.mark.chromium
def test_a_narrow_screen_scrolls_in_one_direction_and_only_tables_that_scroll_show_it(tmp_path: Path) -> None:
    wide = Table(tuple(Column(f"Department{index}") for index in range(9)), (row(*"123456789"),), "Wide")
    narrow = Table((Column("A"), Column("B")), (row("1", "2"),), "Narrow")
    words = replace(document, blocks=(*document.blocks, Section("Wide", (wide, narrow), "wide")))
    (tmp_path / "report.html").write_bytes(write(words, Theme(logo=CHART), Options()).content)
    frame = f'{WIDTHS}<iframe src="report.html" style="width: 320px; height: 600px; border: 0"></iframe>'
    (tmp_path / "frame.html").write_text(frame, encoding="utf-8")
    assert "<title>false true false true false true false true false</title>" in dump_page(
        tmp_path / "frame.html", "--virtual-time-budget=10000"
    )
