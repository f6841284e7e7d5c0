"""The whole dataset: the group, and all parts of its report."""

from typing import Annotated, Literal, TypeAlias, get_args

from reportgen.schema.model import Model, OnOneLine, field, line_for
from reportgen.schema.models.activities import Activities, Dealing
from reportgen.schema.models.contact import Contact, Person
from reportgen.schema.models.membership import Membership
from reportgen.schema.models.priorities import Priorities, Themes
from reportgen.schema.models.publication import Finances, KeyFigure, Testimony
from reportgen.schema.models.sections import FIGURE, FreeSection, Picture
from reportgen.schema.values import FigureId, Line, Lines, LongText, When, Year

Form: TypeAlias = Literal["2018", "2023", "2024"]
FORMS: tuple[str, ...] = get_args(Form)
Language: TypeAlias = Literal["en-GB", "cy-GB"]
LANGUAGES: tuple[str, ...] = get_args(Language)


class Group(Model):
    """The Special Interest Group."""

    name: Line = field("The group's name, as it stands in the title", "Key Cities", required=True)
    other_names: Lines = field("Other names it goes by in running text", ["Key Cities Group"])
    established: When | None = field("When it was formed: a year or a date", "2013")
    renewed: When | None = field("When the case for going on was last restated to the Board", "2020-04-01")


class Foreword(Model):
    """Words before the report, from somebody who stands for the group."""

    text: LongText = field("What is said", "It has been a good year for our towns.", required=True)
    author: Annotated[Person, line_for("name")] = field(
        "Who says it: a line, or title, name, honours, role and authority", "Cllr John Merry"
    )
    figure: FigureId = FIGURE


def _dealings(line: str) -> object:
    """The list that the line `none` stands for; any other line is no list."""
    return [] if line == "none" else line


class Report(Model):
    """The yearly report of one group: the whole dataset."""

    version: Literal["1"] = field(
        "The version of the dataset's keys", 1, default="1", required=True, key="schema"
    )
    form: Form = field("The edition of the LGA form", "2024", default="2024", required=True)
    language: Language = field("The language of the words in this file", "en-GB", default="en-GB")
    group: Group = field("The Special Interest Group", {"name": "Key Cities"}, required=True)
    period: Year | None = field(
        "The financial year the report covers (April to March), or its start and end",
        "2023/24",
        required=True,
    )
    submitted: When | None = field("When the report was sent", "2024-06-30")
    cover: FigureId = field("The id of the picture on the cover, under `figures`", "harbour")
    foreword: Annotated[Foreword, line_for("text")] = field(
        "Words before the report: a text, or a text and its author",
        {"text": "It has been a good year for our towns.", "author": "Cllr John Merry"},
    )
    key_figures: tuple[KeyFigure, ...] = field(
        "The year in figures, from three to eight of them",
        [{"value": "26", "label": "member councils", "last": "24"}],
    )
    contact: Contact = field(
        "Who leads the group and how to reach it",
        {"lead_member": "Cllr John Merry", "lead_officer": "Jon Stancombe"},
        required=True,
    )
    membership: Membership = field(
        "Who belongs to the group", {"declared": 2, "members": ["Bradford", "Coventry"]}, required=True
    )
    aims: LongText = field("What the group is for", "The group speaks for mid-sized cities.", required=True)
    priorities: Priorities = field(
        "How the work serves the LGA's priorities; the 2024 form asks for it",
        {"entries": [{"title": "One voice", "text": "We speak for urban Britain."}]},
    )
    themes: Themes = field(
        "The business plan's themes, numbered in the order given",
        {"entries": [{"title": "Putting people first"}]},
    )
    activities: Annotated[Activities, line_for("introduction")] = field(
        "What the group did in the year: lists of entries, or a text",
        {"projects": [{"title": "Skills for Cities"}]},
        required=True,
    )
    government: Annotated[tuple[Dealing, ...], OnOneLine(_dealings, {"const": "none"})] = field(
        "Dealings with government departments: a list, or `none`", [{"department": "DLUHC"}]
    )
    quotations: tuple[Annotated[Testimony, line_for("text")], ...] = field(
        "What others say of the group's work",
        [{"text": "The group gave us a voice.", "author": "Cllr Ann Example"}],
    )
    finances: Annotated[Finances, line_for("text")] = field(
        "What the work cost and who paid for it: a text, or text, table and figure",
        {"text": "The group is funded by subscriptions."},
    )
    figures: tuple[Picture, ...] = field(
        "Pictures: id, file, alt and caption", [{"id": "map", "file": "map.png", "alt": "Map of the members"}]
    )
    fonts: Lines = field(
        "Fonts for letters that reportgen's own lacks: files in the dataset's folder",
        ["NotoSansSC-Regular.ttf"],
    )
    sections: tuple[FreeSection, ...] = field(
        "Anything the form has no place for: title, text, table, figure and inner sections",
        [{"title": "Finance", "text": "The group is funded by subscriptions."}],
    )
    imprint: LongText = field(
        "Who publishes the report, and who made it", "Published by the Key Cities secretariat."
    )
    private: Lines = field("Paths of values that no output may show", ["contact.telephone"])
