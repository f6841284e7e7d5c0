"""RG304: a postcode that the UK cannot have."""

from collections.abc import Iterator

from reportgen.findings import Fix, Problem, Severity
from reportgen.lint import Context, rule
from reportgen.rules.postcodes import is_postcode, likely_postcode
from reportgen.schema.models import Report
from reportgen.startup.patterns import lazy_pattern

_POSTCODE_AT_END = lazy_pattern(r"(?<![\w-])[A-Za-z]{1,2}[0-9][0-9A-Za-z]? ?[0-9][A-Za-z]{2}(?=\W*$)")
_POSTCODE_ALONE = lazy_pattern(r"(?=\S*[0-9])[A-Z][0-9A-Z]{1,3} (?=\S*[A-Z])[0-9A-Z]{3}")


@rule("RG304", Severity.ERROR)
def postcode_not_one(report: Report, _: Context) -> Iterator[Problem]:
    """The postcode is none that the UK can have: its first letters are no postcode area, or its form is another.

    There are 124 areas, such as M for Manchester or SW for London SW. The last two letters are never C, I, K, M, O or V. Whether
    there is a house that has the postcode is not looked up.

    Faulty:

        contact: {address: [18 Smith Square, Westminster, SQ1P 3HZ]}

    Right:

        contact: {address: [18 Smith Square, Westminster, SW1P 3HZ]}
    """
    address = report.contact.address
    for index, line in enumerate(address):
        match = _POSTCODE_AT_END.search(line)
        if not match and index == len(address) - 1:
            match = _POSTCODE_ALONE.fullmatch(line.strip())
        if match:
            characters = match[0].upper().replace(" ", "")
            postcode = f"{characters[:-3]} {characters[-3:]}"
            if not is_postcode(postcode):
                likely = likely_postcode(postcode)
                hint = f"did you mean `{likely}`?" if likely else "look it up, and correct it"
                fix = Fix(likely, safe=False) if likely else None
                message = f"`{match[0]}` is not a UK postcode"
                yield Problem(("contact", "address", index), message, hint, match.span(), fix)
