"""The dataset, version 1: every key it may hold, as models that the rest of the program reads.

What is left out is empty (`""`, `()`, an empty text), never None, so that nothing has to ask; only dates can be None. Which
keys must be given is noted here and checked by `checks`, so that one missing value hides no other fault.
"""

from typing import Annotated, Any, Literal, TypeAlias

from reportgen.prose import Prose
from reportgen.schema.i18n import CHANGES, choice, in_words
from reportgen.schema.model import Field, Model, OnOneLine
from reportgen.schema.values import (
    Address,
    Cells,
    Count,
    Date,
    Email,
    Line,
    Lines,
    Period,
    Text,
    Truth,
    Url,
    When,
    Year,
)

FORMS = ("2018", "2023", "2024")
LANGUAGES = ("en-GB", "cy-GB")
MEMBER_KINDS = ("full", "corporate", "associate", "affiliate", "corresponding", "contributing", "partner")
PARTNER_KINDS = ("department", "public body", "charity", "university", "business", "other")

Form: TypeAlias = Literal["2018", "2023", "2024"]
Language: TypeAlias = Literal["en-GB", "cy-GB"]
MemberKind: TypeAlias = Literal[
    "", "full", "corporate", "associate", "affiliate", "corresponding", "contributing", "partner"
]
PartnerKind: TypeAlias = Literal[
    "", "department", "public body", "charity", "university", "business", "other"
]


def _field(default: Any, about: str, example: object, *, required: bool = False, key: str = "") -> Any:
    """A field; the default of a part is one with nothing in it."""
    if isinstance(default, type) and issubclass(default, Model):
        default = default()
    return Field(default, about, example, required, key)


def _line(about: str, example: str, *, required: bool = False) -> Any:
    return _field("", about, example, required=required)


def _text(about: str, example: str, *, required: bool = False) -> Any:
    return _field(Prose(), about, example, required=required)


def _list(about: str, example: object, *, required: bool = False) -> Any:
    return _field((), about, example, required=required)


def _date(about: str, example: object) -> Any:
    return _field(None, about, example)


def _from_line(key: str) -> OnOneLine:
    return OnOneLine(lambda line: {key: line})


class Group(Model):
    """The Special Interest Group."""

    name: Line = _line("The group's name, as it stands in the title", "Key Cities", required=True)
    other_names: Lines = _list("Other names it goes by in running text", ["Key Cities Group"])
    established: When | None = _date("When it was formed: a year or a date", "2013")
    renewed: When | None = _date("When the case for going on was last restated to the Board", "2020-04-01")


class Officer(Model):
    """An officer of a council or of the group."""

    from_line = "name"
    name: Line = _line("The person's name", "Jon Stancombe", required=True)
    role: Line = _line("The person's role or job title", "Director")
    authority: Line = _line("The council or body the person comes from", "Salford City Council")

    def line(self, _: str = "en-GB", /) -> str:
        """The officer on one line: `Jon Stancombe, Director, Salford City Council`."""
        return ", ".join(filter(None, (self.name, self.role, self.authority)))


class Person(Model):
    """Somebody, with what stands before and after the name."""

    from_line = "name"
    title: Line = _line("What stands before the name", "Cllr")
    name: Line = _line("The person's name", "John Merry", required=True)
    honours: Line = _line("Letters after the name", "CBE")
    role: Line = _line("The person's role or job title", "Chair")
    authority: Line = _line("The council or body the person comes from", "Salford City Council")

    def line(self, _: str = "en-GB", /) -> str:
        """The person on one line: `Cllr John Merry CBE, Chair, Salford City Council`."""
        name = " ".join(filter(None, (self.title, self.name, self.honours)))
        return ", ".join(filter(None, (name, self.role, self.authority)))


class Website(Model):
    """A website: its address and the words that lead to it."""

    label: Line = _line("The words that lead to it", "Key Cities")
    url: Url = _line("Its address", "https://example.org")

    def line(self, _: str = "en-GB", /) -> str:
        """The words that lead to it, or the address itself."""
        return self.label or self.url


