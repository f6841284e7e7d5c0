"""Takes apart a list of members that is pasted: lines of an e-mail, or the rows of a spreadsheet with the councillor of each."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from reportgen.startup.patterns import lazy_pattern

_MAX_LENGTH = 200
_BULLET = lazy_pattern(r"^\s*(?:[-*•·–o]\s+|\d{1,3}[.)]\s+)")
_PERSON = lazy_pattern(
    r"(?:Cllr|Councillor|Cyng|Y Cyng|Cynghorydd|Y Cynghorydd|Alderman|Ald|Sir|Dame|Lord|Lady|Baroness|Mr|Mrs|Ms|Miss|Mx|Dr|Prof"
    r"|Professor|Mayor)\b\.? +\w"
)
_COUNCIL_HEADS = frozenset(
    (
        "council",
        "councils",
        "authority",
        "local authority",
        "member",
        "members",
        "member council",
        "cyngor",
        "awdurdod",
        "aelod",
    )
)
_PERSON_HEADS = frozenset(
    (
        "councillor",
        "cllr",
        "lead member",
        "lead councillor",
        "representative",
        "cynghorydd",
        "aelod arweiniol",
        "cynrychiolydd",
    )
)


@dataclass(frozen=True, slots=True)
class PastedMember:
    """A name in a pasted list, and the councillor who stands in its row; empty where none does."""

    name: str
    lead_member: str = ""


def pasted_rows(text: str, is_council: Callable[[str], bool]) -> list[PastedMember]:
    """Returns the members in a pasted list, without bullets and without a row of heads; one line is split at its commas.

    A cell beside a council is its councillor where its column is headed so, or where it begins as people's names do and is no
    council itself, as `Sir Benfro` is.
    """
    rows = [[_clean(cell) for cell in line.split("\t")] for line in text.splitlines()]
    rows = [row for row in rows if any(row)]
    heads = [cell.rstrip(":").casefold() for cell in rows[0]] if rows else []
    person_columns = {column for column, head in enumerate(heads) if head in _PERSON_HEADS}
    if person_columns or not _COUNCIL_HEADS.isdisjoint(heads):
        rows = rows[1:]
    members = [member for row in rows for member in _members(row, person_columns, is_council)]
    if len(members) == 1 and not members[0].lead_member:
        names = members[0].name.replace(" and ", ", ").split(",")
        members = [PastedMember(name.strip()) for name in names if name.strip()]
    return members


def _clean(cell: str) -> str:
    return _BULLET.sub("", cell).strip(" ,.\u00a0")


def _members(
    row: Sequence[str], person_columns: set[int], is_council: Callable[[str], bool]
) -> Iterator[PastedMember]:
    def is_person(column: int, cell: str) -> bool:
        return column in person_columns or bool(_PERSON.match(cell) and not is_council(cell))

    people = [cell for column, cell in enumerate(row) if cell and is_person(column, cell)]
    others = [cell for column, cell in enumerate(row) if cell and not is_person(column, cell)]
    names = [name for cell in others or people for part in cell.split(";") if (name := _clean(part))]
    for index, name in enumerate(names):
        lead_member = ", ".join(people) if others and index == 0 else ""
        yield PastedMember(name[:_MAX_LENGTH], lead_member[:_MAX_LENGTH])
