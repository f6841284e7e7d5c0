"""Compares the themes and priorities of a report with those of the LGA business plan that it names."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from reportgen.findings import At
from reportgen.lint import Context
from reportgen.registers.names import name_key
from reportgen.registers.plans import Item, Plan

_MIN_SIMILARITY = 0.85


class PlanHeading(NamedTuple):
    """A heading of the report, the item of the plan that it means, if any, and whether it has the plan's words."""

    at: At
    title: str
    item: Item | None
    is_exact: bool


def named_plan(context: Context) -> Plan | None:
    """Returns the edition that the report names, if the register has it."""
    edition = context.report.priorities.plan
    return context.registers.plans.find(edition) if edition else None


@lru_cache(maxsize=1)
def plan_headings(context: Context, plan: Plan) -> tuple[PlanHeading, ...]:
    """Returns every heading under `priorities` and `themes`, with the item of the plan that it means. Three rules ask."""
    return tuple(_plan_headings(context, plan))


def _plan_headings(context: Context, plan: Plan) -> Iterator[PlanHeading]:
    items = plan.items_by_key
    for name, part in (("priorities", context.report.priorities), ("themes", context.report.themes)):
        for index, entry in enumerate(part.entries):
            if entry.title:
                at = (name, "entries", index, "title")
                key = name_key(entry.title)
                exact_item = items.get(key)
                item = exact_item or _similar_item(key, items)
                yield PlanHeading(at, entry.title, item, is_exact=exact_item is not None)


def _similar_item(title: str, items: Mapping[str, Item]) -> Item | None:
    """Returns the one item whose title is nearly this one; None if there are several."""
    similar = [item for item_title, item in items.items() if _is_similar(title, item_title)]
    return similar[0] if len(similar) == 1 else None


def _is_similar(title: str, item_title: str) -> bool:
    shorter, longer = sorted((len(title), len(item_title)))
    if 2.0 * shorter / (shorter + longer) < _MIN_SIMILARITY:  # texts of such lengths cannot be similar
        return False
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(None, title, item_title)
    return matcher.quick_ratio() >= _MIN_SIMILARITY and matcher.ratio() >= _MIN_SIMILARITY
