"""Reads the text of finished HTML files and PDFs in reading order, without any code of the writers."""

import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from io import BytesIO
from typing import Any

import pypdf
import pytest

_LINES = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "caption", "figcaption"}
_BLOCKS = _LINES | {
    *("body", "header", "main", "nav", "section", "div", "figure", "ul", "ol", "li", "dd"),
    *("table", "thead", "tbody", "tr", "colgroup"),
}
_NO_WORDS = {"doc-noteref", "doc-backlink"}
"""The roles of links whose words are none of the report."""

_VOID = {"meta", "img", "source", "col", "br"}


@dataclass(slots=True)
class Tag:
    """An element with its attributes and children; `has_line` says that a line of text has come out of it."""

    name: str
    attributes: dict[str, str]
    children: list["Tag"] = field(default_factory=list)
    has_line: bool = False

    def all(self, *names: str) -> Iterator["Tag"]:
        """Yields the elements of these names (of any name, if none is given) in this one, in order."""
        for child in self.children:
            if not names or child.name in names:
                yield child
            yield from child.all(*names)


class Page(HTMLParser):
    """An HTML file as a tree, and the lines of its text."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.root = Tag("", {})
        self.lines: list[str] = []
        self.style = ""
        self._open = [self.root]
        self._words = ""
        self.feed(content.decode())
        self.close()
        assert self._open == [self.root], "an element is not closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self._end_line()
        element = Tag(tag, {name: value or "" for name, value in attrs})
        assert len(element.attributes) == len(attrs), f"an attribute of {tag} stands twice"
        self._open[-1].children.append(element)
        if tag not in _VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert tag == self._open[-1].name, f"{tag} ends {self._open[-1].name}"
        if tag in _BLOCKS:
            self._end_line()
        element = self._open.pop()
        is_wordless = self._is_empty_field(tag) or (tag in {"h2", "h3"} and self._is_in_notes())
        if tag in _LINES and not element.has_line and not is_wordless:
            self.lines.append("")
        self._open[-1].has_line |= element.has_line or tag in _LINES

    def handle_data(self, data: str) -> None:
        if any(element.attributes.get("role") in _NO_WORDS for element in self._open):
            return
        if self._open[-1].name == "sup" or (self._open[-1].name in {"h2", "h3"} and self._is_in_notes()):
            return
        if self._open[-1].name == "style":
            self.style += data
        if any(element.name == "body" for element in self._open):
            self._words += data

    def _end_line(self) -> None:
        """Adds a line of the words since the last line. Line feeds stand between elements only."""
        words, self._words = self._words.replace("\n", ""), ""
        if words:
            self.lines.append(words)
            self._open[-1].has_line = True

    def _is_in_notes(self) -> bool:
        return any(element.attributes.get("role") == "doc-endnotes" for element in self._open)

    def _is_empty_field(self, tag: str) -> bool:
        in_fields = any(element.attributes.get("class") == "fields" for element in self._open)
        return tag == "td" and in_fields

    def all(self, *names: str) -> list[Tag]:
        """Returns the elements of these names, in order."""
        return list(self.root.all(*names))

    def one(self, name: str) -> Tag:
        """Returns the only element of this name."""
        (element,) = self.root.all(name)
        return element


def without_spaces(text: str) -> str:
    """Returns text without white space, since line breaks depend on the page."""
    return re.sub(r"\s+", "", text)


def require_program(program: str) -> str:
    """Returns a program of poppler, or skips the test where it is not installed."""
    if not shutil.which(program):
        pytest.skip(f"{program} (poppler-utils) is not here")
    return program


def tags(content: bytes, allowed: bytes = b"") -> list[str]:
    """Returns a PDF's structure as poppler sees it: elements and words in reading order, indented by two spaces a level.

    Poppler may complain of nothing but what is `allowed`.
    """
    poppler = require_program("pdfinfo")
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(content)
        file.flush()
        result = subprocess.run([poppler, "-struct-text", file.name], capture_output=True, check=True)
    assert result.stderr.replace(allowed or b"\0", b"") == b""
    return result.stdout.decode().splitlines()


def read_aloud(content: bytes) -> list[str]:
    """Returns a PDF's structure and words in the form of `tags`, read by pypdf, which draws no pages."""
    reader = pypdf.PdfReader(BytesIO(content))
    words = {page.indirect_reference.idnum: _words_by_mark(page) for page in reader.pages}  # type: ignore[union-attr]
    root: Any = reader.trailer["/Root"]["/StructTreeRoot"]  # type: ignore[index]
    return [line for kid in root["/K"] for line in _element_lines(kid.get_object(), words, "")]


