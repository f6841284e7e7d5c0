"""Word files that were damaged on purpose, or changed by people and other programs: the right check finds each fault."""

import base64
import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from reportgen.layout import SHIPPED
from reportgen.verify import Status
from reportgen.writers._docx.xml import field
from tests.documents import EVERYTHING
from tests.verify.files import DOCUMENT, build_file, check_results, edit, find_failures, part_text, repack
from tests.writers.libreoffice import saved_by_libreoffice

DOCUMENT_RELS = "word/_rels/document.xml.rels"
CORE = "docProps/core.xml"


@pytest.fixture(autouse=True)
def without_openxml_audit(monkeypatch: pytest.MonkeyPatch) -> None:
    """openxml-audit takes longer than all else, and its findings are not under test."""
    monkeypatch.setitem(sys.modules, "openxml_audit", None)


def delete(pattern: str, name: str = DOCUMENT) -> Callable[[bytes], bytes]:
    """Returns a change that deletes the first match of a pattern in a part."""

    def change(content: bytes) -> bytes:
        text, count = re.subn(pattern, "", part_text(content, name), count=1, flags=re.DOTALL)
        assert count, pattern
        return repack(content, {name: text.encode()})

    return change


def swap(old: str, new: str, name: str = DOCUMENT) -> Callable[[bytes], bytes]:
    """Returns a change that replaces one text in a part by another."""
    return lambda content: edit(content, (old, new), name=name)


def duplicate_bookmark_id(content: bytes) -> bytes:
    first, second = re.findall(r'<w:bookmarkEnd w:id="(\d+)"/>', part_text(content))[:2]
    text = part_text(content).replace(f'w:id="{second}"', f'w:id="{first}"')
    return repack(content, {DOCUMENT: text.encode()})


def duplicate_bookmark_name(content: bytes) -> bytes:
    first, second = re.findall(r' w:name="(_rg_\w+)"', part_text(content))[:2]
    return edit(content, (f'"{second}"', f'"{first.upper()}"'))


def split_paragraph(content: bytes) -> bytes:
    """Splits a paragraph as LibreOffice does: the half above keeps a beginning of the bookmark, without an end."""
    start = re.search(r'<w:bookmarkStart w:id="(\d+)" w:name="(_rg_\w+)"/>', part_text(content))
    assert start
    above = f'<w:p><w:bookmarkStart w:id="999999" w:name="{start[2]}"/><w:r><w:t>Above</w:t></w:r></w:p>'
    return edit(content, ("<w:body>", f"<w:body>{above}"))


CONTROL = '<w:sdt><w:sdtPr><w:id w:val="7"/></w:sdtPr><w:sdtContent><w:p/></w:sdtContent></w:sdt>'


def add_at_the_end(markup: str) -> Callable[[bytes], bytes]:
    """Returns a change that adds markup before the properties of the last section."""

    def change(content: bytes) -> bytes:
        before, section, after = part_text(content).rpartition("<w:sectPr")
        return repack(content, {DOCUMENT: f"{before}{markup}{section}{after}".encode()})

    return change


PAGE_BREAK = '<w:r><w:br w:type="page"/></w:r>'
SECTION = '<w:p><w:pPr><w:sectPr><w:type w:val="{}"/></w:sectPr></w:pPr>{}</w:p>'

EMPTY_PAGES = [
    f"<w:p>{PAGE_BREAK}</w:p><w:p/>",
    f"<w:p>{PAGE_BREAK}</w:p>",
    "<w:p><w:pPr><w:pageBreakBefore/></w:pPr></w:p>",
    f"<w:p><w:r><w:t>more</w:t></w:r>{PAGE_BREAK}</w:p><w:p/>",
    SECTION.format("continuous", "<w:r><w:t>more</w:t></w:r>")
    + '<w:p><w:pPr><w:pageBreakBefore w:val="1"/></w:pPr><w:r><w:t> </w:t></w:r></w:p>',
]

FULL_PAGES = [
    "<w:p/>",
    f"<w:p>{PAGE_BREAK}<w:r><w:t>more</w:t></w:r></w:p><w:p/>",
    '<w:p><w:pPr><w:pageBreakBefore w:val="0"/></w:pPr></w:p>',
    '<w:p><w:r><w:br w:type="column"/></w:r></w:p>',
    f"<w:p>{PAGE_BREAK}</w:p><w:p><w:r><w:drawing/></w:r></w:p>",
]


