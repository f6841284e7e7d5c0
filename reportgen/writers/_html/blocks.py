"""Renders the blocks of a document, each with the blocks inside it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from html import escape
from itertools import chain
from typing import assert_never

from reportgen.document import (
    Beside,
    Block,
    BulletList,
    Chapter,
    Contents,
    Cover,
    Document,
    Field,
    Fields,
    Figure,
    Image,
    Item,
    NumberedList,
    PageBreak,
    Panels,
    Paragraph,
    Quotation,
    Section,
    Table,
    chapters,
    note_lines,
    plain_text,
)
from reportgen.findings import At
from reportgen.writers._html.contents import contents
from reportgen.writers._html.context import BlockContext, Medium, start_attributes, unused_ids
from reportgen.writers._html.elements import Attributes, element, on_lines
from reportgen.writers._html.inlines import inlines
from reportgen.writers._html.notes import notes
from reportgen.writers._html.panels import panels
from reportgen.writers._html.pictures import cover, figure, logo, width_class
from reportgen.writers._html.tables import table
from reportgen.writers.page_breaks import (
    blocks_at_side,
    fields_breaks,
    introductions,
    notes_below,
    paragraphs_at_end,
)

_SKIP = {"en-GB": "Skip to the report", "cy-GB": "Neidio i'r adroddiad"}


def body(document: Document, medium: Medium, logo_image: Image | None = None) -> str:
    """Returns the content of `body`, with a logo above the title."""
    ids = unused_ids(document)
    context = BlockContext(document, medium, ids, rank=2, heading_id=next(ids))
    main_id = None if medium.paged else next(ids)
    match document.blocks:
        case (Cover() as front, *others):
            header, blocks = cover(front, _title_lines(context, logo_image), context), tuple(others)
        case blocks:
            header = _title_block(context, logo_image)
    outside = tuple(block for block in document.blocks if not (isinstance(block, Section) and block.chapter))
    content = _blocks(blocks, context) + _notes(outside, document.language, context)
    main = element("main", content, {"id": main_id})
    return f"{_skip_link(main_id, document.language)}{header}\n{main}\n"


def _notes(blocks: tuple[Block, ...], language: str, context: BlockContext, before: int = 0) -> str:
    """Returns the notes of a chapter, or of the document outside its chapters, once all else of these blocks is rendered.

    There were so many notes `before` them.
    """
    if len(context.notes) == before:
        return ""
    lines = [*chain.from_iterable(note_lines(replace(context.document, blocks=blocks)).values())]
    return f"{notes(lines, before, language, context)}\n" if lines else ""


def _skip_link(main_id: str | None, language: str) -> str:
    """Returns the link past the head of a web page, whose words are no part of the report; pages have none."""
    if not main_id:
        return ""
    label = _SKIP.get(language, _SKIP["en-GB"])
    return element("a", "", {"class": "skip", "href": f"#{main_id}", "aria-label": label}) + "\n"


def _title_block(context: BlockContext, logo_image: Image | None) -> str:
    parts = _title_lines(context, logo_image)
    if not chapters(context.document):
        return element("header", on_lines(parts))
    running_head = _running_head(context.document, context)
    return element("header", on_lines(parts), {"class": "cover", **running_head})


def _title_lines(context: BlockContext, logo_image: Image | None) -> tuple[str, ...]:
    document = context.document
    return (
        logo(logo_image, context) if logo_image else "",
        element("h1", escape(document.title), {"id": context.heading_id}),
        _title_line("group", document.group, document.group_at, context),
        _title_line("period", document.period, document.period_at, context),
    )


def _title_line(class_name: str, words: str, at: At | None, context: BlockContext) -> str:
    attributes = {"class": class_name, "data-at": context.data_at(at)}
    return element("p", escape(words), attributes) if words else ""


def _blocks(blocks: Sequence[Block], context: BlockContext) -> str:
    """Returns blocks, each on a line of its own; the block after a page break is marked."""
    parts, is_new_page = [], False
    for index, (block, introduces) in enumerate(introductions(blocks)):
        if isinstance(block, Paragraph) and introduces and context.medium.paged:
            part = _lead(block, context)
        elif isinstance(block, Figure):
            part = figure(block, context, notes_below(blocks, index))
        else:
            part = _block(block, context)
        if part:
            parts.append(element("div", on_lines([part]), {"class": "new-page"}) if is_new_page else part)
        is_new_page = isinstance(block, PageBreak) or (is_new_page and not part)
    return on_lines(parts)


def _lead(paragraph: Paragraph, context: BlockContext) -> str:
    """Returns a paragraph that stays on the page of what it introduces."""
    return element("p", inlines(paragraph.children, context), {"class": "lead"})


def _block(block: Block, context: BlockContext) -> str:
    match block:
        case Paragraph():
            return element("p", inlines(block.children, context), {"data-at": context.data_at(block.at)})
        case BulletList():
            return _bullet_list(block, context) if block.items else ""
        case NumberedList():
            return _numbered_list(block, context) if block.items else ""
        case Quotation():
            return _quotation(block, context)
        case Fields():
            return _fields(block, context) if block.fields else ""
        case Table():
            return table(block, context)
        case Figure():
            return figure(block, context)
        case Beside():
            return _beside(block, context)
        case Cover():
            return figure(block.figure, context) if block.figure else ""
        case Panels():
            return panels(block, context, _blocks)
        case Section():
            return _section(block, context)
        case Contents():
            return contents(block, context)
        case PageBreak():
            return ""
        case _:
            assert_never(block)


def _section(section: Section, context: BlockContext) -> str:
    inner_context = replace(context, rank=context.rank + 1, heading_id=section.anchor)
    notes_before = len(context.notes)
    blocks = _blocks(section.blocks, inner_context)
    if section.chapter:
        blocks += _notes((section,), section.chapter.language, inner_context, notes_before)
    heading = context.heading(section.title, section.anchor)
    data_at = context.data_at(section.at)
    if section.chapter is None:
        class_name = "whole" if _is_short_end(section, context) else None
        return element("section", f"\n{heading}{blocks}", {"class": class_name, "data-at": data_at})
    header = _chapter_header(section.chapter, heading, context)
    attributes = {"class": "new-page", "lang": context.lang(section.chapter.language), "data-at": data_at}
    return element("section", f"\n{header}{blocks}", attributes)


def _is_short_end(section: Section, context: BlockContext) -> bool:
    """Returns whether a section of few lines ends the document, of which no line goes to the next page alone."""
    is_last = context.document.blocks[-1] is section
    return is_last and paragraphs_at_end(context.document, context.medium.text_area) > 0


def _chapter_header(chapter: Chapter, heading: str, context: BlockContext) -> str:
    """Returns the header of a report in a pack."""
    about = element("p", escape(chapter.about), {"class": "period"}) if chapter.about else ""
    return element("header", on_lines((heading, about)), _running_head(chapter, context))


def _running_head(source: Document | Chapter, context: BlockContext) -> Attributes:
    """Returns attributes that the style sheet shows at the head of the pages from here on."""
    if not context.medium.paged:
        return {}
    return {"data-group": source.group, "data-period": source.period}


def _quotation(quotation: Quotation, context: BlockContext) -> str:
    """Returns the words that are quoted, and below them whose words they are: HTML has those outside the quotation."""
    data_at = context.data_at(quotation.at)
    words = element("blockquote", on_lines([_blocks(quotation.blocks, context)]), {"data-at": data_at})
    if not quotation.attribution:
        return words
    source = inlines(quotation.attribution, context)
    return on_lines([words, element("p", source, {"class": "attribution", "data-at": data_at})])


def _beside(beside: Beside, context: BlockContext) -> str:
    """Returns a picture and the text at its side; what stands side by side stays on one page, also of a printed web page."""
    class_name = f"beside {width_class(beside.figure)}"
    picture, count = figure(beside.figure, context), blocks_at_side(beside, context.medium.text_area)
    if count is not None:
        kept = f"\n{picture}{_blocks(beside.blocks[:count], context)}"
        content = f"\n{element('div', kept, {'class': 'whole'})}{_blocks(beside.blocks[count:], context)}"
    else:
        class_name += " whole"
        content = f"\n{picture}{_blocks(beside.blocks, context)}"
    return element("div", content, {"class": class_name})


def _fields(fields: Fields, context: BlockContext) -> str:
    breaks = fields_breaks(fields, context.medium.text_area)
    rows = (
        _field(field, context, is_tall=index in breaks.tall_rows) for index, field in enumerate(fields.fields)
    )
    body = element("tbody", on_lines(rows))
    return element("table", on_lines([body]), {"class": "fields" if breaks.is_whole else "fields long"})


def _field(field: Field, context: BlockContext, *, is_tall: bool) -> str:
    label = element("th", escape(field.label), {"scope": "row"})
    words = _bare_words(field.value[0], field.at, context) if len(field.value) == 1 else None
    value = element("td", _blocks(field.value, context) if words is None else words)
    attributes = {"class": "tall" if is_tall else None, "data-at": context.data_at(field.at)}
    return element("tr", on_lines([label, value]), attributes)


def _bare_words(block: Block, outer_at: At | None, context: BlockContext) -> str | None:
    """Returns the words of a paragraph that needs no element: it has words, and no path but that of the element around it."""
    if isinstance(block, Paragraph) and block.at in (None, outer_at) and plain_text(block.children):
        return inlines(block.children, context)
    return None


def _numbered_list(numbered: NumberedList, context: BlockContext) -> str:
    attributes = {**start_attributes(numbered.start, context), "data-at": context.data_at(numbered.at)}
    return element("ol", _items(numbered.items, context), attributes)


def _items(items: Iterable[Item], context: BlockContext) -> str:
    return on_lines(_item(item, context) for item in items)


def _item(item: Item, context: BlockContext) -> str:
    """Returns an entry. Its only paragraph has no element, even where lists follow it."""
    first, *rest = item.blocks or (Paragraph(()),)
    goes_on_in_lists = all(isinstance(block, BulletList | NumberedList) for block in rest)
    content = _bare_words(first, item.at, context) if goes_on_in_lists else None
    if content is None:
        content = _blocks(item.blocks, context)
    elif rest:
        content += _blocks(rest, context)
    if context.medium.paged and "\n" in content:
        content = element("dd", content)
    is_tall = context.medium.paged and any(isinstance(block, Figure | Table) for block in item.blocks)
    attributes = {"class": "tall" if is_tall else None, "data-at": context.data_at(item.at)}
    return element("li", content, attributes)


def _bullet_list(bullets: BulletList, context: BlockContext) -> str:
    data_at = context.data_at(bullets.at)
    if bullets.columns == 1:
        return element("ul", _items(bullets.items, context), {"data-at": data_at})
    style = f"--columns: {bullets.columns}"
    if context.medium.paged:  # the engine lays a list in columns out twice where it has a margin of its own
        columns = element("ul", _items(bullets.items, context), {"class": "columns", "style": style})
        return element("div", columns, {"class": "in-columns"})
    attributes = {"class": "columns", "role": "list", "style": style, "data-at": data_at}
    return element("ul", _items(bullets.items, context), attributes)
