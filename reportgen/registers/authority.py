"""A local authority, and the reader of the register of authorities."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from reportgen.registers.read import CsvRow, CsvTable, parse_date, read_csv

COLUMNS = (
    "code", "name", "short_name", "welsh_name", "welsh_short_name", "gss_code", "former_gss_codes", "type", "nation",
    "region", "lga_membership", "start_date", "end_date", "successors", "aliases", "former_names",
)  # fmt: skip
_REQUIRED = ("code", "name", "short_name", "type", "nation")


class Lga(StrEnum):
    """The class in which an authority can belong to the LGA (LGA Constitution): full, through the WLGA, or not at all."""

    FULL = "full"
    CORPORATE = "corporate"
    NONE = "none"


class FormerName(NamedTuple):
    """A name that an authority once had, with its last day where that is known."""

    name: str
    until: date | None = None


@dataclass(frozen=True, eq=False)
class Authority:
    """A local authority, in force or ended. `start` is known from 2019 on only; before that it is None."""

    code: str
    name: str
    short_name: str
    welsh_name: str
    welsh_short_name: str
    gss_code: str
    former_gss_codes: tuple[str, ...]
    type: str
    nation: str
    region: str
    lga: Lga
    start: date | None
    end: date | None
    successors: tuple[str, ...]
    aliases: tuple[str, ...]
    former_names: tuple[FormerName, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The authority's names: official and short, in English and, for Welsh councils, in Welsh."""
        return tuple(filter(None, (self.name, self.short_name, self.welsh_name, self.welsh_short_name)))

    @property
    def is_council(self) -> bool:
        """Whether it is a principal council, not a combined authority."""
        return self.type not in {"combined authority", "strategic regional authority"}

    def in_force(self, on: date) -> bool:
        """Whether it existed on a day, as far as is known."""
        return self.begun(on) and not self.has_ended(on)

    def begun(self, on: date) -> bool:
        """Whether it had begun by a day, as far as is known."""
        return self.start is None or self.start <= on

    def has_ended(self, on: date) -> bool:
        """Whether its last day lay before a day."""
        return self.end is not None and self.end < on


def read_authorities(path: Path) -> tuple[dict[str, str], list[Authority]]:
    """Read a register: what it says of itself, and its authorities. Raises Unreadable."""
    table = read_csv(path, COLUMNS)
    authorities = [_authority(row) for row in table.rows]
    _refuse_contradictions(table, authorities)
    return table.about, authorities


def _authority(row: CsvRow) -> Authority:
    values = row.values
    for column in _REQUIRED:
        if not values[column]:
            row.refuse(f"`{column}` is missing")
    if values["lga_membership"] not in list(Lga):
        row.refuse(f"`lga_membership` must be {', '.join(Lga)}, not `{values['lga_membership']}`")
    return Authority(
        code=values["code"],
        name=values["name"],
        short_name=values["short_name"],
        welsh_name=values["welsh_name"],
        welsh_short_name=values["welsh_short_name"],
        gss_code=values["gss_code"],
        former_gss_codes=_several(values["former_gss_codes"]),
        type=values["type"],
        nation=values["nation"],
        region=values["region"],
        lga=Lga(values["lga_membership"]),
        start=_day(row, values["start_date"]),
        end=_day(row, values["end_date"], last=True),
        successors=_several(values["successors"]),
        aliases=_several(values["aliases"]),
        former_names=tuple(_former_name(row, text) for text in _several(values["former_names"])),
    )


def _several(cell: str) -> tuple[str, ...]:
    return tuple(value.strip() for value in cell.split("|")) if cell else ()


def _day(row: CsvRow, text: str, *, last: bool = False) -> date | None:
    if not text:
        return None
    return parse_date(text, last=last) or row.refuse(f"`{text}` is no date; write 2023-03-31")


def _former_name(row: CsvRow, text: str) -> FormerName:
    name, until, last_day = text.partition(" until ")
    return FormerName(name, _day(row, last_day, last=True) if until else None)


def _refuse_contradictions(table: CsvTable, authorities: Sequence[Authority]) -> None:
    """Refuse codes that two authorities share, and successors that are not in the register."""
    owners: dict[str, Authority] = {}
    for row, authority in zip(table.rows, authorities, strict=True):
        for code in filter(None, {authority.code, authority.gss_code}):
            if code in owners:
                row.refuse(f"`{code}` is the code of {owners[code].name} already")
            owners[code] = authority
    codes = {authority.code for authority in authorities}
    for row, authority in zip(table.rows, authorities, strict=True):
        for code in authority.successors:
            if code not in codes:
                row.refuse(f"the successor `{code}` is not in the register")
