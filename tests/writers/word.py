"""Reads Word files for tests, independently of the writer: their lines in order, and what Word would repair.

It walks the XML itself, since python-docx passes over bookmarks and the content of fields.
"""

import io
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def part(content: bytes, name: str = "word/document.xml") -> Any:
    """The root element of a part."""
    from lxml import etree

    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return etree.fromstring(package.read(name))


def open_with_python_docx(content: bytes) -> Any:
    """The file as python-docx sees it."""
    import docx

    return docx.Document(io.BytesIO(content))


def part_names(content: bytes) -> list[str]:
    """The names of the parts in the order in which they are packed."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return package.namelist()


def attribute(element: Any, name: str = "val") -> str | None:
    """An attribute of WordprocessingML."""
    text = element.get(W + name)
    return None if text is None else str(text)


def paragraphs(content: bytes) -> list[Any]:
    """Every paragraph of the body, those in tables too, in reading order."""
    return list(part(content).iter(f"{W}p"))


def style_id(paragraph: Any) -> str:
    """The id of a paragraph's style; empty for the default one."""
    style_element = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if style_element is None else attribute(style_element) or ""


def lines(content: bytes) -> Iterator[str]:
    """The words of each paragraph of the body, without empty cells, gaps after tables, and page numbers of contents.

    Running heads are not in the body, and pictures have no words. A paragraph that is empty for no reason yields an
    empty line. The notes that the body refers to come last.
    """
    for paragraph in paragraphs(content):
        words = text(paragraph)
        if words or not _may_be_empty(paragraph):
            yield words
    yield from notes(content)


def notes(content: bytes) -> Iterator[str]:
    """The words of the notes in the order of the references to them, without the space behind their numbers."""
    if "word/footnotes.xml" not in part_names(content):
        return
    footnotes = {attribute(note, "id"): note for note in part(content, "word/footnotes.xml")}
    for reference in part(content).iter(f"{W}footnoteReference"):
        (paragraph,) = footnotes[attribute(reference, "id")].iter(f"{W}p")
        yield text(paragraph).removeprefix(" ")


def text(paragraph: Any) -> str:
    """The words of a paragraph as they show, without page numbers and the tabs before them."""
    words: list[str] = []
    fields: list[list[str]] = []
    for element in paragraph.iter(f"{W}t", f"{W}tab", f"{W}br", f"{W}instrText", f"{W}fldChar"):
        is_shown = not any("".join(instruction).split()[:1] == ["PAGEREF"] for instruction in fields)
        if element.tag == f"{W}fldChar":
            _track_field(fields, attribute(element, "fldCharType"))
        elif element.tag == f"{W}instrText":
            fields[-1].append(element.text)
        elif element.tag == f"{W}t" and is_shown:
            words.append(element.text or "")
        elif attribute(element, "clear") == "all" or attribute(element, "type") in {"column", "page"}:
            continue  # what follows stands below a picture, in the next column or on the next page
        elif element.tag != f"{W}t" and element.getparent().tag == f"{W}r":
            words.append("\t" if element.tag == f"{W}tab" else "\n")
    return "".join(words).rstrip("\t")


def _track_field(fields: list[list[str]], kind: str | None) -> None:
    """Keep count of the fields that are open. The field of the contents ends in another paragraph than it begins."""
    if kind == "begin":
        fields.append([])
    elif kind == "end" and fields:
        fields.pop()


def _may_be_empty(paragraph: Any) -> bool:
    in_cell = any(parent.tag == f"{W}tc" for parent in paragraph.iterancestors())
    return in_cell or style_id(paragraph) == "TableGap" or paragraph.find(f".//{W}drawing") is not None


