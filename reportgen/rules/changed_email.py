"""RG316: another e-mail address than last year's."""

from collections.abc import Iterator

from reportgen.findings import Problem, Severity
from reportgen.lint import Context, rule
from reportgen.schema.models import Report


@rule("RG316", Severity.INFO)
def changed_email_address(report: Report, context: Context) -> Iterator[Problem]:
    """The e-mail address is another than in the report of the year before, though the lead officer is the same.

    It may well have changed; a slip of the hand is as likely.

    Faulty:

        email: jon@example.org    # in the year before: jon.stancombe@example.org

    Right:

        email: jon.stancombe@example.org
    """
    earlier, email = context.previous_report, report.contact.email
    if earlier is None or not email or not earlier.contact.email:
        return
    is_same_officer = (
        earlier.contact.lead_officer.name.casefold() == report.contact.lead_officer.name.casefold()
    )
    if is_same_officer and earlier.contact.email.casefold() != email.casefold():
        message = f"the e-mail address was `{earlier.contact.email}` last year"
        yield Problem(("contact", "email"), message, "check that it has changed")
