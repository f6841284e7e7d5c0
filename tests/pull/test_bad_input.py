"""Files that are no Word file of ours, or were made to do harm: a clear word, in bounded time, and nothing is written."""

import io
import re
import time
import zipfile
from pathlib import Path

import pytest

from reportgen.extract import UnreadableFile
from reportgen.processes.isolation import Stopped
from reportgen.pull import Request, pull
from reportgen.pull.pulled import pull_here
from reportgen.source import read
from reportgen.word import read_word_file
from tests.cases import TESTS
from tests.documents import EVERYTHING, SEED
from tests.pull.reports import built, data_of, meaning, pulled, repacked
from tests.pull.word_edits import NAMESPACE, EditedFile, W

DOCUMENT = "word/document.xml"


def part(content: bytes, name: str = DOCUMENT) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return package.read(name)


def refusal(content: bytes, folder: Path) -> str:
    path = folder / "report.docx"
    path.write_bytes(content)
    result = pull_here(Request(path))
    assert isinstance(result, Stopped)
    return str(result)


def with_document(xml: bytes) -> bytes:
    return repacked(built(), word__document_xml=None) if not xml else _with(DOCUMENT, xml)


def _with(name: str, content: bytes | None) -> bytes:
    return repacked(built(), **{name.replace("/", "__"): content})


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"words", "it is no Word file (.docx)"),
        (b"%PDF-1.7", "it is a PDF; edits are brought back from Word files (.docx)"),
        (b"PK\x03\x04 and then rubbish", "it is damaged, or locked with a password"),
    ],
)
def test_what_is_no_word_file_is_refused(content: bytes, reason: str, tmp_path: Path) -> None:
    assert refusal(content, tmp_path) == reason


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    result = pull_here(Request(tmp_path / "none.docx"))
    assert isinstance(result, Stopped)
    assert str(result) == "it cannot be read (no such file or directory)"


def test_a_file_of_another_tool_is_refused(tmp_path: Path) -> None:
    import docx

    document = docx.Document()
    document.add_heading("Report", 1)
    document.save(str(tmp_path / "other.docx"))
    assert refusal((tmp_path / "other.docx").read_bytes(), tmp_path).startswith("it carries no dataset: ")


def test_a_file_without_its_dataset_is_pulled_from_the_dataset_that_is_named(tmp_path: Path) -> None:
    content = _with("customXml/item1.xml", None)
    assert refusal(content, tmp_path).startswith("it carries no dataset: ")
    assert pulled(content, tmp_path, base=SEED.read_bytes()).changes == ()


def test_a_bomb_is_refused_in_time(tmp_path: Path) -> None:
    start = time.monotonic()
    reason = refusal(_with("word/media/bomb.bin", b"\0" * 101_000_000), tmp_path)
    assert reason == "its parts are larger than 100 MB when unpacked"
    assert time.monotonic() - start < 20


@pytest.mark.parametrize("kind", ["external", "nested"])
def test_entities_are_refused_and_never_opened(kind: str, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret", "utf-8")
    entities = (
        f'<!ENTITY a SYSTEM "file://{tmp_path}/secret">'
        if kind == "external"
        else '<!ENTITY z "z"><!ENTITY a "&z;&z;&z;&z;">'
    )
    xml = part(built()).replace(b"<w:document ", f"<!DOCTYPE w [{entities}]><w:document ".encode(), 1)
    xml = xml.replace(b"Jon Stancombe", b"&a;")
    assert (
        refusal(_with(DOCUMENT, xml), tmp_path)
        == "its part word/document.xml defines entities, which no Word file needs"
    )


def test_macros_are_refused(tmp_path: Path) -> None:
    reason = refusal(_with("word/vbaProject.bin", b"\xd0\xcf\x11\xe0"), tmp_path)
    assert reason == "it holds macros; save it as a Word document without macros (.docx)"


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("word/styles.xml", "styles"),
        ("word/numbering.xml", "numbering"),
        ("word/_rels/document.xml.rels", "styles"),
    ],
)
def test_a_file_without_a_part_that_it_needs_is_refused(name: str, part: str, tmp_path: Path) -> None:
    assert refusal(_with(name, None), tmp_path) == (
        f"it lacks the part with its {part}, without which headings and lists cannot be told; open it in Word, and save it again"
    )


