"""What the registers know of one thing, in words for people and as values for programs."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reportgen.registers import Authorities, Authority, Resolution
    from reportgen.registers.departments import Department, Departments
    from reportgen.registers.plans import Item, Plan

_LGA = {"full": "as a full member", "corporate": "as a corporate member, through the WLGA", "none": "none"}
_HOW = {
    "code": "its code",
    "exact": "its name",
    "spelling": "its name, spelled otherwise",
    "title": "its name, with another title or none",
    "alias": "another name for it",
    "former name": "a name or title that is not its own now",
}


def _said(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _table(head: str, facts: Mapping[str, str]) -> str:
    return "\n".join([head, *(f"  {word:<15} {said}" for word, said in facts.items() if said)])


def authority_text(known: "Authorities", name: str, found: "Resolution", when: date) -> str:
    """What is known of a name, in words."""
    one = found.authority
    if not one:
        return "\n".join(_unknown(name, found))
    facts = {
        "matched by": _HOW[found.matched_by],
        "note left out": found.note,
        "short name": one.short_name,
        "Welsh name": one.welsh_name,
        "code": one.gss_code,
        "type": f"{one.type}, {', '.join(dict.fromkeys(filter(None, (one.region, one.nation))))}",
        "LGA membership": _LGA[one.lga],
        "in force": _dates(known, one, when),
    }
    return _table(f"`{name}` is {one.name}", facts)


def _dates(known: "Authorities", one: "Authority", when: date) -> str:
    if one.end and one.has_ended(when):
        heirs = " and ".join(heir.name for heir in known.all_successors(one) if heir.in_force(when))
        return f"no, ended on {_said(one.end)}" + (f"; now {heirs}" if heirs else "")
    if one.start and not one.begun(when):
        return f"not yet on {_said(when)}, since it began on {_said(one.start)}"
    return "yes" + (
        f", until {_said(one.end)}" if one.end else f", since {_said(one.start)}" if one.start else ""
    )


def _unknown(name: str, found: "Resolution") -> Iterator[str]:
    if found.body:
        yield f"`{name}` is no council, but by its name a {found.body}; as a member it needs a `kind`"
        return
    yield f"`{name}` is no authority that is known"
    if found.nearest:
        yield f"  nearest names   {', '.join(near.name for near in found.nearest)}"


def department_text(known: "Departments", name: str, when: date) -> str:
    """What is known of a department by its name, in words."""
    found = known.find(name, when)
    if not found:
        near = known.nearest(name, when)
        return f"`{name}` is no department that is known" + (
            f"\n  nearest name    {near.name}" if near else ""
        )
    one = found.department
    heirs = " and ".join(heir.name for heir in map(known.find_by_id, one.successors) if heir)
    ended = one.end and f"no, ended on {_said(one.end)}" + (f"; now {heirs}" if heirs else "")
    facts = {
        "matched by": f"its {found.matched_by}"
        if found.matched_by != "wrong form"
        else "a wrong form of its name",
        "abbreviation": one.abbreviation,
        "type": one.kind,
        "in force": (ended or "") if one.has_ended(when) else "yes" if one.in_force(when) else "not yet",
        "trust": "" if one.trusted else "in part from memory, so it only feeds warnings",
    }
    return _table(f"`{name}` is {one.name}", facts)


def plan_text(plan: "Plan") -> str:
    """An edition with its items, in words."""
    lines = [plan.edition + ("" if plan.complete else " (not complete: checks against it only warn)")]
    for word, items in (("priority", plan.priorities), ("theme", plan.themes), ("aim", plan.aims)):
        lines += [f"  {word} {item.id}: {item.title}" for item in items]
    return "\n".join([*lines, f"  source: {plan.source}"])


def resolution_data(known: "Authorities", name: str, found: "Resolution", when: date) -> dict[str, Any]:
    """What is known of a name, as values."""
    return {
        "name": name,
        "matched_by": found.matched_by.value,
        "note": found.note or None,
        "body": found.body or None,
        "authority": authority_data(known, found.authority, when),
        "nearest": [near.name for near in found.nearest],
    }


def authority_data(known: "Authorities", one: "Authority | None", when: date) -> dict[str, Any] | None:
    """An authority, as values."""
    if not one:
        return None
    return {
        "name": one.name,
        "short_name": one.short_name,
        "welsh_name": one.welsh_name or None,
        "gss_code": one.gss_code or None,
        "type": one.type,
        "nation": one.nation,
        "region": one.region or None,
        "lga_membership": one.lga.value,
        "in_force": one.in_force(when),
        "end_date": one.end.isoformat() if one.end else None,
        "successors": [heir.name for heir in known.all_successors(one)],
    }


def department_data(known: "Departments", one: "Department", when: date) -> dict[str, Any]:
    """A department, as values."""
    return {
        "name": one.name,
        "abbreviation": one.abbreviation or None,
        "kind": one.kind,
        "in_force": one.in_force(when),
        "end_date": one.end.isoformat() if one.end else None,
        "successors": [heir.name for heir in map(known.find_by_id, one.successors) if heir],
        "trusted": one.trusted,
    }


def plan_data(plan: "Plan") -> dict[str, Any]:
    """An edition of the business plan, as values."""

    def listed(items: "Sequence[Item]") -> list[dict[str, str]]:
        return [{"id": item.id, "title": item.title} for item in items]

    return {
        "edition": plan.edition,
        "complete": plan.complete,
        "priorities": listed(plan.priorities),
        "themes": listed(plan.themes),
        "aims": listed(plan.aims),
        "source": plan.source,
    }
