"""A reader of Word files for tests: what a reader of the file is told, in order. Written apart from the writer.

It walks the XML itself, since python-docx passes over what stands in content controls and fields.
"""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def part(content: bytes, name: str = "word/document.xml") -> Any:
    """The root element of a part."""
    from lxml import etree

    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return etree.fromstring(package.read(name))


def opened(content: bytes) -> Any:
    """The file as python-docx sees it."""
    import docx

    return docx.Document(io.BytesIO(content))


def names(content: bytes) -> list[str]:
    """The names of the parts in the order in which they are packed."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return package.namelist()


def value(element: Any, name: str = "val") -> str | None:
    """An attribute of WordprocessingML."""
    found = element.get(W + name)
    return None if found is None else str(found)


def paragraphs(content: bytes) -> list[Any]:
    """Every paragraph of the body, those in tables and content controls too, in reading order."""
    return list(part(content).iter(f"{W}p"))


def style(paragraph: Any) -> str:
    """The id of a paragraph's style; empty for the default one."""
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if found is None else value(found) or ""


def lines(content: bytes) -> Iterator[str]:
    """The words of each paragraph of the body, without empty cells, gaps after tables, and page numbers of contents.

    Running heads are not in the body, and pictures have no words. A paragraph that is empty for no reason yields an
    empty line.
    """
    for paragraph in paragraphs(content):
        words = text(paragraph)
        if words or not _may_be_empty(paragraph):
            yield words


def text(paragraph: Any) -> str:
    """The words of a paragraph as they show, without page numbers and the tabs before them."""
    words: list[str] = []
    fields: list[list[str]] = []
    for element in paragraph.iter(f"{W}t", f"{W}tab", f"{W}br", f"{W}instrText", f"{W}fldChar"):
        shown = not any("".join(instruction).split()[:1] == ["PAGEREF"] for instruction in fields)
        if element.tag == f"{W}fldChar":
            _follow(fields, value(element, "fldCharType"))
        elif element.tag == f"{W}instrText":
            fields[-1].append(element.text)
        elif element.tag == f"{W}t" and shown:
            words.append(element.text or "")
        elif element.tag != f"{W}t" and element.getparent().tag == f"{W}r":
            words.append("\t" if element.tag == f"{W}tab" else "\n")
    return "".join(words).rstrip("\t")


def _follow(fields: list[list[str]], kind: str | None) -> None:
    """Keep count of the fields that are open. The field of the contents ends in another paragraph than it begins."""
    if kind == "begin":
        fields.append([])
    elif kind == "end" and fields:
        fields.pop()


def _may_be_empty(paragraph: Any) -> bool:
    in_cell = any(parent.tag == f"{W}tc" for parent in paragraph.iterancestors())
    return in_cell or style(paragraph) == "TableGap" or paragraph.find(f".//{W}drawing") is not None
