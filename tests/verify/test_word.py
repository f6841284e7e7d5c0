"""Word files that were damaged on purpose, or changed by people and other programs: each fault is found by its check."""

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
from tests.verify.made import DOCUMENT, built, edited, part, repacked, results, wrong
from tests.writers.libreoffice import saved_by_libreoffice

RELATIONS = "word/_rels/document.xml.rels"
CORE = "docProps/core.xml"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """The validator of Open XML takes longer than all else, and what it finds is its own affair."""
    monkeypatch.setitem(sys.modules, "openxml_audit", None)


def without(pattern: str, name: str = DOCUMENT) -> Callable[[bytes], bytes]:
    """Takes away the first place of a part that fits a pattern."""

    def change(content: bytes) -> bytes:
        text, count = re.subn(pattern, "", part(content, name), count=1, flags=re.DOTALL)
        assert count, pattern
        return repacked(content, {name: text.encode()})

    return change


def put(old: str, new: str, name: str = DOCUMENT) -> Callable[[bytes], bytes]:
    """Puts one text for another."""
    return lambda content: edited(content, (old, new), name=name)


def bookmark_ids(content: bytes) -> bytes:
    first, second = re.findall(r'<w:bookmarkEnd w:id="(\d+)"/>', part(content))[:2]
    return repacked(
        content, {DOCUMENT: part(content).replace(f'w:id="{second}"', f'w:id="{first}"').encode()}
    )


def bookmark_names(content: bytes) -> bytes:
    first, second = re.findall(r' w:name="(_rg_\w+)"', part(content))[:2]
    return edited(content, (f'"{second}"', f'"{first.upper()}"'))


CONTROL = '<w:sdt><w:sdtPr><w:id w:val="7"/></w:sdtPr><w:sdtContent><w:p/></w:sdtContent></w:sdt>'


