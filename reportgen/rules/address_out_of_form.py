"""RG312: lines of the address, or the halves of its postcode, that run together."""

from collections.abc import Iterator

from reportgen.findings import Fix, Problem, Severity
from reportgen.lint import Context, rule
from reportgen.rules.postcodes import is_postcode
from reportgen.schema.models import Report
from reportgen.startup.patterns import lazy_pattern

_POSTCODE = lazy_pattern(
    r"(?<![\w-])(?:([A-Z]{1,2}[0-9][0-9A-Z]?) ?([0-9][A-Z]{2})|([a-z]{1,2}[0-9][0-9a-z]?) ?([0-9][a-z]{2}))(?=\W*$)"
)
_COUNTY = lazy_pattern(
    r"(?<!^)(?<!^North)(?<!^South)(?<!^East)(?<!^West)(?<!\bof)(?<!\bthe)(?<!\band) (?:Bedfordshire|Beds|Berkshire|Berks"
    r"|Buckinghamshire|Bucks|Cambridgeshire|Cambs|Cheshire|Cornwall|County Durham|Cumbria|Derbyshire|Devon|Dorset|Essex"
    r"|Gloucestershire|Glos|Hampshire|Hants|Herefordshire|Hertfordshire|Herts|Kent|Lancashire|Lancs|Leicestershire|Leics"
    r"|Lincolnshire|Lincs|Merseyside|Middlesex|Norfolk|Northamptonshire|Northants|Northumberland|Nottinghamshire|Notts"
    r"|Oxfordshire|Oxon|Shropshire|Somerset|Staffordshire|Staffs|Suffolk|Surrey|Sussex|Tyne and Wear|Warwickshire|West Midlands"
    r"|Wiltshire|Wilts|Worcestershire|Worcs|Yorkshire|Yorks)$"
)
"""A county after the name of a town; `East Sussex` alone is no town with a county."""

_MIN_WORDS = 3
"""How many words before the postcode of a one-line address are more than one line."""


@rule("RG312", Severity.WARNING)
def address_out_of_form(report: Report, _: Context) -> Iterator[Problem]:
    """The lines of the address are not parted from each other, or the postcode is not in capitals with a space in it.

    Write one line of the address in each entry of the list, or commas between them. A postcode behind its town is no fault.

    Faulty:

        contact: {address: [Unit 3, Elton Suffolk IP121RT]}

    Right:

        contact: {address: [Unit 3, Elton, Suffolk, IP12 1RT]}
    """
    address = report.contact.address
    for index, line in enumerate(address):
        match = _POSTCODE.search(line)
        if not match or "," in line:
            continue
        at = ("contact", "address", index)
        before = line[: match.start()].rstrip()
        is_whole_address = len(address) == 1 and len(before.split()) >= _MIN_WORDS
        if is_whole_address or _COUNTY.search(before):
            message = f"`{line}` is more than one line of an address"
            yield Problem(at, message, "put a comma between its lines, or write them as a list")
        postcode = " ".join(filter(None, match.groups())).upper()
        if postcode != match[0] and is_postcode(postcode):
            message = f"the postcode `{match[0]}` is not written as postcodes are"
            yield Problem(at, message, f"write `{postcode}`", match.span(), Fix(postcode))
