"""What is found out about a finished file: what it says, what it carries, and how each check of it came out."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import islice
from pathlib import Path


class Status(StrEnum):
    """How a check came out. `none` is one that such a file cannot fail: a web page carries no dataset."""

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
}
"""The checks in the order in which they are shown, with what each proves."""

EXTRA = "pip install 'reportgen[verify]'"
"""What brings the programs that some checks need."""

LOCKED = "it is locked: take its protection away first"
"""Why a file that asks for a password is not looked into."""

KINDS: Mapping[str, str] = {"docx": "Word file", "pdf": "PDF", "html": "web page"}
"""The kinds of files by their endings, as people call them."""


@dataclass(frozen=True, slots=True)
class Result:
    """How a check of a file came out, in a line; where it failed, `problems` are all that is wrong, the first as in the line."""

    check: str
    status: Status
    message: str
    problems: tuple[str, ...] = ()


MOST = 100
"""How many problems of a check are kept: who has more looks at the file and not at the list."""


def judged(check: str, problems: Iterable[str], fine: str) -> Result:
    """The result of a check that found these problems, or is `fine`."""
    found = tuple(dict.fromkeys(map(printable, islice(problems, MOST))))
    if not found:
        return Result(check, Status.PASS, printable(fine))
    return Result(check, Status.FAIL, found[0], found)


def skipped(check: str, why: str) -> Result:
    """The result of a check that could not be made."""
    return Result(check, Status.SKIPPED, why)


@dataclass(frozen=True, slots=True)
class Said:
    """What a file says in reading order: its lines, what it says of pictures, and the addresses that its links lead to.

    Lines without words are left out, and of links to one address in a row one is kept. `heads` are the words at the head of pages
    as far as they are known; `unheard` are words that show and are in no line. Where `spaced` is false, ends of lines on the page
    stand for blanks.
    """

    lines: tuple[str, ...]
    pictures: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    unheard: tuple[str, ...] = ()
    spaced: bool = True


@dataclass(frozen=True, slots=True)
class Fonts:
    """The fonts that a file names, and those of them that it should bring along and does not."""

    names: tuple[str, ...]
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Examined:
    """A file that has been looked into by itself, apart from its dataset and from other files.

    `said` and `fonts` are None where they could not be found out: `unsaid` is then how the comparison of words came out.
    `uncarried` says why a dataset that is there cannot be taken out; `layout` is the name of the layout that the file names;
    `others` are the further datasets of a pack.
    """

    path: Path
    kind: str
    results: tuple[Result, ...]
    said: Said | None = None
    fonts: Fonts | None = None
    unsaid: Result | None = None
    dataset: bytes | None = field(default=None, repr=False)
    uncarried: str = ""
    layout: str = ""
    others: tuple[bytes, ...] = field(default=(), repr=False)

    @property
    def name(self) -> str:
        """What people call such a file."""
        return KINDS[self.kind]


def one_line(words: str) -> str:
    """Words with one blank between them."""
    return " ".join(words.split())


def in_a_row(addresses: Iterable[str]) -> tuple[str, ...]:
    """Addresses without those that repeat the one before: a link that breaks over lines is one."""
    found: list[str] = []
    for address in addresses:
        if not found or found[-1] != address:
            found.append(address)
    return tuple(found)


def skips(headings: Iterable[tuple[int, str]]) -> Iterator[str]:
    """The headings that are more than a level below the one before, by levels and words in reading order."""
    before = 0
    for level, words in headings:
        if level > before + 1:
            under = f"follows one of level {before}" if before else "is the first"
            yield f"the heading {quoted(words)} is of level {level}, and {under}"
        before = level


def quoted(words: str, longest: int = 60) -> str:
    """Words in quotation marks, cut where they are long."""
    return f"“{printable(one_line(words), longest)}”"


def printable(words: str, longest: int = 400) -> str:
    """Words that fit on a line of a terminal and do nothing to it, whatever the file says that they come from."""
    words = "".join(letter if letter.isprintable() else "\ufffd" for letter in words[: longest + 1])
    return words if len(words) <= longest else f"{words[: longest - 1].rstrip()}…"
