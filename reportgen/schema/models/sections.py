"""The parts `figures` and `sections`: pictures, tables, and what the form has no place for."""

import re
from typing import Annotated, Literal, TypeAlias

from reportgen.prose.lines import line_words
from reportgen.schema.model import Model, field, line_for
from reportgen.schema.values import Cells, FigureId, Line, LongText, Truth
from reportgen.startup.patterns import lazy_pattern

PictureWidth: TypeAlias = Literal["", "small", "half", "full"]

_TOTAL = lazy_pattern(r"(?:(?:grand|overall|sub) ?-?)?totals?\b|cyfanswm\b", re.IGNORECASE)


class Picture(Model):
    """A picture that sections and entries can show."""

    one_of = ("alt", "decorative")

    id: Line = field("The name by which sections show it", "map", required=True)
    file: Line = field(
        "The file, in the dataset's folder or one inside it: PNG, JPEG or SVG", "map.png", required=True
    )
    alt: Line = field("What the picture shows, for readers who cannot see it", "Map of the 26 members")
    decorative: Truth = field("`true` when the picture says nothing that readers would miss", "true")
    caption: Line = field("What stands under it", "Our members")
    credit: Line = field("Whose picture it is; stands under the caption", "Photograph: Ann Example")
    width: PictureWidth = field(
        "How wide it stands: a third of the page's text, half of it, or all; left out, its own size", "half"
    )
    beside: Truth = field(
        "`true` when it stands at the side of the text of its section, half as wide or a third", "true"
    )


class Chart(Model):
    """How the numbers of a table are drawn above it."""

    kind: Literal["", "bar", "stacked", "line"] = field(
        "What is drawn: bars, stacked bars or a line", "bar", required=True
    )
    columns: Cells = field("The heads of the columns to draw; left out, all columns of numbers", ["Members"])


class Grid(Model):
    """A table: heads of columns, and rows with a cell for each."""

    columns: Cells = field("The heads of the columns", ["Year", "Members"], required=True)
    rows: tuple[Cells, ...] = field("The rows, each a list of cells", [["2023", "26"]])
    caption: Line = field("What stands above it", "Members by year")
    note: Line = field("What stands below it, such as where the numbers come from", "Source: our own survey")
    chart: Annotated[Chart, line_for("kind")] = field("The chart above it: `bar`, `stacked` or `line`", "bar")

    def totals(self) -> tuple[bool, ...]:
        """Which of the rows are totals, by the words in their first cells."""
        return tuple(bool(row) and is_total(row[0]) for row in self.rows)


def is_total(cell: str) -> bool:
    """Whether the first cell of a row says that the row is a total."""
    return bool(_TOTAL.match(line_words(cell).strip()))


TABLE = field("A table: columns, rows and caption", {"columns": ["Year"], "rows": [["2023"]]})
FIGURE = field("The id of a picture under `figures`", "map")
"""The fields of what can show a table and a picture below its text."""


class _Section(Model):
    title: Line = field("The heading", "Finance", required=True)
    text: LongText = field("What is said under it", "The group is funded by subscriptions.")
    table: Grid = TABLE
    figure: FigureId = FIGURE


class InnermostSection(_Section):
    """A section of the third level, which holds no others."""


class InnerSection(_Section):
    """A section of the second level."""

    sections: tuple[InnermostSection, ...] = field("Sections inside this one", [{"title": "Reserves"}])


class FreeSection(_Section):
    """A section for what the form has no place for."""

    sections: tuple[InnerSection, ...] = field(
        "Sections inside this one, up to three deep", [{"title": "Income"}]
    )