def _website(line: str) -> dict[str, str]:
    return {"url" if line.lower().startswith(("http://", "https://")) else "label": line}


class Contact(Model):
    """Who leads the group and how to reach it."""

    lead_member: Annotated[Person, _from_line("name")] = _field(
        Person,
        "The councillor who leads the group: a line, or title, name, honours, role and authority",
        "Cllr John Merry",
        required=True,
    )
    lead_officer: Annotated[Officer, _from_line("name")] = _field(
        Officer,
        "The officer who writes the report: a line, or name, role and authority",
        "Jon Stancombe",
        required=True,
    )
    email: Email = _line("An e-mail address", "name@example.org")
    address: Address = _list(
        "The postal address: a list of lines, or one line that is split at its commas",
        ["Civic Centre", "Chorley Road", "Swinton", "Salford", "M27 5FJ"],
    )
    telephone: Line = _line("A telephone number, printed as typed", "07967 424591")
    website: Annotated[Website, OnOneLine(_website)] = _field(
        Website, "The group's website: its address, or a label and a url", "https://example.org"
    )


class Member(Model):
    """A council or other body that belongs to the group."""

    from_line = "name"
    name: Line = _line("The council's name", "Bradford", required=True)
    authority: Line = _line(
        "Its nine-character code from the Office for National Statistics (GSS code)", "E08000032"
    )
    kind: MemberKind = _field("", "How it belongs to the group; left out, it is a full member", "associate")
    role: Line = _line("What it does in the group", "Lead authority")
    joined: When | None = _date("When it joined", "2023-09")
    left: When | None = _date("When it left; it no longer counts as a member", "2024-03-31")
    note: Line = _line("A remark printed behind the name", "co-opted")

    def line(self, language: str = "en-GB", /) -> str:
        """The member on one line: `Salford (Lead authority, co-opted, joined May 2024)`."""
        kind = choice(self.kind, language) if self.kind != "full" else ""
        dates = zip(CHANGES[language], (self.joined, self.left), strict=True)
        changes = (f"{word} {in_words(when, language)}" for word, when in dates if when)
        remarks = ", ".join(filter(None, (self.role, kind, self.note, *changes)))
        return f"{self.name} ({remarks})" if remarks else self.name


_Members: TypeAlias = tuple[Annotated[Member, _from_line("name")], ...]


class MemberGroup(Model):
    """A named list of members."""

    name: Line = _line("What these members are called", "Contributing members", required=True)
    members: _Members = _list("Its members: each a name, or a mapping as under `members`", ["Bradford"])


class Breakdown(Model):
    """A count of members of one type."""

    label: Line = _line("The type", "District councils", required=True)
    count: Count = _field(0, "How many there are", 164, required=True)


class Membership(Model):
    """Who belongs to the group."""

    introduction: Text = _text(
        "What is said before the list", "Our membership consists of 26 local authorities."
    )
    declared: Count | None = _field(None, "The number of members that the report states", 26)
    members: _Members = _list(
        "The members: each a name, or name, authority, kind, role, joined, left and note",
        ["Bradford", "Coventry"],
    )
    groups: tuple[MemberGroup, ...] = _list(
        "Named lists of members, in place of or beside `members`",
        [{"name": "Contributing members", "members": ["Bradford"]}],
    )
    breakdown: tuple[Breakdown, ...] = _list(
        "Counts of members by type, with or without a list", [{"label": "District councils", "count": 164}]
    )
    exception: Text = _text(
        "Why there are fewer than ten full members, if so", "The Board agreed to eight members in June 2023."
    )
    eligibility: Text = _text("Who may join", "Mid-sized cities may join.")


class Entry(Model):
    """A heading with its text."""

    title: Line = _line("The heading", "Putting people first", required=True)
    text: Text = _text("What is said under it", "The group makes the case for stronger services.")


