"""The document as HTML elements: the one rendering that the HTML file and the PDF share.

The PDF's engine is given a slightly different dress of the same words (`Dress.paged`), because it makes the PDF's tags
from element names. What differs, and why (ISO 14289-1, WeasyPrint 70):

- An entry of several blocks is wrapped in `dd`: that, inside `li`, becomes the list body that PDF/UA demands.
- Short entries in columns are dealt out to blocks in blocks, since CSS columns are slow; unknown elements become tags
  that readers look through, so it stays one list.
- A decorative picture is a background: an `img` without alternative text is an error in a PDF.
- A link is put around each stretch of plain words, since an element inside a link becomes a second, untagged link.
- A line of the contents has a place for its page number, and no element carries its dataset path.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import count
from math import ceil
from typing import assert_never

from reportgen.document import (
    Block,
    BulletList,
    Cell,
    Column,
    Contents,
    Document,
    Emphasis,
    Field,
    Fields,
    Figure,
    Heading,
    Image,
    Inline,
    Item,
    Link,
    NumberedList,
    PageBreak,
    Paragraph,
    Section,
    Span,
    Strong,
    Table,
    Text,
    outline,
    plain,
)
from reportgen.findings import At
from reportgen.writers.widths import widths

Attributes = Mapping[str, str | int | None]

SCHEMES = ("http://", "https://", "mailto:")
"""What a link may begin with."""

RUN = 12
"""The most entries that a column holds before the columns start again below, so that a page can break there."""


@dataclass(frozen=True, slots=True)
class Dress:
    """How the words are dressed: for pages or for screens, and the address under which an image is to be had.

    `room` is what a picture may take on a page, and `logo_room` a logo, in CSS pixels; screens fit them themselves.
    """

    paged: bool
    source: Callable[[Image], str]
    room: tuple[float, float] = (0, 0)
    logo_room: tuple[float, float] = (0, 0)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a block stands: its document and dress, the rank of a heading there, and the id of the one above."""

    document: Document
    dress: Dress
    ids: Iterator[str]
    rank: int
    heading: str


def body(document: Document, dress: Dress, logo: Image | None = None) -> str:
    """Everything inside `body`. Raises ValueError for a link that is not http, https or mailto."""
    ids = _unused_ids(document)
    place = _Place(document, dress, ids, rank=2, heading=next(ids))
    return f"{_title_block(place, logo)}<main>\n{_blocks(document.blocks, place)}</main>\n"


def full_title(document: Document) -> str:
    """The file's own title: what is particular to it first, for windows, tabs and search results."""
    about = " ".join(filter(None, (document.group, document.period)))
    return " – ".join(filter(None, (about, document.title)))


def element(name: str, content: str, attributes: Attributes | None = None) -> str:
    """An element around content that is markup already; an attribute whose value is None is left out."""
    return f"<{name}{_attributes(attributes or {})}>{content}</{name}>"


def _attributes(attributes: Attributes) -> str:
    return "".join(
        f' {name}="{escape(str(value))}"' for name, value in attributes.items() if value is not None
    )


def _unused_ids(document: Document) -> Iterator[str]:
    """Ids for the writer's own use that are no section's anchor."""
    taken = {heading.anchor for heading in outline(document.blocks)}
    return (f"part-{number}" for number in count(1) if f"part-{number}" not in taken)


def _path(at: At | None, place: _Place) -> str | None:
    return None if at is None or place.dress.paged else ".".join(map(str, at))


def _title_block(place: _Place, logo: Image | None) -> str:
    document = place.document
    parts = (
        _picture(logo, "", "logo", place) if logo else "",
        element("h1", escape(document.title), {"id": place.heading}),
        element("p", escape(document.group), {"class": "group"}) if document.group else "",
        element("p", escape(document.period), {"class": "period"}) if document.period else "",
    )
    return element("header", "\n" + "".join(f"{part}\n" for part in parts if part)) + "\n"


def _blocks(blocks: Iterable[Block], place: _Place) -> str:
    """Blocks, each on a line of its own; the one after a page break is marked."""
    parts, breaks = [], False
    for block in blocks:
        if isinstance(block, PageBreak):
            breaks = True
            continue
        part = _block(block, place)
        parts.append(element("div", f"\n{part}\n", {"class": "new-page"}) if breaks else part)
        breaks = False
    return "".join(f"{part}\n" for part in parts)


def _block(block: Block, place: _Place) -> str:
    match block:
        case Paragraph():
            return element("p", _inlines(block.children, place), {"data-at": _path(block.at, place)})
        case BulletList():
            return _bullets(block, place)
        case NumberedList():
            return _list("ol", block.items, {**_start(block, place), "data-at": _path(block.at, place)}, place)
        case Fields():
            rows = "".join(_field(field, place) for field in block.fields)
            return element("table", f"\n<tbody>\n{rows}</tbody>\n", {"class": "fields"})
        case Table():
            return _table(block, place)
        case Figure():
            return _figure(block, place)
        case Section():
            return _section(block, place)
        case Contents():
            return _contents(block, place)
        case PageBreak():
            return ""
        case _:
            assert_never(block)


