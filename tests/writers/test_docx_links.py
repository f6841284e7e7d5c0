"""Links, bookmarks, contents and running heads in the Word file."""

from dataclasses import replace

import pytest

from reportgen import document as tree
from reportgen.document import Link, Section, Text
from reportgen.theme import Theme
from reportgen.writers import Options
from reportgen.writers.docx import write
from tests.writers import sample, word
from tests.writers.word import R, W, attribute
from tests.writers.word_files import REPORT, body, of, report, styles


def targets(content: bytes) -> dict[str, str]:
    relations = word.part(content, "word/_rels/document.xml.rels")
    return {
        element.get("Id"): element.get("Target")
        for element in relations
        if element.get("TargetMode") == "External"
    }


def test_links_lead_to_their_addresses_and_have_words() -> None:
    content = report()
    links = [
        (targets(content)[link.get(f"{R}id")], "".join(link.itertext()))
        for link in body().iter(f"{W}hyperlink")
        if link.get(f"{R}id")
    ]
    assert links == [
        ("mailto:jo@harbours.example", "jo@harbours.example"),
        ("https://harbours.example/about?a=1&b=2", "Rivers and Harbours"),
        ("https://harbours.example/x", "the full exchange"),
        ("https://harbours.example/h", "the hearings"),
    ]


def test_a_link_in_a_link_leads_where_the_outer_one_does() -> None:
    inner = Link((Text("inner"),), "https://inner.example")
    content = of(sample.text(Link((Text("outer "), inner), "https://outer.example")))
    links = list(word.part(content).iter(f"{W}hyperlink"))
    assert ["".join(link.itertext()) for link in links] == ["outer inner"]
    assert list(targets(content).values()) == ["https://outer.example"]


def test_bookmarks_are_closed_unique_and_named_as_word_wants_them() -> None:
    starts, ends = list(body().iter(f"{W}bookmarkStart")), list(body().iter(f"{W}bookmarkEnd"))
    ids = [attribute(element, "id") for element in starts]
    assert ids == [attribute(element, "id") for element in ends]
    assert len(set(ids)) == len(ids)
    names = [attribute(start, "name") or "" for start in starts]
    assert len([name for name in names if not name.startswith("_rg_")]) == len(
        list(tree.outline(REPORT.blocks))
    )
    assert len({name.lower() for name in names}) == len(names)
    assert all(name.isidentifier() and name.isascii() and len(name) <= 40 for name in names)


def test_anchors_that_word_would_refuse_get_names_of_their_own() -> None:
    anchors = ("x" * 60, "x" * 61, "Ünïcode / with", "ünïcode / with", "1st", "a-b", "a_b", "")
    content = of(*(Section(anchor or "none", (), anchor) for anchor in anchors))
    names = [attribute(start, "name") or "" for start in word.part(content).iter(f"{W}bookmarkStart")]
    assert len({name.lower() for name in names}) == len(anchors)
    assert all(name.isidentifier() and name.isascii() and len(name) <= 40 for name in names)


def test_the_contents_link_to_every_heading_down_to_their_depth() -> None:
    entries = [link for link in body().iter(f"{W}hyperlink") if attribute(link, "anchor")]
    marked = {attribute(start, "name") for start in body().iter(f"{W}bookmarkStart")}
    assert {attribute(link, "anchor") for link in entries} <= marked
    assert len(entries) == len(list(tree.outline(REPORT.blocks, 3)))
    used = [word.style_id(link.getparent()) for link in entries]
    assert used == [f"TOC{heading.level}" for heading in tree.outline(REPORT.blocks, 3)]


def test_the_contents_have_no_page_numbers_that_could_be_wrong_but_fields_for_them() -> None:
    entries = [p for p in body().iter(f"{W}p") if word.style_id(p).startswith("TOC")]
    headings = list(tree.outline(REPORT.blocks, 3))
    assert ["".join(entry.itertext(f"{W}t")) for entry in entries] == [heading.title for heading in headings]
    for entry in entries:
        (target,) = (attribute(link, "anchor") for link in entry.iter(f"{W}hyperlink"))
        instructions = [element.text.strip() for element in entry.iter(f"{W}instrText")]
        assert f"PAGEREF {target} \\h" in instructions
        assert entry.find(f".//{W}r/{W}tab") is not None


def test_the_title_of_the_contents_is_no_heading() -> None:
    content = report()
    assert styles(content)["ContentsHeading"].find(f"{W}pPr/{W}outlineLvl") is None


def test_contents_of_a_document_without_sections_are_a_title_alone() -> None:
    content = of(tree.Contents("Contents"), sample.text("words"))
    assert word.part(content).find(f".//{W}fldChar") is None
    assert list(word.lines(content))[-2:] == ["Contents", "words"]


@pytest.mark.parametrize("name", ["word/document.xml", "word/footer.xml", "word/footerFirst.xml"])
def test_fields_are_balanced(name: str) -> None:
    content = report()
    kinds = [attribute(element, "fldCharType") for element in word.part(content, name).iter(f"{W}fldChar")]
    open_: list[str] = []
    for kind in kinds:
        if kind == "begin":
            open_.append("begin")
        elif kind == "separate":
            assert open_.pop() == "begin"
            open_.append("separate")
        else:
            assert open_.pop() == "separate"
    assert kinds
    assert open_ == []


def test_the_foot_of_every_page_counts_the_pages() -> None:
    content = report()
    for name in ("word/footer.xml", "word/footerFirst.xml"):
        foot = word.part(content, name)
        assert [element.text.strip() for element in foot.iter(f"{W}instrText")] == ["PAGE", "NUMPAGES"]
        assert word.text(foot[0]) == "Page 1 of 1"


def test_the_head_names_group_and_period() -> None:
    content = report()
    assert word.text(word.part(content, "word/header.xml")[0]) == "Rivers and Harbours Group\t2023/24"


def test_a_long_name_of_a_group_takes_two_lines_of_the_header() -> None:
    group = "The Association of Harbour Towns and River Cities of the North East and the Yorkshire Coast"
    content = write(replace(sample.document, group=group), Theme(), Options()).content
    first, rest = word.text(word.part(content, "word/header.xml")[0]).split("\n")
    assert f"{first} {rest}" == f"{group}\t2023/24"
    assert len(first) > len(rest) - len("2023/24")


def test_a_document_without_group_and_period_has_no_head() -> None:
    content = of(group="", period="")
    assert "word/header.xml" not in word.part_names(content)
    assert list(word.lines(content)) == [REPORT.title]
