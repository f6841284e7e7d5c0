"""The parts `activities` and `government`: what the group did in the year, and its dealings with departments."""

from typing import Literal, TypeAlias, get_args

from reportgen.schema.model import Model
from reportgen.schema.models._fields import date_field, field, line_field, list_field, text_field
from reportgen.schema.values import Count, Line, Lines, Text, Url, When

PartnerKind: TypeAlias = Literal[
    "", "department", "public body", "charity", "university", "business", "other"
]
PARTNER_KINDS: tuple[str, ...] = tuple(filter(None, get_args(PartnerKind)))


class Project(Model):
    """A piece of work done in the year."""

    title: Line = line_field("What it is called", "Skills for Cities report", required=True)
    date: When | None = date_field("When: a day, a month or a year, or start and end", "2023-10")
    text: Text = text_field("What was done and what came of it", "In October 2023 we launched our report.")
    url: Url = line_field("Where to read more", "https://example.org/skills")
    departments: Lines = list_field("Government departments it was done with", ["Department for Education"])


class Event(Model):
    """A conference or other event."""

    title: Line = line_field("What it is called", "UKREiiF", required=True)
    date: When | None = date_field("When: a day, a month or a year, or start and end", "2024-05")
    place: Line = line_field("Where", "Leeds")
    speakers: Lines = list_field("Who spoke", ["Cllr John Merry"])
    partners: Lines = list_field("Who it was held with", ["Scottish Cities Alliance"])
    text: Text = text_field("What happened", "We held a networking event.")
    url: Url = line_field("Where to read more", "https://example.org/ukreiif")
    departments: Lines = list_field(
        "Government departments that took part", ["Department for Business and Trade"]
    )


class Partnership(Model):
    """Somebody the group works with."""

    title: Line = line_field("Who", "Arts Council England", required=True)
    kind: PartnerKind = field("", "What kind of body it is", "public body")
    text: Text = text_field("What is done together", "We build up a picture of cultural strategy.")
    url: Url = line_field("Where to read more", "https://example.org/culture")
    departments: Lines = list_field("Government departments that take part", ["DCMS"])


class Consultation(Model):
    """A consultation the group answered."""

    title: Line = line_field("What it was called", "Local audit reform", required=True)
    date: When | None = date_field("When it was answered", "2024-01-15")
    to: Line = line_field("Who asked", "Ministry of Housing, Communities and Local Government")
    text: Text = text_field("What the group said", "We asked for a single regulator.")
    url: Url = line_field("Where to read the answer", "https://example.org/answer")


class Meeting(Model):
    """Meetings of one kind held in the year."""

    kind: Line = line_field("Which meetings", "Plenary", required=True)
    count: Count | None = field(None, "How many were held", 6)
    text: Text = text_field("What they were about", "Members met every other month.")


class Activities(Model):
    """What the group did in the year."""

    projects: tuple[Project, ...] = list_field(
        "Projects, publications and workstreams", [{"title": "Skills for Cities"}]
    )
    events: tuple[Event, ...] = list_field(
        "Conferences and events", [{"title": "UKREiiF", "date": "2024-05"}]
    )
    partnerships: tuple[Partnership, ...] = list_field(
        "Bodies the group works with", [{"title": "Arts Council England"}]
    )
    consultations: tuple[Consultation, ...] = list_field(
        "Consultations answered", [{"title": "Local audit reform"}]
    )
    meetings: tuple[Meeting, ...] = list_field("Meetings held", [{"kind": "Plenary", "count": 6}])
    forward_plan: Text = text_field("What is planned for next year", "We will publish a report on housing.")


class Dealing(Model):
    """A dealing with a government department."""

    department: Line = line_field(
        "Which department", "Department for Levelling Up, Housing and Communities", required=True
    )
    kind: Line = line_field("What kind of dealing", "Stakeholder group")
    frequency: Line = line_field("How often", "every two months")
    date: When | None = date_field("When", "2024-02")
    text: Text = text_field("What it was about", "We advised on funding.")
