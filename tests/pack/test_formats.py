"""The files of a pack: each format says the same, and carries the datasets."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdf
import pytest

from reportgen.document import Beside, Section, lines, lines_with_paths, outline, walk
from reportgen.extract import extract_all, name_datasets
from reportgen.pack.chapters import chapter_section
from reportgen.theme import Theme
from reportgen.writers import Options
from reportgen.writers.docx import bookmark_of_path, paths_of_bookmarks, write
from tests.cli.running import invoke
from tests.documents import EVERYTHING, SEED, WELSH, composed
from tests.pack.packs import (
    DATASETS,
    GROUPS,
    NAMES,
    dataset,
    docx_and_html,
    make_pack,
    pack_of_three,
    pdf,
    report_lines,
)
from tests.writers import word
from tests.writers.libreoffice import saved_by_libreoffice
from tests.writers.readers import Page, missing_lines, page_texts, pdf_text, without_spaces
from tests.writers.tagtree import Tree
from tests.writers.validators import validation_failures
from tests.writers.word import W, attribute


def test_html_says_its_words() -> None:
    assert Page(docx_and_html()["html"]).lines == list(lines(pack_of_three().document))


def test_word_says_its_words() -> None:
    assert list(word.lines(docx_and_html()["docx"])) == list(filter(None, lines(pack_of_three().document)))


@pytest.mark.pdf
def test_the_pdf_says_its_words(tmp_path: Path) -> None:
    two = make_pack([WELSH, dataset(tmp_path, "Ports")])  # poppler takes a second for each page of a long one
    content = two.write(("pdf",), Options(), embed=False).files["pdf"]
    assert missing_lines(lines(two.document), pdf_text(content)) == []


@pytest.mark.pdf
def test_the_pdf_is_for_archives_and_for_everyone() -> None:
    assert validation_failures(pdf()) == []
    assert list(Tree(pdf()).problems()) == []


def test_word_opens_it_without_repair(tmp_path: Path) -> None:
    assert word.find_repairs(docx_and_html()["docx"]) == []
    assert word.audit(docx_and_html()["docx"], tmp_path) == ""


@pytest.mark.libreoffice
def test_libreoffice_opens_it_and_keeps_its_words(tmp_path: Path) -> None:
    saved = saved_by_libreoffice(docx_and_html()["docx"], tmp_path)
    text = without_spaces("".join(word.lines(saved)))
    assert missing_lines(lines(pack_of_three().document), text) == []


def test_anchors_are_unique_and_levels_follow_each_other() -> None:
    headings = list(outline(pack_of_three().document.blocks))
    assert max(Counter(heading.anchor for heading in headings).values()) == 1
    levels = [0, *(heading.level for heading in headings)]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert max(levels) == 4
    ranks = [
        int(tag.name[1]) for tag in Page(docx_and_html()["html"]).all(*(f"h{rank}" for rank in range(1, 7)))
    ]
    assert all(after <= before + 1 for before, after in pairwise(ranks))


def test_whatever_comes_from_a_dataset_says_from_which() -> None:
    paths = [
        tag.attributes["data-at"]
        for tag in Page(docx_and_html()["html"]).all()
        if "data-at" in tag.attributes
    ]
    assert {path.split(".")[0] for path in paths} == set(NAMES)
    assert f"{NAMES[2]}.membership.members.2" in paths
    bookmarks = dict(word.bookmark_texts(docx_and_html()["docx"]))
    tree_paths = {line.at for line in lines_with_paths(pack_of_three().document) if line.at and line.words}
    lists = {
        at[:length] for at in tree_paths for length in range(len(at))
    }  # a label has the path of its values' list
    besides = (block for block in walk(pack_of_three().document.blocks) if isinstance(block, Beside))
    in_frames = {beside.figure.at for beside in besides}
    assert set(bookmarks) >= set(map(bookmark_of_path, tree_paths - lists - in_frames))
    assert {at[0] for at in paths_of_bookmarks(bookmarks, tree_paths).values()} == set(NAMES)
    assert bookmarks[bookmark_of_path((NAMES[1], "group", "name"))] == "Key Cities"


def test_a_report_in_another_language_is_marked_so_in_html() -> None:
    (section,) = (tag for tag in Page(docx_and_html()["html"]).all("section") if "lang" in tag.attributes)
    assert section.attributes["lang"] == "cy-GB"
    entries = [
        tag for tag in Page(docx_and_html()["html"]).all("li") if tag.attributes.get("lang") == "cy-GB"
    ]
    assert [next(tag.all("a")).attributes["href"] for tag in entries] == [f"#{NAMES[0]}"]


def test_a_report_in_another_language_is_marked_so_in_word() -> None:
    languages = dict(runs_with_language(docx_and_html()["docx"]))
    assert {languages[words] for words in (*report_lines(WELSH)[:3], GROUPS[0])} == {"cy-GB"}
    assert {languages[words] for words in (*report_lines(SEED)[:3], "Summary", GROUPS[1])} == {""}
    assert languages["the report"] == "en-GB"
    assert dict(runs_with_language(docx_and_html()["docx"], "word/header1.xml"))[GROUPS[0]] == "cy-GB"
    assert dict(runs_with_language(docx_and_html()["docx"], "word/header2.xml"))[GROUPS[1]] == ""


def runs_with_language(content: bytes, part: str = "word/document.xml") -> Iterator[tuple[str, str]]:
    """The words of each run, with the language that they are marked as."""
    for run in word.part(content, part).iter(f"{W}r"):
        language = run.find(f"{W}rPr/{W}lang")
        words = "".join(text.text or "" for text in run.iter(f"{W}t"))
        yield words, "" if language is None else attribute(language) or ""


@pytest.mark.pdf
def test_a_report_in_another_language_is_marked_so_in_the_pdf() -> None:
    tree = Tree(pdf())
    kinds = [tag.kind for tag in tree.top.all() if tag.element.get("/Lang") == "cy-GB"]
    assert Counter(kinds) == {
        "Sect": 1,
        "TOCI": 1,
        "Span": 3,
    }  # two names in the summary, and a run in a report


@pytest.mark.pdf
def test_each_page_has_its_group_and_page_at_its_head_and_foot() -> None:
    pages = page_texts(pdf())
    starts = page_numbers(pdf())
    assert pages[0].endswith(without_spaces(f"Page 1 of {len(pages)}"))
    assert pages[0].count("SpecialInterestGroups2023/24") == 1  # the title block
    running = {**dict.fromkeys(range(1, len(pages)), "Special Interest Groups")}
    for name, group in zip(NAMES, GROUPS, strict=True):
        running |= dict.fromkeys(range(starts[name], len(pages)), group)
    for number, group in running.items():
        head = without_spaces(f"{group} 2023/24")
        foot = without_spaces(f"Page {number + 1} of {len(pages)}")
        assert head in pages[number]
        assert foot in pages[number]


def page_numbers(content: bytes) -> dict[str, int]:
    """The page, from 0, of each place that has a name."""
    reader = pypdf.PdfReader(BytesIO(content))
    return {
        name: reader.get_destination_page_number(place) or 0
        for name, place in reader.named_destinations.items()
    }


@pytest.mark.pdf
def test_each_report_begins_a_page_and_the_contents_name_it() -> None:
    pages, starts = page_texts(pdf()), page_numbers(pdf())
    for name, group in zip(NAMES, GROUPS, strict=True):
        title = without_spaces(group)
        assert title in pages[starts[name]]
        assert starts[name] not in {starts[other] for other in NAMES if other != name}
        assert f"{title}{starts[name] + 1}" in pages[1] + pages[2]


@pytest.mark.pdf
def test_bookmarks_show_the_groups_with_their_sections_folded_away() -> None:
    catalog: Any = pypdf.PdfReader(BytesIO(pdf())).trailer["/Root"]
    bookmark, bookmarks = catalog["/Outlines"]["/First"], []
    while bookmark:
        bookmarks.append((bookmark["/Title"], bookmark.get("/Count", 0) < 0))
        bookmark = bookmark.get("/Next")
    assert bookmarks == [("Summary", False), *((group, True) for group in GROUPS)]


def test_each_report_is_a_section_of_the_word_file_with_its_own_head() -> None:
    content = docx_and_html()["docx"]
    relations = {
        relation.get("Id"): relation.get("Target")
        for relation in word.part(content, "word/_rels/document.xml.rels")
    }
    heads = []
    for section in word.part(content).iter(f"{W}sectPr"):
        for reference in section.findall(f"{W}headerReference"):
            kind = section.find(f"{W}type")
            assert kind is None  # on a new page
            part = word.part(content, f"word/{relations[reference.get(word.R + 'id')]}")
            heads.append("".join(text.text or "" for text in part.iter(f"{W}t")))
    assert heads == [f"{group}2023/24" for group in ("Special Interest Groups", *GROUPS)]
    assert len(list(word.part(content).iter(f"{W}titlePg"))) == 1


@pytest.mark.parametrize("form", ["docx", pytest.param("pdf", marks=pytest.mark.pdf)])
def test_it_carries_every_dataset_without_what_is_private(form: str, tmp_path: Path) -> None:
    file = tmp_path / "pack"
    file.write_bytes(pdf() if form == "pdf" else docx_and_html()["docx"])
    carried = name_datasets(extract_all(file))
    assert list(carried) == [f"{name}.yaml" for name in NAMES]
    assert carried[f"{NAMES[1]}.yaml"] == SEED.read_bytes()
    assert carried[f"{NAMES[0]}.yaml"] == WELSH.read_bytes()
    harbours = carried[f"{NAMES[2]}.yaml"].decode()
    assert "CBE" in EVERYTHING.read_text("utf-8")
    assert "CBE" not in harbours
    assert "founder" not in harbours


def test_what_is_private_is_in_no_format() -> None:
    text = "\n".join(lines(pack_of_three().document))
    assert not re.search(r"CBE|\bfounder\b", text)
    assert not re.search(r"CBE|\bfounder\b", docx_and_html()["html"].decode())


@pytest.mark.parametrize("form", ["docx", pytest.param("pdf", marks=pytest.mark.pdf)])
def test_it_can_go_without_them(form: str, tmp_path: Path) -> None:
    (tmp_path / "pack").write_bytes(pdf(embed=False) if form == "pdf" else docx_and_html(embed=False)["docx"])
    done = invoke("extract", tmp_path / "pack")
    assert (done.exit_code, "it carries no dataset" in done.stderr) == (1, True)


@pytest.mark.pdf
def test_the_same_datasets_make_the_same_bytes() -> None:
    formats = ("docx", "html", "pdf")
    first, second = (
        make_pack(paths).write(formats, Options(), embed=True) for paths in (DATASETS, DATASETS[::-1])
    )
    assert first.files == second.files


def test_a_report_of_four_levels_has_five_in_a_pack() -> None:
    deep = Section("4", (), "s4")
    for level in (3, 2, 1):
        deep = Section(str(level), (deep,), f"s{level}")
    whole = replace(
        pack_of_three().document,
        blocks=(chapter_section(replace(composed(SEED)[0], blocks=(deep,)), "a", "A"),),
    )
    assert [heading.level for heading in outline(whole.blocks)] == [1, 2, 3, 4, 5]
    content = write(whole, Theme(), Options()).content
    styles = [word.style_id(paragraph) for paragraph in word.paragraphs(content)]
    assert [style for style in styles if style.startswith("Heading")] == [f"Heading{n}" for n in range(1, 6)]
