"""Tables with an entry of the activities in each row, known by the heads of their columns."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportgen.importer.blocks import Grid, Line, cell_text
from reportgen.importer.words import FormWords, key


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a table: the lines of each cell by the name of its column. `heads` are the heads as the table has them."""

    rows: tuple[dict[str, tuple[Line, ...]], ...]
    heads: tuple[str, ...]


def rows_of(words: FormWords, grid: Grid, names: Sequence[str]) -> Rows | None:
    """Returns the rows of a table that has columns for entries with some fields; None for a table that has others too."""
    if not grid.rows:
        return None
    heads = tuple(cell_text(cell) for cell in grid.rows[0])
    columns = [_column(words, head, names) for head in heads]
    if (
        None in columns
        or len(set(columns)) < len(columns)
        or any(len(row) != len(heads) for row in grid.rows)
    ):
        return None
    rows = (dict(zip((column or "" for column in columns), row, strict=True)) for row in grid.rows[1:])
    return Rows(
        tuple(row for row in rows if any(line.text.strip() for cell in row.values() for line in cell)), heads
    )


def _column(words: FormWords, head: str, names: Sequence[str]) -> str | None:
    """Returns the field that a head names; one that could be the title stands for the first field."""
    meant = words.columns.get(key(head))
    if meant in names:
        return meant
    alternatives = {"title": ("kind", "department"), "kind": ("title",), "department": ("title",)}
    return next((name for name in alternatives.get(meant or "", ()) if name in names[:1]), None)