DAMAGES = [
    ("parity", put(">Preston<", ">Salford<"), "members.3: the Word file says “Salford”, the dataset “Preston”"),
    ("parity", without(r"<w:tc>(?:(?!<w:tc>).)*£12,400.*?</w:tc>"), "rows.0.1: the Word file does not say “£12,400”"),
    ("parity", put("<w:p>", "<w:p><w:r><w:t>DRAFT</w:t></w:r></w:p><w:p>"), "at the start: the Word file says “DRAFT”"),
    ("parity", put('Target="https://harbours.example/plan"', 'Target="https://else.example/"', RELATIONS), "as a link's address"),
    ("parity", put(">2023/24<", ">2022/23<", "word/header.xml"), "the Word file says “Rivers & Harbours Group 2022/23”"),
    ("structure", put("<w:body>", f"<w:body>{CONTROL}{CONTROL}"), "the content control 7 stands 2 times"),
    ("structure", bookmark_ids, "the bookmark 1610776161 stands 2 times"),
    ("structure", bookmark_names, "the bookmark name _rg_buxoz6t4mu_group_name stands 2 times"),
    ("structure", without(r"<w:bookmarkStart [^>]*>"), "the bookmark 1610776161 has no beginning"),
    ("structure", without(r"<w:bookmarkEnd [^>]*>"), "the bookmark 1610776161 has no end"),
    ("structure", without(r'<w:r><w:fldChar w:fldCharType="end"/></w:r>'), "a field has no end"),
    ("structure", without(r'<w:r><w:fldChar w:fldCharType="begin"/></w:r>'), "without its beginning"),
    ("structure", put("</w:body>", "<w:p/></w:body>"), ""),
    ("structure", put("<w:body>", "<w:body><w:p/>"), "an empty paragraph stands first"),
    ("structure", put('<w:pStyle w:val="Heading1"/>', '<w:pStyle w:val="Heading3"/>'), "is of level 3, and is the first"),
    ("structure", without(r"<w:tblHeader/>"), "has no head row"),
    ("structure", without(r' descr="[^"]*"'), "has no alternative text"),
    ("structure", without(r"<dc:title>.*?</dc:title>", CORE), "the file's properties have no title"),
    ("structure", without(r"<dc:language>.*?</dc:language>", CORE), "the file's properties have no language"),
    ("structure", without(r"<w:lang [^>]*>", "word/styles.xml"), "the styles say no language"),
    ("structure", without(r'<Default Extension="png"[^>]*>', "[Content_Types].xml"), "has no content type"),
    ("structure", lambda content: repacked(content, {"word/numbering.xml": None}), "which is not there"),
    ("structure", lambda content: repacked(content, {"word/settings.xml": b"<w:settings"}), "not well-formed"),
    ("structure", lambda content: repacked(content, {"../evil.xml": b"<a/>"}), "leads out of the file"),
    ("structure", put('TargetMode="External"', 'TargetMode="Internal"', RELATIONS), "which is not there"),
    ("links", without(r'<w:bookmarkStart [^>]*w:name="aims"[^>]*>'), "the link “Aims” leads to the bookmark aims"),
    ("links", put('Target="https:', 'Target="file:', RELATIONS), "which is not http, https or mailto"),
    ("links", put("<w:body>", f"<w:body><w:p>{field('PAGEREF gone', '1')}</w:p>"), "“PAGEREF gone” names a bookmark"),
    ("links", put("<w:body>", f"<w:body><w:p>{field('HYPERLINK gone', '1')}</w:p>"), "“HYPERLINK gone” leads nowhere"),
    ("links", put(' r:id="link1"', ' r:id="gone"'), "an address that the file does not have"),
    ("fonts", put('w:ascii="Arial"', 'w:ascii="Comic Sans MS"', "word/styles.xml"), "the font Comic Sans MS"),
    ("carries", lambda content: repacked(content, {"customXml/item1.xml": b"<a/>"}), "it carries no dataset"),
    ("carries", without(r"(?<=64\">).", "customXml/item1.xml"), "the dataset in it is damaged"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("check", "change", "problem"), DAMAGES, ids=[each[2] or each[0] for each in DAMAGES]
)
def test_what_is_damaged_is_found(
    check: str, change: Callable[[bytes], bytes], problem: str, tmp_path: Path
) -> None:
    found = wrong(change(built("docx")), "docx", tmp_path)
    if problem:
        assert any(problem in each for each in found[check]), found
    else:
        assert check not in found


def test_a_part_that_is_packed_twice_is_found(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        content = repacked(built("docx"), {}, twice="word/fontTable.xml")
    assert wrong(content, "docx", tmp_path)["structure"] == ("the part word/fontTable.xml is packed twice",)


def test_a_dataset_that_is_not_the_one_of_today_is_found(tmp_path: Path) -> None:
    dataset = tmp_path / "everything.yaml"
    dataset.write_text(EVERYTHING.read_text("utf-8").replace("- Preston", "- Salford"), "utf-8")
    found = wrong(built("docx"), "docx", tmp_path, dataset=dataset)
    assert found["carries"] == (f"the dataset in it is not {dataset} as it is today",)
    assert found["parity"] == (
        "membership.groups.1.members.3: the Word file says “Preston”, the dataset “Salford”",
    )
    assert wrong(built("docx"), "docx", tmp_path, dataset=EVERYTHING) == {}


def test_a_dataset_with_errors_is_told_and_not_compared(tmp_path: Path) -> None:
    held = base64.b64encode(b"schema: 1\nform: '2024'\naims: We speak.\n").decode()
    custom = f'<dataset xmlns="urn:reportgen:dataset:1" encoding="base64">{held}</dataset>'
    file = tmp_path / "report.docx"
    file.write_bytes(repacked(built("docx"), {"customXml/item1.xml": custom.encode()}))
    found = results(file)[file.name]
    assert found["carries"].status is Status.FAIL
    assert "errors" in found["carries"].message
    assert found["parity"].status is Status.SKIPPED


def test_changes_that_are_tracked_count_as_they_show(tmp_path: Path) -> None:
    inserted = '<w:ins w:id="901" w:author="A"><w:r><w:t>indeed</w:t></w:r></w:ins>'
    deleted = '<w:del w:id="902" w:author="A"><w:r><w:delText>never</w:delText></w:r></w:del>'
    content = edited(
        built("docx"), ("<w:p><w:pPr>", "<w:p><w:pPr>"), ("</w:r></w:p>", f"</w:r>{inserted}{deleted}</w:p>")
    )
    (problem,) = wrong(content, "docx", tmp_path)["parity"]
    assert "indeed”, the dataset" in problem
    assert "never" not in problem


def test_a_layout_that_is_not_here_is_told(tmp_path: Path) -> None:
    file = tmp_path / "report.docx"
    file.write_bytes(
        edited(built("docx"), ('layout="lga-board"', 'layout="ours"'), name="customXml/item1.xml")
    )
    found = results(file)[file.name]["parity"]
    assert found.status is Status.SKIPPED
    assert "its layout is not here (ours: there is no such layout" in found.message
    assert results(file, layout="lga-board")[file.name]["parity"].status is Status.PASS


@pytest.mark.parametrize("name", ["..", "{}", "../ours", "\\\\host\\share", "C:ours"])
def test_a_file_does_not_lead_to_layouts_elsewhere(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inner = tmp_path / "inner"
    for folder in (tmp_path, tmp_path / "ours"):
        shutil.copytree(SHIPPED / "plain", folder, dirs_exist_ok=True)
    inner.mkdir()
    monkeypatch.chdir(inner)
    named = ('layout="lga-board"', f'layout="{name.format(tmp_path)}"')
    (inner / "report.docx").write_bytes(edited(built("docx"), named, name="customXml/item1.xml"))
    found = results(inner / "report.docx")["report.docx"]["parity"]
    assert found.status is Status.SKIPPED
    assert "this is no name of a layout" in found.message


def test_what_a_file_says_does_nothing_to_a_terminal(tmp_path: Path) -> None:
    name = "word/a\x1b[31m\n" + "b" * 500 + ".odd"
    (problem,) = wrong(repacked(built("docx"), {name: b"a"}), "docx", tmp_path)["structure"]
    assert problem.isprintable()
    assert len(problem) <= 400


def test_a_file_that_names_no_layout_is_taken_for_the_usual_one(tmp_path: Path) -> None:
    file = tmp_path / "report.docx"
    file.write_bytes(
        edited(built("docx", layout="plain"), (' layout="plain"', ""), name="customXml/item1.xml")
    )
    found = results(file)[file.name]["parity"]
    assert found.status is Status.FAIL
    assert found.message.endswith("set by lga-board, since no layout is named: try --layout")


@pytest.mark.libreoffice
def test_what_libreoffice_saved_still_says_the_same(tmp_path: Path) -> None:
    file = tmp_path / "again.docx"
    file.write_bytes(saved_by_libreoffice(built("docx"), tmp_path))
    found = results(file)[file.name]
    statuses = {each.check: each.status for each in found.values() if each.check != "open-xml"}
    assert statuses == {
        **dict.fromkeys(("carries", "parity", "links"), Status.PASS),
        **dict.fromkeys(("structure", "fonts"), Status.FAIL),
    }
    assert found["structure"].problems == (
        "picture 2 has no alternative text, and is not marked as decoration",
    )
