"""RG613: the header or number of a page inside the text."""

import re
from collections.abc import Iterator

from reportgen.findings import Problem, Severity
from reportgen.lint import Context, rule
from reportgen.schema.members import listed_members
from reportgen.schema.models import Report

_HEADER = r"LGA (?:Leadership |Executive )?Board|LGA Executive|(?:Page|page|PAGE) [0-9]+(?: (?:of|/) [0-9]+)?|[0-9]+ ?\| ?Page"


@rule("RG613", Severity.INFO)
def page_header_in_the_text(report: Report, context: Context) -> Iterator[Problem]:
    """A paragraph, a list entry or a member is the header or the number of a page: it came along from a document.

    Faulty:

        members: [Bradford, LGA Leadership Board, Coventry]

    Right:

        members: [Bradford, Coventry]
    """
    message, hint = "`{}` seems to be the header of a page", "delete it"
    for at, passage in context.index.english_passages_with("lga", "page"):
        if re.fullmatch(_HEADER, passage.text):
            yield Problem(at, message.format(passage.text), hint, passage.part(0, len(passage.text)))
    for at, member in listed_members(report):
        if member.name.startswith(("LGA ", "Page ", "page ")) and re.fullmatch(_HEADER, member.name):
            yield Problem((*at, "name"), message.format(member.name), hint)