def _section(section: Section, place: _Place) -> str:
    head = _heading(section.title, section.anchor, place)
    inner = _blocks(section.blocks, replace(place, rank=place.rank + 1, heading=section.anchor))
    return element("section", f"\n{head}\n{inner}", {"data-at": _path(section.at, place)})


def _heading(title: str, name: str, place: _Place) -> str:
    return element(f"h{min(place.rank, 6)}", escape(title), {"id": name})


def _inlines(children: Iterable[Inline], place: _Place, link: Link | None = None) -> str:
    return "".join(_inline(child, place, link) for child in children)


def _inline(child: Inline, place: _Place, link: Link | None) -> str:
    """Words; those inside a link are given it. A link inside a link is its words alone: HTML has no such thing."""
    match child:
        case Text():
            words = escape(child.content)
            return _anchor(words, link) if link and place.dress.paged else words
        case Emphasis():
            return element("em", _inlines(child.children, place, link))
        case Strong():
            return element("strong", _inlines(child.children, place, link))
        case Span():
            return element("span", _inlines(child.children, place, link), {"lang": child.language})
        case Link():
            words = _inlines(child.children, place, link or child)
            return words if link or place.dress.paged else _anchor(words, child)
        case _:
            assert_never(child)


def _anchor(words: str, link: Link) -> str:
    return element("a", words, {"href": _address(link)})


def _address(link: Link) -> str:
    if not link.url.lower().startswith(SCHEMES):
        raise ValueError(f"a link to {link.url!r}, which is not http, https or mailto")
    return link.url


def _start(block: NumberedList, place: _Place) -> Attributes:
    """Where counting begins; the PDF's engine does not look at `start`."""
    if block.start == 1:
        return {}
    if place.dress.paged:
        return {"style": f"counter-reset: list-item {block.start - 1}"}
    return {"start": block.start}


def _list(name: str, items: Iterable[Item], attributes: Attributes, place: _Place) -> str:
    return element(name, "\n" + "".join(_item(item, place) for item in items), attributes)


def _item(item: Item, place: _Place) -> str:
    """An entry: one paragraph stands in it bare, with its path when the entry has none."""
    first = item.blocks[0] if item.blocks else None
    bare = isinstance(first, Paragraph) and all(
        isinstance(block, BulletList | NumberedList) for block in item.blocks[1:]
    )
    if not isinstance(first, Paragraph) or not bare or not plain(first.children):
        at, inner = item.at, "\n" + _blocks(item.blocks, place)
    else:
        at, inner = item.at or first.at, _inlines(first.children, place)
        inner += "\n" + _blocks(item.blocks[1:], place) if item.blocks[1:] else ""
    if place.dress.paged and "\n" in inner:
        inner = element("dd", inner)
    return element("li", inner, {"data-at": _path(at, place)}) + "\n"


def _bullets(block: BulletList, place: _Place) -> str:
    at = _path(block.at, place)
    if block.columns < 2:  # noqa: PLR2004
        return _list("ul", block.items, {"data-at": at}, place)
    if not place.dress.paged:
        look = f"--columns: {block.columns}"
        attributes = {"class": "columns", "role": "list", "style": look, "data-at": at}
        return _list("ul", block.items, attributes, place)
    runs = "".join(_run(run, place) for run in _dealt(block.items, block.columns))
    attributes = {"class": "columns", "style": f"--share: {100 / block.columns:.6g}%"}
    return element("ul", "\n" + runs, attributes)


def _run(columns: Iterable[Sequence[Item]], place: _Place) -> str:
    """Entries side by side; no white space between the columns, which would take room on the line."""
    parts = (element("x-column", "\n" + "".join(_item(item, place) for item in items)) for items in columns)
    return element("x-run", "".join(parts)) + "\n"


def _dealt(items: Sequence[Item], columns: int) -> Iterator[list[Sequence[Item]]]:
    """Entries dealt out to runs of equal height, and in each run down one column after another."""
    runs = ceil(len(items) / (columns * RUN)) or 1
    rows = ceil(ceil(len(items) / columns) / runs)
    for start in range(0, len(items), rows * columns):
        run = items[start : start + rows * columns]
        height = ceil(len(run) / columns)
        yield [run[first : first + height] for first in range(0, len(run), height)]


def _field(field: Field, place: _Place) -> str:
    label = element("th", escape(field.label), {"scope": "row"})
    value = element("td", _value(field.value, place))
    return element("tr", f"\n{label}\n{value}\n", {"data-at": _path(field.at, place)}) + "\n"


