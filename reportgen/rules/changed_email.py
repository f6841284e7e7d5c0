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
    earlier_officer, officer = earlier.contact.lead_officer.name, report.contact.lead_officer.name
    is_changed = earlier.contact.email.casefold() != email.casefold()
    if is_changed and earlier_officer.casefold() == officer.casefold():
        message = f"the e-mail address was `{earlier.contact.email}` last year"
        yield Problem(("contact", "email"), message, "check that it has changed")
