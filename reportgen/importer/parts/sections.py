"""Keeps what the form has no part for as sections, up to three deep, with their tables."""

from collections.abc import Sequence
from typing import Any

from reportgen.importer.blocks import Block, Grid, Line, PictureBlock, bold_line, cell_text
from reportgen.importer.draft import Draft, quote
from reportgen.importer.parts.columns import rows_of
from reportgen.importer.parts.tables import table_of

_DEEPEST = 3


def add_section(draft: Draft, title: str, blocks: Sequence[Block]) -> None:
    """Adds a section with some blocks, and tells that the form has no place for it. A heading over nothing is left out."""
    if not blocks:
        draft.leave_out("heading with nothing below it", title, 1, "parts of the form stand behind it")
        return
    sections = draft.entries("sections")
    sections.append(_section(draft, title, list(blocks), 1))
    message = f"`{quote(title)}` has no place in the form, and is kept as a section"
    draft.misplace(
        message, "move it to the key where it belongs, or leave it", "sections", len(sections) - 1, "title"
    )


def add_own_sections(draft: Draft, title: str, blocks: Sequence[Block]) -> None:
    """Adds the sections that somebody has typed into the Word form; what else stands there is a section by itself."""
    others: list[Block] = []
    for block in blocks:
        rows = rows_of(draft.words, block, ("title", "text")) if isinstance(block, Grid) else None
        if rows is None:
            others.append(block)
            continue
        draft.understand(*rows.heads)
        for row in rows.rows:
            section = {"title": cell_text(row["title"]), "text": draft.text(row["text"], headings=True)}
            draft.entries("sections").append({key: text for key, text in section.items() if text})
    if others:
        add_section(draft, title, others)


def _section(draft: Draft, title: str, blocks: list[Block], depth: int) -> dict[str, Any]:
    """Returns a section: its text, its first table, and a section inside it for each heading and each further table."""
    section: dict[str, Any] = {"title": " ".join(title.split())}
    inner: list[dict[str, Any]] = []
    lines: list[Line] = []
    position = 0
    while position < len(blocks):
        block = blocks[position]
        position += 1
        if isinstance(block, PictureBlock):
            draft.show(section, block)
        elif isinstance(block, Grid):
            table = table_of(block)
            if "table" not in section and not inner:
                section["table"] = table
            else:
                _add_table(draft, section, inner, table, depth)
        elif block.kind == "heading" and depth < _DEEPEST:
            end = _end_of(blocks, position, block.level)
            inner.append(_section(draft, block.text, blocks[position:end], depth + 1))
            position = end
        else:
            lines.append(bold_line(block) if block.kind == "heading" else block)
    if text := draft.text(lines):
        section["text"] = text
    if inner:
        section["sections"] = inner
    ordered = ("title", "text", "table", "figure", "sections")
    return {key: section[key] for key in ordered if key in section}


def _end_of(blocks: Sequence[Block], start: int, level: int) -> int:
    """Returns where a section ends: before the next heading of its level or a higher one."""
    for index in range(start, len(blocks)):
        block = blocks[index]
        if isinstance(block, Line) and block.kind == "heading" and block.level <= level:
            return index
    return len(blocks)


def _add_table(
    draft: Draft, section: dict[str, Any], inner: list[dict[str, Any]], table: dict[str, Any], depth: int
) -> None:
    """Adds a further table: in a section of its own, since each has one alone."""
    title = table.get("caption") or section["title"]
    if depth < _DEEPEST:
        inner.append({"title": title, "table": table})
    else:
        draft.entries("sections").append({"title": title, "table": table})


def takes_grid(draft: Draft, values: dict[str, Any], grid: Grid, fields: Sequence[str]) -> bool:
    """Gives a mapping a picture, or the first table that has no entries with some fields in its rows; tells whether it did."""
    if isinstance(grid, PictureBlock):
        draft.show(values, grid)
        return True
    takes = "table" not in values and bool(grid.rows) and rows_of(draft.words, grid, fields) is None
    if takes:
        values["table"] = table_of(grid)
    return takes
