"""Content controls in the Word file: they name the values of the dataset, do not show, and other programs keep them."""

import io
import shutil
import subprocess
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from reportgen.document import (
    BulletList,
    Cell,
    Column,
    Contents,
    Document,
    Field,
    Fields,
    Figure,
    Item,
    Link,
    NumberedList,
    Paragraph,
    Section,
    Table,
    Text,
    plain_text,
)
from reportgen.findings import At
from reportgen.theme import Theme
from reportgen.writers import Options
from reportgen.writers._docx.content_controls import LONGEST_TAG, ContentControls, tag
from reportgen.writers.docx import write
from tests.documents import EVERYTHING, SEED, WELSH, composed, documents
from tests.writers import reports, sample, word
from tests.writers.word import W
from tests.writers.word_files import of, report

DATASETS = [pytest.param(path, id=path.stem) for path in (SEED, EVERYTHING, WELSH)]


@cache
def word_file(dataset: Path) -> bytes:
    return write(composed(dataset)[0], Theme(), Options()).content


def values(node: object, above: At | None = None) -> Iterator[tuple[At | None, str]]:
    """Each line of the tree that says a value of the dataset, by the value's path, in reading order."""
    match node:
        case Section(at=at):
            yield at, node.title
            yield from values_of_all(node.blocks)
        case Paragraph(at=at) | Cell(at=at):
            yield at or above, plain_text(node.children)
        case Item(at=at) | Field(at=at):
            yield from values_of_all(node.blocks if isinstance(node, Item) else node.value, at)
        case Table(at=at):
            yield from ((at, words) for words in filter(None, [node.caption]))
            yield from (pair for row in node.rows for pair in values_of_all(row))
        case Figure(at=at):
            yield at, ""
            yield from ((at, words) for words in filter(None, [node.caption]))
        case BulletList() | NumberedList():
            yield from values_of_all(node.items)
        case Fields():
            yield from values_of_all(node.fields)


def values_of_all(nodes: tuple[object, ...], above: At | None = None) -> Iterator[tuple[At | None, str]]:
    for node in nodes:
        yield from values(node, above)


@pytest.mark.parametrize("dataset", DATASETS)
def test_every_line_that_says_a_value_is_in_a_control_of_its_path(dataset: Path) -> None:
    document = composed(dataset)[0]
    head = ((document.group_at, document.group), (document.period_at, document.period))
    lines = (*head, *values_of_all(document.blocks))
    expected = [(".".join(map(str, at)), words) for at, words in lines if at is not None]
    assert expected[:2] == [("group.name", document.group), ("period", document.period)]
    assert word.content_control_texts(word_file(dataset)) == expected
    assert len(expected) > 10


def test_what_says_no_value_is_in_no_control() -> None:
    content = of(Contents("Contents"), Section("Words of the layout", (sample.text("more of them"),), "s"))
    assert word.content_controls(content) == []


def test_what_is_not_yet_said_can_be_written_into_its_control() -> None:
    table = Table((Column("A"),), ((Cell((), ("sections", 0, "table", "rows", 0, 0)),),))
    assert word.content_control_texts(of(table)) == [("sections.0.table.rows.0.0", "")]


@pytest.mark.parametrize("dataset", DATASETS)
def test_controls_are_unseen_and_keep_nobody_from_editing(dataset: Path) -> None:
    for sdt in word.content_controls(word_file(dataset)):
        tags = [child.tag.rpartition("}")[2] for child in sdt.find(f"{W}sdtPr")]
        assert tags == ["alias", "tag", "id", "appearance"]  # no kind: rich text
        (appearance,) = sdt.iterfind(f"{W}sdtPr/{{*}}appearance")
        assert list(appearance.attrib.values()) == ["hidden"]


def test_programs_that_know_nothing_of_hidden_controls_may_pass_over_that() -> None:
    root = word.part(report())
    (ignorable,) = (prefixes for name, prefixes in root.attrib.items() if name.endswith("}Ignorable"))
    assert ignorable == "w15"
    assert root.nsmap["w15"] == "http://schemas.microsoft.com/office/word/2012/wordml"


@pytest.mark.parametrize("dataset", DATASETS)
def test_each_control_has_a_number_of_its_own_that_word_takes(dataset: Path) -> None:
    ids = [int(word.control_property(sdt, "id")) for sdt in word.content_controls(word_file(dataset))]
    assert len(set(ids)) == len(ids)
    assert all(0 < number < 2**31 for number in ids)


