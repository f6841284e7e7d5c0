"""Themes and priorities of a report beside those of the LGA business plan that it names."""

from collections.abc import Iterator
from typing import NamedTuple

from reportgen.findings import At
from reportgen.lint import Context
from reportgen.registers.names import key
from reportgen.registers.plans import Item, Plan

_LIKE = 0.85


class Answered(NamedTuple):
    """A heading of the report, the item of the plan that it means, if any, and whether it has the plan's words."""

    at: At
    title: str
    item: Item | None
    exact: bool


def plan(context: Context) -> Plan | None:
    """The edition that the report names, if the register has it."""
    edition = context.report.priorities.plan
    return context.registers.plans.find(edition) if edition else None


def answered(context: Context, edition: Plan) -> Iterator[Answered]:
    """Every heading under `priorities` and `themes`, beside the plan."""
    items = {key(item.title): item for item in edition.items}
    for name, part in (("priorities", context.report.priorities), ("themes", context.report.themes)):
        for index, entry in enumerate(part.entries):
            at = (name, "entries", index, "title")
            if entry.title:
                form = key(entry.title)
                exact = items.get(form)
                yield Answered(at, entry.title, exact or _near(form, items), exact is not None)


def _near(form: str, items: dict[str, Item]) -> Item | None:
    """The one item whose words are nearly these."""
    near = [item for title, item in items.items() if _alike(form, title)]
    return near[0] if len(near) == 1 else None


def _alike(one: str, other: str) -> bool:
    if 2 * min(len(one), len(other)) < _LIKE * (len(one) + len(other)):  # no ratio can be higher
        return False
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(None, one, other)
    return matcher.quick_ratio() >= _LIKE and matcher.ratio() >= _LIKE