@pytest.mark.parametrize("markup", EMPTY_PAGES)
def test_an_empty_page_at_the_end_is_found(markup: str, tmp_path: Path) -> None:
    failures = find_failures(add_at_the_end(markup)(build_file("docx")), "docx", tmp_path)
    assert "the Word file has an empty page: the last one" in failures["parity"]


@pytest.mark.parametrize("markup", FULL_PAGES)
def test_a_last_page_that_shows_something_is_not_empty(markup: str, tmp_path: Path) -> None:
    failures = find_failures(add_at_the_end(markup)(build_file("docx")), "docx", tmp_path)
    assert "empty page" not in str(failures)


DAMAGES = [
    ("parity", swap("<dc:title>", "<dc:title>Another ", CORE), "in the metadata: the Word file has the title “Another "),
    ("parity", swap(">Preston<", ">Salford<"), "members.3: the Word file says “Salford”, the dataset “Preston”"),
    ("parity", delete(r"<w:tc>(?:(?!<w:tc>).)*£12,400.*?</w:tc>"), "rows.0.1: the Word file does not say “£12,400”"),
    ("parity", swap("<w:p>", "<w:p><w:r><w:t>DRAFT</w:t></w:r></w:p><w:p>"), "at the start: the Word file says “DRAFT”"),
    ("parity", swap("https://harbours.example/plan", "https://else.example/", DOCUMENT_RELS), "as a link's address"),
    ("parity", swap(">2023/24<", ">2022/23<", "word/header.xml"), "the Word file says “Rivers & Harbours Group 2022/23”"),
    ("structure", swap("<w:body>", f"<w:body>{CONTROL}{CONTROL}"), "the content control 7 stands 2 times"),
    ("structure", duplicate_bookmark_id, "the bookmark 1610776161 stands 2 times"),
    ("structure", duplicate_bookmark_name, "the bookmark name _rg_buxoz6t4mu_group_name stands 2 times"),
    ("structure", split_paragraph, ""),
    ("structure", delete(r"<w:bookmarkStart [^>]*>"), "the bookmark 1610776161 has no beginning"),
    ("structure", delete(r"<w:bookmarkEnd [^>]*>"), "the bookmark 1610776161 has no end"),
    ("structure", delete(r'<w:r><w:fldChar w:fldCharType="end"/></w:r>'), "a field has no end"),
    ("structure", delete(r'<w:r><w:fldChar w:fldCharType="begin"/></w:r>'), "without its beginning"),
    ("structure", swap("</w:body>", "<w:p/></w:body>"), ""),
    ("structure", swap("<w:body>", "<w:body><w:p/>"), "an empty paragraph stands first"),
    ("structure", swap('<w:pStyle w:val="Heading1"/>', '<w:pStyle w:val="Heading3"/>'), "is of level 3, and is the first"),
    ("structure", delete(r"<w:tblHeader/>"), "has no head row"),
    ("structure", delete(r' descr="[^"]*"'), "has no alternative text"),
    ("structure", delete(r"<dc:title>.*?</dc:title>", CORE), "the file's properties have no title"),
    ("structure", delete(r"<dc:language>.*?</dc:language>", CORE), "the file's properties have no language"),
    ("structure", delete(r"<w:lang [^>]*>", "word/styles.xml"), "the styles say no language"),
    ("structure", delete(r'<Default Extension="png"[^>]*>', "[Content_Types].xml"), "has no content type"),
    ("structure", lambda content: repack(content, {"word/numbering.xml": None}), "which is not there"),
    ("structure", lambda content: repack(content, {"word/settings.xml": b"<w:settings"}), "not well-formed"),
    ("structure", lambda content: repack(content, {"word/vbaProject.bin": b"x"}), "it holds macros, which no report needs"),
    ("structure", lambda content: repack(content, {"../evil.xml": b"<a/>"}), "leads out of the file"),
    ("structure", swap('TargetMode="External"', 'TargetMode="Internal"', DOCUMENT_RELS), "which is not there"),
    ("links", delete(r'<w:bookmarkStart [^>]*w:name="aims"[^>]*>'), "the link “Aims” leads to the bookmark aims"),
    ("links", swap('Target="https:', 'Target="file:', DOCUMENT_RELS), "which is not http, https or mailto"),
    ("links", swap("<w:body>", f"<w:body><w:p>{field('PAGEREF gone', '1')}</w:p>"), "“PAGEREF gone” names a bookmark"),
    ("links", swap("<w:body>", f"<w:body><w:p>{field('HYPERLINK gone', '1')}</w:p>"), "“HYPERLINK gone” leads nowhere"),
    ("links", swap(' r:id="link1"', ' r:id="gone"'), "an address that the file does not have"),
    ("fonts", swap('w:ascii="Arial"', 'w:ascii="Comic Sans MS"', "word/styles.xml"), "the font Comic Sans MS"),
    ("carries", lambda content: repack(content, {"customXml/item1.xml": b"<a/>"}), "it carries no dataset"),
    ("carries", delete(r"(?<=64\">).", "customXml/item1.xml"), "the dataset in it is damaged"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("check", "change", "problem"), DAMAGES, ids=[problem or check for check, _, problem in DAMAGES]
)
def test_what_is_damaged_is_found(
    check: str, change: Callable[[bytes], bytes], problem: str, tmp_path: Path
) -> None:
    failures = find_failures(change(build_file("docx")), "docx", tmp_path)
    if problem:
        assert any(problem in message for message in failures[check]), failures
    else:
        assert check not in failures


def test_a_part_that_is_packed_twice_is_found(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        content = repack(build_file("docx"), {}, twice="word/fontTable.xml")
    assert find_failures(content, "docx", tmp_path)["structure"] == (
        "the part word/fontTable.xml is packed twice",
    )


def test_a_dataset_that_is_not_the_one_of_today_is_found(tmp_path: Path) -> None:
    dataset = tmp_path / "everything.yaml"
    dataset.write_text(EVERYTHING.read_text("utf-8").replace("- Preston", "- Salford"), "utf-8")
    failures = find_failures(build_file("docx"), "docx", tmp_path, dataset=dataset)
    assert failures["carries"] == (f"the dataset in it is not {dataset} as it is today",)
    assert failures["parity"] == (
        "membership.groups.1.members.3: the Word file says “Preston”, the dataset “Salford”",
    )
    assert find_failures(build_file("docx"), "docx", tmp_path, dataset=EVERYTHING) == {}


def test_a_dataset_with_errors_is_told_and_not_compared(tmp_path: Path) -> None:
    encoded = base64.b64encode(b"schema: 1\nform: '2024'\naims: We speak.\n").decode()
    custom = f'<dataset xmlns="urn:reportgen:dataset:1" encoding="base64">{encoded}</dataset>'
    file = tmp_path / "report.docx"
    file.write_bytes(repack(build_file("docx"), {"customXml/item1.xml": custom.encode()}))
    results = check_results(file)[file.name]
    assert results["carries"].status is Status.FAIL
    assert "errors" in results["carries"].message
    assert results["parity"].status is Status.SKIPPED


def test_changes_that_are_tracked_count_as_they_show(tmp_path: Path) -> None:
    inserted = '<w:ins w:id="901" w:author="A"><w:r><w:t>indeed</w:t></w:r></w:ins>'
    deleted = '<w:del w:id="902" w:author="A"><w:r><w:delText>never</w:delText></w:r></w:del>'
    content = edit(
        build_file("docx"),
        ("<w:p><w:pPr>", "<w:p><w:pPr>"),
        ("</w:r></w:p>", f"</w:r>{inserted}{deleted}</w:p>"),
    )
    (problem,) = find_failures(content, "docx", tmp_path)["parity"]
    assert "indeed”, the dataset" in problem
    assert "never" not in problem


MOVED = (
    '<w:p><w:moveFrom w:id="901" w:author="A"><w:r><w:t>Moved words.</w:t></w:r></w:moveFrom></w:p>'
    "<w:p><w:r><w:t>Between.</w:t></w:r></w:p>"
    '<w:p><w:moveTo w:id="902" w:author="A"><w:r><w:t>Moved words.</w:t></w:r></w:moveTo></w:p>'
)
HIDDEN = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret words</w:t></w:r>"
BOX = (
    '<w:p><w:r><w:t>Seen.</w:t></w:r><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>'
    "<w:p><w:r><w:t>boxed</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
)


def test_what_was_moved_with_tracking_stands_once_where_it_is_now(tmp_path: Path) -> None:
    problems = find_failures(add_at_the_end(MOVED)(build_file("docx")), "docx", tmp_path)["parity"]
    assert [problem.partition(": ")[2] for problem in problems] == [
        f"the Word file says “{words}”, the dataset does not" for words in ("Between.", "Moved words.")
    ]


PRESTON = r"(<w:r>)(<w:t[^>]*>Preston</w:t></w:r>)"


def with_preston(markup: str) -> bytes:
    text, count = re.subn(PRESTON, markup, part_text(build_file("docx")), count=1)
    assert count
    return repack(build_file("docx"), {DOCUMENT: text.encode()})


def test_words_that_were_moved_away_are_missed(tmp_path: Path) -> None:
    content = with_preston(r'<w:moveFrom w:id="901" w:author="A">\1\2</w:moveFrom>')
    failures = find_failures(content, "docx", tmp_path)
    assert failures["parity"] == ("membership.groups.1.members.3: the Word file does not say “Preston”",)


def test_hidden_text_is_no_text_of_the_file_and_is_told(tmp_path: Path) -> None:
    content = edit(build_file("docx"), ("</w:r></w:p>", f"</w:r>{HIDDEN}</w:p>"))
    failures = find_failures(content, "docx", tmp_path)
    assert failures["parity"] == ("the Word file hides words: hidden text says “secret words”",)


def test_words_that_somebody_hid_are_missed(tmp_path: Path) -> None:
    content = with_preston(r"\1<w:rPr><w:vanish/></w:rPr>\2")
    failures = find_failures(content, "docx", tmp_path)
    assert failures["parity"] == (
        "membership.groups.1.members.3: the Word file does not say “Preston”",
        "the Word file hides words: hidden text says “Preston”",
    )


def test_words_in_a_text_box_are_words_of_the_file(tmp_path: Path) -> None:
    problems = find_failures(add_at_the_end(BOX)(build_file("docx")), "docx", tmp_path)["parity"]
    assert [problem.partition(": ")[2] for problem in problems] == [
        f"the Word file says “{words}”, the dataset does not" for words in ("Seen.", "boxed")
    ]


def test_a_layout_that_is_not_here_is_told(tmp_path: Path) -> None:
    file = tmp_path / "report.docx"
    file.write_bytes(
        edit(build_file("docx"), ('layout="lga-board"', 'layout="ours"'), name="customXml/item1.xml")
    )
    parity = check_results(file)[file.name]["parity"]
    assert parity.status is Status.SKIPPED
    assert "its layout is not here (ours: there is no such layout" in parity.message
    assert check_results(file, layout="lga-board")[file.name]["parity"].status is Status.PASS


@pytest.mark.parametrize("name", ["..", "{}", "../ours", "\\\\host\\share", "C:ours"])
def test_a_file_does_not_lead_to_layouts_elsewhere(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inner = tmp_path / "inner"
    for folder in (tmp_path, tmp_path / "ours"):
        shutil.copytree(SHIPPED / "plain", folder, dirs_exist_ok=True)
    inner.mkdir()
    monkeypatch.chdir(inner)
    renaming = ('layout="lga-board"', f'layout="{name.format(tmp_path)}"')
    (inner / "report.docx").write_bytes(edit(build_file("docx"), renaming, name="customXml/item1.xml"))
    parity = check_results(inner / "report.docx")["report.docx"]["parity"]
    assert parity.status is Status.SKIPPED
    assert "this is no name of a layout" in parity.message


def test_what_a_file_says_does_nothing_to_a_terminal(tmp_path: Path) -> None:
    name = "word/a\x1b[31m\n" + "b" * 500 + ".odd"
    (problem,) = find_failures(repack(build_file("docx"), {name: b"a"}), "docx", tmp_path)["structure"]
    assert problem.isprintable()
    assert len(problem) <= 400


def test_a_file_that_names_no_layout_is_taken_for_the_usual_one(tmp_path: Path) -> None:
    file = tmp_path / "report.docx"
    file.write_bytes(
        edit(build_file("docx", layout="plain"), (' layout="plain"', ""), name="customXml/item1.xml")
    )
    parity = check_results(file)[file.name]["parity"]
    assert parity.status is Status.FAIL
    assert parity.message.endswith("set by lga-board, since no layout is named: try --layout")


@pytest.mark.libreoffice
def test_what_libreoffice_saved_still_says_the_same(tmp_path: Path) -> None:
    file, built = tmp_path / "again.docx", build_file("docx")
    pictures = re.findall(r"<wp:docPr .*?(?:/>|</wp:docPr>)", part_text(built), re.DOTALL)
    (decoration,) = [number for number, picture in enumerate(pictures, 1) if "decorative" in picture]
    file.write_bytes(saved_by_libreoffice(built, tmp_path))
    results = check_results(file)[file.name]
    statuses = {result.check: result.status for result in results.values() if result.check != "open-xml"}
    assert statuses == {
        **dict.fromkeys(("carries", "parity", "links"), Status.PASS),
        **dict.fromkeys(("structure", "fonts"), Status.FAIL),
    }
    assert results["structure"].problems == (
        f"picture {decoration} has no alternative text, and is not marked as decoration",
    )
