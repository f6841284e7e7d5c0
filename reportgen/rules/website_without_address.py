"""RG308: a website with a label and no address."""

import re
from collections.abc import Iterator

from reportgen.findings import Fix, Problem, Severity
from reportgen.lint import Context, rule
from reportgen.schema.models import Report
from reportgen.schema.pasting import mapping_to_paste

_ADDRESS = re.compile(r"(?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,24}(?:/\S*)?", re.IGNORECASE)


@rule("RG308", Severity.WARNING)
def website_without_address(report: Report, context: Context) -> Iterator[Problem]:
    """The website has a label and no address, so that nobody can follow it.

    This happens when the words of a link are copied from a web page and the link is not.

    Faulty:

        website: Key Cities

    Right:

        website: {label: Key Cities, url: https://example.org}
    """
    website = report.contact.website
    if website.label and not website.url and ("contact", "website", "url") not in context.dropped:
        message = f"the website `{website.label}` has no address"
        if _ADDRESS.fullmatch(website.label):
            host, slash, rest = website.label.partition("/")
            url = f"https://{host.lower()}{slash}{rest}"
            yield Problem(("contact", "website"), message, f"write `{url}`", fix=Fix(url))
        else:
            label = mapping_to_paste(label=website.label, url="https://…")
            hint = f"give it, as in `website: {label}`"
            yield Problem(("contact", "website", "label"), message, hint)
