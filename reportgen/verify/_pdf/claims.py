"""The standards that a PDF claims to follow in its metadata (XMP)."""

import re
from html import unescape
from typing import TYPE_CHECKING

from reportgen.startup.patterns import lazy_pattern
from reportgen.verify._pdf.objects import as_dict, catalog, resolve
from reportgen.verify.strings import collapse_whitespace

if TYPE_CHECKING:
    import pypdf

_TITLES = lazy_pattern(rb"<dc:title>\s*<rdf:Alt>\s*<rdf:li[^<>]*>([^<]*)<")
_PDF_1_7 = {
    "PDF/A-3a": (("pdfaid", "part", "3"), ("pdfaid", "conformance", "A")),
    "PDF/UA-1": (("pdfuaid", "part", "1"),),
}
_PDF_2_0 = {"PDF/A-4": (("pdfaid", "part", "4"),), "PDF/UA-2": (("pdfuaid", "part", "2"),)}
"""Standards with the prefix, name and value of each property that claims them.

PDF/A-4f is PDF/A-4 with a file embedded (ISO 19005-4, annex A).
"""


def read_metadata(reader: "pypdf.PdfReader") -> bytes:
    """Reads the metadata of a PDF."""
    stream = resolve(catalog(reader).get("/Metadata"))
    data = stream.get_data() if hasattr(stream, "get_data") else b""
    return data if isinstance(data, bytes) else data.encode()


def read_titles(reader: "pypdf.PdfReader", metadata: bytes) -> tuple[str, ...]:
    """Reads the titles of a PDF: that of its document information, and those of its metadata."""
    information = as_dict(reader.trailer.get("/Info"))
    titles = [str(resolve(information.get("/Title")) or "")]
    titles += (unescape(title.decode("utf-8", "replace")) for title in _TITLES.findall(metadata))
    return tuple(map(collapse_whitespace, titles))


def read_claims(metadata: bytes) -> dict[str, bool]:
    """Returns the two standards that a PDF should claim, that of PDF/UA last, and whether it does.

    They are those of PDF 2.0 where it claims to be PDF/A-4.
    """
    pdf_1_7, pdf_2_0 = (
        {
            standard: all(_has_property(metadata, *claim) for claim in properties)
            for standard, properties in standards.items()
        }
        for standards in (_PDF_1_7, _PDF_2_0)
    )
    return pdf_2_0 if pdf_2_0["PDF/A-4"] else pdf_1_7


def _has_property(metadata: bytes, prefix: str, name: str, value: str) -> bool:
    pattern = rf"""{prefix}:{name}(?:\s*=\s*["']{value}["']|\s*>\s*{value}\s*<)"""
    return re.search(pattern.encode(), metadata) is not None
