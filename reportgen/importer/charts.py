"""Charts of our own reports: drawn anew from the table below, a picture of one is none that a dataset has to keep."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from reportgen.compose.charts import alternative_text, kind_in
from reportgen.importer.blocks import Block, Grid, PictureBlock
from reportgen.importer.parts.tables import table_of
from reportgen.schema.chart_of_table import chart_data
from reportgen.schema.load import load_report


def with_charts(blocks: Iterable[Block], understood: list[str]) -> Iterator[Block]:
    """Yields blocks in which the table below a chart has the chart in place of the picture, where it is drawn of that table."""
    picture: PictureBlock | None = None
    for block in chain(blocks, (None,)):
        if picture and isinstance(block, Grid) and not isinstance(block, PictureBlock):
            chart = _chart_of(picture, block)
            if chart:
                understood.append(picture.alt)
                block, picture = replace(block, chart=chart), None  # noqa: PLW2901 (the table with its chart)
        if picture:
            yield picture
        picture = None
        if isinstance(block, PictureBlock) and kind_in(block.alt):
            picture = block
        elif block is not None:
            yield block


def _chart_of(picture: PictureBlock, grid: Grid) -> tuple[str, ...]:
    """Returns the kind of the chart of a table that a picture shows, and the columns if they are not all; empty for none."""
    found = kind_in(picture.alt)
    if found is None or not grid.rows:
        return ()
    kind, language = found
    heads = table_of(grid)["columns"][1:]
    for columns in (
        (),
        [head for head in heads if head and head in picture.alt],
        *([head] for head in heads),
    ):
        if _says(picture, replace(grid, chart=(kind, *columns)), language):
            return (kind, *columns)
    return ()


def _says(picture: PictureBlock, grid: Grid, language: str) -> bool:
    sections: Sequence[object] = [{"title": "Chart", "table": table_of(grid)}]
    (section,) = load_report({"sections": sections}).report.sections
    data = chart_data(section.table) if section.table else None
    return data is not None and " ".join(alternative_text(data, language).split()) == picture.alt
