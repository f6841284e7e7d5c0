"""Bookmarks in the Word file: they name the values of the dataset, do not show, and other programs keep them."""

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from functools import cache
from itertools import chain
from pathlib import Path
from typing import assert_never

import pytest
from hypothesis import HealthCheck, given, settings

from reportgen.document import (
    Beside,
    Block,
    BulletList,
    Cell,
    Column,
    Contents,
    Cover,
    Document,
    Field,
    Fields,
    Figure,
    Item,
    NumberedList,
    PageBreak,
    Panels,
    Paragraph,
    Quotation,
    Section,
    Table,
    Text,
    plain_text,
)
from reportgen.findings import At
from reportgen.theme import Theme
from reportgen.writers import Options
from reportgen.writers._docx.value_bookmarks import ValueBookmarks
from reportgen.writers.docx import bookmark_of_path, paths_of_bookmarks, write
from tests.documents import EVERYTHING, SEED, WELSH, composed, documents
from tests.writers import reports, sample, word
from tests.writers.libreoffice import all_saved_by_libreoffice
from tests.writers.word import W
from tests.writers.word_files import of

DATASETS = [pytest.param(path, id=path.stem) for path in (SEED, EVERYTHING, WELSH)]


@cache
def word_file(dataset: Path) -> bytes:
    return write(composed(dataset)[0], Theme(), Options()).content


def values(node: Block | Item | Field | Cell, above: At | None = None) -> Iterator[tuple[At | None, str]]:
    """Each line of the tree that says a value of the dataset, by the value's path, in reading order."""
    match node:
        case Section(at=at):
            yield at, node.title
            yield from values_of_all(node.blocks)
        case Paragraph(at=at) | Cell(at=at):
            if node.children:
                yield at or above, plain_text(node.children)
        case Item(at=at) | Field(at=at):
            yield from values_of_all(node.blocks if isinstance(node, Item) else node.value, at)
        case Quotation(at=at):
            yield from values_of_all(node.blocks)
            if node.attribution:
                yield at, plain_text(node.attribution)
        case Table(at=at):
            yield from ((at, words) for words in filter(None, [node.caption]))
            yield from (pair for row in node.rows for pair in values_of_all(row))
            yield from ((at, words) for words in filter(None, [plain_text(node.note)]))
        case Figure(at=at):
            yield at, ""
            yield from ((at, words) for words in filter(None, [node.caption, node.credit]))
        case Beside():  # LibreOffice would rename the bookmarks of the picture, which stands in a frame
            yield from values_of_all(node.blocks)
        case Cover() | Panels():
            yield from values_inside(node, above)
        case BulletList() | NumberedList():
            yield from values_of_all(node.items)
        case Fields():
            yield from values_of_all(node.fields)
        case Contents() | PageBreak():
            pass
        case _:
            assert_never(node)


def values_inside(node: Cover | Panels, above: At | None) -> Iterator[tuple[At | None, str]]:
    if isinstance(node, Cover):
        yield from values_of_all([node.figure] if node.figure else [])
        return
    for panel in node.panels:
        yield from ((panel.at or node.at, plain_text(words)) for _, words in panel.paragraphs())
        yield from values_of_all(panel.blocks, panel.at or above)


def values_of_all(
    nodes: Iterable[Block | Item | Field | Cell], above: At | None = None
) -> Iterator[tuple[At | None, str]]:
    for node in nodes:
        yield from values(node, above)


def expected_bookmarks(lines: Iterable[tuple[At | None, str]]) -> list[tuple[str, str]]:
    """The names of the bookmarks around lines that say values, with their words."""
    counts: Counter[At] = Counter()
    names = []
    for at, words in lines:
        if at is not None:
            counts[at] += 1
            names.append((bookmark_of_path(at, counts[at]), words))
    return names


