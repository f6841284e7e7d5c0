"""Government departments and bodies with their dates, and the forms in which their names are met."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from reportgen.registers.names import key
from reportgen.registers.read import ABOUT, Entry, entry

_KEYS = ("id", "name", "abbreviation", "kind", "from", "to", "successors", "wrong_forms", "trust", "source")


@dataclass(frozen=True, eq=False)
class Department:
    """A department, committee or other public body. `trusted` facts were read in a source; others can only feed warnings.

    A date that is known by month or year only reaches as far as it can: `start` is its first day, `end` its last.
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
        return (self.start is None or self.start <= on) and not self.ended(on)

    def ended(self, on: date) -> bool:
        """Whether its last day lay before a day."""
        return self.end is not None and self.end < on


class Naming(NamedTuple):
    """A department and the way it was named: by its `name`, its `abbreviation`, or a `wrong form` seen."""

    department: Department
    how: str


class Departments:
    """The register of departments."""

    def __init__(self, about: Mapping[str, str], entries: Sequence[Department]) -> None:
        self.about = about
        self._entries = tuple(entries)
        self._ids = {each.id: each for each in entries}

    def __iter__(self) -> Iterator[Department]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def of_id(self, name: str) -> Department | None:
        """The department of an identifier, as `successors` gives them."""
        return self._ids.get(name)

    def find(self, name: str, on: date) -> Naming | None:
        """The department that a name, an abbreviation or a known wrong form means on a day.

        Of several the one in force is meant, else the one that ended last; whether it was in force is for the caller to ask.
        """
        found = self._forms.get(name.strip()) or self._forms.get(key(name), [])
        return max(
            found,
            key=lambda each: (each.department.in_force(on), each.department.end or date.max),
            default=None,
        )

    def nearest(self, name: str, on: date) -> Department | None:
        """The department in force whose name is most like one that is not known, if any is like it."""
        from difflib import get_close_matches

        known = {key(each.name): each for each in self._entries if each.in_force(on)}
        near = get_close_matches(key(name), known, 1, 0.8)
        return known[near[0]] if near else None

    @cached_property
    def _forms(self) -> dict[str, list[Naming]]:
        """Wrong forms by their letters, since some differ from the right one in case or hyphens alone; others by their key."""
        found: dict[str, list[Naming]] = {}
        for each in self._entries:
            for form, how in ((key(each.name), "name"), (key(each.abbreviation), "abbreviation")):
                if form:
                    found.setdefault(form, []).append(Naming(each, how))
            right = {each.name, each.abbreviation}
            for wrong in each.wrong_forms:
                for form in {wrong, key(wrong)} - right - {key(one) for one in right}:
                    found.setdefault(form, []).append(Naming(each, "wrong form"))
        return found


def read(path: Path) -> Departments:
    """Read a register of departments. Raises Unreadable."""
    file = entry(path)
    file.known(*ABOUT, "departments")
    entries: dict[str, Department] = {}
    places: list[Entry] = []
    for each in file.entries("departments"):
        found = _department(each)
        if found.id in entries:
            each.refuse(f"`{found.id}` is the id of another department already", "id")
        entries[found.id] = found
        places.append(each)
    for each in places:
        for successor in each.texts("successors"):
            if successor not in entries:
                each.refuse(f"the successor `{successor}` is not in the register", "successors")
    return Departments({name: file.text(name) for name in ABOUT}, list(entries.values()))


def _department(each: Entry) -> Department:
    each.known(*_KEYS)
    return Department(
        id=each.text("id", required=True),
        name=each.text("name", required=True),
        abbreviation=each.text("abbreviation"),
        kind=each.text("kind", required=True),
        start=each.date("from"),
        end=each.date("to", last=True),
        successors=each.texts("successors"),
        wrong_forms=each.texts("wrong_forms"),
        trusted=each.choice("trust", ("seen", "memory")) == "seen",
        source=each.text("source"),
    )