def bookmark_texts(content: bytes, prefix: str = "_rg_") -> list[tuple[str, str]]:
    """The bookmarks of the body whose names begin like this, each with the words between its two ends.

    One without an end counts for none, as for Word (ECMA-376, part 1, 17.13.6.2).
    """
    texts: list[tuple[str, str]] = []
    started: dict[str | None, tuple[str, list[str]]] = {}
    for element in part(content).iter(f"{W}bookmarkStart", f"{W}bookmarkEnd", f"{W}t"):
        if element.tag == f"{W}bookmarkStart":
            started[attribute(element, "id")] = (attribute(element, "name") or "", [])
        elif element.tag == f"{W}t":
            for _, words in started.values():
                words.append(element.text or "")
        elif attribute(element, "id") in started:
            name, words = started.pop(attribute(element, "id"))
            if name.startswith(prefix):
                texts.append((name, "".join(words)))
    return texts


def bookmark_ids(content: bytes) -> dict[str, str | None]:
    """The ids of the bookmarks of the body by their names."""
    return {
        attribute(start, "name") or "": attribute(start, "id")
        for start in part(content).iter(f"{W}bookmarkStart")
    }


def find_repairs(content: bytes) -> list[str]:
    """Finds what Word repairs or refuses though no schema forbids it."""
    root = part(content)
    problems = [f"{kind} {number} stands {times} times" for kind, number, times in _duplicates(root)]
    for kind in ("bookmark", "comment"):
        elements = _bookmark_starts(root) if kind == "bookmark" else root.iter(f"{W}{kind}RangeStart")
        starts = Counter(attribute(element, "id") for element in elements)
        ends = Counter(
            attribute(element, "id") for element in root.iter(f"{W}{kind}End", f"{W}{kind}RangeEnd")
        )
        problems += [f"{kind} {number} has no other end" for number in (starts - ends) + (ends - starts)]
    problems += _unbalanced(root)
    problems += ["a section ends in a content control" for _ in root.findall(f".//{W}sdtContent//{W}sectPr")]
    problems += [
        "a cell without a paragraph" for cell in root.iter(f"{W}tc") if cell.find(f".//{W}p") is None
    ]
    problems += ["an empty content control" for element in root.iter(f"{W}sdtContent") if not len(element)]
    return problems


def _duplicates(root: Any) -> Iterator[tuple[str, str | None, int]]:
    drawings = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
    numbers: dict[str, list[str | None]] = {
        "content control": [attribute(element) for element in root.iterfind(f".//{W}sdtPr/{W}id")],
        "bookmark": [attribute(element, "id") for element in _bookmark_starts(root)],
        "bookmark name": [(attribute(element, "name") or "").lower() for element in _bookmark_starts(root)],
        "picture": [element.get("id") for element in root.iter(drawings)],
    }
    for kind, values in numbers.items():
        yield from ((kind, number, times) for number, times in Counter(values).items() if times > 1)


def _bookmark_starts(root: Any) -> Iterator[Any]:
    """The beginnings of bookmarks, without those that have no end and stand where LibreOffice has split a paragraph."""
    starts = list(root.iter(f"{W}bookmarkStart"))
    ends = {attribute(end, "id") for end in root.iter(f"{W}bookmarkEnd")}
    ended_names = [attribute(start, "name") for start in starts if attribute(start, "id") in ends]
    for start in starts:
        if attribute(start, "id") in ends or attribute(start, "name") not in ended_names:
            yield start


def _unbalanced(root: Any) -> Iterator[str]:
    """Finds fields whose parts are not in order: begin, instruction, separate, result, end."""
    states: list[str] = []
    for element in root.iter(f"{W}fldChar"):
        kind = attribute(element, "fldCharType")
        if kind == "begin":
            states.append("begin")
        elif not states or (kind == "separate" and states[-1] != "begin"):
            yield f"a field's {kind} without its beginning"
        elif kind == "separate":
            states[-1] = "separate"
        else:
            states.pop()
    yield from ("a field without its end" for _ in states)


def audit(content: bytes, folder: Path) -> str:
    """The complaints of `openxml-audit` about a file; empty where it has none."""
    from openxml_audit import OpenXmlValidator

    file = folder / "audited.docx"
    file.write_bytes(content)
    report = OpenXmlValidator().validate(file)
    return "" if report.is_valid else "\n".join(map(str, report.errors)) or "not valid"
