"""Reads the text of a PDF, which holds the lines of a page and knows nothing of paragraphs, headings and tables."""

import re
from collections import Counter
from collections.abc import Sequence

from reportgen.extract import UnreadableFile
from reportgen.importer.blocks import LeftOut, Reading
from reportgen.importer.readers.plain_text import read_lines
from reportgen.verify._pdf.objects import open_pdf, raise_unreadable
from reportgen.verify.model import INSTALL_EXTRA

_MAX_PAGES = 500
_EDGE = 2
"""How many lines at the head and at the foot of a page may be those that run over all pages."""

_DIGITS = re.compile(r"\d+")


def read(content: bytes) -> Reading:
    """Reads a PDF. Raises UnreadableFile where it is locked, damaged or a picture of a page."""
    pages = [page.splitlines() for page in _page_texts(content)]
    running = _running_lines(pages)
    lines: list[str] = []
    left_out: list[str] = []
    for page in pages:
        for index, line in enumerate(page):
            is_running = _is_at_edge(index, page) and _key(line) in running
            (left_out if is_running else lines).append(line)
    if not any(line.strip() for line in lines):
        raise UnreadableFile("it holds pictures of pages and no words")
    running_words = tuple(LeftOut("running head or foot", line.strip()) for line in left_out if line.strip())
    blocks = tuple(read_lines([(1, line) for line in lines], lines))
    return Reading(blocks, running_words)


def _page_texts(content: bytes) -> list[str]:
    try:
        reader = open_pdf(content)
    except ImportError as error:
        raise UnreadableFile(f"PDFs are read with pypdf, which is not installed: {INSTALL_EXTRA}") from error
    with raise_unreadable(content):
        if len(reader.pages) > _MAX_PAGES:
            raise UnreadableFile(f"it has more than {_MAX_PAGES} pages")
        return [page.extract_text() for page in reader.pages]


def _running_lines(pages: Sequence[Sequence[str]]) -> frozenset[str]:
    """Returns the lines, without their numbers, that stand at the edges of at least half of the pages, and of three."""
    counts = Counter(
        key
        for page in pages
        for key in {_key(line) for index, line in enumerate(page) if _is_at_edge(index, page)}
    )
    return frozenset(key for key, count in counts.items() if count >= max(len(pages) / 2, 3))


def _is_at_edge(index: int, page: Sequence[str]) -> bool:
    return index < _EDGE or index >= len(page) - _EDGE


def _key(line: str) -> str:
    return _DIGITS.sub("0", " ".join(line.split()))
