"""The writers: each a function from a document and a theme to the bytes of one format.

A writer is one module of this folder, named after its format, with a `write` function of the type `Writer`.
Heavy libraries are imported inside that function, so that one format never pays for, or fails with, another's.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import TypeAlias, cast

from reportgen.document import Document
from reportgen.findings import Fault
from reportgen.formats import FORMATS
from reportgen.theme import Theme

STANDARDS = ("a-3a+ua-1", "a-4f+ua-2", "none")
"""What a PDF can claim to be: for archives and for everyone (PDF/A-3a and PDF/UA-1), the default, or nothing.

PDF/A-4f and PDF/UA-2 are the successors of PDF 2.0. Without its dataset such a PDF is PDF/A-4, which is for PDFs without files.
"""

STYLE, REFERENCE = "style.css", "reference.docx"
"""The first step of a problem's path where it lies in a file of the layout: behind it may come a line and a column."""


@dataclass(frozen=True, slots=True)
class Options:
    """What a writer may know beside the document.

    `pages` are those of each section's anchor, when a PDF of the same run has them; `sources` are the datasets that the file
    carries by their names, without what is private, and `layout` is the name of the layout that they are set by; `standard`
    is the PDF's, one of STANDARDS.
    """

    pages: Mapping[str, int] = field(default_factory=dict)
    sources: Mapping[str, bytes] = field(default_factory=dict)
    layout: str = ""
    standard: str = STANDARDS[0]


@dataclass(frozen=True, slots=True)
class Written:
    """A finished file, what was met while writing it, and for a PDF the page of each section's anchor and their number."""

    content: bytes = field(repr=False)
    faults: tuple[Fault, ...] = ()
    pages: Mapping[str, int] = field(default_factory=dict)
    page_count: int = 0


class EngineMissing(Exception):
    """A format cannot be written on this machine; the message says in plain words what to install."""


Writer: TypeAlias = Callable[[Document, Theme, Options], Written]


def writer(name: str) -> Writer:
    """The writer of a format. Raises KeyError for a name that is not in FORMATS."""
    return cast("Writer", import_module(f"reportgen.writers.{FORMATS[name].name}").write)
