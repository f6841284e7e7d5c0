"""Completes the names of members and departments from the registers, and takes apart lists that are pasted."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from reportgen.edit.pasted_rows import pasted_rows
from reportgen.pipeline import Checked
from reportgen.registers.names import name_key

MAX_NAMES = 2000
"""How many names of a pasted list are looked at."""

_MOST = 12
_LONGEST = 200


def completions(checked: Checked, kind: str, text: str) -> list[dict[str, str]]:
    """Returns the names in a register that begin with what was typed, then those that hold it."""
    typed = name_key(text[:_LONGEST])
    if not typed:
        return []
    starting: list[dict[str, str]] = []
    holding: list[dict[str, str]] = []
    for value, note in _names(checked, kind):
        key = name_key(value)
        if key.startswith(typed) or f" {typed}" in f" {key}":
            (starting if key.startswith(typed) else holding).append({"value": value, "note": note})
    return [*starting, *holding][:_MOST]


def _names(checked: Checked, kind: str) -> Iterator[tuple[str, str]]:
    registers, day = checked.registers, period_end(checked)
    if kind == "departments":
        yield from ((entry.name, "") for entry in registers.departments if entry.in_force(day))
    elif kind == "plans":
        yield from ((plan.edition, "") for plan in registers.plans)
    else:
        for authority in registers.authorities:
            if authority.in_force(day):
                yield authority.short_name or authority.name, authority.name


def pasted_members(checked: Checked, text: str) -> list[dict[str, Any]]:
    """Returns the names in a pasted list, each with its councillor and the authority that it means, or those that it may mean."""
    authorities, day = checked.registers.authorities, period_end(checked)
    members = []
    rows = pasted_rows(text, lambda cell: authorities.resolve(cell, day).authority is not None)
    for row in rows[:MAX_NAMES]:
        resolution = authorities.resolve(row.name, day)
        authority = resolution.authority
        members.append(
            {
                "text": resolution.name,
                "name": authority and (authority.short_name or authority.name),
                "note": resolution.note,
                "lead_member": row.lead_member,
                "suggestions": [near.short_name or near.name for near in resolution.nearest],
            }
        )
    return members


def period_end(checked: Checked) -> date:
    """Returns the last day of the report's period; today where it has none."""
    period = checked.loaded.report.period if checked.loaded else None
    return period.end if period else date.today()  # noqa: DTZ011 (the officer's own calendar)