class Priorities(Model):
    """How the work serves the LGA's priorities."""

    plan: Line = _line("The edition of the LGA business plan", "2022-25")
    introduction: Text = _text(
        "What is said before the priorities", "Our work contributes to these priorities."
    )
    entries: tuple[Entry, ...] = _list(
        "The priorities, each a title and a text",
        [{"title": "One voice", "text": "We speak for urban Britain."}],
    )


class Themes(Model):
    """The themes of the LGA business plan, numbered in the order given."""

    entries: tuple[Entry, ...] = _list(
        "The themes, each a title and a text",
        [{"title": "Putting people first", "text": "We ask for fair funding."}],
    )


class Project(Model):
    """A piece of work done in the year."""

    title: Line = _line("What it is called", "Skills for Cities report", required=True)
    date: When | None = _date("When: a day, a month or a year, or start and end", "2023-10")
    text: Text = _text("What was done and what came of it", "In October 2023 we launched our report.")
    url: Url = _line("Where to read more", "https://example.org/skills")
    departments: Lines = _list("Government departments it was done with", ["Department for Education"])


class Event(Model):
    """A conference or other event."""

    title: Line = _line("What it is called", "UKREiiF", required=True)
    date: When | None = _date("When: a day, a month or a year, or start and end", "2024-05")
    place: Line = _line("Where", "Leeds")
    speakers: Lines = _list("Who spoke", ["Cllr John Merry"])
    partners: Lines = _list("Who it was held with", ["Scottish Cities Alliance"])
    text: Text = _text("What happened", "We held a networking event.")
    url: Url = _line("Where to read more", "https://example.org/ukreiif")
    departments: Lines = _list("Government departments that took part", ["Department for Business and Trade"])


class Partnership(Model):
    """Somebody the group works with."""

    title: Line = _line("Who", "Arts Council England", required=True)
    kind: PartnerKind = _field("", "What kind of body it is", "public body")
    text: Text = _text("What is done together", "We build up a picture of cultural strategy.")
    url: Url = _line("Where to read more", "https://example.org/culture")
    departments: Lines = _list("Government departments that take part", ["DCMS"])


class Consultation(Model):
    """A consultation the group answered."""

    title: Line = _line("What it was called", "Local audit reform", required=True)
    date: When | None = _date("When it was answered", "2024-01-15")
    to: Line = _line("Who asked", "Ministry of Housing, Communities and Local Government")
    text: Text = _text("What the group said", "We asked for a single regulator.")
    url: Url = _line("Where to read the answer", "https://example.org/answer")


class Meeting(Model):
    """Meetings of one kind held in the year."""

    kind: Line = _line("Which meetings", "Plenary", required=True)
    count: Count | None = _field(None, "How many were held", 6)
    text: Text = _text("What they were about", "Members met every other month.")


class Activities(Model):
    """What the group did in the year."""

    projects: tuple[Project, ...] = _list(
        "Projects, publications and workstreams", [{"title": "Skills for Cities"}]
    )
    events: tuple[Event, ...] = _list("Conferences and events", [{"title": "UKREiiF", "date": "2024-05"}])
    partnerships: tuple[Partnership, ...] = _list(
        "Bodies the group works with", [{"title": "Arts Council England"}]
    )
    consultations: tuple[Consultation, ...] = _list(
        "Consultations answered", [{"title": "Local audit reform"}]
    )
    meetings: tuple[Meeting, ...] = _list("Meetings held", [{"kind": "Plenary", "count": 6}])
    forward_plan: Text = _text("What is planned for next year", "We will publish a report on housing.")


class Dealing(Model):
    """A dealing with a government department."""

    department: Line = _line(
        "Which department", "Department for Levelling Up, Housing and Communities", required=True
    )
    kind: Line = _line("What kind of dealing", "Stakeholder group")
    frequency: Line = _line("How often", "every two months")
    date: When | None = _date("When", "2024-02")
    text: Text = _text("What it was about", "We advised on funding.")


