"""What a PDF claims to be, which fonts it has, and where its links lead."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from reportgen.document import LINK_SCHEMES
from reportgen.verify._pdf.objects import Depth, catalog, direct, leaves, listed, mapping
from reportgen.verify.model import Fonts, one_line, quoted

if TYPE_CHECKING:
    import pypdf

_METADATA = re.compile(rb"<rdf:RDF\b.*?</rdf:RDF>", re.DOTALL)
_FIRST = {
    "PDF/A-3a": (("pdfaid", "part", "3"), ("pdfaid", "conformance", "A")),
    "PDF/UA-1": (("pdfuaid", "part", "1"),),
}
_SECOND = {"PDF/A-4": (("pdfaid", "part", "4"),), "PDF/UA-2": (("pdfuaid", "part", "2"),)}
"""The standards of PDF 2.0; PDF/A-4f is PDF/A-4 with a file in it (ISO 19005-4, annex A)."""

_FILES = ("/FontFile", "/FontFile2", "/FontFile3")


def lying_open(content: bytes) -> bytes:
    """What a PDF says of itself (XMP), as far as that is not packed."""
    found = _METADATA.findall(content)
    return found[-1] if found else b""


def metadata(reader: "pypdf.PdfReader") -> bytes:
    """What a PDF says of itself (XMP)."""
    stream = direct(catalog(reader).get("/Metadata"))
    data = stream.get_data() if hasattr(stream, "get_data") else b""
    return data if isinstance(data, bytes) else data.encode()


def claims(described: bytes) -> dict[str, bool]:
    """The standards that a PDF should claim, and whether it does: those of PDF 2.0 where it claims to be PDF/A-4."""
    first, second = (
        {name: all(_says(described, *value) for value in values) for name, values in standards.items()}
        for standards in (_FIRST, _SECOND)
    )
    return second if second["PDF/A-4"] else first


def _says(described: bytes, prefix: str, key: str, value: str) -> bool:
    pattern = rf"""{prefix}:{key}(?:\s*=\s*["']{value}["']|\s*>\s*{value}\s*<)"""
    return re.search(pattern.encode(), described) is not None


def fonts(reader: "pypdf.PdfReader") -> Fonts:
    """The fonts that pages and what is on them use; `missing` are those that are not inside the file."""
    found: dict[str, bool] = {}
    depth = Depth()
    for page in reader.pages:
        for font in _fonts(page.get("/Resources"), depth, 1):
            name = str(direct(font.get("/BaseFont")) or "a font without a name").removeprefix("/")
            found[name] = found.get(name, True) and _embedded(font)
    return Fonts(tuple(found), tuple(name for name, embedded in found.items() if not embedded))


def _fonts(resources: Any, depth: Depth, deep: int) -> Iterator[Any]:
    depth.check(deep)
    resources = mapping(resources)
    yield from map(mapping, mapping(resources.get("/Font")).values())
    for form in map(mapping, mapping(resources.get("/XObject")).values()):
        if form.get("/Subtype") == "/Form":
            yield from _fonts(form.get("/Resources"), depth, deep + 1)


def _embedded(font: Any) -> bool:
    if font.get("/Subtype") == "/Type3":
        return True  # its letters are drawings in the file
    inner = [mapping(each) for each in listed(font.get("/DescendantFonts"))] or [font]
    return all(any(key in mapping(each.get("/FontDescriptor")) for key in _FILES) for each in inner)


def links(reader: "pypdf.PdfReader") -> tuple[int, list[str]]:
    """How many links there are, and what is wrong with them and the bookmarks."""
    root = catalog(reader)
    named = {str(direct(name)) for name, _ in leaves(mapping(root.get("/Names")).get("/Dests"), "/Names")}
    named |= {str(name).removeprefix("/") for name in mapping(root.get("/Dests"))}
    count = 0
    wrong: list[str] = []
    for number, page in enumerate(reader.pages, 1):
        for annotation in map(mapping, listed(page.get("/Annots"))):
            if annotation.get("/Subtype") == "/Link":
                count += 1
                words = one_line(str(direct(annotation.get("/Contents")) or ""))
                label = f"the link {quoted(words)} on page {number}" if words else f"a link on page {number}"
                wrong += (f"{label} {fault}" for fault in _lost(annotation, named))
    for entry in _bookmarks(root):
        title = quoted(str(direct(entry.get("/Title")) or ""))
        wrong += (f"the bookmark {title} {fault}" for fault in _lost(entry, named))
    return count, wrong


def _lost(holder: Any, named: set[str]) -> Iterator[str]:
    """What is wrong with where a link or a bookmark leads."""
    action = mapping(holder.get("/A"))
    kind = str(direct(action.get("/S")) or "")
    target = direct(holder.get("/Dest", action.get("/D")))
    if kind == "/URI":
        address = str(direct(action.get("/URI")))
        if not address.lower().startswith(LINK_SCHEMES):
            yield f"leads to {quoted(address)}, which is not http, https or mailto"
    elif kind not in {"", "/GoTo"}:
        yield f"does something else than leading to a place ({kind.removeprefix('/')})"
    elif target is None:
        yield "leads nowhere"
    elif isinstance(target, list):
        if not target or not mapping(target[0]):
            yield "leads to a page that is not there"
    elif str(target).removeprefix("/") not in named:
        yield f"leads to `{target}`, which is not there"


def _bookmarks(root: Any) -> Iterator[Any]:
    depth, waiting = Depth(), [mapping(mapping(root.get("/Outlines")).get("/First"))]
    while waiting:
        entry = waiting.pop()
        if entry:
            depth.check(1)
            yield entry
            waiting += (mapping(entry.get("/Next")), mapping(entry.get("/First")))
