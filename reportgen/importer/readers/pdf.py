"""Reads the text of a PDF, which holds lines of pages: paragraphs are guessed by their width, headings by their letters."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from reportgen.extract import UnreadableFile
from reportgen.importer.blocks import LeftOut, Line, Reading, plain_line
from reportgen.importer.readers.plain_text import MAX_LINES, read_lines
from reportgen.startup.patterns import lazy_pattern
from reportgen.verify._pdf.objects import open_pdf, raise_unreadable

_MAX_PAGES = 500
_EDGE = 2
"""How many lines at the head and at the foot of a page may be those that run over all pages."""

_LARGER = 1.1
"""Letters that are so much larger than those of most words are those of headings."""

_LONGEST_HEADING = 200
_DIGITS = lazy_pattern(r"\d+")


@dataclass(frozen=True, slots=True)
class _PageLine:
    """A line of a page: its words, the size of its letters, and whether all of them are bold."""

    text: str
    size: float
    is_bold: bool

    @property
    def key(self) -> str:
        """The words without what differs from page to page."""
        return _DIGITS.sub("0", " ".join(self.text.split()))


def read(content: bytes) -> Reading:
    """Reads a PDF. Raises UnreadableFile where it is locked, damaged or a picture of a page."""
    pages = _pages(content)
    running = _running_lines(pages)
    lines: list[_PageLine] = []
    left_out: list[LeftOut] = []
    for page in pages:
        for index, line in enumerate(page):
            if _is_at_edge(index, page) and line.key in running:
                left_out.append(LeftOut("running head or foot", line.text.strip()))
            else:
                lines.append(line)
    if not lines:
        raise UnreadableFile("it holds pictures of pages and no words")
    return Reading(tuple(_blocks(lines)), tuple(left_out))


def _pages(content: bytes) -> list[list[_PageLine]]:
    reader = open_pdf(content)
    with raise_unreadable(content):
        if len(reader.pages) > _MAX_PAGES:
            raise UnreadableFile(f"it has more than {_MAX_PAGES} pages")
        return [list(_page_lines(page)) for page in reader.pages]


def _page_lines(page: Any) -> Iterator[_PageLine]:
    """Yields the lines of a page that hold words."""
    pieces: list[tuple[str, float, bool]] = []

    def visit(text: str, matrix: list[float], text_matrix: list[float], font: Any, size: float) -> None:
        scale = abs(text_matrix[3] or text_matrix[1]) * abs(matrix[3] or matrix[1])
        name = str((font or {}).get("/BaseFont", "")).lower()
        pieces.append((text, round(size * scale, 1), "bold" in name or "black" in name))

    page.extract_text(visitor_text=visit)
    line: list[tuple[str, float, bool]] = []
    for text, size, is_bold in [*pieces, ("\n", 0, False)]:
        first, *others = text.split("\n")
        line.append((first, size, is_bold))
        for other in others:
            yield from _made_line(line)
            line = [(other, size, is_bold)]


def _made_line(pieces: Sequence[tuple[str, float, bool]]) -> Iterator[_PageLine]:
    words = [piece for piece in pieces if piece[0].strip()]
    if words:
        size = max(words, key=lambda piece: len(piece[0]))[1]
        yield _PageLine("".join(text for text, _, _ in pieces), size, all(is_bold for _, _, is_bold in words))


def _running_lines(pages: Sequence[Sequence[_PageLine]]) -> frozenset[str]:
    """Returns the lines, without their numbers, that stand at the edges of at least half of the pages, and of three."""
    counts = Counter(
        key
        for page in pages
        for key in {line.key for index, line in enumerate(page) if _is_at_edge(index, page)}
    )
    return frozenset(key for key, count in counts.items() if count >= max(len(pages) / 2, 3))


def _is_at_edge(index: int, page: Sequence[_PageLine]) -> bool:
    return index < _EDGE or index >= len(page) - _EDGE


def _blocks(lines: Sequence[_PageLine]) -> Iterator[Line]:
    """Yields headings and paragraphs; a heading over several lines is one."""
    if len(lines) > MAX_LINES:
        raise UnreadableFile(f"it has more than {MAX_LINES} lines")
    sizes = Counter[float]()
    for line in lines:
        sizes[line.size] += len(line.text)
    base = sizes.most_common(1)[0][0]
    larger = sorted({line.size for line in lines if line.size > base * _LARGER}, reverse=True)
    width = max(len(line.text.rstrip()) for line in lines if line.size == base)
    pending: list[str] = []
    heading: Line | None = None
    for line in lines:
        level = _heading_level(line, base, larger)
        if not level:
            yield from [heading] if heading else []
            heading = None
            pending.append(line.text)
            continue
        yield from _paragraphs(pending, width)
        pending = []
        if heading is not None and heading.level == level and len(heading.text) < _LONGEST_HEADING:
            heading = replace(heading, runs=plain_line("heading", f"{heading.text} {line.text.strip()}").runs)
            continue
        yield from [heading] if heading else []
        heading = plain_line("heading", line.text.strip(), level)
    yield from [heading] if heading else []
    yield from _paragraphs(pending, width)


def _paragraphs(texts: list[str], width: int) -> Iterator[Line]:
    return read_lines([(1, text) for text in texts], width)


def _heading_level(line: _PageLine, base: float, larger: Sequence[float]) -> int:
    """Returns the level of a heading by the size of its letters; that of bold letters of the usual size is the lowest."""
    if line.size in larger:
        return larger.index(line.size) + 1
    is_heading = line.is_bold and line.size >= base and not line.text.rstrip().endswith((":", ".", ","))
    return len(larger) + 1 if is_heading else 0