class Picture(Model):
    """A picture that sections can show."""

    id: Line = _line("The name by which sections show it", "map", required=True)
    file: Line = _line(
        "The file, in the dataset's folder or one inside it: PNG, JPEG or SVG", "map.png", required=True
    )
    alt: Line = _line("What the picture shows, for readers who cannot see it", "Map of the 26 members")
    decorative: Truth = _field(
        default=False, about="`true` when the picture says nothing that readers would miss", example="true"
    )
    caption: Line = _line("What stands under it", "Our members")


class Grid(Model):
    """A table: heads of columns, and rows with a cell for each."""

    columns: Cells = _list("The heads of the columns", ["Year", "Members"], required=True)
    rows: tuple[Cells, ...] = _list("The rows, each a list of cells", [["2023", "26"]])
    caption: Line = _line("What stands above it", "Members by year")


class _FreeSection(Model):
    title: Line = _line("The heading", "Finance", required=True)
    text: Text = _text("What is said under it", "The group is funded by subscriptions.")
    table: Grid = _field(
        Grid, "A table: columns, rows and caption", {"columns": ["Year"], "rows": [["2023"]]}
    )
    figure: Line = _line("The id of a picture under `figures`", "map")


class InnermostSection(_FreeSection):
    """A section of the third level, which holds no others."""


class InnerSection(_FreeSection):
    """A section of the second level."""

    sections: tuple[InnermostSection, ...] = _list("Sections inside this one", [{"title": "Reserves"}])


class FreeSection(_FreeSection):
    """A section for what the form has no place for."""

    sections: tuple[InnerSection, ...] = _list(
        "Sections inside this one, up to three deep", [{"title": "Income"}]
    )


def _none(line: str) -> object:
    return [] if line == "none" else line


class Report(Model):
    """The yearly report of one group: the whole dataset."""

    version: Literal["1"] = _field("1", "The version of the dataset's keys", 1, required=True, key="schema")
    form: Form = _field("2024", "The edition of the LGA form", "2024", required=True)
    language: Language = _field("en-GB", "The language of the words in this file", "en-GB")
    group: Group = _field(Group, "The Special Interest Group", {"name": "Key Cities"}, required=True)
    period: Year | None = _field(
        None,
        "The financial year the report covers (April to March), or its start and end",
        "2023/24",
        required=True,
    )
    submitted: When | None = _date("When the report was sent", "2024-06-30")
    contact: Contact = _field(
        Contact,
        "Who leads the group and how to reach it",
        {"lead_member": "Cllr John Merry", "lead_officer": "Jon Stancombe"},
        required=True,
    )
    membership: Membership = _field(
        Membership,
        "Who belongs to the group",
        {"declared": 2, "members": ["Bradford", "Coventry"]},
        required=True,
    )
    aims: Text = _text("What the group is for", "The group speaks for mid-sized cities.", required=True)
    priorities: Priorities = _field(
        Priorities,
        "How the work serves the LGA's priorities; the 2024 form requires it",
        {"entries": [{"title": "One voice", "text": "We speak for urban Britain."}]},
    )
    themes: Themes = _field(
        Themes,
        "The business plan's themes, numbered in the order given",
        {"entries": [{"title": "Putting people first"}]},
    )
    activities: Activities = _field(
        Activities,
        "What the group did in the year",
        {"projects": [{"title": "Skills for Cities"}]},
        required=True,
    )
    government: Annotated[tuple[Dealing, ...], OnOneLine(_none, {"const": "none"})] = _list(
        "Dealings with government departments: a list, or `none`", [{"department": "DLUHC"}]
    )
    figures: tuple[Picture, ...] = _list(
        "Pictures: id, file, alt and caption", [{"id": "map", "file": "map.png", "alt": "Map of the members"}]
    )
    sections: tuple[FreeSection, ...] = _list(
        "Anything the form has no place for: title, text, table, figure and inner sections",
        [{"title": "Finance", "text": "The group is funded by subscriptions."}],
    )
    private: Lines = _list("Paths of values that no output may show", ["contact.telephone"])


__all__ = ["Date", "Period", "Report"]