def _element_lines(element: Any, words: dict[int, dict[int, str]], indent: str) -> Iterator[str]:
    """Yields the lines of an element and its content."""
    yield indent + str(element["/S"])[1:]
    indent += "  "
    for kid in element.get("/K", ()):
        inner: Any = element if isinstance(kid, int) else kid.get_object()
        if inner.get("/Type") == "/StructElem" and inner is not element:
            yield from _element_lines(inner, words, indent)
        elif isinstance(kid, int) or inner["/Type"] == "/MCR":
            mark = int(kid if isinstance(kid, int) else inner["/MCID"])
            yield f'{indent}"{words[inner.raw_get("/Pg").idnum][mark]}"'


def _words_by_mark(page: Any) -> dict[int, str]:
    """Returns the words of a page by the numbers of the marks around them."""
    words: dict[int, str] = {}
    mark = None
    for operands, operator, letters in _operations(page, page.get_contents().operations):
        match operator:
            case b"BDC":
                mark = operands[1].get("/MCID")
                words.setdefault(mark, "")
            case b"EMC":
                mark = None
            case b"TJ" | b"Tj" if mark is not None:
                parts = operands[0] if operator == b"TJ" else operands
                drawn = b"".join(part.original_bytes for part in parts if hasattr(part, "original_bytes"))
                words[mark] += "".join(letters[drawn[start : start + 2]] for start in range(0, len(drawn), 2))
    return words


def _operations(holder: Any, operations: Any) -> Iterator[tuple[Any, bytes, dict[bytes, str]]]:
    """Yields the operations of a page and of the forms on it, each with the letters of its font."""
    resources = holder["/Resources"]
    fonts = {name: _letters(font.get_object()) for name, font in resources.get("/Font", {}).items()}
    letters: dict[bytes, str] = {}
    for operands, operator in operations:
        if operator == b"Tf":
            letters = fonts[operands[0]]
        form = resources["/XObject"][operands[0]] if operator == b"Do" else {}
        if form.get("/Subtype") == "/Form":
            yield from _operations(form, pypdf.generic.ContentStream(form, None).operations)
        yield operands, operator, letters


def _letters(font: Any) -> dict[bytes, str]:
    """Returns the letters of a font by their codes of two bytes."""
    pairs = re.findall(rb"<(\w{4})> <(\w+)>\n", font["/ToUnicode"].get_data().partition(b"beginbfchar")[2])
    return {
        bytes.fromhex(code.decode()): bytes.fromhex(to.decode()).decode("utf-16-be") for code, to in pairs
    }


def pdf_text(content: bytes) -> str:
    """Returns a PDF's words in the order in which they are read aloud, without white space, list marks and numbers of notes."""
    words, mark, previous = [], None, ""
    for line in read_aloud(content):
        depth = len(line) - len(line.lstrip())
        mark = None if mark is not None and depth <= mark else mark
        is_number = line.lstrip() == "Reference" and previous != "TOCI"
        previous = line.lstrip()
        if line.lstrip().startswith("Lbl") or (is_number and mark is None):
            mark = depth
        elif mark is None and line.lstrip().startswith('"'):
            words.append(line.strip()[1:-1])
    return without_spaces("".join(words))


def page_texts(content: bytes) -> list[str]:
    """Returns the words of each page without white space, in the order of the file; running heads and feet come last."""
    return [without_spaces(page.extract_text()) for page in pypdf.PdfReader(BytesIO(content)).pages]


def places_on(page: pypdf.PageObject) -> dict[str, tuple[int, int]]:
    """Returns where words begin on a page, in points from the left and from the top, by the words."""
    places: dict[str, tuple[int, int]] = {}

    def visit(words: str, matrix: list[float], text_matrix: list[float], *__: object) -> None:
        left = text_matrix[4] * matrix[0] + matrix[4]
        top = text_matrix[5] * matrix[3] + matrix[5]
        if words.strip():
            places.setdefault(words.strip(), (round(left), round(842 - top)))

    page.extract_text(visitor_text=visit)
    return places


def missing_lines(lines: Iterator[str], text: str) -> list[str]:
    """Returns the lines that are not in the text in their order."""
    missing, end = [], 0
    for line in lines:
        words = without_spaces(line)
        start = text.find(words, end)
        if start < 0:
            missing.append(line)
        else:
            end = start + len(words)
    return missing


def links(content: bytes) -> list[str]:
    """Returns the targets of a PDF's links, one for each rectangle: an address, or `#` and the name of a destination."""
    annotations = (
        annotation.get_object()
        for page in pypdf.PdfReader(BytesIO(content)).pages
        for annotation in page.get("/Annots", ())
    )
    return [
        f"#{annotation['/Dest']}" if "/Dest" in annotation else str(annotation["/A"]["/URI"])
        for annotation in annotations
        if annotation["/Subtype"] == "/Link"
    ]


def fonts(content: bytes) -> set[str]:
    """Returns the names of a PDF's fonts without the prefix of a subset."""
    pages: Iterator[Any] = iter(pypdf.PdfReader(BytesIO(content)).pages)
    fonts = (font.get_object() for page in pages for font in page["/Resources"]["/Font"].values())
    return {str(font["/BaseFont"]).rpartition("+")[2] for font in fonts}
