"""Describes entries of the registers, as text for people and as values for programs."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reportgen.registers import Authorities, Authority, Resolution
    from reportgen.registers.departments import Department, Departments
    from reportgen.registers.plans import Item, Plan

_LGA_MEMBERSHIPS = {
    "full": "as a full member",
    "corporate": "as a corporate member, through the WLGA",
    "none": "none",
}
_MATCH_METHODS = {
    "code": "its code",
    "exact": "its name",
    "spelling": "its name, spelled otherwise",
    "title": "its name, with another title or none",
    "alias": "another name for it",
    "former name": "a name or title that is not its own now",
}


def _date_in_words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _table(heading: str, facts: Mapping[str, str]) -> str:
    """Returns a heading and a line for each fact that is not empty."""
    return "\n".join([heading, *(f"  {label:<15} {value}" for label, value in facts.items() if value)])


def authority_text(authorities: "Authorities", name: str, resolution: "Resolution", on: date) -> str:
    """Describes the authority that a name means on a day, or says that there is none."""
    authority = resolution.authority
    if not authority:
        return "\n".join(_unknown_authority_lines(name, resolution))
    places = dict.fromkeys(filter(None, (authority.region, authority.nation)))
    facts = {
        "matched by": _MATCH_METHODS[resolution.matched_by],
        "note left out": resolution.note,
        "short name": authority.short_name,
        "Welsh name": authority.welsh_name,
        "code": authority.gss_code,
        "type": f"{authority.type}, {', '.join(places)}",
        "LGA membership": _LGA_MEMBERSHIPS[authority.lga],
        "in force": _in_force_text(authorities, authority, on),
    }
    return _table(f"`{name}` is {authority.name}", facts)


def _in_force_text(authorities: "Authorities", authority: "Authority", on: date) -> str:
    start, end = authority.start, authority.end
    if end and authority.has_ended(on):
        successors = [heir.name for heir in authorities.all_successors(authority) if heir.in_force(on)]
        return _ended_text(end, successors)
    if start and not authority.begun(on):
        return f"not yet on {_date_in_words(on)}, since it began on {_date_in_words(start)}"
    if end:
        return f"yes, until {_date_in_words(end)}"
    return f"yes, since {_date_in_words(start)}" if start else "yes"


def _ended_text(end: date, successors: Sequence[str]) -> str:
    return f"no, ended on {_date_in_words(end)}" + (f"; now {' and '.join(successors)}" if successors else "")


def _unknown_authority_lines(name: str, resolution: "Resolution") -> Iterator[str]:
    if resolution.body:
        yield f"`{name}` is no council, but by its name a {resolution.body}; as a member it needs a `kind`"
        return
    yield f"`{name}` is no authority that is known"
    if resolution.nearest:
        yield f"  nearest names   {', '.join(authority.name for authority in resolution.nearest)}"


def department_text(departments: "Departments", name: str, on: date) -> str:
    """Describes the department that a name means on a day, or says that there is none."""
    naming = departments.find(name, on)
    if not naming:
        nearest = departments.nearest(name, on)
        return _table(
            f"`{name}` is no department that is known", {"nearest name": nearest.name if nearest else ""}
        )
    department = naming.department
    if department.end and department.has_ended(on):
        in_force = _ended_text(department.end, _successor_names(departments, department))
    else:
        in_force = "yes" if department.in_force(on) else "not yet"
    facts = {
        "matched by": "a wrong form of its name"
        if naming.matched_by == "wrong form"
        else f"its {naming.matched_by}",
        "abbreviation": department.abbreviation,
        "type": department.kind,
        "in force": in_force,
        "trust": "" if department.trusted else "in part from memory, so it only feeds warnings",
    }
    return _table(f"`{name}` is {department.name}", facts)


def _successor_names(departments: "Departments", department: "Department") -> list[str]:
    return [heir.name for heir in map(departments.find_by_id, department.successors) if heir]


def plan_text(plan: "Plan") -> str:
    """Describes an edition of the business plan with its items."""
    lines = [plan.edition + ("" if plan.complete else " (not complete: checks against it only warn)")]
    for kind, items in (("priority", plan.priorities), ("theme", plan.themes), ("aim", plan.aims)):
        lines += [f"  {kind} {item.id}: {item.title}" for item in items]
    return "\n".join([*lines, f"  source: {plan.source}"])


def resolution_data(
    authorities: "Authorities", name: str, resolution: "Resolution", on: date
) -> dict[str, Any]:
    """Returns the resolution of a name as values."""
    return {
        "name": name,
        "matched_by": resolution.matched_by.value,
        "note": resolution.note or None,
        "body": resolution.body or None,
        "authority": authority_data(authorities, resolution.authority, on),
        "nearest": [authority.name for authority in resolution.nearest],
    }


def authority_data(
    authorities: "Authorities", authority: "Authority | None", on: date
) -> dict[str, Any] | None:
    """Returns an authority as values."""
    if not authority:
        return None
    return {
        "name": authority.name,
        "short_name": authority.short_name,
        "welsh_name": authority.welsh_name or None,
        "gss_code": authority.gss_code or None,
        "type": authority.type,
        "nation": authority.nation,
        "region": authority.region or None,
        "lga_membership": authority.lga.value,
        "in_force": authority.in_force(on),
        "end_date": authority.end.isoformat() if authority.end else None,
        "successors": [successor.name for successor in authorities.all_successors(authority)],
    }


def department_data(departments: "Departments", department: "Department", on: date) -> dict[str, Any]:
    """Returns a department as values."""
    return {
        "name": department.name,
        "abbreviation": department.abbreviation or None,
        "kind": department.kind,
        "in_force": department.in_force(on),
        "end_date": department.end.isoformat() if department.end else None,
        "successors": _successor_names(departments, department),
        "trusted": department.trusted,
    }


def plan_data(plan: "Plan") -> dict[str, Any]:
    """Returns an edition of the business plan as values."""

    def values(items: "Sequence[Item]") -> list[dict[str, str]]:
        return [{"id": item.id, "title": item.title} for item in items]

    return {
        "edition": plan.edition,
        "complete": plan.complete,
        "priorities": values(plan.priorities),
        "themes": values(plan.themes),
        "aims": values(plan.aims),
        "source": plan.source,
    }
