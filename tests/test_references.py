"""References lead to the headings that a report has, in every format; one that leads nowhere is told."""

from itertools import chain
from pathlib import Path

import pypdf
import pytest

from reportgen.document import Document, heading_key, heading_slug, map_references, outline
from reportgen.layout import find_layout
from reportgen.pipeline import build, check
from reportgen.prose import parse
from tests.cases import TESTS
from tests.cli.running import MINIMAL, invoke
from tests.documents import composed
from tests.pack.packs import dataset, make_pack
from tests.pull.reports import built, pulled
from tests.pull.word_edits import EditedFile, W, text_of
from tests.writers.readers import Page

REFERENCES = TESTS / "valid" / "references.yaml"
A_KEY = "or the key of a part, as `#finances`"
TEXT = REFERENCES.read_text("utf-8")


def anchors(document: Document) -> list[str]:
    """Returns the anchors that the references of a document have, in reading order."""
    seen: list[str] = []

    def see(anchor: str) -> str:
        seen.append(anchor)
        return anchor

    map_references(document.blocks, see)
    return seen


@pytest.mark.parametrize(
    "words",
    [
        "money-s-worth",
        "Money’s worth",
        "MONEYS WORTH",
        "(3) Money’s worth",
        "3. moneysworth",
        "money_s_worth",
    ],
)
def test_case_punctuation_and_numbers_do_not_count(words: str) -> None:
    assert heading_key(words) == heading_key("Money’s worth") == "moneysworth"


def test_a_heading_that_is_a_number_is_itself() -> None:
    assert (heading_slug("2024"), heading_slug("Priority 1"), heading_slug("…")) == ("2024", "priority-1", "")


@pytest.mark.parametrize("layout", ["lga-board", "plain"])
def test_references_lead_to_the_first_section_of_these_words(layout: str) -> None:
    document, _ = composed(REFERENCES, layout)
    assert anchors(document) == [
        "what-comes-next", "in-the-north", "in-the-north", "money-s-worth", "in-the-north", "money-s-worth", "money-s-worth",
    ]  # fmt: skip
    assert set(anchors(document)) <= {heading.anchor for heading in outline(document.blocks)}


def test_one_without_words_leads_nowhere_in_any_layout() -> None:
    faults = parse("See [this](#) and [that](#…).").faults
    assert [fault.code.id for fault in faults] == ["RG121", "RG121"]


def test_one_to_no_heading_is_told_where_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "report.yaml"
    path.write_text(
        TEXT.replace("<#What Comes Next>", "#What-cones-next").replace("#moneysworth", "#Zebra"), "utf-8"
    )
    checked = check(path)
    assert "RG123" not in [finding.code.id for finding in checked.findings]
    result = build(checked, find_layout("lga-board"), ["html"])
    found = [finding for finding in result.findings if finding.code.id == "RG123"]
    assert [(finding.span.line, finding.message, finding.hint) for finding in found] == [
        (8, "the report has no heading `What-cones-next`", "write `#what-comes-next`"),
        (
            19,
            "the report has no heading `Zebra`",
            f"write the words of a heading, {A_KEY}; or leave the link out",
        ),
    ]
    line = path.read_text("utf-8").splitlines()[7]
    assert line[found[0].span.column - 1 :].startswith("[*What* comes **next**](#What-cones-next)")


def test_its_words_stand_without_a_link(tmp_path: Path) -> None:
    path = tmp_path / "report.yaml"
    path.write_text(MINIMAL.replace("for cities", "for [cities](#zebra)"), "utf-8")
    page = Page(build(check(path), find_layout("lga-board"), ["html"]).files["html"])
    assert "We speak for cities." in page.lines
    assert not [link for link in page.all("a") if "zebra" in str(link.attributes["href"])]


def test_a_text_that_the_layout_does_not_show_leads_nowhere_unseen(tmp_path: Path) -> None:
    head = 'title: Report\nwords: {en-GB: {page_of: "{page} of {pages}"}}\nblocks:\n'
    (tmp_path / "layout.yaml").write_text(
        head + '  - section: "About {group.name}"\n    blocks: [{prose: aims}]\n', "utf-8"
    )
    path = tmp_path / "report.yaml"
    path.write_text(
        MINIMAL.replace("aims: We", 'aims: "[We](#about-key-cities)').replace("cities.\n", 'cities."\n')
        + "sections: [{title: More, text: '[This](#zebra)'}]\n",
        "utf-8",
    )
    result = build(check(path), tmp_path, ["html"])
    assert "RG123" not in [finding.code.id for finding in result.findings]
    assert 'href="#about-key-cities"' in result.files["html"].decode()


