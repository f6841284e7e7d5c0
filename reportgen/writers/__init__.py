"""The writers: each turns a document and a theme into the bytes of one format.

A writer is a module of this package, named after its format, with a `write` function of the type `Writer`. It imports
heavy libraries inside that function, so that no format loads, or fails with, the library of another.
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
"""The standards that a PDF can claim: PDF/A-3a with PDF/UA-1 (the default), PDF/A-4f with PDF/UA-2, or none.

The second pair is of PDF 2.0. A PDF that carries no dataset claims PDF/A-4 in place of PDF/A-4f, which takes embedded files.
"""

STYLE, REFERENCE = "style.css", "reference.docx"
"""The first step of a problem's path in a file of the layout; a line and a column may follow."""


@dataclass(frozen=True, slots=True)
class Options:
    """What a writer may use beside the document and the theme.

    `sources` are the datasets that the file carries by their names, without their private values, and `layout` names the
    layout that was used. `standard` is one of STANDARDS.
    """

    sources: Mapping[str, bytes] = field(default_factory=dict)
    layout: str = ""
    standard: str = STANDARDS[0]


@dataclass(frozen=True, slots=True)
class Written:
    """A finished file and its faults; for a PDF also the number of pages."""

    content: bytes = field(repr=False)
    faults: tuple[Fault, ...] = ()
    page_count: int = 0


class EngineMissing(Exception):
    """A format cannot be written on this machine; the message says in plain words what to install, or what is in the way."""


Writer: TypeAlias = Callable[[Document, Theme, Options], Written]


def writer(name: str) -> Writer:
    """Returns the writer of a format. Raises KeyError for a name that is not in FORMATS."""
    return cast("Writer", import_module(f"reportgen.writers.{FORMATS[name].name}").write)
