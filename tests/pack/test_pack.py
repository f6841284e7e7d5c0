"""The board pack: many reports in one document, which says what each of them says."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdf
import pytest

from reportgen.document import Contents, Document, Section, chapters, lines, outline
from reportgen.extract import extract_all, named
from reportgen.layout import find
from reportgen.pack import Pack, pack, twice
from reportgen.pack.chapters import chapter_section
from reportgen.pack.summary import count_members
from reportgen.pipeline import Checked, check
from reportgen.theme import Theme
from reportgen.writers import Options
from reportgen.writers.docx import write
from tests.cli.running import MINIMAL, invoke
from tests.documents import EVERYTHING, SEED, WELSH, composed
from tests.writers import word
from tests.writers.judges import failures
from tests.writers.readers import Page, lost, page_texts, pdf_text, without_spaces
from tests.writers.tagtree import Tree
from tests.writers.test_docx_controls import by_libreoffice
from tests.writers.word import W, value

THREE = (SEED, WELSH, EVERYTHING)
GROUPS = ["Grŵp Dinasoedd Allweddol", "Key Cities", "Rivers & Harbours Group"]
NAMES = ["grwp-dinasoedd-allweddol-2023-24", "key-cities-2023-24", "rivers-harbours-group-2023-24"]


def made(paths: Sequence[Path], layout: str = "lga-board", **wishes: Any) -> Pack:
    checked = [check(path) for path in paths]
    found, findings = pack([each for each in checked if not each.failed], find(layout), **wishes)
    assert found, findings
    return found


@cache
def three() -> Pack:
    return made(THREE)


@cache
def built(*, embed: bool = True) -> Mapping[str, bytes]:
    found = three().write(("docx", "html"), Options(), embed=embed)
    assert found.findings == ()
    return found.files


@cache
def as_pdf(*, embed: bool = True) -> bytes:
    found = three().write(("pdf",), Options(), embed=embed)
    assert found.findings == ()
    return found.files["pdf"]


def dataset(folder: Path, group: str, text: str = MINIMAL, year: str = "2023/24") -> Path:
    path = folder / group.lower().replace(" ", "-") / f"{year.replace('/', '-')}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text.replace("Key Cities", group).replace("2023/24", year), "utf-8")
    return path


def own_lines(path: Path) -> list[str]:
    """What a report says by itself, without its title block and contents."""
    document = composed(path)[0]
    blocks = tuple(block for block in document.blocks if not isinstance(block, Contents))
    return list(lines(Document("", "", "", document.language, "", blocks)))


def test_it_begins_with_a_cover_contents_and_a_summary() -> None:
    told = list(lines(three().document))
    assert told[:5] == [
        "Annual reports to the LGA Board",
        "Special Interest Groups",
        "2023/24",
        "The reports of 3 groups.",
        "Contents",
    ]
    end = told.index("Summary", 6)
    assert told[5] == "Summary"
    assert [title for title in told[5:end] if title in GROUPS] == GROUPS
    assert told[end + 2 :][:20] == [
        *("Group", "Lead member", "Members", "Dealings", "Findings"),
        *(GROUPS[0], "Y Cyng. Siân Pŵer", "2", "0", "none"),
        *(GROUPS[1], "Cllr John Merry", "26", "–", "14 warnings"),
        *(GROUPS[2], "Cllr Siân Pŵer", "14", "1", "none"),
    ]


def test_then_come_the_reports_whole_in_the_order_of_their_groups() -> None:
    starts = [*map(dataset_of, NAMES)]
    expected: list[str] = []
    for path, title in zip(starts, GROUPS, strict=True):
        document = composed(path)[0]
        expected += [title, f"{document.title}, 2023/24", *own_lines(path)]
    told = list(lines(three().document))
    assert told[-len(expected) :] == expected


def dataset_of(name: str) -> Path:
    return three().datasets[name].path


def test_the_order_in_which_datasets_are_given_does_not_matter() -> None:
    assert made(THREE[::-1]).document == three().document


def test_html_says_its_words() -> None:
    assert Page(built()["html"]).lines == list(lines(three().document))


def test_word_says_its_words() -> None:
    assert list(word.lines(built()["docx"])) == list(filter(None, lines(three().document)))


@pytest.mark.pdf
def test_the_pdf_says_its_words(tmp_path: Path) -> None:
    two = made([WELSH, dataset(tmp_path, "Ports")])  # poppler takes a second for each page of a long one
    content = two.write(("pdf",), Options(), embed=False).files["pdf"]
    assert lost(lines(two.document), pdf_text(content)) == []


@pytest.mark.pdf
def test_the_pdf_is_for_archives_and_for_everyone() -> None:
    assert failures(as_pdf()) == []
    assert list(Tree(as_pdf()).problems()) == []


def test_word_opens_it_without_repair(tmp_path: Path) -> None:
    assert word.breaches(built()["docx"]) == []
    assert word.auditor(built()["docx"], tmp_path) == ""


@pytest.mark.libreoffice
def test_libreoffice_opens_it_and_keeps_its_words(tmp_path: Path) -> None:
    saved = by_libreoffice(built()["docx"], tmp_path)
    told = without_spaces("".join(word.lines(saved)))
    assert lost(lines(three().document), told) == []


def test_anchors_are_unique_and_levels_follow_each_other() -> None:
    headings = list(outline(three().document.blocks))
    assert max(Counter(heading.anchor for heading in headings).values()) == 1
    levels = [0, *(heading.level for heading in headings)]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert max(levels) == 4
    ranks = [int(tag.name[1]) for tag in Page(built()["html"]).all(*(f"h{rank}" for rank in range(1, 7)))]
    assert all(after <= before + 1 for before, after in pairwise(ranks))


def test_whatever_comes_from_a_dataset_says_from_which() -> None:
    paths = [tag.attributes["data-at"] for tag in Page(built()["html"]).all() if "data-at" in tag.attributes]
    assert {path.split(".")[0] for path in paths} == set(NAMES)
    assert f"{NAMES[2]}.membership.members.2" in paths
    said = dict(word.said(built()["docx"]))
    assert {path.split(".")[0] for path in said} == set(NAMES)
    assert said[f"{NAMES[1]}.group.name"] == "Key Cities"


def test_a_report_in_another_language_is_marked_so_in_html() -> None:
    (section,) = (tag for tag in Page(built()["html"]).all("section") if "lang" in tag.attributes)
    assert section.attributes["lang"] == "cy-GB"
    spoken = [tag for tag in Page(built()["html"]).all("li") if tag.attributes.get("lang") == "cy-GB"]
    assert [next(tag.all("a")).attributes["href"] for tag in spoken] == [f"#{NAMES[0]}"]


def test_a_report_in_another_language_is_marked_so_in_word() -> None:
    spoken = dict(told_in(built()["docx"]))
    assert {spoken[words] for words in (*own_lines(WELSH)[:3], GROUPS[0])} == {"cy-GB"}
    assert {spoken[words] for words in (*own_lines(SEED)[:3], "Summary", GROUPS[1])} == {""}
    assert spoken["the report"] == "en-GB"
    assert dict(told_in(built()["docx"], "word/header1.xml"))[GROUPS[0]] == "cy-GB"
    assert dict(told_in(built()["docx"], "word/header2.xml"))[GROUPS[1]] == ""


def told_in(content: bytes, part: str = "word/document.xml") -> Iterator[tuple[str, str]]:
    """The words of each run, with the language that they are marked as."""
    for run in word.part(content, part).iter(f"{W}r"):
        language = run.find(f"{W}rPr/{W}lang")
        words = "".join(text.text or "" for text in run.iter(f"{W}t"))
        yield words, "" if language is None else value(language) or ""


@pytest.mark.pdf
def test_a_report_in_another_language_is_marked_so_in_the_pdf() -> None:
    tree = Tree(as_pdf())
    spoken = [tag.kind for tag in tree.top.all() if tag.element.get("/Lang") == "cy-GB"]
    assert Counter(spoken) == {
        "Sect": 1,
        "TOCI": 1,
        "Span": 3,
    }  # two names in the summary, and a run in a report


@pytest.mark.pdf
def test_each_page_has_its_group_and_page_at_its_head_and_foot() -> None:
    pages = page_texts(as_pdf())
    starts = pages_of(as_pdf())
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


def pages_of(content: bytes) -> dict[str, int]:
    """The page, from 0, of each place that has a name."""
    reader = pypdf.PdfReader(BytesIO(content))
    return {
        name: reader.get_destination_page_number(place) or 0
        for name, place in reader.named_destinations.items()
    }


@pytest.mark.pdf
def test_each_report_begins_a_page_and_the_contents_name_it() -> None:
    pages, starts = page_texts(as_pdf()), pages_of(as_pdf())
    for name, group in zip(NAMES, GROUPS, strict=True):
        title = without_spaces(group)
        assert title in pages[starts[name]]
        assert starts[name] not in {starts[other] for other in NAMES if other != name}
        assert f"{title}{starts[name] + 1}" in pages[1] + pages[2]


@pytest.mark.pdf
def test_bookmarks_show_the_groups_with_their_sections_folded_away() -> None:
    catalog: Any = pypdf.PdfReader(BytesIO(as_pdf())).trailer["/Root"]
    mark, found = catalog["/Outlines"]["/First"], []
    while mark:
        found.append((mark["/Title"], mark.get("/Count", 0) < 0))
        mark = mark.get("/Next")
    assert found == [("Summary", False), *((group, True) for group in GROUPS)]


def test_each_report_is_a_section_of_the_word_file_with_its_own_head() -> None:
    content = built()["docx"]
    relations = {
        each.get("Id"): each.get("Target") for each in word.part(content, "word/_rels/document.xml.rels")
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
    file.write_bytes(as_pdf() if form == "pdf" else built()["docx"])
    carried = named(extract_all(file))
    assert list(carried) == [f"{name}.yaml" for name in NAMES]
    assert carried[f"{NAMES[1]}.yaml"] == SEED.read_bytes()
    assert carried[f"{NAMES[0]}.yaml"] == WELSH.read_bytes()
    harbours = carried[f"{NAMES[2]}.yaml"].decode()
    assert "CBE" in EVERYTHING.read_text("utf-8")
    assert "CBE" not in harbours
    assert "founder" not in harbours


def test_what_is_private_is_in_no_format() -> None:
    told = "\n".join(lines(three().document))
    assert not re.search(r"CBE|\bfounder\b", told)
    assert not re.search(r"CBE|\bfounder\b", built()["html"].decode())


@pytest.mark.parametrize("form", ["docx", pytest.param("pdf", marks=pytest.mark.pdf)])
def test_it_can_go_without_them(form: str, tmp_path: Path) -> None:
    (tmp_path / "pack").write_bytes(as_pdf(embed=False) if form == "pdf" else built(embed=False)["docx"])
    done = invoke("extract", tmp_path / "pack")
    assert (done.exit_code, "it carries no dataset" in done.stderr) == (1, True)


@pytest.mark.pdf
def test_word_takes_the_numbers_of_pages_from_a_pdf_of_the_same_run() -> None:
    found = three().write(("docx", "pdf"), Options(), embed=False)
    starts = pages_of(found.files["pdf"])
    (line,) = (
        paragraph
        for paragraph in word.paragraphs(found.files["docx"])
        if word.style(paragraph) == "TOC1" and word.text(paragraph) == GROUPS[1]
    )
    told = "".join(text.text or "" for text in line.iter(f"{W}t"))
    assert told == f"{GROUPS[1]}{starts[NAMES[1]] + 1}"


@pytest.mark.pdf
def test_the_same_datasets_make_the_same_bytes() -> None:
    formats = ("docx", "html", "pdf")
    first, second = (made(paths).write(formats, Options(), embed=True) for paths in (THREE, THREE[::-1]))
    assert first.files == second.files


@pytest.mark.parametrize("layout", ["lga-board", "plain"])
def test_any_layout_will_do(layout: str) -> None:
    document = made(THREE, layout).document
    assert list(chapters(document)) == NAMES
    assert [block for block in document.blocks if isinstance(block, Contents)] == [Contents("Contents", 2)]


def test_editions_of_the_form_stand_side_by_side(tmp_path: Path) -> None:
    paths = [dataset(tmp_path, "Old", MINIMAL.replace('"2023"', '"2018"')), dataset(tmp_path, "New")]
    about = [chapter.about for chapter in chapters(made(paths).document).values()]
    assert about == [
        "Special Interest Group annual report to LGA Board, 2023/24",
        "LGA Special Interest Group Annual Report to LGA Board, 2023/24",
    ]


def test_where_there_are_several_periods_each_report_says_which_is_its_own(tmp_path: Path) -> None:
    paths = [
        dataset(tmp_path, "Ports"),
        dataset(tmp_path, "Ports", year="2022/23"),
        dataset(tmp_path, "Airports", year="2022/23"),
    ]
    document = made(paths).document
    told = list(lines(document))
    assert told[2:4] == ["2022/23, 2023/24", "3 reports of 2 groups."]
    titles = [block.title for block in document.blocks if isinstance(block, Section)]
    assert titles == ["Summary", "Airports, 2022/23", "Ports, 2022/23", "Ports, 2023/24"]
    table = told.index("Group")
    assert told[table : table + 3] == ["Group", "Period", "Lead member"]
    assert document.created == "2024-03-31"


def test_many_periods_are_told_from_the_first_day_to_the_last(tmp_path: Path) -> None:
    ports = [dataset(tmp_path, "Ports", year=year) for year in ("2021/22", "2023/24", "2022/23")]
    assert made(ports).document.period == "2021/22 to 2023/24"
    own = MINIMAL.replace("period: 2023/24", "period: {start: 2024-01-01, end: 2024-12-31}")
    (other := tmp_path / "own.yaml").write_text(own, "utf-8")
    assert made([*ports, other]).document.period == "1 April 2021 to 31 December 2024"


def test_a_period_told_in_two_languages_is_one(tmp_path: Path) -> None:
    own = MINIMAL.replace("period: 2023/24", "period: {start: 2023-01-01, end: 2023-12-31}")
    paths = [dataset(tmp_path, "Ports", own), dataset(tmp_path, "Porthladdoedd", f"{own}language: cy-GB\n")]
    document = made(paths).document
    assert document.period == "1 January to 31 December 2023"
    assert [chapter.period for chapter in chapters(document).values()] == [
        "1 Ionawr i 31 Rhagfyr 2023",
        "1 January to 31 December 2023",
    ]


def test_a_pack_of_welsh_reports_is_welsh() -> None:
    document = made([WELSH]).document
    assert list(lines(document))[:5] == [
        "Adroddiadau blynyddol i Fwrdd y CLlL",
        "Grwpiau Buddiant Arbennig",
        "2023/24",
        "Adroddiad un grŵp.",
        "Cynnwys",
    ]
    assert (document.language, document.page_of) == ("cy-GB", "Tudalen {page} o {pages}")
    assert made([WELSH], language="en-GB").document.language == "en-GB"
    assert made([SEED], language="cy-GB").document.language == "cy-GB"


def test_a_break_behind_the_contents_leaves_no_empty_page(tmp_path: Path) -> None:
    layout = tmp_path / "own"
    layout.mkdir()
    (layout / "layout.yaml").write_text(
        'title: Our year\nwords: {en-GB: {page_of: "{page}/{pages}"}}\nblocks:\n'
        "  - section: Overview\n    blocks: [{contents: Contents}]\n  - break: page\n"
        "  - section: Aims\n    blocks: [{prose: aims}]\n",
        "utf-8",
    )
    (report,) = (block for block in made([dataset(tmp_path, "Ports")], str(layout)).document.blocks[5:])
    assert isinstance(report, Section)
    assert [block.title for block in report.blocks if isinstance(block, Section)] == ["Aims"]
    assert len(report.blocks) == 1


def test_a_fault_of_writing_is_told_at_its_line_of_its_dataset(tmp_path: Path) -> None:
    figure = (
        "figures: [{id: f, file: f.svg, alt: A figure}]\nsections: [{title: S, text: Words., figure: f}]\n"
    )
    path = dataset(tmp_path, "Ports", MINIMAL + figure)
    outside = '<image href="https://example.org/a.png" width="9" height="9"/>'
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60">{outside}</svg>'
    path.with_name("f.svg").write_text(drawing, "utf-8")
    found = made([dataset(tmp_path, "Airports"), path]).write(("docx",), Options(), embed=True)
    places = [(each.code.id, each.file, each.span.line) for each in found.findings]
    assert places == [("RG911", str(path), 9)]


def test_a_layout_without_the_words_of_a_report_is_an_error_of_it(tmp_path: Path) -> None:
    layout = tmp_path / "own"
    layout.mkdir()
    (layout / "layout.yaml").write_text(
        'title: T\nwords: {en-GB: {page_of: "{page}/{pages}"}}\nblocks: [{prose: aims}]\n', "utf-8"
    )
    found, findings = pack([check(SEED), check(WELSH)], layout)
    assert found is None
    assert [(each.code.id, each.file) for each in findings if each.severity == "error"] == [
        ("RG903", str(WELSH))
    ]


COUNTS = {
    "members: [Hull, Exeter, {name: Leeds, left: 2023}]": 2,
    "members: [Hull]\n  groups: [{name: All, members: [Hull, Exeter]}]": 2,
    "breakdown: [{label: Cities, count: 26}, {label: Towns, count: 4}]": 30,
    "declared: 12": 12,
    "introduction: We have members.": None,
}


@pytest.mark.parametrize("given", COUNTS)
def test_members_are_counted_who_have_not_left(given: str, tmp_path: Path) -> None:
    text = MINIMAL.replace("membership: {breakdown: [{label: Cities, count: 26}]}", f"membership:\n  {given}")
    loaded = check(dataset(tmp_path, "Ports", text)).loaded
    assert loaded
    assert count_members(loaded.report) == COUNTS[given]


def test_reports_whose_files_would_have_one_name_get_two(tmp_path: Path) -> None:
    paths = [dataset(tmp_path, "Ports"), dataset(tmp_path, "Ports & Co"), dataset(tmp_path, "Ports – Co")]
    assert list(made(paths).datasets) == ["ports-2023-24", "ports-co-2023-24", "ports-co-2023-24-2"]


def test_a_pack_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="nothing"):
        pack([], find("lga-board"))


def test_a_comment_does_not_let_two_reports_of_one_group_and_period_in(tmp_path: Path) -> None:
    meant = MINIMAL.replace("period: 2023/24", "period: 2023/24 # reportgen: ignore RG813")
    paths = [dataset(tmp_path / "a", "Ports"), dataset(tmp_path / "b", "Ports", meant)]
    checked: list[Checked] = [check(path) for path in paths]
    assert [each.file for each in twice(checked)] == [str(paths[1])]


def test_a_report_of_four_levels_has_five_in_a_pack() -> None:
    deep = Section("4", (), "s4")
    for level in (3, 2, 1):
        deep = Section(str(level), (deep,), f"s{level}")
    whole = replace(
        three().document, blocks=(chapter_section(replace(composed(SEED)[0], blocks=(deep,)), "a", "A"),)
    )
    assert [heading.level for heading in outline(whole.blocks)] == [1, 2, 3, 4, 5]
    content = write(whole, Theme(), Options()).content
    styles = [word.style(paragraph) for paragraph in word.paragraphs(content)]
    assert [style for style in styles if style.startswith("Heading")] == [f"Heading{n}" for n in range(1, 6)]