def numbers(content: bytes) -> dict[str, str]:
    return {
        word.control_property(sdt, "alias"): word.control_property(sdt, "id")
        for sdt in word.content_controls(content)
    }


def test_a_control_keeps_its_number_when_values_come_and_go_before_it() -> None:
    lines = [Paragraph((Text(words),), ("aims", words)) for words in ("one", "two", "three")]
    fewer, more = numbers(of(*lines[1:])), numbers(of(*lines))
    assert fewer == {path: number for path, number in more.items() if path != "aims.one"}


def test_controls_of_one_path_have_each_a_number_of_their_own() -> None:
    lines = [Paragraph((Text(words),), ("aims",)) for words in ("one", "two", "three")]
    content = of(*lines)
    assert word.content_control_texts(content) == [("aims", "one"), ("aims", "two"), ("aims", "three")]
    assert len({word.control_property(sdt, "id") for sdt in word.content_controls(content)}) == 3


def test_numbers_that_clash_are_told_apart_and_always_in_the_same_way() -> None:
    first = ContentControls()
    first.wrap(("aims",), "")
    taken = set(first.ids)
    new_ids = []
    for _ in range(2):
        second = ContentControls(ids=set(taken))
        second.wrap(("aims",), "")
        new_ids.append(second.ids - taken)
    assert new_ids[0] == new_ids[1]
    assert len(new_ids[0]) == 1


@pytest.mark.parametrize("path", ["aims", "a" * LONGEST_TAG])
def test_a_tag_is_the_path(path: str) -> None:
    assert tag(path) == path


def test_a_long_tag_is_short_unique_and_always_the_same() -> None:
    paths = ["sections.0." * 6 + end for end in ("table.rows.1.2", "table.rows.1.3", "text")]
    assert [tag(path) for path in paths] == [tag(path) for path in paths]
    assert len({tag(path) for path in paths}) == len(paths)
    assert {len(tag(path)) for path in paths} == {LONGEST_TAG}
    assert tag(paths[0]).startswith("sections.0.sections.0.sections.0.")


def test_the_alias_of_a_long_path_is_the_whole_of_it() -> None:
    at = ("sections", 0) * 9
    (sdt,) = word.content_controls(of(Paragraph((Text("deep"),), at)))
    assert word.control_property(sdt, "alias") == ".".join(map(str, at))
    assert word.control_property(sdt, "tag") == tag(".".join(map(str, at)))


def wraps_paragraph(content: bytes) -> dict[str, bool]:
    """Whether the control of each path is around a whole paragraph, and not inside one."""
    return {
        word.control_property(sdt, "alias"): sdt.getparent().tag != f"{W}p"
        for sdt in word.content_controls(content)
    }


def test_a_control_is_around_the_paragraph_where_that_may_be() -> None:
    linked = Paragraph((Link((Text("here"),), "https://example.org"),), ("linked",))
    names = BulletList(
        (Item((Paragraph((Text("a"),), ("a",)),)), Item((Paragraph((Text("b"),), ("b",)),))), columns=2
    )
    cell = Table((Column("A"),), ((Cell((Text("c"),), ("cell",)),),))
    heading = Section("Title", (), "title", ("heading",))
    assert wraps_paragraph(of(heading, linked, names, cell, sample.text("end"))) == {
        "heading": True,
        "linked": False,  # LibreOffice would show the link's address
        "a": True,
        "b": False,  # it ends the section with the columns
        "cell": True,
    }


@reports.each_report
def test_nothing_is_left_for_word_to_repair(name: str, layout: str, tmp_path: Path) -> None:
    content = reports.written_report(name, layout, "docx").content
    assert word.find_repairs(content) == []
    assert word.audit(content, tmp_path) == ""


def addressed(node: object, path: At = ()) -> object:
    """A tree in which every node that can have a path has one."""
    if isinstance(node, tuple):
        return tuple(addressed(child, (*path, place)) for place, child in enumerate(node))
    if not is_dataclass(node) or isinstance(node, type | Document):
        return node
    changes = {
        member.name: path
        if member.name == "at"
        else addressed(getattr(node, member.name), (*path, member.name))
        for member in fields(node)
        if member.name != "image"
    }
    return replace(node, **changes)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents())
