"""The editions of the LGA business plan: the themes and priorities that reports answer, in the plan's words."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

from reportgen.registers.read import ABOUT, Entry, entry

_KEYS = ("edition", "status", "from", "to", "url", "source", "notes", "themes", "priorities", "aims")
_YEARS = r"(20\d\d)\s*(?:[-/–]|to)\s*(?:20)?(\d\d)\b(.*)"


class Item(NamedTuple):
    """A theme, priority or aim of a plan: its identifier within the edition, and its exact words."""

    id: str
    title: str


@dataclass(frozen=True, eq=False)
class Plan:
    """An edition of the plan. Of one that is not `complete`, more may exist than is listed: checks against it only warn."""

    edition: str
    complete: bool
    start: date | None
    end: date | None
    url: str
    source: str
    notes: tuple[str, ...]
    themes: tuple[Item, ...]
    priorities: tuple[Item, ...]
    aims: tuple[Item, ...]

    @property
    def items(self) -> tuple[Item, ...]:
        """Everything that a report can answer, in the plan's order."""
        return (*self.priorities, *self.themes, *self.aims)


class Plans:
    """The register of editions, oldest first."""

    def __init__(self, about: Mapping[str, str], editions: Sequence[Plan]) -> None:
        self.about = about
        self._editions = {plan.edition: plan for plan in editions}

    def __iter__(self) -> Iterator[Plan]:
        return iter(self._editions.values())

    def __len__(self) -> int:
        return len(self._editions)

    @property
    def editions(self) -> tuple[str, ...]:
        """The names of the editions."""
        return tuple(self._editions)

    def find(self, edition: str) -> Plan | None:
        """The edition of a name; `2022-2025` and `2022/25` are `2022-25`."""
        return self._editions.get(edition.strip()) or self._editions.get(_plain(edition))


def _plain(edition: str) -> str:
    found = re.fullmatch(_YEARS, edition.strip())
    if not found:
        return edition
    rest = "-".join(re.findall(r"[a-z0-9]+", found[3].casefold()))
    return f"{found[1]}-{found[2]}{f'-{rest}' if rest else ''}"


def read(path: Path) -> Plans:
    """Read a register of business plans. Raises Unreadable."""
    file = entry(path)
    file.known(*ABOUT, "editions")
    found: dict[str, Plan] = {}
    for each in file.entries("editions"):
        plan = _plan(each)
        if plan.edition in found:
            each.refuse(f"the edition `{plan.edition}` is given twice", "edition")
        found[plan.edition] = plan
    return Plans({name: file.text(name) for name in ABOUT}, list(found.values()))


def _plan(each: Entry) -> Plan:
    each.known(*_KEYS)
    return Plan(
        edition=each.text("edition", required=True),
        complete=each.choice("status", ("complete", "partial")) == "complete",
        start=each.date("from"),
        end=each.date("to", last=True),
        url=each.text("url"),
        source=each.text("source"),
        notes=each.texts("notes"),
        themes=_items(each, "themes"),
        priorities=_items(each, "priorities"),
        aims=_items(each, "aims"),
    )


def _items(each: Entry, name: str) -> tuple[Item, ...]:
    found: dict[str, Item] = {}
    for item in each.entries(name):
        item.known("id", "title")
        one = Item(item.text("id", required=True), item.text("title", required=True))
        if one.id in found:
            item.refuse(f"the id `{one.id}` is given twice", "id")
        found[one.id] = one
    return tuple(found.values())
