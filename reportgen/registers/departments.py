"""The register of government departments and bodies: their dates, their names, and the wrong forms seen in reports."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from reportgen.registers.names import name_key
from reportgen.registers.read import ABOUT, YamlEntry, read_yaml

_KEYS = ("id", "name", "abbreviation", "kind", "from", "to", "successors", "wrong_forms", "trust", "source")


@dataclass(frozen=True, eq=False)
class Department:
    """A department, committee or other public body. `trusted` facts were read in a source; others can only feed warnings.

    Of a date that is known by month or year only, `start` is the first day and `end` the last.
    """

    id: str
    name: str
    abbreviation: str
    kind: str
    start: date | None
    end: date | None
    successors: tuple[str, ...]
    wrong_forms: tuple[str, ...]
    trusted: bool
    source: str

    def in_force(self, on: date) -> bool:
        """Whether it existed on a day, as far as is known."""
        return (self.start is None or self.start <= on) and not self.has_ended(on)

    def has_ended(self, on: date) -> bool:
        """Whether its last day lay before a day."""
        return self.end is not None and self.end < on


class Naming(NamedTuple):
    """A department and how a text names it: by its `name`, its `abbreviation`, or a `wrong form` seen."""

    department: Department
    matched_by: str


class Departments:
    """The register of departments."""

    def __init__(self, about: Mapping[str, str], departments: Sequence[Department]) -> None:
        self.about = about
        self._departments = tuple(departments)
        self._by_id = {department.id: department for department in departments}

    def __iter__(self) -> Iterator[Department]:
        return iter(self._departments)

    def __len__(self) -> int:
        return len(self._departments)

    def find_by_id(self, name: str) -> Department | None:
        """The department with an identifier, as `successors` gives them."""
        return self._by_id.get(name)

    def find(self, name: str, on: date) -> Naming | None:
        """The department that a name, an abbreviation or a known wrong form means on a day.

        Of several it is the one in force, else the one that ended last, so that the caller has to ask whether it is in force.
        """
        namings = self._namings.get(name.strip()) or self._namings.get(name_key(name), [])
        return max(
            namings,
            key=lambda naming: (naming.department.in_force(on), naming.department.end or date.max),
            default=None,
        )

    def nearest(self, name: str, on: date) -> Department | None:
        """The department in force whose name is most like an unknown one, if any is like it."""
        from difflib import get_close_matches

        by_key = {
            name_key(department.name): department
            for department in self._departments
            if department.in_force(on)
        }
        near = get_close_matches(name_key(name), by_key, 1, 0.8)
        return by_key[near[0]] if near else None

    @cached_property
    def _namings(self) -> dict[str, list[Naming]]:
        """What each form means. Names stand under their keys; wrong forms also as written.

        Some wrong forms differ from the right one in case or hyphens alone, which keys leave out.
        """
        namings: dict[str, list[Naming]] = {}
        for department in self._departments:
            for text, how in ((department.name, "name"), (department.abbreviation, "abbreviation")):
                if form := name_key(text):
                    namings.setdefault(form, []).append(Naming(department, how))
            right = {department.name, department.abbreviation}
            for wrong_form in department.wrong_forms:
                for form in {wrong_form, name_key(wrong_form)} - right - set(map(name_key, right)):
                    namings.setdefault(form, []).append(Naming(department, "wrong form"))
        return namings


def read_departments(path: Path) -> Departments:
    """Read a register of departments. Raises Unreadable."""
    file = read_yaml(path)
    file.refuse_other_keys(*ABOUT, "departments")
    departments: dict[str, Department] = {}
    entries: list[YamlEntry] = []
    for entry in file.entries("departments"):
        department = _department(entry)
        if department.id in departments:
            entry.refuse(f"`{department.id}` is the id of another department already", "id")
        departments[department.id] = department
        entries.append(entry)
    for entry in entries:
        for successor in entry.texts("successors"):
            if successor not in departments:
                entry.refuse(f"the successor `{successor}` is not in the register", "successors")
    return Departments({name: file.text(name) for name in ABOUT}, list(departments.values()))


def _department(entry: YamlEntry) -> Department:
    entry.refuse_other_keys(*_KEYS)
    return Department(
        id=entry.text("id", required=True),
        name=entry.text("name", required=True),
        abbreviation=entry.text("abbreviation"),
        kind=entry.text("kind", required=True),
        start=entry.date("from"),
        end=entry.date("to", last=True),
        successors=entry.texts("successors"),
        wrong_forms=entry.texts("wrong_forms"),
        trusted=entry.choice("trust", ("seen", "memory")) == "seen",
        source=entry.text("source"),
    )
