"""The part `membership`: the members, in one list or several, and counts of them."""

from typing import Annotated, Literal, TypeAlias, get_args

from reportgen.schema.i18n import MEMBERSHIP_CHANGES, choice_in_words, date_in_words
from reportgen.schema.model import Model, field, line_for
from reportgen.schema.models.contact import Person
from reportgen.schema.models.sections import FIGURE, TABLE, Grid
from reportgen.schema.values import Count, FigureId, Line, LongText, When

MemberKind: TypeAlias = Literal[
    "", "full", "corporate", "associate", "affiliate", "corresponding", "contributing", "partner"
]
MEMBER_KINDS: tuple[str, ...] = tuple(filter(None, get_args(MemberKind)))


class Member(Model):
    """A council or other body that belongs to the group."""

    name: Line = field("The council's name", "Bradford", required=True)
    authority: Line = field(
        "Its nine-character code from the Office for National Statistics (GSS code)", "E08000032"
    )
    kind: MemberKind = field("How it belongs to the group; left out, it is a full member", "associate")
    role: Line = field("What it does in the group", "Lead authority")
    joined: When | None = field("When it joined", "2023-09")
    left: When | None = field("When it left; it no longer counts as a member", "2024-03-31")
    note: Line = field("A remark printed behind the name", "co-opted")
    lead_member: Annotated[Person, line_for("name")] = field(
        "Its councillor in the group: a line, or title, name, honours, role and authority", "Cllr Ann Example"
    )

    keys_on_line = ("name", "role", "kind", "note", "joined", "left")

    def of_kind(self, kind: MemberKind) -> "Member":
        """The same member with another kind."""
        return Member({**self.__dict__, "kind": kind})

    def as_line(self, language: str = "en-GB", /) -> str:
        """The member on one line: `Salford (Lead authority, co-opted, joined May 2024)`."""
        kind = choice_in_words(self.kind, language) if self.kind != "full" else ""
        dates = zip(MEMBERSHIP_CHANGES[language], (self.joined, self.left), strict=True)
        changes = (f"{word} {date_in_words(when, language)}" for word, when in dates if when)
        remarks = ", ".join(filter(None, (self.role, kind, self.note, *changes)))
        return f"{self.name} ({remarks})" if remarks else self.name


Members: TypeAlias = tuple[Annotated[Member, line_for("name")], ...]


class MemberGroup(Model):
    """A named list of members."""

    name: Line = field("What these members are called", "Contributing members", required=True)
    kind: MemberKind = field(
        "How these members belong to the group; a member's own `kind` comes before it", "associate"
    )
    members: Members = field("Its members: each a name, or a mapping as under `members`", ["Bradford"])


class Breakdown(Model):
    """A count of members of one type."""

    label: Line = field("The type", "District councils", required=True)
    count: Count = field("How many there are", 164, required=True)


class Membership(Model):
    """Who belongs to the group."""

    one_of = ("members", "groups", "breakdown")

    introduction: LongText = field(
        "What is said before the list", "Our membership consists of 26 local authorities."
    )
    declared: Count | None = field("The number of members that the report states", 26)
    members: Members = field(
        "The members: each a name, or name, authority, kind, role, joined, left, note and lead_member",
        ["Bradford", "Coventry"],
    )
    groups: tuple[MemberGroup, ...] = field(
        "Named lists of members, in place of or beside `members`",
        [{"name": "Contributing members", "members": ["Bradford"]}],
    )
    breakdown: tuple[Breakdown, ...] = field(
        "Counts of members by type, with or without a list", [{"label": "District councils", "count": 164}]
    )
    exception: LongText = field(
        "Why there are fewer than ten full members, if so", "The Board agreed to eight members in June 2023."
    )
    eligibility: LongText = field("Who may join", "Mid-sized cities may join.")
    table: Grid = TABLE
    figure: FigureId = FIGURE
