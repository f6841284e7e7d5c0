"""RG306: a mobile number that is published."""

from collections.abc import Iterator

from reportgen.findings import At, Problem, Severity, ValuePart
from reportgen.lint import Context, rule
from reportgen.rules.telephones import find_numbers, is_mobile
from reportgen.schema.models import Report
from reportgen.schema.privacy import is_private

_LINES_OF_PEOPLE = frozenset({"name", "honours", "role", "authority"})


@rule("RG306", Severity.INFO)
def mobile_number_published(report: Report, context: Context) -> Iterator[Problem]:
    """A telephone number is that of a mobile, which is often somebody's own, and the LGA publishes the report.

    It may stand behind the name of somebody who leads the group.
    Ask whose it is, or keep it out of the report: what `private` names appears in no output. A number kept so stays silent.

    Faulty:

        contact: {telephone: 07967 424591}

    Right:

        contact: {telephone: 07967 424591}
        private: [contact.telephone]
    """
    for at, number, part in _mobile_numbers(report, context):
        path = ".".join(key for key in at if isinstance(key, str))
        if is_private(path, report.private):
            continue
        hint = "make sure that its owner agrees, or leave it out"
        if at[-1] == "telephone":
            addition = f"`{path}` to `private`" if report.private else f"`private: [{path}]`"
            hint = f"make sure that its owner agrees, or add {addition}"
        yield Problem(at, f"`{number}` is a mobile number, and would be published", hint, part)


def _mobile_numbers(report: Report, context: Context) -> Iterator[tuple[At, str, ValuePart]]:
    telephone = report.contact.telephone
    if is_mobile(telephone):
        yield ("contact", "telephone"), telephone, "value"
    for at, line in context.lines if report.contact.given else ():
        if at[0] == "contact" and at[-1] in _LINES_OF_PEOPLE and "address" not in str(at[1]):
            for match in find_numbers(line):
                if is_mobile(match[0]):
                    yield at, match[0], match.span()
