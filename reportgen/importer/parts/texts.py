"""Reads the parts that are texts: the foreword, aims, the priorities and themes with their entries."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from reportgen.importer.blocks import Block, Grid, Line, PictureBlock
from reportgen.importer.draft import Draft, quote
from reportgen.importer.parts.columns import rows_of
from reportgen.importer.parts.sections import add_section, takes_grid
from reportgen.startup.patterns import lazy_pattern

_FIELDS = ("title", "text")
_NUMBER = lazy_pattern(r"\(?(?P<number>\d{1,2})[.):]\)?\s+(?=\S)")
_ENDS_SENTENCE = lazy_pattern(r"[.:;?!,]$")
_LONGEST_TITLE, _LONGEST_AUTHOR = 140, 100


def read_text(draft: Draft, blocks: Sequence[Block], *keys: str) -> None:
    """Reads a part that is one text; tables inside it become sections."""
    draft.add_text(_text_lines(draft, blocks), *keys)


def _text_lines(draft: Draft, blocks: Sequence[Block]) -> Iterator[Line]:
    """Yields the lines of a text, which has no tables and no pictures."""
    for block in blocks:
        if isinstance(block, PictureBlock):
            draft.keep_picture(block)
        elif isinstance(block, Grid):
            add_section(draft, block.caption or draft.heading, [block])
        else:
            yield block


def read_foreword(draft: Draft, blocks: Sequence[Block]) -> None:
    """Reads the foreword: a text, and below it who says it, with a picture of them."""
    pictures = [block for block in blocks if isinstance(block, PictureBlock)]
    lines = list(_text_lines(draft, [block for block in blocks if not isinstance(block, PictureBlock)]))
    last = " ".join(lines[-1].text.split()) if lines else ""
    is_name = len(lines) > 1 and len(last) <= _LONGEST_AUTHOR and not _ENDS_SENTENCE.search(last)
    if is_name and lines[-1].kind == "paragraph":
        draft.mapping("foreword")["author"] = last
        lines.pop()
    draft.add_text(lines, "foreword", "text")
    for picture in pictures:
        draft.show(draft.mapping("foreword"), picture)


def read_entries(draft: Draft, name: str, blocks: Sequence[Block]) -> None:
    """Reads priorities or themes: an introduction, then a heading with a text for each; or a table of both."""
    blocks = list(_with_titles(blocks))
    lines: list[Line] = []
    entry: dict[str, Any] | None = None
    level = 0
    for block in [*blocks, None]:
        is_inside = isinstance(block, Line) and bool(lines) and entry is not None and block.level > level
        is_title = isinstance(block, Line) and block.kind == "heading" and not is_inside
        if isinstance(block, Grid) and entry is not None and takes_grid(draft, entry, block, _FIELDS):
            continue
        if isinstance(block, PictureBlock):
            draft.keep_picture(block)
            continue
        if block is None or is_title or isinstance(block, Grid):
            _end_entry(draft, name, entry, lines)
            lines = []
        if isinstance(block, Grid):
            entry = None
            _read_grid(draft, name, block)
        elif isinstance(block, Line) and is_title:
            entry, level = _begin_entry(draft, name, block), block.level
        elif block is not None:
            lines.append(block)


def _with_titles(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yields blocks; where none is a heading, short lines above longer paragraphs become headings."""
    has_headings = any(isinstance(block, Line) and block.kind == "heading" for block in blocks)
    for index, block in enumerate(blocks):
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        is_title = (
            isinstance(block, Line) and isinstance(following, Line) and _looks_like_title(block, following)
        )
        yield (
            replace(block, kind="heading")
            if isinstance(block, Line) and is_title and not has_headings
            else block
        )


def _looks_like_title(line: Line, following: Line) -> bool:
    is_short = (
        line.kind in {"paragraph", "numbered"}
        and len(line.text) <= _LONGEST_TITLE
        and not _ENDS_SENTENCE.search(line.text)
    )
    return (
        is_short
        and following.kind == "paragraph"
        and (bool(_NUMBER.match(line.text)) or len(following.text) > len(line.text))
    )


def _begin_entry(draft: Draft, name: str, heading: Line) -> dict[str, Any]:
    title = " ".join(heading.text.split())
    entries = draft.entries(name, "entries")
    match = _NUMBER.match(title) if name == "themes" else None
    if match:
        if int(match["number"]) == len(entries) + 1:
            title = title[match.end() :]
            draft.understand(match["number"])
        else:
            message = f"`{quote(title)}` is number {len(entries) + 1} among the themes, which are numbered in their order"
            draft.misplace(
                message,
                "put the themes into their order, without numbers",
                name,
                "entries",
                len(entries),
                "title",
            )
    entry: dict[str, Any] = {"title": title}
    entries.append(entry)
    return entry


def _end_entry(draft: Draft, name: str, entry: dict[str, Any] | None, lines: list[Line]) -> None:
    if entry is not None:
        below: dict[str, Any] = {key: entry.pop(key) for key in ("table", "figure") if key in entry}
        if text := draft.text(lines, headings=True):
            entry["text"] = text
        entry |= below
    elif name == "priorities":
        draft.add_text(lines, name, "introduction")
    elif lines and draft.entries(name, "entries"):
        last = draft.entries(name, "entries")[-1]
        last["text"] = f"{last['text']}\n{draft.text(lines)}" if "text" in last else draft.text(lines)
    else:
        draft.keep_loose(lines)


def _read_grid(draft: Draft, name: str, grid: Grid) -> None:
    rows = rows_of(draft.words, grid, _FIELDS)
    if rows is None:
        add_section(draft, grid.caption or draft.heading, [grid])
        return
    draft.understand(grid.caption, *rows.heads)
    for row in rows.rows:
        title = " ".join(" ".join(line.text for line in row.get("title", ())).split())
        text = draft.text(row.get("text", ()))
        if title or text:
            draft.entries(name, "entries").append({"title": title, **({"text": text} if text else {})})
