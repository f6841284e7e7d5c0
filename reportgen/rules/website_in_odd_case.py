"""RG309: a web address with capitals in the name of its host."""

from collections.abc import Iterator

from reportgen.findings import Fix, Problem, Severity
from reportgen.lint import Context, rule
from reportgen.schema.models import Report
from reportgen.startup.patterns import lazy_pattern

_HOST = lazy_pattern(r"[A-Za-z]+://[^/?#\s]+")


@rule("RG309", Severity.WARNING)
def web_address_in_odd_case(_: Report, context: Context) -> Iterator[Problem]:
    """The first part of a web address, up to its first single slash, is written with capitals.

    There capitals mean nothing (RFC 3986, 3.1 and 3.2.2), and word processors put them where a line begins; behind that slash
    they count, and stay as they are. A website without an address is told as RG308.

    Faulty:

        contact: {website: "https://Lgacoastalsig.com/About"}

    Right:

        contact: {website: "https://lgacoastalsig.com/About"}
    """
    for at, line in context.lines:
        if at[-1] == "url" and (match := _HOST.match(line)) and match[0] != match[0].lower():
            host = match[0].lower()
            message = f"`{match[0]}` has capitals, which mean nothing there"
            yield Problem(at, message, f"write `{host}`", match.span(), Fix(host))
