"""RG301: an e-mail address that is hidden or malformed."""

import re
from collections.abc import Iterator

from reportgen.findings import At, Problem, Severity
from reportgen.lint import Context, rule
from reportgen.schema.models import Report
from reportgen.startup.patterns import lazy_pattern

_PLACEHOLDER = lazy_pattern(r"e-?mail.{0,3}protected", re.IGNORECASE)
_FORBIDDEN = r'@\s\[\]<>()“”‘",;:'
_ADDRESS = lazy_pattern(rf"[^{_FORBIDDEN}]+@[^{_FORBIDDEN}]+\.[^{_FORBIDDEN}.]+")


@rule("RG301", Severity.ERROR)
def hidden_email_address(report: Report, _: Context) -> Iterator[Problem]:
    """The e-mail address is a web page's placeholder, or no address at all.

    Web pages hide addresses from programs and show `[email protected]` in their place; copied from such a page, it tells a
    reader nothing. Write the real address, or leave the line out.

    Faulty:

        email: "[email protected]"

    Right:

        email: name@example.org
    """
    contact = report.contact
    emails: list[tuple[At, str]] = [(("contact", "email"), contact.email)] if contact.email else []
    emails += [
        (("contact", "other_emails", index), email) for index, email in enumerate(contact.other_emails)
    ]
    for at, email in emails:
        if _PLACEHOLDER.search(email):
            hint = (
                "write the real address, or leave the line out; web pages hide addresses behind these words"
            )
            yield Problem(at, f"`{email}` is not an e-mail address", hint)
        elif not _ADDRESS.fullmatch(email):
            hint = "write it as in `name@example.org`"
            yield Problem(at, f"`{email}` is not an e-mail address", hint)
