"""The body of a Word document: every block of the tree as lines and tables."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain, pairwise
from typing import assert_never

from reportgen.document import (
    LEVELS,
    Block,
    BulletList,
    Contents,
    Document,
    Fields,
    Figure,
    Heading,
    NumberedList,
    PageBreak,
    Paragraph,
    Section,
    Table,
    chapters,
    outline,
)
from reportgen.theme import Theme
from reportgen.writers._docx.content_controls import Controls
from reportgen.writers._docx.flow import Line, NewPage, Opening, Piece, settle, spoken
from reportgen.writers._docx.inlines import runs
from reportgen.writers._docx.lists import bullet_list, numbered_list
from reportgen.writers._docx.page import section
from reportgen.writers._docx.pictures import figure, logo
from reportgen.writers._docx.relationships import Relationships
from reportgen.writers._docx.tables import fields, table
from reportgen.writers._docx.xml import (
    DECLARATION,
    NAMESPACES,
    bookmark,
    bookmark_name,
    field,
    field_end,
    field_start,
    internal_link,
    run,
    tab,
)


def body(document: Document, theme: Theme, heads: Mapping[str, str], ledger: Relationships) -> bytes:
    """The whole document part; `heads` are the references to the running heads, by the anchors of chapters; the first, empty."""
    pieces = (*_title_block(document, theme, ledger), *_Blocks(document, ledger).write(document.blocks))
    settled, last = settle(
        pieces,
        lambda: ledger.style("Table gap"),
        lambda columns, opens: section(
            ledger.page, columns, None if opens is None else heads[opens], first=opens == ""
        ),
    )
    controls = Controls()
    start, end = f"{DECLARATION}<w:document {NAMESPACES}><w:body>", f"{last}</w:body></w:document>"
    written = (start, *(piece.xml(controls) for piece in settled), end)
    return b"".join(map(str.encode, written))  # one by one: most are plain, which takes no time


def _title_block(document: Document, theme: Theme, ledger: Relationships) -> Iterator[Line]:
    if theme.logo is not None:
        yield from logo(theme.logo, ledger)
    lines = (
        ("Title of a pack" if chapters(document) else "Title", document.title, None),
        ("Group", document.group, document.group_at),
        ("Period", document.period, document.period_at),
    )
    for node, words, at in lines:
        if words:
            yield Line(ledger.style(node), run(words), at)


_LISTS = (BulletList, NumberedList)


@dataclass(frozen=True, slots=True)
class _Blocks:
    """Writes blocks under a heading at a level of sections and a depth of lists."""

    document: Document
    ledger: Relationships
    heading: str = ""
    level: int = 1
    depth: int = 0

    def write(self, blocks: Iterable[Block]) -> Iterator[Piece]:
        """The pieces of some blocks; words that lead to a list stay with it."""
        for block, after in pairwise([*blocks, PageBreak()]):
            leads = not self.depth and isinstance(after, _LISTS)
            if isinstance(block, Paragraph) and leads:
                yield from self._paragraph(block, "Paragraph before a list")
            else:
                yield from self._block(block)

    def _paragraph(self, block: Paragraph, node: str) -> Iterator[Piece]:
        if block.children:
            yield Line(self.ledger.style(node), runs(block.children, self.ledger), block.at)

    def _block(self, block: Block) -> Iterator[Piece]:
        match block:
            case Section():
                yield from self._section(block)
            case Paragraph():
                yield from self._paragraph(block, "Paragraph")
            case BulletList():
                yield from bullet_list(block, self.ledger, self.depth, self._inside)
            case NumberedList():
                yield from numbered_list(block, self.ledger, self.depth, self._inside)
            case Fields():
                yield from fields(block, self.heading, self.ledger)
            case Table():
                yield from table(block, self.heading, self.ledger)
            case Figure():
                yield from figure(block, self.ledger)
            case Contents():
                yield from self._contents(block)
            case PageBreak():
                yield NewPage()
            case _:
                assert_never(block)

    def _section(self, block: Section) -> Iterator[Piece]:
        """A section; one that is a chapter begins with its title block."""
        inside = replace(self, heading=block.title, level=self.level + 1)
        pieces = chain((self._heading(block),), inside.write(block.blocks))
        if block.chapter is None:
            yield from pieces
            return
        yield Opening(block.anchor)
        about = (Line(self.ledger.style("Period"), run(block.chapter.about)),) if block.chapter.about else ()
        language = block.chapter.language
        for piece in (next(pieces), *about, *pieces):
            yield piece if language == self.document.language else spoken(piece, language)

    def _inside(self, block: Block, depth: int) -> Iterator[Piece]:
        yield from replace(self, depth=depth).write((block,))

    def _heading(self, block: Section) -> Line:
        name = bookmark_name(block.anchor)
        words = bookmark(self.ledger.bookmark(), name, run(block.title))
        node = f"Section {self.level}" if self.level <= LEVELS else "Section 5, in a pack"
        return Line(self.ledger.style(node), words, block.at)

    def _contents(self, block: Contents) -> Iterator[Line]:
        """A field that Word can renew, filled in beforehand: an empty one would stay empty until somebody asks."""
        yield Line(self.ledger.style("Contents title"), run(block.title))
        headings = tuple(outline(self.document.blocks, min(block.depth, LEVELS)))
        for place, heading in enumerate(headings):
            first, last = place == 0, place == len(headings) - 1
            start = field_start(f'TOC \\o "1-{min(block.depth, LEVELS)}" \\h \\z \\u') if first else ""
            words = f"{start}{self._entry(heading)}{field_end() if last else ''}"
            yield Line(self.ledger.style(f"Contents entry {heading.level}"), words)

    def _entry(self, heading: Heading) -> str:
        name = bookmark_name(heading.anchor)
        page = self.ledger.pages.get(heading.anchor)
        number = "" if page is None else tab() + field(f"PAGEREF {name} \\h", str(page))
        language = "" if heading.language == self.document.language else heading.language
        return internal_link(name, run(heading.title, language=language) + number)
