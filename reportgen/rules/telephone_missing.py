"""RG307: contact details without a telephone number."""

from collections.abc import Iterator

from reportgen.findings import Problem, Severity
from reportgen.lint import Context, rule
from reportgen.rules.fields_run_together import has_label_of
from reportgen.schema.models import Report


@rule("RG307", Severity.INFO, is_absence=True)
def telephone_missing(report: Report, context: Context) -> Iterator[Problem]:
    """The form asks for a telephone number, and none is given beside the other contact details.

    Some groups publish none on purpose, so this is a remark only. It stays silent where the people alone are named,
    and where the number stands in another value (RG310).

    Faulty:

        contact: {lead_member: Cllr John Merry, email: name@example.org}

    Right:

        contact: {lead_member: Cllr John Merry, email: name@example.org, telephone: 0161 770 5691}
    """
    contact = report.contact
    other_details = contact.email or contact.address or contact.website.label or contact.website.url
    is_missing = not contact.telephone and ("contact", "telephone") not in context.dropped
    is_missing = is_missing and not has_label_of("telephone", context)  # RG310 tells of that
    if contact.lead_member.name and other_details and is_missing:
        hint = "write it after `telephone:`, if the group has one"
        yield Problem(("contact",), "no telephone number is given", hint, "key")
