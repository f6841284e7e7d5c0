"""RG301: the e-mail address is hidden or is none."""

import re
from collections.abc import Iterator

from reportgen.findings import Problem, Severity
from reportgen.lint import Context, rule
from reportgen.schema.models import Report

_HIDDEN = re.compile(r"e-?mail.{0,3}protected", re.IGNORECASE)
_NO = r'@\s\[\]<>()“”‘",;:'
_ADDRESS = re.compile(rf"[^{_NO}]+@[^{_NO}]+\.[^{_NO}.]+")


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
    email = report.contact.email
    if _HIDDEN.search(email):
        hint = "write the real address, or leave the line out; web pages hide addresses behind these words"
        yield Problem(("contact", "email"), f"`{email}` is not an e-mail address", hint)
    elif email and not _ADDRESS.fullmatch(email):
        hint = "write it as in `name@example.org`"
        yield Problem(("contact", "email"), f"`{email}` is not an e-mail address", hint)
