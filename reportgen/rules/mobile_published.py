"""RG306: a mobile number that is published."""

from collections.abc import Iterator

from reportgen.findings import Problem, Severity
from reportgen.lint import Context, rule
from reportgen.rules.telephones import is_mobile
from reportgen.schema.models import Report
from reportgen.schema.privacy import is_private


@rule("RG306", Severity.INFO)
def mobile_number_published(report: Report, _: Context) -> Iterator[Problem]:
    """The telephone number is that of a mobile, which is often somebody's own, and the LGA publishes the report.

    Ask whose it is, or keep it out of the report: what `private` names appears in no output. A number kept so stays silent.

    Faulty:

        contact: {telephone: 07967 424591}

    Right:

        contact: {telephone: 07967 424591}
        private: [contact.telephone]
    """
    number = report.contact.telephone
    if is_mobile(number) and not is_private("contact.telephone", report.private):
        addition = "`contact.telephone` to `private`" if report.private else "`private: [contact.telephone]`"
        hint = f"make sure that its owner agrees, or add {addition}"
        message = f"`{number}` is a mobile number, and would be published"
        yield Problem(("contact", "telephone"), message, hint)
