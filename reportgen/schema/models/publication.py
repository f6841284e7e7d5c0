"""What a group's own annual report shows beside the form: figures of the year, quotations, finances."""

from typing import Annotated

from reportgen.schema.model import Model, field, line_for
from reportgen.schema.models.contact import Person
from reportgen.schema.models.sections import FIGURE, TABLE, Grid
from reportgen.schema.values import FigureId, Line, LongText, Text


class KeyFigure(Model):
    """A figure of the year: a number in large letters, and what it counts."""

    value: Line = field("The figure, with its unit", "£1.2m", required=True)
    label: Line = field("What it counts", "won for our cities", required=True)
    last: Line = field("The same figure a year before", "£0.9m")
    change: Line = field("How it has changed, in words", "a third more than in 2022/23")


class Testimony(Model):
    """What somebody says of the group's work."""

    text: Text = field("What is said, without quotation marks", "The group gave us a voice.", required=True)
    author: Annotated[Person, line_for("name")] = field(
        "Who says it: a line, or title, name, honours, role and authority", "Cllr Ann Example"
    )


class Finances(Model):
    """What the group's work cost, and who paid for it."""

    text: LongText = field("What is said about money", "The group is funded by subscriptions.")
    table: Grid = TABLE
    figure: FigureId = FIGURE