@pytest.mark.parametrize("dataset", DATASETS)
def test_every_line_that_says_a_value_is_in_a_bookmark_of_its_path(dataset: Path) -> None:
    document = composed(dataset)[0]
    title_block = ((document.group_at, document.group), (document.period_at, document.period))
    expected = expected_bookmarks((*title_block, *values_of_all(document.blocks)))
    assert [words for _, words in expected[:2]] == [document.group, document.period]
    assert word.bookmark_texts(word_file(dataset)) == expected
    assert len(expected) > 10


@pytest.mark.parametrize("layout", reports.LAYOUTS)
@pytest.mark.parametrize("dataset", DATASETS)
def test_every_bookmark_leads_back_to_a_value(dataset: Path, layout: str) -> None:
    document = composed(dataset, layout)[0]
    names = [name for name, _ in word.bookmark_texts(write(document, Theme(), Options()).content)]
    paths = paths_of_bookmarks(names, filter(None, paths_of(document)))
    assert [name for name, _ in expected_bookmarks((at, "") for at in paths.values())] == names


def paths_of(node: object) -> Iterator[At | None]:
    """The paths that the nodes of a tree have."""
    if isinstance(node, tuple):
        yield from chain.from_iterable(map(paths_of, node))
    elif is_dataclass(node):
        for member in fields(node):
            value = getattr(node, member.name)
            yield from [value] if member.name in {"at", "group_at", "period_at"} else paths_of(value)


def test_what_says_no_value_is_in_no_bookmark() -> None:
    content = of(Contents("Contents"), Section("Words of the layout", (sample.text("more of them"),), "s"))
    assert word.bookmark_texts(content) == []


def test_an_empty_cell_has_no_bookmark() -> None:  # LibreOffice (7.4) would save two beginnings of it
    table = Table((Column("A"),), ((Cell((), ("sections", 0, "table", "rows", 0, 0)),),))
    assert word.bookmark_texts(of(table)) == []


@pytest.mark.parametrize("dataset", DATASETS)
def test_word_takes_the_names_and_the_ids(dataset: Path) -> None:
    ids = word.bookmark_ids(word_file(dataset))
    assert len({name.lower() for name in ids}) == len(ids)
    assert len(set(ids.values())) == len(ids)
    assert all(re.fullmatch(r"\w{1,40}", name, re.ASCII) for name in ids)
    assert all(0 < int(number or 0) < 2**31 for number in ids.values())


def test_a_bookmark_keeps_its_name_and_id_when_values_come_and_go_before_it() -> None:
    lines = [Paragraph((Text(words),), ("aims", words)) for words in ("one", "two", "three")]
    heading = Section("First", (), "first")
    fewer, more = word.bookmark_ids(of(*lines[1:])), word.bookmark_ids(of(heading, *lines))
    assert fewer.items() < more.items()


def test_bookmarks_of_one_path_are_counted() -> None:
    lines = [Paragraph((Text(words),), ("aims",)) for words in ("one", "two", "three")]
    name = bookmark_of_path(("aims",))
    bookmarks = word.bookmark_texts(of(*lines))
    assert bookmarks == [(name, "one"), (f"{name}__2", "two"), (f"{name}__3", "three")]
    assert set(paths_of_bookmarks(dict(bookmarks), [("aims",)]).values()) == {("aims",)}


def test_ids_that_clash_are_told_apart_and_always_in_the_same_way() -> None:
    first = ValueBookmarks()
    first.wrap(("aims",), "")
    taken = set(first.ids)
    new_ids = []
    for _ in range(2):
        second = ValueBookmarks(ids=set(taken))
        second.wrap(("aims",), "")
        new_ids.append(second.ids - taken)
    assert new_ids[0] == new_ids[1]
    assert len(new_ids[0]) == 1


