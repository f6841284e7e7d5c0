"""The standards that a PDF claims to follow in its metadata (XMP)."""

import re
from typing import TYPE_CHECKING

from reportgen.startup.patterns import lazy_pattern
from reportgen.verify._pdf.objects import catalog, resolve

if TYPE_CHECKING:
    import pypdf

_METADATA = lazy_pattern(rb"<rdf:RDF\b.*?</rdf:RDF>", re.DOTALL)
_PDF_1_7 = {
    "PDF/A-3a": (("pdfaid", "part", "3"), ("pdfaid", "conformance", "A")),
    "PDF/UA-1": (("pdfuaid", "part", "1"),),
}
_PDF_2_0 = {"PDF/A-4": (("pdfaid", "part", "4"),), "PDF/UA-2": (("pdfuaid", "part", "2"),)}
"""Standards with the prefix, name and value of each property that claims them.

PDF/A-4f is PDF/A-4 with a file embedded (ISO 19005-4, annex A).
"""


def find_metadata(content: bytes) -> bytes:
    """Finds the metadata of a PDF without reading its objects; empty where they are compressed."""
    packets = _METADATA.findall(content)
    return packets[-1] if packets else b""


def read_metadata(reader: "pypdf.PdfReader") -> bytes:
    """Reads the metadata of a PDF."""
    stream = resolve(catalog(reader).get("/Metadata"))
    data = stream.get_data() if hasattr(stream, "get_data") else b""
    return data if isinstance(data, bytes) else data.encode()


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