def _value(paragraphs: Sequence[Paragraph], place: _Place) -> str:
    if len(paragraphs) == 1 and paragraphs[0].at is None:
        return _inlines(paragraphs[0].children, place)
    return "\n" + _blocks(paragraphs, place)


def _table(table: Table, place: _Place) -> str:
    """A table; on a screen inside a region that scrolls, can be focused, and bears the caption's name."""
    name = next(place.ids) if table.caption and not place.dress.paged else None
    parts = (
        element("caption", escape(table.caption), {"id": name}) if table.caption else "",
        _column_widths(table) if place.dress.paged else "",
        element("thead", "\n" + element("tr", "\n" + "".join(map(_head, table.columns))) + "\n"),
        element("tbody", "\n" + "".join(_row(row, table, place) for row in table.rows)),
    )
    inner = "\n" + "".join(f"{part}\n" for part in parts if part)
    whole = element("table", inner, {"class": "data", "data-at": _path(table.at, place)})
    if place.dress.paged:
        return whole
    role = "region" if name else "group"
    region = {"class": "scroll", "role": role, "aria-labelledby": name or place.heading, "tabindex": 0}
    return element("div", f"\n{whole}\n", region)


def _column_widths(table: Table) -> str:
    shares = (f'<col style="width: {share:g}%">' for share in widths(table))
    return element("colgroup", "".join(shares))


def _head(column: Column) -> str:
    name = "th" if column.title else "td"
    attributes = {"scope": "col" if column.title else None, "class": _alignment(column)}
    return element(name, escape(column.title), attributes) + "\n"


def _row(cells: Iterable[Cell], table: Table, place: _Place) -> str:
    parts = (
        element(
            "td",
            _inlines(cell.children, place),
            {"class": _alignment(column), "data-at": _path(cell.at, place)},
        )
        for cell, column in zip(cells, table.columns, strict=True)
    )
    return element("tr", "\n" + "".join(f"{part}\n" for part in parts)) + "\n"


def _alignment(column: Column) -> str | None:
    return "right" if column.align == "right" else None


def _figure(figure: Figure, place: _Place) -> str:
    parts = [_picture(figure.image, figure.alt, None, place)]
    if figure.caption:
        name = "figcaption" if figure.alt or not place.dress.paged else "p"
        parts.append(element(name, escape(figure.caption)))
    inner = "\n" + "".join(f"{part}\n" for part in parts)
    return element("figure", inner, {"data-at": _path(figure.at, place)})


def _picture(image: Image, alt: str, kind: str | None, place: _Place) -> str:
    source = place.dress.source(image)
    if not place.dress.paged:
        size = {"width": image.width, "height": image.height}
        return f"<img{_attributes({'class': kind, 'src': source, 'alt': alt, **size})}>"
    look = _size(image, place.dress.logo_room if kind else place.dress.room)
    if alt:
        return f"<img{_attributes({'src': source, 'alt': alt, 'style': look})}>"
    return element("div", "", {"class": kind or "decoration", "style": f"{look}; background-image: url({source})"})


def _size(image: Image, room: tuple[float, float]) -> str:
    scale = min(1, room[0] / image.width, room[1] / image.height)
    return f"width: {image.width * scale:.2f}px; height: {image.height * scale:.2f}px"


def _contents(contents: Contents, place: _Place) -> str:
    name = next(place.ids)
    title = _heading(contents.title, name, place)
    entries = list(outline(place.document.blocks, contents.depth))
    inner = f"\n{title}\n{_entries(entries, 1, place)}\n" if entries else f"\n{title}\n"
    return element("nav", inner, {"class": "contents", "aria-labelledby": name})


def _entries(headings: Sequence[Heading], level: int, place: _Place) -> str:
    """A list of the headings of one level, each with the list of those below it."""
    starts = [place for place, heading in enumerate(headings) if heading.level == level]
    ends = [*starts[1:], len(headings)]
    parts = (_entry(headings[start:end], level, place) for start, end in zip(starts, ends, strict=True))
    return element("ul", "\n" + "".join(parts), {"role": None if place.dress.paged else "list"})


def _entry(headings: Sequence[Heading], level: int, place: _Place) -> str:
    """A line of the contents. A link that is itself laid out by flex loses its target, hence the span around it."""
    first, *below = headings
    line = element("a", escape(first.title), {"href": f"#{first.anchor}"})
    if place.dress.paged:
        number = element("span", "", {"class": "page", "data-of": f"#{first.anchor}"})
        line = element("span", element("span", line) + number, {"class": "line"})
    return element("li", line + ("\n" + _entries(below, level + 1, place) if below else "")) + "\n"
