"""The parts `priorities` and `themes`: how the report answers the LGA business plan."""

from reportgen.schema.model import Model, field
from reportgen.schema.models.sections import FIGURE, TABLE, Grid
from reportgen.schema.values import FigureId, Line, LongText


class Entry(Model):
    """A heading with its text."""

    title: Line = field("The heading", "Putting people first", required=True)
    text: LongText = field("What is said under it", "The group makes the case for stronger services.")
    table: Grid = TABLE
    figure: FigureId = FIGURE


class Priorities(Model):
    """How the work serves the LGA's priorities."""

    plan: Line = field("The edition of the LGA business plan", "2022-25")
    introduction: LongText = field(
        "What is said before the priorities", "Our work contributes to these priorities."
    )
    entries: tuple[Entry, ...] = field(
        "The priorities, each a title and a text",
        [{"title": "One voice", "text": "We speak for urban Britain."}],
    )


class Themes(Model):
    """The themes of the LGA business plan, numbered in the order given."""

    entries: tuple[Entry, ...] = field(
        "The themes, each a title and a text",
        [{"title": "Putting people first", "text": "We ask for fair funding."}],
    )
