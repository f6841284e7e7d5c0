"""Keeps what the form has no part for as sections, up to three deep, with their tables."""

from collections.abc import Sequence
from typing import Any

from reportgen.importer.blocks import Block, Grid, Line, cell_text
from reportgen.importer.draft import Draft, bold_line, quote
from reportgen.importer.prose_text import cell_markup

_DEEPEST = 3


def add_section(draft: Draft, title: str, blocks: Sequence[Block]) -> None:
    """Adds a section with some blocks, and tells that the form has no place for it."""
    sections = draft.entries("sections")
    sections.append(_section(draft, title, list(blocks), 1))
    message = f"`{quote(title)}` has no place in the form, and is kept as a section"
    draft.misplace(
        message, "move it to the key where it belongs, or leave it", "sections", len(sections) - 1, "title"
    )


def _section(draft: Draft, title: str, blocks: list[Block], depth: int) -> dict[str, Any]:
    """Returns a section: its text, its first table, and a section inside it for each heading and each further table."""
    section: dict[str, Any] = {"title": " ".join(title.split())}
    inner: list[dict[str, Any]] = []
    lines: list[Line] = []
    caption = ""
    position = 0
    while position < len(blocks):
        block = blocks[position]
        position += 1
        if isinstance(block, Grid):
            table = _table(block, caption)
            caption = ""
            if "table" not in section and not inner:
                section["table"] = table
            else:
                _add_table(draft, section, inner, table, depth)
        elif block.kind == "caption" and position < len(blocks) and isinstance(blocks[position], Grid):
            caption = " ".join(block.text.split())
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
    ordered = ("title", "text", "table", "sections")
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


def _table(grid: Grid, caption: str) -> dict[str, Any]:
    """Returns a table as a dataset has it: the first row has the heads, and every row is as long as the longest."""
    width = max(map(len, grid.rows), default=0)
    rows = [
        [cell_markup(line for line in cell) for cell in row] + [""] * (width - len(row)) for row in grid.rows
    ]
    columns = [" ".join(cell_text(cell).split()) for cell in grid.rows[0]]
    table: dict[str, Any] = {"columns": columns + [""] * (width - len(columns)), "rows": rows[1:]}
    if words := caption or grid.caption:
        table["caption"] = words
    return table
