"""The blocks of a document, one inside the other."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from html import escape
from math import ceil
from typing import assert_never

from reportgen.document import (
    Block,
    BulletList,
    Chapter,
    Contents,
    Document,
    Field,
    Fields,
    Figure,
    Image,
    Item,
    NumberedList,
    PageBreak,
    Paragraph,
    Section,
    Table,
    chapters,
    plain,
)
from reportgen.findings import At
from reportgen.writers._html.contents import contents
from reportgen.writers._html.inlines import inlines
from reportgen.writers._html.markup import (
    Attributes,
    BlockContext,
    Medium,
    element,
    heading,
    lines,
    path,
    unused_ids,
)
from reportgen.writers._html.pictures import figure, logo
from reportgen.writers._html.tables import table

RUN = 10
"""The most lines that a column holds before the columns start again below, so that a page can break there."""

_COLUMN = 60
"""About how many characters stand side by side in all the columns together."""


def body(document: Document, dress: Medium, picture: Image | None = None) -> str:
    """Everything inside `body`, with a logo over the title."""
    ids = unused_ids(document)
    place = BlockContext(document, dress, ids, rank=2, under=next(ids))
    return f"{_title_block(place, picture)}\n{element('main', _blocks(document.blocks, place))}\n"


def _title_block(place: BlockContext, picture: Image | None) -> str:
    document = place.document
    parts = (
        logo(picture, place) if picture else "",
        element("h1", escape(document.title), {"id": place.under}),
        _about("group", document.group, document.group_at, place),
        _about("period", document.period, document.period_at, place),
    )
    if not chapters(document):
        return element("header", lines(parts))
    return element("header", lines(parts), {"class": "cover", **_running(document, place)})


def _about(kind: str, words: str, at: At | None, place: BlockContext) -> str:
    return element("p", escape(words), {"class": kind, "data-at": path(at, place)}) if words else ""


def _blocks(blocks: Iterable[Block], place: BlockContext) -> str:
    """Blocks, each on a line of its own; the one after a page break is marked."""
    parts, breaks = [], False
    for block in blocks:
        part = _block(block, place)
        if part:
            parts.append(element("div", lines([part]), {"class": "new-page"}) if breaks else part)
        breaks = isinstance(block, PageBreak) or (breaks and not part)
    return lines(parts)


def _block(block: Block, place: BlockContext) -> str:
    match block:
        case Paragraph():
            return element("p", inlines(block.children, place), {"data-at": path(block.at, place)})
        case BulletList():
            return _bullets(block, place) if block.items else ""
        case NumberedList():
            attributes = {**_start(block, place), "data-at": path(block.at, place)}
            return element("ol", _items(block.items, place), attributes) if block.items else ""
        case Fields():
            return _fields(block, place) if block.fields else ""
        case Table():
            return table(block, place)
        case Figure():
            return figure(block, place)
        case Section():
            return _section(block, place)
        case Contents():
            return contents(block, place)
        case PageBreak():
            return ""
        case _:
            assert_never(block)


def _section(node: Section, place: BlockContext) -> str:
    inside = replace(place, rank=place.rank + 1, under=node.anchor)
    head, own = heading(node.title, node.anchor, place), dict[str, str | None]()
    if node.chapter:
        head = _opening(node.chapter, head, place)
        own = {"class": "new-page", "lang": place.tongue(node.chapter.language)}
    inner = f"\n{head}{_blocks(node.blocks, inside)}"
    return element("section", inner, {**own, "data-at": path(node.at, place)})


def _opening(chapter: Chapter, head: str, place: BlockContext) -> str:
    """The head of a report in a pack."""
    about = element("p", escape(chapter.about), {"class": "period"}) if chapter.about else ""
    return element("header", lines((head, about)), _running(chapter, place))


def _running(over: Document | Chapter, place: BlockContext) -> Attributes:
    """What runs over pages from here on, for the style sheet to take it up."""
    return {"data-group": over.group, "data-period": over.period} if place.dress.paged else {}


def _fields(node: Fields, place: BlockContext) -> str:
    body = element("tbody", lines(_field(field, place) for field in node.fields))
    return element("table", lines([body]), {"class": "fields"})


def _field(node: Field, place: BlockContext) -> str:
    label = element("th", escape(node.label), {"scope": "row"})
    only = node.value[0] if len(node.value) == 1 else None
    inner = _bare(only, node.at, place) if only else None
    value = element("td", _blocks(node.value, place) if inner is None else inner)
    return element("tr", lines([label, value]), {"data-at": path(node.at, place)})


def _bare(paragraph: Block, at: At | None, place: BlockContext) -> str | None:
    """The words of a paragraph that can do without an element: it has some, and no path but that of its surroundings."""
    if isinstance(paragraph, Paragraph) and paragraph.at in (None, at) and plain(paragraph.children):
        return inlines(paragraph.children, place)
    return None


def _start(node: NumberedList, place: BlockContext) -> Attributes:
    """Where counting begins; the PDF's engine does not look at `start`."""
    if node.start == 1:
        return {}
    if place.dress.paged:
        return {"style": f"counter-reset: list-item {node.start - 1}"}
    return {"start": node.start}


def _items(items: Iterable[Item], place: BlockContext) -> str:
    return lines(_item(item, place) for item in items)


def _item(node: Item, place: BlockContext) -> str:
    """An entry. One paragraph stands in it bare, alone or over lists."""
    first, *rest = node.blocks or (Paragraph(()),)
    inner = _bare(first, node.at, place)
    if inner is None or not all(isinstance(block, BulletList | NumberedList) for block in rest):
        inner = _blocks(node.blocks, place)
    elif rest:
        inner += _blocks(rest, place)
    if place.dress.paged and "\n" in inner:
        inner = element("dd", inner)
    return element("li", inner, {"data-at": path(node.at, place)})


def _bullets(node: BulletList, place: BlockContext) -> str:
    at = path(node.at, place)
    if node.columns == 1:
        return element("ul", _items(node.items, place), {"data-at": at})
    if not place.dress.paged:
        look = f"--columns: {node.columns}"
        attributes = {"class": "columns", "role": "list", "style": look, "data-at": at}
        return element("ul", _items(node.items, place), attributes)
    runs = lines(_run(run, place) for run in _dealt(node.items, node.columns))
    return element("ul", runs, {"class": "columns", "style": f"--share: {100 / node.columns:.6g}%"})


def _run(columns: Iterable[Sequence[Item]], place: BlockContext) -> str:
    """Entries side by side; no white space between the columns, which would take room on the line."""
    return element("x-run", "".join(element("x-column", _items(items, place)) for items in columns))


def _length(item: Item) -> int:
    """How many characters an entry has, at least one."""
    return max(sum(len(plain(each.children)) for each in item.blocks if isinstance(each, Paragraph)), 1)


def _dealt(items: Sequence[Item], columns: int) -> Iterator[list[Sequence[Item]]]:
    """Entries dealt out to runs of equal height, and in each run down one column after another."""
    folded = sum(ceil(_length(item) / (_COLUMN / columns)) for item in items)
    runs = ceil(folded / (columns * RUN))
    size = ceil(ceil(len(items) / columns) / runs) * columns
    for start in range(0, len(items), size):
        run = items[start : start + size]
        height = ceil(len(run) / columns)
        yield [run[first : first + height] for first in range(0, len(run), height)]
