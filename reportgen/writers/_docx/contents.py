"""The list of contents: a field that Word updates, and its entries until then."""

from collections.abc import Iterator

from reportgen.document import SECTION_LEVELS, Contents, Document, Heading, outline
from reportgen.writers._docx.block_elements import ParagraphMarkup
from reportgen.writers._docx.relationships import Relationships
from reportgen.writers._docx.section_breaks import BodyItem, PageBreakBefore
from reportgen.writers._docx.xml import bookmark_name, field_end, field_start, internal_link, run, tab
from reportgen.writers.contents_breaks import contents_breaks


def contents_items(block: Contents, document: Document, relationships: Relationships) -> Iterator[BodyItem]:
    """Yields a field that Word can update, with its entries: without them it would stay empty until somebody asks.

    LibreOffice (7.4) keeps no title on the page of the field's entries: where they move to the next page, it begins one.
    """
    depth = min(block.depth, SECTION_LEVELS)
    headings = tuple(outline(document.blocks, depth))
    breaks = contents_breaks(block, document, relationships.page.text_area)
    if breaks.begins_page:
        yield PageBreakBefore()
    yield ParagraphMarkup(relationships.style_id("Contents title"), run(block.title))
    for number, heading in enumerate(headings, 1):
        start = field_start(f'TOC \\o "1-{depth}" \\h \\z \\u') if number == 1 else ""
        end = field_end() if number == len(headings) else ""
        style_id = relationships.style_id(f"Contents entry {heading.level}")
        entry = f"{start}{_entry(heading, document)}{end}"
        is_kept = number < len(headings) and (breaks.is_whole or number in breaks.kept)
        yield ParagraphMarkup(style_id, entry, keep_next=is_kept)


def _entry(heading: Heading, document: Document) -> str:
    """Returns an entry that leads to its section, with a field for the page that is empty until Word fills it in.

    Where pages end is decided by the program that opens the file, so that any number here could be wrong.
    """
    name = bookmark_name(heading.anchor)
    language = "" if heading.language == document.language else heading.language
    page = tab() + field_start(f"PAGEREF {name} \\h") + field_end()
    return internal_link(name, run(heading.title, language=language) + page)
