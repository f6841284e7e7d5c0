"""The values that verification works with: results of checks, the text and fonts of a file, and the examined file itself."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import islice
from pathlib import Path

from reportgen.formats import FORMATS
from reportgen.verify.strings import printable


class Status(StrEnum):
    """The outcome of a check. `none` is one that such a file cannot fail: a web page carries no dataset."""

    PASS = "pass"  # noqa: S105 (no password)
    FAIL = "fail"
    SKIPPED = "skipped"
    NONE = "none"


CHECKS: Mapping[str, str] = {
    "carries": "the dataset is in the file, and valid by today's rules",
    "parity": "the file says what its dataset says, block by block",
    "agreement": "files of one report say the same",
    "structure": "the file is sound, and people who cannot see it find their way",
    "claims": "the PDF claims PDF/A-3a and PDF/UA-1, or PDF/A-4 and PDF/UA-2",
    "pdf-a": "the PDF is PDF/A-3a (no program here knows PDF/A-4)",
    "pdf-ua": "the PDF is PDF/UA-1 (no program here knows PDF/UA-2)",
    "open-xml": "the Word file is Open XML as its standard has it",
    "fonts": "the fonts are those of the layout, and inside a PDF",
    "links": "every link has its target",
    "sent": "the files of a receipt are those that were sent",
}
"""The checks in the order in which they are shown, with what each proves. `reportgen.formats` says to which files they apply."""

INSTALL_EXTRA = "pip install 'reportgen[verify]'"
"""The command that installs the programs that some checks need."""

LOCKED = "it is locked: take its protection away first"
"""The reason for which a file that asks for a password is not examined."""

MAX_PROBLEMS = 100
"""The most problems of a check that are listed."""


@dataclass(frozen=True, slots=True)
class Result:
    """The outcome of a check of a file, with a message of one line. `problems` lists all faults, the first as in the message."""

    check: str
    status: Status
    message: str
    problems: tuple[str, ...] = ()


def pass_or_fail(check: str, problems: Iterable[str], pass_message: str) -> Result:
    """Returns the result of a check that ran: it fails if there are problems."""
    distinct = tuple(dict.fromkeys(map(printable, islice(problems, MAX_PROBLEMS))))
    if not distinct:
        return Result(check, Status.PASS, printable(pass_message))
    return Result(check, Status.FAIL, distinct[0], distinct)


def skip(check: str, reason: str) -> Result:
    """Returns the result of a check that could not run."""
    return Result(check, Status.SKIPPED, reason)


@dataclass(frozen=True, slots=True)
class FileText:
    """The text of a file in reading order: its lines, the alternative texts of pictures, the addresses of links, and notes.

    Notes are no `lines`, and addresses in them come last, since each format has a place of its own for notes. Empty
    lines are left out, and consecutive links to one address count once. `page_headers` are the running heads where they can be
    read; `untagged` is text that shows on a PDF's pages and belongs to no tag. `titles` are those in the metadata, `hiding` is
    what hides words, and `empty_pages` are the pages without any. Where `has_exact_spaces` is false, a line may have gained or
    lost spaces where the page broke it. `page_footers` are the running feet.
    """

    lines: tuple[str, ...]
    alternative_texts: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    page_headers: tuple[str, ...] = ()
    untagged: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    hiding: tuple[str, ...] = ()
    empty_pages: tuple[str, ...] = ()
    has_exact_spaces: bool = True
    notes: tuple[str, ...] = ()
    page_footers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fonts:
    """The names of the fonts that a file uses, and of those that should be embedded in it and are not."""

    names: tuple[str, ...]
    not_embedded: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ExaminedFile:
    """A file that has been examined by itself, apart from its dataset and from other files.

    `text` and `fonts` are None where they could not be read; `text_failure` is then the result of the check of parity.
    `dataset_error` says why the dataset in the file cannot be taken out; `layout` is the name of the layout that the file gives;
    `other_datasets` are the further datasets of a pack.
    """

    path: Path
    format: str
    results: tuple[Result, ...]
    text: FileText | None = None
    fonts: Fonts | None = None
    text_failure: Result | None = None
    dataset: bytes | None = field(default=None, repr=False)
    dataset_error: str = ""
    layout: str = ""
    other_datasets: tuple[bytes, ...] = field(default=(), repr=False)

    @property
    def noun(self) -> str:
        """The word that people use for such a file."""
        return FORMATS[self.format].noun
