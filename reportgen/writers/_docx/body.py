"""The body of a Word document: every block of the document as paragraphs, tables and breaks."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING, assert_never

from reportgen.document import (
    SECTION_LEVELS,
    Beside,
    Block,
    BulletList,
    Chapter,
    Contents,
    Cover,
    Document,
    Fields,
    Figure,
    NumberedList,
    PageBreak,
    Panels,
    Paragraph,
    Quotation,
    Section,
    Table,
    chapters,
)
from reportgen.theme import Theme
from reportgen.writers._docx.block_elements import BlockElement, ParagraphMarkup
from reportgen.writers._docx.contents import contents_items
from reportgen.writers._docx.footnotes import mark_language, with_own_notes
from reportgen.writers._docx.headers_footers import header_distance
from reportgen.writers._docx.inlines import inline_runs
from reportgen.writers._docx.lists import bullet_list, numbered_list
from reportgen.writers._docx.numbering import text_indent
from reportgen.writers._docx.page import section_properties
from reportgen.writers._docx.panels import panel_items
from reportgen.writers._docx.pictures import cover_paragraphs, figure_paragraphs, logo_paragraphs
from reportgen.writers._docx.relationships import Relationships
from reportgen.writers._docx.section_breaks import (
    BodyItem,
    ChapterBreak,
    ColumnBreakBefore,
    PageBreakBefore,
    place_breaks,
)
from reportgen.writers._docx.tables import data_table, fields_table
from reportgen.writers._docx.value_bookmarks import ValueBookmarks
from reportgen.writers._docx.xml import (
    DECLARATION,
    NAMESPACES,
    bookmark,
    bookmark_name,
    run,
)
from reportgen.writers.page_breaks import (
    blocks_at_side,
    introductions,
    is_short,
    paragraphs_at_end,
)

if TYPE_CHECKING:
    from reportgen.writers._docx.revisions import Changes


def document_part(
    document: Document,
    theme: Theme,
    references: Mapping[str, str],
    relationships: Relationships,
    changes: "Changes | None" = None,
) -> bytes:
    """Returns the document part; with `changes`, as what has become of an old document.

    `references` name the headers and footers of each chapter by its anchor, and those of the first section by "".
    """
    distance = header_distance(document, theme)

    def properties(columns: int, begins: str | None) -> str:
        header_footer_references = None if begins is None else references[begins]
        return section_properties(
            relationships.page,
            columns,
            header_footer_references,
            header_distance=distance,
            first=begins == "",
        )

    items = _items(document, theme, relationships)
    if changes:
        old_items = _items(changes.old, theme, relationships)
        items = changes.merged(
            _without_column_starts(old_items), _without_column_starts(items), relationships
        )
    elements, last_section = place_breaks(
        items, lambda: relationships.style_id("Table gap"), properties, has_notes=bool(relationships.notes)
    )
    bookmarks = ValueBookmarks()
    content = "".join(element.xml(bookmarks) for element in elements)
    if changes:
        content = with_own_notes(content, relationships)
    markup = f"{DECLARATION}<w:document {NAMESPACES}><w:body>{content}{last_section}</w:body></w:document>"
    return markup.encode()


def _without_column_starts(items: Iterable[BodyItem]) -> list[BodyItem]:
    """Returns items of which some may be rejected, so that no column has a beginning that stays."""
    return [item for item in items if not isinstance(item, ColumnBreakBefore)]


def _items(document: Document, theme: Theme, relationships: Relationships) -> list[BodyItem]:
    relationships.begin_body()
    items = [
        *_title_block(document, theme, relationships),
        *_BlockWriter(document, relationships).write(document.blocks),
    ]
    for index in range(-paragraphs_at_end(document, relationships.page.text_area), -1):
        item = items[index]
        if isinstance(item, ParagraphMarkup):
            items[index] = replace(item, keep_next=True)
    return items


def _title_block(document: Document, theme: Theme, relationships: Relationships) -> Iterator[ParagraphMarkup]:
    if theme.logo is not None:
        yield from logo_paragraphs(theme.logo, relationships)
    title, group, period = "Title of a pack" if chapters(document) else "Title", "Group", "Period"
    if document.blocks and isinstance(document.blocks[0], Cover):
        title, group, period = "Cover title", "Cover group", "Cover period"
    paragraphs = (
        (title, document.title, None),
        (group, document.group, document.group_at),
        (period, document.period, document.period_at),
    )
    for node, text, at in paragraphs:
        if text:
            yield ParagraphMarkup(relationships.style_id(node), run(text), at)


@dataclass(frozen=True, slots=True)
class _BlockWriter:
    """Writes blocks under a heading, at a level of sections and a depth of lists."""

    document: Document
    relationships: Relationships
    heading: str = ""
    level: int = 1
    depth: int = 0

    def write(self, blocks: Iterable[Block], kept: int = 0) -> Iterator[BodyItem]:
        """Yields what the body holds for some blocks. A paragraph that introduces a list, table or figure stays on its page.

        So do those among the first blocks, as many as are `kept` together with the one below them.
        """
        for index, (block, introduces) in enumerate(introductions(blocks)):
            if not isinstance(block, Paragraph) or self.depth:
                yield from self._block(block)
            elif index < kept or (introduces and self._is_short(block)):
                yield from self._paragraph(block, "Paragraph before a list")
            else:
                yield from self._block(block)

    def _is_short(self, paragraph: Paragraph) -> bool:
        return is_short(paragraph, self.relationships.page.text_area)

    def _paragraph(
        self, block: Paragraph, node: str, level: int = 1, *, keep_next: bool = False
    ) -> Iterator[BodyItem]:
        if block.children:
            runs = inline_runs(block.children, self.relationships)
            style_id = self.relationships.style_id(node, level)
            yield ParagraphMarkup(style_id, runs, block.at, keep_next=keep_next)

    def _block(self, block: Block) -> Iterator[BodyItem]:
        match block:
            case Cover():
                yield from self._cover(block)
            case Panels():
                yield from panel_items(block, self.relationships, self.depth, self.write)
            case Section():
                yield from self._section(block)
            case Paragraph():
                yield from self._paragraph(block, "Paragraph")
            case BulletList():
                yield from bullet_list(block, self.relationships, self.depth, self._write_nested)
            case NumberedList():
                yield from numbered_list(block, self.relationships, self.depth, self._write_nested)
            case Quotation():
                yield from self._quotation(block)
            case Fields():
                yield from fields_table(block, self.heading, self.relationships)
            case Table():
                yield from data_table(block, self.heading, self.relationships, text_indent(self.depth))
            case Figure():
                yield from figure_paragraphs(block, self.relationships, text_indent(self.depth))
            case Beside():
                yield from self._beside(block)
            case Contents():
                yield from contents_items(block, self.document, self.relationships)
            case PageBreak():
                yield PageBreakBefore()
            case _:
                assert_never(block)

    def _quotation(self, quotation: Quotation) -> Iterator[BodyItem]:
        """Yields the words that are quoted; the last of them stay on the page of whose they are."""
        for block in quotation.blocks:
            is_kept = bool(quotation.attribution) and block is quotation.blocks[-1]
            if isinstance(block, Paragraph):
                yield from self._paragraph(block, "Quotation", self.depth + 1, keep_next=is_kept)
            else:
                yield from self._block(block)
        if quotation.attribution:
            source = Paragraph(quotation.attribution, quotation.at)
            yield from self._paragraph(source, "Quotation source", self.depth + 1)

    def _cover(self, cover: Cover) -> Iterator[BodyItem]:
        """Yields the picture below the title block, and what follows on a new page."""
        if cover.figure:
            yield from cover_paragraphs(cover.figure, self.relationships)
        yield PageBreakBefore()

    def _beside(self, beside: Beside) -> Iterator[BodyItem]:
        """Yields a picture and the text at its side; where the text is shorter, what follows begins below the picture.

        All that is at its side stays on one page with it: LibreOffice (7.4) would set the picture over the end of the page.
        """
        yield from figure_paragraphs(beside.figure, self.relationships, is_beside=True)
        count = blocks_at_side(beside, self.relationships.page.text_area)
        *items, last = self.write(beside.blocks, (count or len(beside.blocks)) - 1)
        if count is None and isinstance(last, ParagraphMarkup):
            last = replace(last, ends_frames=True)
        yield from (*items, last)

    def _section(self, section: Section) -> Iterator[BodyItem]:
        heading = self._heading(section)
        items = replace(self, heading=section.title, level=self.level + 1).write(section.blocks)
        if section.chapter is None:
            yield heading
            yield from items
        else:
            yield ChapterBreak(section.anchor)
            yield from self._chapter(section.chapter, heading, items)

    def _chapter(
        self, chapter: Chapter, heading: ParagraphMarkup, items: Iterable[BodyItem]
    ) -> Iterator[BodyItem]:
        """Yields the title block of a chapter and its items, marked with its language where the document has another."""
        is_foreign = chapter.language != self.document.language
        note_count = len(self.relationships.notes)
        for item in chain((heading,), self._about(chapter), items):
            yield (
                item.in_language(chapter.language) if is_foreign and isinstance(item, BlockElement) else item
            )
        if is_foreign:
            mark_language(self.relationships, note_count, chapter.language)

    def _about(self, chapter: Chapter) -> Iterator[ParagraphMarkup]:
        if chapter.about:
            yield ParagraphMarkup(self.relationships.style_id("Period"), run(chapter.about))

    def _write_nested(self, block: Block, depth: int) -> Iterator[BodyItem]:
        yield from replace(self, depth=depth).write((block,))

    def _heading(self, section: Section) -> ParagraphMarkup:
        number = self.relationships.next_bookmark_number()
        runs = bookmark(number, bookmark_name(section.anchor), run(section.title))
        node = f"Section {self.level}" if self.level <= SECTION_LEVELS else "Section 5, in a pack"
        return ParagraphMarkup(self.relationships.style_id(node), runs, section.at)