@pytest.mark.parametrize(
    ("at", "end"),
    [
        (("aims",), "aims"),
        (("sections", 0, "table", "rows", 1, 2), "sections_0_table_rows_1_2"),
        (("sections", 0, "sections", 0, "table", "rows", 1, 2), "sections_0_table_rows_1_2"),
        (("membership", "groups", 0, "members", 11), "groups_0_members_11"),
        (("llangefni-ŷ", "aims"), "llangefni_aims"),
        (("a" * 50,), ""),
    ],
)
def test_a_name_shows_the_end_of_its_path(at: At, end: str) -> None:
    assert re.fullmatch(rf"_rg_[a-z2-7]{{10}}_{end}", bookmark_of_path(at))


def test_names_of_long_paths_stay_unique_and_lead_back() -> None:
    paths = [(*("sections", 0) * 9, "table", "rows", row, 1) for row in range(12)]
    names = [bookmark_of_path(at, paragraph) for at in paths for paragraph in (1, 2, 1000)]
    assert len(set(names)) == len(names)
    assert max(map(len, names)) <= 40
    assert list(paths_of_bookmarks(names, paths).values()) == [at for at in paths for _ in range(3)]


def test_a_copied_bookmark_leads_back_and_those_of_others_lead_nowhere() -> None:
    copy = f"{bookmark_of_path(('aims',))}_Copy_1"
    names = [copy, "_GoBack", "_Toc123456789", bookmark_of_path(("period",)), "aims"]
    assert paths_of_bookmarks(names, [("aims",)]) == {copy: ("aims",)}


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
def test_any_document_says_its_values_in_bookmarks_and_is_whole(document: Document) -> None:
    blocks = addressed(document.blocks)
    assert isinstance(blocks, tuple)
    content = write(replace(document, blocks=blocks), Theme(), Options()).content
    assert word.bookmark_texts(content) == expected_bookmarks(values_of_all(blocks))
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


def test_python_docx_keeps_the_bookmarks_of_what_it_edits() -> None:
    edited = word.open_with_python_docx(word_file(EVERYTHING))
    for paragraph in edited.paragraphs:
        for run in paragraph.runs[:1]:
            run.text = f"Edited {run.text}"
    edited.add_paragraph("A new one")
    saved = io.BytesIO()
    edited.save(saved)
    bookmarks = dict(word.bookmark_texts(word_file(EVERYTHING)))
    saved_bookmarks = dict(word.bookmark_texts(saved.getvalue()))
    assert list(saved_bookmarks) == list(bookmarks)
    name = bookmark_of_path(("aims",))
    assert saved_bookmarks[name] == f"Edited {bookmarks[name]}"


@pytest.fixture(scope="module")
def saved_files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The Word files of all datasets, by their names, as LibreOffice saves them."""
    contents = {path.stem: word_file(path) for path in (SEED, EVERYTHING, WELSH)}
    return all_saved_by_libreoffice(contents, tmp_path_factory.mktemp("saved"))


@pytest.mark.libreoffice
@pytest.mark.parametrize("dataset", DATASETS)
def test_libreoffice_keeps_the_words_and_the_bookmarks(dataset: Path, saved_files: dict[str, bytes]) -> None:
    content, saved = word_file(dataset), saved_files[dataset.stem]
    saved_lines = [line for line in word.lines(saved) if line]
    assert without_pages(saved_lines) == without_pages([line for line in word.lines(content) if line])
    assert word.find_repairs(saved) == []
    saved_bookmarks = dict(word.bookmark_texts(saved))
    assert saved_bookmarks.keys() == dict(word.bookmark_texts(content)).keys()
    for name, words in word.bookmark_texts(content):
        assert saved_bookmarks[name] in (words, words[:-1])  # before columns, it ends them a letter early


@pytest.mark.libreoffice
def test_libreoffice_keeps_what_is_bold_and_what_is_welsh(saved_files: dict[str, bytes]) -> None:
    content, saved = word_file(EVERYTHING), saved_files[EVERYTHING.stem]
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


def without_pages(lines: list[str]) -> list[str]:
    """Lines without the page numbers that LibreOffice adds to the contents."""
    return [line.partition("\t")[0] for line in lines]