def test_any_document_says_its_values_in_controls_and_is_whole(document: Document) -> None:
    blocks = addressed(document.blocks)
    assert isinstance(blocks, tuple)
    content = write(replace(document, blocks=blocks), Theme(), Options()).content
    expected = [(".".join(map(str, at or ())), words) for at, words in values_of_all(blocks)]
    assert word.content_control_texts(content) == expected
    assert word.find_repairs(content) == []


BROKEN = {
    "content control 7 stands 2 times": '<w:sdt><w:sdtPr><w:id w:val="7"/></w:sdtPr><w:sdtContent><w:p/></w:sdtContent></w:sdt>'
    * 2,
    "bookmark 1 has no other end": '<w:p><w:bookmarkStart w:id="1" w:name="a"/></w:p>',
    "bookmark name a stands 2 times": "".join(
        f'<w:p><w:bookmarkStart w:id="{n}" w:name="{name}"/><w:bookmarkEnd w:id="{n}"/></w:p>'
        for n, name in ((1, "a"), (2, "A"))
    ),
    "a field without its end": '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>',
    "a field's end without its beginning": '<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>',
    "a section ends in a content control": "<w:sdt><w:sdtContent><w:p><w:pPr><w:sectPr/></w:pPr></w:p></w:sdtContent></w:sdt>",
    "a cell without a paragraph": "<w:tbl><w:tr><w:tc/></w:tr></w:tbl>",
    "an empty content control": "<w:sdt><w:sdtContent/></w:sdt>",
}


@pytest.mark.parametrize("breach", BROKEN)
def test_the_check_for_repairs_sees(breach: str) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        body = f'<w:document xmlns:w="{W[1:-1]}"><w:body>{BROKEN[breach]}</w:body></w:document>'
        package.writestr("word/document.xml", body)
    assert word.find_repairs(stream.getvalue()) == [breach]


def test_python_docx_keeps_the_controls() -> None:
    saved = io.BytesIO()
    word.open_with_python_docx(word_file(EVERYTHING)).save(saved)
    assert word.content_control_texts(saved.getvalue()) == word.content_control_texts(word_file(EVERYTHING))


@pytest.mark.libreoffice
@pytest.mark.parametrize("dataset", DATASETS)
def test_libreoffice_keeps_the_words_and_the_controls_around_paragraphs(
    dataset: Path, tmp_path: Path
) -> None:
    content = word_file(dataset)
    saved = saved_by_libreoffice(content, tmp_path)
    saved_lines = [line for line in word.lines(saved) if line]
    assert without_pages(saved_lines) == without_pages([line for line in word.lines(content) if line])
    whole = Counter(path for path, is_whole in paths(content) if is_whole)
    assert whole - Counter(path for path, _ in paths(saved)) == Counter()


@pytest.mark.libreoffice
def test_libreoffice_keeps_what_is_bold_and_what_is_welsh(tmp_path: Path) -> None:
    content = word_file(EVERYTHING)
    saved = saved_by_libreoffice(content, tmp_path)
    assert "Strong" in {mark for mark, _ in marked(content)}
    assert set(marked(content)) <= set(marked(saved))


def marked(content: bytes) -> list[tuple[str, str]]:
    """The runs that have a character style or a language of their own, with their words."""
    from lxml import etree

    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml"))
    runs = []
    for run in root.iter(f"{W}r"):
        words = "".join(text.text or "" for text in run.iter(f"{W}t")).strip()
        marks = [
            *run.iter(f"{W}rStyle"),
            *(language for language in run.iter(f"{W}lang") if language.get(f"{W}val") == "cy-GB"),
        ]
        runs += [
            (mark.get(f"{W}val") or "", words) for mark in marks if words and mark.get(f"{W}val") in KEPT
        ]
    return runs


KEPT = ("Strong", "Emphasis", "cy-GB")


def paths(content: bytes) -> list[tuple[str, bool]]:
    return [
        (word.control_property(sdt, "alias"), sdt.getparent().tag != f"{W}p")
        for sdt in word.content_controls(content)
    ]


def without_pages(lines: list[str]) -> list[str]:
    """Lines without the page numbers that LibreOffice adds to the contents."""
    return [line.partition("\t")[0] for line in lines]


def saved_by_libreoffice(content: bytes, folder: Path) -> bytes:
    """A Word file as LibreOffice saves it again."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    (folder / "report.docx").write_bytes(content)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    target: list[str | Path] = [
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        folder / "saved",
        folder / "report.docx",
    ]
    subprocess.run([office, "--headless", profile, *target], capture_output=True, check=True, timeout=180)
    return (folder / "saved" / "report.docx").read_bytes()
