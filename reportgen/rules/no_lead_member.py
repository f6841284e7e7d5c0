"""RG317: contact details without a lead member."""

from collections.abc import Iterator

from reportgen.findings import Problem, Severity
from reportgen.lint import Context, rule
from reportgen.schema.models import Report


@rule("RG317", Severity.WARNING, is_absence=True)
def no_lead_member(report: Report, context: Context) -> Iterator[Problem]:
    """The report names no lead member, and does not say why.

    The LGA asks for the councillor who leads a Special Interest Group. A group of officers may have none: then
    `no_lead_member` says why, and the reason is printed in place of the name. It asks once the lead officer
    and the aims are given.

    Faulty:

        contact: {lead_officer: Jon Stancombe}
        aims: We speak for towns.

    Right:

        contact:
          lead_officer: Jon Stancombe
          no_lead_member: The group is one of officers.
        aims: We speak for towns.
    """
    contact = report.contact
    is_missing = "lead_member" not in contact.given and ("contact", "lead_member") not in context.dropped
    has_begun = contact.lead_officer.name and report.aims
    if has_begun and is_missing and not contact.no_lead_member:
        hint = "write `lead_member:` and the councillor's name, or `no_lead_member:` and why there is none"
        yield Problem(("contact",), "no lead member is named, whom the LGA asks for", hint, "key")
