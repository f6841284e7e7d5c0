"""Keeps a line whole whose words fit and whose last space does not, in WeasyPrint 70."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from reportgen.writers._pdf.replacement import replaced


@contextmanager
def hanging_spaces() -> Iterator[None]:
    """Replaces the engine's division of texts into lines for a `with` block.

    Where a link or emphasised words follow a text, the engine counts the space between them. A text that fits without it is
    broken behind its first word, which then has a line for itself.
    """
    from weasyprint.layout import inline

    engine_split = inline.split_first_line

    def split(text: str, style: Any, context: Any, max_width: Any, *others: Any, **options: Any) -> Any:
        first_line = engine_split(text, style, context, max_width, *others, **options)
        end = first_line[2]
        if end is None or not text.endswith(" ") or " " in text.encode()[:end].decode().strip(" "):
            return first_line
        layout, length, rest, *sizes = engine_split(
            text.rstrip(" "), style, context, max_width, *others, **options
        )
        return first_line if rest is not None else (layout, length, len(text.encode()), *sizes)

    with replaced(inline, split_first_line=split):
        yield
