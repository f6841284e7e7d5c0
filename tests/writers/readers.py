"""Readers of finished files: what a reader of an HTML file or a PDF is told, in order. Written apart from the writers."""

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
_VOID = {"meta", "img", "col", "br"}


@dataclass(slots=True)
class Tag:
    """An element: its attributes, the elements in it, and whether a line has come out of it."""

    name: str
    attributes: dict[str, str]
    children: list["Tag"] = field(default_factory=list)
    told: bool = False

    def all(self, *names: str) -> Iterator["Tag"]:
        """The elements of these names (of any, without names) in this one, in order."""
        for child in self.children:
            if not names or child.name in names:
                yield child
            yield from child.all(*names)


class Page(HTMLParser):
    """An HTML file as a tree, and the lines that it tells."""

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
            self._tell()
        element = Tag(tag, {name: value or "" for name, value in attrs})
        assert len(element.attributes) == len(attrs), f"an attribute of {tag} stands twice"
        self._open[-1].children.append(element)
        if tag not in _VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert tag == self._open[-1].name, f"{tag} ends {self._open[-1].name}"
        if tag in _BLOCKS:
            self._tell()
        element = self._open.pop()
        if tag in _LINES and not element.told and not self._empty_field(tag):
            self.lines.append("")
        self._open[-1].told |= element.told or tag in _LINES

    def handle_data(self, data: str) -> None:
        if self._open[-1].name == "style":
            self.style += data
        if any(element.name == "body" for element in self._open):
            self._words += data

    def _tell(self) -> None:
        """Take down the words since the last line. Line feeds stand between elements only."""
        words, self._words = self._words.replace("\n", ""), ""
        if words:
            self.lines.append(words)
            self._open[-1].told = True

    def _empty_field(self, tag: str) -> bool:
        fields = any(element.attributes.get("class") == "fields" for element in self._open)
        return tag == "td" and fields

    def all(self, *names: str) -> list[Tag]:
        """The elements of these names, in order."""
        return list(self.root.all(*names))

    def one(self, name: str) -> Tag:
        """The only element of this name."""
        (found,) = self.root.all(name)
        return found


def without_spaces(text: str) -> str:
    """Text without white space: where lines break is the affair of the page."""
    return re.sub(r"\s+", "", text)


def needed(program: str) -> str:
    """A program of poppler's; where it is not installed the test is skipped."""
    if not shutil.which(program):
        pytest.skip(f"{program} (poppler-utils) is not here")
    return program


def tags(content: bytes) -> list[str]:
    """A PDF's structure as poppler sees it: elements and words in reading order, indented by two blanks a level."""
    poppler = needed("pdfinfo")
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(content)
        file.flush()
        told = subprocess.run([poppler, "-struct-text", file.name], capture_output=True, check=True)
    assert told.stderr == b""
    return told.stdout.decode().splitlines()


def read_aloud(content: bytes) -> list[str]:
    """A PDF's structure and words in the form of `tags`, read by pypdf: poppler draws a page anew for each of its elements."""
    reader = pypdf.PdfReader(BytesIO(content))
    words = {page.indirect_reference.idnum: _drawn(page) for page in reader.pages}  # type: ignore[union-attr]
    root: Any = reader.trailer["/Root"]["/StructTreeRoot"]  # type: ignore[index]
    return [line for kid in root["/K"] for line in _told(kid.get_object(), words, "")]


def _told(element: Any, words: dict[int, dict[int, str]], indent: str) -> Iterator[str]:
    """The lines of an element and of what is in it."""
    yield indent + str(element["/S"])[1:]
    indent += "  "
    for kid in element.get("/K", ()):
        inner: Any = element if isinstance(kid, int) else kid.get_object()
        if inner.get("/Type") == "/StructElem" and inner is not element:
            yield from _told(inner, words, indent)
        elif isinstance(kid, int) or inner["/Type"] == "/MCR":
            mark = int(kid if isinstance(kid, int) else inner["/MCID"])
            yield f'{indent}"{words[inner.raw_get("/Pg").idnum][mark]}"'


def _drawn(page: Any) -> dict[int, str]:
    """What the marks of a page enclose: its words by the numbers of the marks."""
    fonts = {name: _letters(font.get_object()) for name, font in page["/Resources"]["/Font"].items()}
    found: dict[int, str] = {}
    mark, letters = None, {}
    for operands, operator in page.get_contents().operations:
        match operator:
            case b"BDC":
                mark = operands[1].get("/MCID")
                found.setdefault(mark, "")
            case b"EMC":
                mark = None
            case b"Tf":
                letters = fonts[operands[0]]
            case b"TJ" | b"Tj" if mark is not None:
                parts = operands[0] if operator == b"TJ" else operands
                drawn = b"".join(part.original_bytes for part in parts if hasattr(part, "original_bytes"))
                found[mark] += "".join(letters[drawn[at : at + 2]] for at in range(0, len(drawn), 2))
    return found


def _letters(font: Any) -> dict[bytes, str]:
    """The letters of a font by the codes that stand for them, each of two bytes."""
    pairs = re.findall(rb"<(\w{4})> <(\w+)>\n", font["/ToUnicode"].get_data().partition(b"beginbfchar")[2])
    return {
        bytes.fromhex(code.decode()): bytes.fromhex(to.decode()).decode("utf-16-be") for code, to in pairs
    }


def pdf_text(content: bytes) -> str:
    """What someone hears who has a PDF read aloud: its words in reading order, without white space and list marks."""
    words, mark = [], None
    for line in read_aloud(content):
        depth = len(line) - len(line.lstrip())
        mark = None if mark is not None and depth <= mark else mark
        if line.lstrip().startswith("Lbl"):
            mark = depth
        elif mark is None and line.lstrip().startswith('"'):
            words.append(line.strip()[1:-1])
    return without_spaces("".join(words))


def page_texts(content: bytes) -> list[str]:
    """The words of each page without white space, in the order of the file, with those that run on every page last."""
    return [without_spaces(page.extract_text()) for page in pypdf.PdfReader(BytesIO(content)).pages]


def lost(lines: Iterator[str], text: str) -> list[str]:
    """The lines that are not in the text, each sought behind the one before."""
    missing, place = [], 0
    for line in lines:
        words = without_spaces(line)
        found = text.find(words, place)
        if found < 0:
            missing.append(line)
        else:
            place = found + len(words)
    return missing


def links(content: bytes) -> list[str]:
    """Where the links of a PDF lead: an address, or `#` and the name of a place in it, once for each rectangle."""
    annotations = (
        annotation.get_object()
        for page in pypdf.PdfReader(BytesIO(content)).pages
        for annotation in page.get("/Annots", ())
    )
    return [
        f"#{each['/Dest']}" if "/Dest" in each else str(each["/A"]["/URI"])
        for each in annotations
        if each["/Subtype"] == "/Link"
    ]


def fonts(content: bytes) -> set[str]:
    """The names of a PDF's fonts without the mark of a subset."""
    resources: Iterator[Any] = (page["/Resources"] for page in pypdf.PdfReader(BytesIO(content)).pages)
    found = (font.get_object() for each in resources for font in each["/Font"].values())
    return {str(font["/BaseFont"]).rpartition("+")[2] for font in found}
