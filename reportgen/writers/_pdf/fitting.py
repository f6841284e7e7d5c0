"""Lets pictures stand smaller where that saves a half-empty page, in WeasyPrint 70."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from reportgen.writers._pdf.replacement import replaced

_SMALLEST_SHARE = 0.5
"""How much of its own size a picture keeps at least; one that would lose more moves to the next page."""

RESERVE = "data-reserve"
"""The attribute of a picture with the height of what stands below it on the same page, in CSS pixels."""


@contextmanager
def fitting_pictures() -> Iterator[None]:
    """Replaces the engine's layout of pictures for a `with` block: one that is a little too tall for its page shrinks."""
    from weasyprint.layout import block

    engine_layout = block.block_replaced_box_layout

    def layout(context: Any, box: Any, containing_block: Any) -> Any:
        placed, *rest = engine_layout(context, box, containing_block)
        reserve = None if box.element is None else box.element.get(RESERVE)
        if reserve is not None:
            room = context.page_bottom - placed.content_box_y() - float(reserve)
            if _SMALLEST_SHARE * placed.height <= room < placed.height:
                placed.width, placed.height = placed.width * room / placed.height, room
        return (placed, *rest)

    with replaced(block, block_replaced_box_layout=layout):
        yield
