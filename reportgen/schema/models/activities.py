"""The parts `activities` and `government`: what the group did in the year, and its dealings with departments."""

from typing import Annotated, Literal, TypeAlias, get_args

from reportgen.schema.model import Model, field, line_for
from reportgen.schema.models.sections import FIGURE, TABLE, Grid
from reportgen.schema.values import Count, Dates, FigureId, Line, Lines, LongText, Text, Url, When

PartnerKind: TypeAlias = Literal[
    "", "department", "public body", "charity", "university", "business", "other"
]
PARTNER_KINDS: tuple[str, ...] = tuple(filter(None, get_args(PartnerKind)))


_TITLE_OR_TEXT = ("title", "text")


class Project(Model):
    """A piece of work done in the year."""

    one_of = _TITLE_OR_TEXT

    title: Line = field("What it is called; an entry with a text can do without", "Skills for Cities report")
    date: When | None = field("When: a day, a month or a year, or start and end", "2023-10")
    text: Text = field("What was done and what came of it", "In October 2023 we launched our report.")
    table: Grid = TABLE
    figure: FigureId = FIGURE
    url: Url = field("Where to read more", "https://example.org/skills")
    departments: Lines = field("Government departments it was done with", ["Department for Education"])


class Event(Model):
    """A conference or other event."""

    one_of = _TITLE_OR_TEXT

    title: Line = field("What it is called; an entry with a text can do without", "UKREiiF")
    date: When | None = field("When: a day, a month or a year, or start and end", "2024-05")
    place: Line = field("Where", "Leeds")
    speakers: Lines = field("Who spoke", ["Cllr John Merry"])
    partners: Lines = field("Who it was held with", ["Scottish Cities Alliance"])
    text: Text = field("What happened", "We held a networking event.")
    table: Grid = TABLE
    figure: FigureId = FIGURE
    url: Url = field("Where to read more", "https://example.org/ukreiif")
    departments: Lines = field("Government departments that took part", ["Department for Business and Trade"])


class Partnership(Model):
    """Somebody the group works with."""

    one_of = _TITLE_OR_TEXT

    title: Line = field("Who; an entry with a text can do without", "Arts Council England")
    kind: PartnerKind = field("What kind of body it is", "public body")
    text: Text = field("What is done together", "We build up a picture of cultural strategy.")
    table: Grid = TABLE
    figure: FigureId = FIGURE
    url: Url = field("Where to read more", "https://example.org/culture")
    departments: Lines = field("Government departments that take part", ["DCMS"])


class Consultation(Model):
    """A consultation the group answered."""

    one_of = _TITLE_OR_TEXT

    title: Line = field("What it was called; an entry with a text can do without", "Local audit reform")
    date: When | None = field("When it was answered", "2024-01-15")
    to: Line = field("Who asked", "Ministry of Housing, Communities and Local Government")
    text: Text = field("What the group said", "We asked for a single regulator.")
    table: Grid = TABLE
    figure: FigureId = FIGURE
    url: Url = field("Where to read the answer", "https://example.org/answer")


class Meeting(Model):
    """Meetings of one kind held in the year."""

    one_of = ("kind", "text")

    kind: Line = field("Which meetings; an entry with a text can do without", "Plenary")
    count: Count | None = field("How many were held", 6)
    dates: Dates = field("When they were held", ["2023-06-14", "2023-09-20"])
    text: Text = field("What they were about", "Members met every other month.")
    table: Grid = TABLE
    figure: FigureId = FIGURE


class Activities(Model):
    """What the group did in the year."""

    introduction: LongText = field(
        "What is said before the entries", "This year we worked on skills and housing."
    )
    projects: tuple[Annotated[Project, line_for("text")], ...] = field(
        "Projects, publications and workstreams", [{"title": "Skills for Cities"}]
    )
    events: tuple[Annotated[Event, line_for("text")], ...] = field(
        "Conferences and events", [{"title": "UKREiiF", "date": "2024-05"}]
    )
    partnerships: tuple[Annotated[Partnership, line_for("text")], ...] = field(
        "Bodies the group works with", [{"title": "Arts Council England"}]
    )
    consultations: tuple[Annotated[Consultation, line_for("text")], ...] = field(
        "Consultations answered", [{"title": "Local audit reform"}]
    )
    meetings: tuple[Annotated[Meeting, line_for("text")], ...] = field(
        "Meetings held", [{"kind": "Plenary", "count": 6}]
    )
    forward_plan: LongText = field("What is planned for next year", "We will publish a report on housing.")
    table: Grid = TABLE
    figure: FigureId = FIGURE


class Dealing(Model):
    """A dealing with a government department."""

    department: Lines = field(
        "Which department: a line, or a list of several",
        "Department for Levelling Up, Housing and Communities",
        required=True,
    )
    kind: Line = field("What kind of dealing", "Stakeholder group")
    frequency: Line = field("How often", "every two months")
    date: When | None = field("When", "2024-02")
    text: Text = field("What it was about", "We advised on funding.")
    table: Grid = TABLE
    figure: FigureId = FIGURE
