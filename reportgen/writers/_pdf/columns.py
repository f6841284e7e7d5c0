"""Lays out lists in columns in WeasyPrint 70: each entry once, where the engine lays out all of them a dozen times.

The engine finds the height of balanced columns by trying (`weasyprint/layout/column.py`). Entries of a list are never
taken apart, so their heights are enough: they are laid out below each other, dealt out, and moved to their places.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from typing import Any

from reportgen.writers._pdf.replacement import replaced

_FEWEST_ROWS = 2
"""The fewest rows of entries on one page of a list that is spread over pages."""

_ROUNDING = 0.01
"""The heights of the same words differ by less than this from place to place, in pixels."""


@contextmanager
def own_columns() -> Iterator[None]:
    """Replaces the engine's layout of columns for a `with` block, for lists of the class `columns` alone."""
    from weasyprint.layout import block

    engine_layout = block.columns_layout

    def layout(*arguments: Any) -> Any:
        element = arguments[1].element
        if element is None or element.get("class") != "columns":
            return engine_layout(*arguments)
        return _layout(*arguments, engine_layout=engine_layout)

    with replaced(block, columns_layout=layout):
        yield


def _layout(  # noqa: PLR0913, PLR0917 - as the engine calls it
    context: Any,
    list_box: Any,
    bottom_space: float,
    skip_stack: dict[int, Any] | None,
    containing_block: Any,
    page_is_empty: bool,  # noqa: FBT001
    absolute_boxes: Any,
    fixed_boxes: Any,
    adjoining_margins: Any,
    *styles: Any,
    engine_layout: Callable[..., Any],
) -> Any:
    from weasyprint.layout.block import block_box_layout, block_level_width, collapse_margin
    from weasyprint.layout.column import _create_column_box

    box = list_box.copy_with_children(list_box.children)
    box.position_y += collapse_margin(adjoining_margins)
    block_level_width(box, containing_block)
    count, first = box.style["column_count"], next(iter(skip_stack or {0: None}))
    width, top = box.width / count, box.content_box_y()
    room = context.page_bottom - top - bottom_space
    next_page = {"break": "any", "page": None}

    def column_box(entries: Sequence[Any]) -> Any:
        return _create_column_box(box, containing_block, entries, width, top)

    stack, rest, *_ = block_box_layout(
        context, column_box(box.children[first:]), context.page_bottom - top - count * room, None, containing_block,
        page_is_empty=True, absolute_boxes=[], fixed_boxes=[], adjoining_margins=[], first_letter_style=None,
        first_line_style=None, discard=False, max_lines=None,
    )  # fmt: skip
    entries = stack.children if stack else []
    if not entries or (rest and next(iter(rest.values()))) or _tallest(entries) > room:
        if not page_is_empty:
            return None, (0, None), next_page, [], False
        return engine_layout(
            context, list_box, bottom_space, skip_stack, containing_block, page_is_empty, absolute_boxes, fixed_boxes,
            adjoining_margins, *styles,
        )  # fmt: skip
    columns, height = _deal(entries, count, room, len(box.children) - first, page_is_empty=page_is_empty)
    if not columns:
        return None, (0, None), next_page, [], False
    box.children = []
    for index, column in enumerate(columns):
        left, rise = index * width, top - column[0].position_y
        for entry in column:
            entry.translate(left, rise)
        placed = column_box(()).copy_with_children(column)
        placed.position_x, placed.height = placed.position_x + left, height
        box.children.append(placed)
    if box.height == "auto":
        box.height = height
    end = first + sum(map(len, columns))
    return box, None if end == len(list_box.children) else {end: None}, next_page, [], False


def _tallest(entries: Sequence[Any]) -> float:
    return max(float(entry.margin_height()) for entry in entries)


def _deal(
    entries: Sequence[Any], count: int, room: float, remaining: int, *, page_is_empty: bool
) -> tuple[list[list[Any]], float]:
    """Returns the columns of this page with their height; none where the list should begin on the next page.

    `remaining` is the number of entries that the list still has, some of which may not be among the `entries`. No page has
    fewer than two rows, so that this page gives some of its entries to one that would have fewer.
    """
    bottoms = [entry.border_box_y() + entry.border_height() for entry in entries]
    tops = [entry.position_y for entry in entries]
    columns = _fill(tops, bottoms, room, count)
    if columns[-1] < remaining:
        fewest = _FEWEST_ROWS * count
        end = min(columns[-1], max(remaining - fewest, 0))
        if end < fewest and not page_is_empty:
            return [], 0
        end = end if end >= fewest else columns[-1]
        tops, bottoms = tops[:end], bottoms[:end]
    height = _least_height(tops, bottoms, room, count)
    ends = _fill(tops, bottoms, height, count)
    return [list(entries[start:end]) for start, end in pairwise([0, *ends]) if end > start], height


def _fill(tops: Sequence[float], bottoms: Sequence[float], height: float, count: int) -> list[int]:
    """Returns the index behind the last entry of each column, when each is filled to a height."""
    ends, end = [], 0
    for _ in range(count):
        start = end
        while end < len(tops) and bottoms[end] - tops[start] <= height + _ROUNDING:
            end += 1
        ends.append(end)
    return ends


def _least_height(tops: Sequence[float], bottoms: Sequence[float], room: float, count: int) -> float:
    """Returns the least height of columns that hold all entries: it is the height of some run of them."""
    lowest, highest = max(bottom - top for top, bottom in zip(tops, bottoms, strict=True)), room
    heights = sorted(
        {
            bottoms[end] - tops[start]
            for start in range(len(tops))
            for end in range(start, min(start + -(-len(tops) // count) * 2, len(tops)))
            if lowest <= bottoms[end] - tops[start] <= highest
        }
    )
    place = bisect_left(heights, x=1, key=lambda height: _fill(tops, bottoms, height, count)[-1] == len(tops))
    return heights[place] if place < len(heights) else room
