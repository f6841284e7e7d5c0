"""RG304: a postcode that is none."""

import re
from collections.abc import Iterator

from reportgen.findings import Fix, Problem, Severity
from reportgen.lint import Context, rule
from reportgen.rules.postcodes import is_postcode, meant
from reportgen.schema.models import Report

_LIKE = re.compile(r"(?<![\w-])[A-Za-z]{1,2}[0-9][0-9A-Za-z]? ?[0-9][A-Za-z]{2}(?=\W*$)")
_ALONE = re.compile(r"(?=\S*[0-9])[A-Z][0-9A-Z]{1,3} (?=\S*[A-Z])[0-9A-Z]{3}")


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
        last = index == len(address) - 1
        found = _LIKE.search(line) or (_ALONE.fullmatch(line.strip()) if last else None)
        if found:
            code = found[0].upper().replace(" ", "")
            code = f"{code[:-3]} {code[-3:]}"
            if not is_postcode(code):
                right = meant(code)
                hint = f"did you mean `{right}`?" if right else "look it up, and correct it"
                fix = Fix(right, safe=False) if right else None
                message = f"`{found[0]}` is not a UK postcode"
                yield Problem(("contact", "address", index), message, hint, found.span(), fix)