@pytest.mark.parametrize("version", ["0", "0.9", "x"])
def test_a_dataset_of_an_unknown_version_is_refused(version: str, tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    path.write_bytes(built())
    base = SEED.read_bytes().replace(b"schema: 1", f"schema: {version}".encode(), 1)
    result = pull_here(Request(path, base=base))
    assert isinstance(result, Stopped)
    assert str(result).endswith("is of a version of the keys that reportgen does not know")


@pytest.mark.parametrize("name", ["[Content_Types].xml", DOCUMENT])
def test_without_the_document_there_is_nothing_to_read(name: str, tmp_path: Path) -> None:
    assert (
        refusal(_with(name, None), tmp_path)
        == "it is packed like a Word file, but holds no document that can be read"
    )


def test_too_many_paragraphs_are_refused(tmp_path: Path) -> None:
    xml = part(built()).replace(b"<w:body>", b"<w:body>" + b"<w:p><w:r><w:t>x</w:t></w:r></w:p>" * 20_001, 1)
    assert refusal(_with(DOCUMENT, xml), tmp_path) == "it has more than 20000 paragraphs"


def test_what_stands_too_deep_is_refused(tmp_path: Path) -> None:
    deep = b"<w:sdt><w:sdtContent>" * 120 + b"<w:p/>" + b"</w:sdtContent></w:sdt>" * 120
    xml = part(built()).replace(b"<w:body>", b"<w:body>" + deep, 1)
    assert refusal(_with(DOCUMENT, xml), tmp_path) == "what is in it stands more than 200 levels deep"


@pytest.mark.parametrize("kind", ["all the same", "swapped", "unknown", "doubled"])
def test_forged_bookmarks_mislead_nobody(kind: str, tmp_path: Path) -> None:
    file = EditedFile(built())
    marks = [mark for mark in file.root.iter(f"{W}bookmarkStart") if "_rg_" in str(mark.get(f"{W}name"))]
    names = [str(mark.get(f"{W}name")) for mark in marks]
    forged_names: dict[str, list[str]] = {
        "all the same": [names[5]] * len(names),
        "swapped": names[::-1],
        "unknown": [f"_rg_aaaaaaaaaa_{index}" for index in range(len(names))],
        "doubled": [names[index // 2] for index in range(len(names))],
    }
    for mark, name in zip(marks, forged_names[kind], strict=True):
        mark.set(f"{W}name", name)
    result = pulled(file.content(), tmp_path)
    assert meaning(read(result.text, "").data) == meaning(data_of())
    assert not result.findings


def test_a_dataset_of_a_later_version_is_refused(tmp_path: Path) -> None:
    later = SEED.read_bytes().replace(b"schema: 1", b"schema: 2")
    path = tmp_path / "report.docx"
    path.write_bytes(built())
    result = pull_here(Request(path, base=later))
    assert isinstance(result, Stopped)
    assert "later reportgen" in str(result)


def test_a_layout_that_is_not_here_is_named(tmp_path: Path) -> None:
    item = part(built(), "customXml/item1.xml").replace(b'layout="lga-board"', b'layout="gone"')
    assert "gone: there is no such layout" in refusal(_with("customXml/item1.xml", item), tmp_path)


def test_a_layout_cannot_be_a_path(tmp_path: Path) -> None:
    item = part(built(), "customXml/item1.xml").replace(b'layout="lga-board"', b'layout="/etc"')
    assert "no name of a layout" in refusal(_with("customXml/item1.xml", item), tmp_path)


def test_styles_in_a_circle_end(tmp_path: Path) -> None:
    styles = part(built(), "word/styles.xml")
    styles = re.sub(
        rb'(w:styleId="ListBullet">.*?<w:basedOn w:val=")Normal', rb"\1ListBullet", styles, count=1
    )
    assert pulled(_with("word/styles.xml", styles), tmp_path).changes == ()


def test_the_whole_way_through_a_worker(tmp_path: Path) -> None:
    (tmp_path / "report.docx").write_bytes(built(EVERYTHING))
    result = pull(Request(tmp_path / "report.docx"))
    assert not isinstance(result, Stopped)
    assert (result.changes, result.findings) == ((), ())


def test_a_body_is_needed() -> None:
    xml = f'<w:document xmlns:w="{NAMESPACE}"/>'.encode()
    with pytest.raises(UnreadableFile, match="holds no text"):
        read_word_file(_with(DOCUMENT, xml))


@pytest.mark.parametrize(
    ("character", "meant"),
    [
        ("\u200e", ""),
        ("\u202e", ""),
        ("\u2028", " "),
        ("\u0378", " "),
        ("\uf0b7", "\ufffd"),
        ("\ue002", "\ufffd"),
    ],
)
def test_a_character_that_no_dataset_can_hold_keeps_no_edit_back(
    character: str, meant: str, tmp_path: Path
) -> None:
    file = EditedFile(built(TESTS / "valid" / "notes.yaml"))
    next(file.run("They build").iter(f"{W}t")).text = f"They{character}built"
    result = pulled(file.content(), tmp_path)
    assert f"- They{meant}built" in result.text
    assert result.findings == ()
