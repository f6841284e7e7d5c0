"""The register of editions of the LGA business plan: the themes and priorities that reports answer, in the plan's words."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from reportgen.registers.names import name_key
from reportgen.registers.read import ABOUT, YamlEntry, read_yaml

_KEYS = ("edition", "status", "from", "to", "url", "source", "notes", "themes", "priorities", "aims")
_YEARS = r"(20\d\d)\s*(?:[-/–]|to)\s*(?:20)?(\d\d)\b(.*)"


class Item(NamedTuple):
    """A theme, priority or aim of a plan: its identifier within the edition, and its exact words."""

    id: str
    title: str


@dataclass(frozen=True, eq=False)
class Plan:
    """An edition of the plan. One that is not `complete` may have more than is listed, so that checks against it only warn."""

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

    @cached_property
    def items_by_key(self) -> Mapping[str, Item]:
        """The items by the keys of their titles."""
        return {name_key(item.title): item for item in self.items}


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
        """The edition with a name; `2022-2025` and `2022/25` mean `2022-25`."""
        return self._editions.get(edition.strip()) or self._editions.get(_normalized(edition))


def _normalized(edition: str) -> str:
    match = re.fullmatch(_YEARS, edition.strip())
    if not match:
        return edition
    suffixes = re.findall(r"[a-z0-9]+", match[3].casefold())
    return "-".join([match[1], match[2], *suffixes])


def read_plans(path: Path) -> Plans:
    """Read a register of business plans. Raises Unreadable."""
    file = read_yaml(path)
    file.refuse_other_keys(*ABOUT, "editions")
    plans: dict[str, Plan] = {}
    for entry in file.entries("editions"):
        plan = _plan(entry)
        if plan.edition in plans:
            entry.refuse(f"the edition `{plan.edition}` is given twice", "edition")
        plans[plan.edition] = plan
    return Plans({name: file.text(name) for name in ABOUT}, list(plans.values()))


def _plan(entry: YamlEntry) -> Plan:
    entry.refuse_other_keys(*_KEYS)
    return Plan(
        edition=entry.text("edition", required=True),
        complete=entry.choice("status", ("complete", "partial")) == "complete",
        start=entry.date("from"),
        end=entry.date("to", last=True),
        url=entry.text("url"),
        source=entry.text("source"),
        notes=entry.texts("notes"),
        themes=_items(entry, "themes"),
        priorities=_items(entry, "priorities"),
        aims=_items(entry, "aims"),
    )


def _items(entry: YamlEntry, name: str) -> tuple[Item, ...]:
    items: dict[str, Item] = {}
    for item_entry in entry.entries(name):
        item_entry.refuse_other_keys("id", "title")
        item = Item(item_entry.text("id", required=True), item_entry.text("title", required=True))
        if item.id in items:
            item_entry.refuse(f"the id `{item.id}` is given twice", "id")
        items[item.id] = item
    return tuple(items.values())
