"""RG308: a website with a label and no address."""

from collections.abc import Iterator

from reportgen.findings import Problem, Severity
from reportgen.lint import Context, rule
from reportgen.schema.models import Report
from reportgen.schema.pasting import mapping_to_paste


@rule("RG308", Severity.WARNING, is_absence=True)
def website_without_address(report: Report, context: Context) -> Iterator[Problem]:
    """The website has a label and no address, so that nobody can follow it.

    This happens when the words of a link are copied from a web page and the link is not. An address without `https://`, such as
    `www.example.org`, is an address, and its link is right in all formats.

    Faulty:

        website: Key Cities

    Right:

        website: {label: Key Cities, url: https://example.org}
    """
    website = report.contact.website
    if website.label and not website.target and ("contact", "website", "url") not in context.dropped:
        message = f"the website `{website.label}` has no address"
        hint = f"give it too, as in `{mapping_to_paste(label=website.label, url='https://…')}`"
        yield Problem(("contact", "website", "label"), message, hint)