def test_word_files_lead_to_the_bookmarks_of_headings() -> None:
    file = EditedFile(built(REFERENCES))
    links = [link for paragraph in file.paragraphs() for link in paragraph.iter(f"{W}hyperlink")]
    assert [(str(link.get(f"{W}anchor")), text_of(link)) for link in links][:2] == [
        ("what_comes_next", "What comes next"),
        ("in_the_north", "trains in the north"),
    ]
    marks = {mark.get(f"{W}name") for mark in file.root.iter(f"{W}bookmarkStart")}
    assert {link.get(f"{W}anchor") for link in links} <= marks


@pytest.mark.pdf
def test_pdfs_lead_to_the_pages_of_headings_and_say_so(tmp_path: Path) -> None:
    assert invoke("build", REFERENCES, "--to", "pdf", "--output", tmp_path).exit_code == 0
    (path,) = tmp_path.iterdir()
    pages = pypdf.PdfReader(path).pages
    links = [link.get_object() for link in chain.from_iterable(page.get("/Annots", ()) for page in pages)]
    assert {"What comes next", "trains in the north", "price"} <= {str(link["/Contents"]) for link in links}
    assert all("/URI" not in link.get("/A", {}) for link in links)
    assert invoke("verify", path).exit_code == 0


def test_references_of_a_pack_stay_in_their_report(tmp_path: Path) -> None:
    pack = make_pack([dataset(tmp_path, name, TEXT) for name in ("Key Cities", "Rivers Group")])
    led = anchors(pack.document)
    assert led[0] == "key-cities-2023-24.what-comes-next"
    assert led[-1] == "rivers-group-2023-24.money-s-worth"
    assert set(led) <= {heading.anchor for heading in outline(pack.document.blocks)}


def test_a_reference_survives_edits_around_it_as_it_was_written(tmp_path: Path) -> None:
    file = EditedFile(built(REFERENCES))
    run = file.run("A report, whose ") if "A report, whose " in text_of(file.root) else file.run(", whose ")
    for text in run.iter(f"{W}t"):
        text.text = str(text.text).replace("whose", "of which the")
    result = pulled(file.content(), tmp_path)
    assert not result.findings
    assert "of which the [price](#moneysworth) we paid." in result.text


@pytest.mark.parametrize(
    ("anchor", "words"),
    [
        ("what_comes_next", "whose [price](#what-comes-next) we paid."),
        ("nowhere", "whose price we paid."),
    ],
)
def test_a_reference_that_leads_elsewhere_or_nowhere_in_word_does_so_in_the_dataset(
    anchor: str, words: str, tmp_path: Path
) -> None:
    file = EditedFile(built(REFERENCES))
    (link,) = file.paragraph("price").iter(f"{W}hyperlink")
    link.set(f"{W}anchor", anchor)
    result = pulled(file.content(), tmp_path)
    assert not result.findings
    assert words in result.text


def test_one_to_no_heading_is_no_edit_of_a_word_file_and_survives_some(tmp_path: Path) -> None:
    path = tmp_path / "report.yaml"
    path.write_text(TEXT.replace("#moneysworth", "#zebra"), "utf-8")
    unedited = pulled(built(path), tmp_path)
    assert (unedited.changes, unedited.findings, unedited.text) == ((), (), unedited.base)
    file = EditedFile(built(path))
    for text in file.paragraph("price").iter(f"{W}t"):
        text.text = str(text.text).replace("whose", "the")
    assert "A report, the [price](#zebra) we paid." in pulled(file.content(), tmp_path).text


def test_of_words_that_stand_twice_those_keep_the_reference_that_had_it(tmp_path: Path) -> None:
    path = tmp_path / "report.yaml"
    twice = "The price is told where the [price](#zebra) is."
    path.write_text(TEXT.replace("aims: |\n", f"aims: |\n  {twice}\n\n", 1), "utf-8")
    file = EditedFile(built(path))
    for text in file.paragraph("price is told").iter(f"{W}t"):
        text.text = str(text.text).replace("The price", "Our full price")
    assert "Our full price is told where the [price](#zebra) is." in pulled(file.content(), tmp_path).text


@pytest.mark.parametrize(
    ("layout", "words"),
    [
        (
            "lga-board",
            ("Key activities/outcomes of work undertaken", "Key projects/workstreams during the year"),
        ),
        ("annual-report", ("What we did", "Projects and publications")),
        ("plain", ("Activities", "Projects")),
    ],
)
def test_a_part_is_named_by_its_key_whatever_its_heading(
    layout: str, words: tuple[str, str], tmp_path: Path
) -> None:
    path = tmp_path / "report.yaml"
    text = TEXT.replace("aims: |\n", "aims: |\n  See [it](#activities) and [more](#projects).\n\n", 1)
    path.write_text(text, "utf-8")
    result = build(check(path), find_layout(layout), ["html"])
    assert not [
        finding for finding in result.findings if finding.message.endswith(("activities`", "projects`"))
    ]
    page = result.files["html"].decode()
    assert all(f'<a href="#{heading_slug(title)}">' in page for title in words)
    unedited = pulled(built(path, layout), tmp_path)
    assert (unedited.changes, unedited.findings) == ((), ())
