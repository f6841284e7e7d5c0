"""The values that a dataset is made of: lines, texts, counts, dates, and lists of lines.

Each is read from text exactly as written. What does not fit raises Misread with a kind, of which `messages` makes a sentence.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal, TypeAlias

from reportgen.prose import Prose, parse
from reportgen.prose.addresses import NotAnAddress, normalise
from reportgen.schema.model import Leaf, WithBlanks, line_for_list
from reportgen.startup.patterns import lazy_pattern

_DAY = lazy_pattern(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_YEAR = lazy_pattern(r"(\d{4})/(\d{2})", re.ASCII)
_URL = lazy_pattern(r"https?://[^\s/]\S*|www\.\S+", re.IGNORECASE)
_HOST_LABEL = (
    r"([0-9A-Za-z_]([-0-9A-Za-z_]{0,61}[0-9A-Za-z_])?|[-0-9A-Za-z_]*[^\x00-\x7f][^\x00-,./:-@[-^`{-\x7f]*)"
)
_PORT = r"0*([1-5]?[0-9]{1,4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])?"
_URL_PATTERN = (
    r"^([Hh][Tt][Tt][Pp][Ss]?://|(?=[Ww][Ww][Ww]\.[^ ]))"
    rf"({_HOST_LABEL}(\.{_HOST_LABEL})*[.\u3002\uff0e\uff61]*|\[[^/?#@ ]+)(:+{_PORT})?([/?#][^ ]*)?\s*$"
)
"""What JSON Schema can say of `_url`: which scripts a host mixes, and how long it is in ASCII, it cannot."""
_SCHEME = lazy_pattern(r"https?://", re.IGNORECASE)
_HOST = lazy_pattern(r"(?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,24}(?:/\S*)?", re.IGNORECASE)
_COUNT = lazy_pattern(r"\+?0*([0-9]{1,7})(?:\.0*)?", re.ASCII)
"""A whole number. Other readers of YAML take `+26` and `26.0` for the same number, and JSON Schema cannot tell them apart."""

_TRUTH_PATTERN = "^([Tt][Rr][Uu][Ee]|[Yy][Ee][Ss]|[Ff][Aa][Ll][Ss][Ee]|[Nn][Oo])$"
_TRUTH = {"true": True, "yes": True, "false": False, "no": False}


class Misread(Exception):
    """A value that is not what it should be: the kind of fault, and what the message about it needs to know."""

    def __init__(self, kind: str, **context: Any) -> None:
        super().__init__(kind)
        self.kind, self.context = kind, context


def _scalar(value: object, wanted: str) -> str:
    if not isinstance(value, str):
        raise Misread("scalar", wanted=wanted)
    return value.rstrip(" \t\n")


def _line(value: object) -> str:
    text = _scalar(value, "line")
    if "\n" in text:
        raise Misread("line_break")
    return text


def _text(value: object, *, headings: bool = False) -> Prose:
    if not isinstance(value, str):
        raise Misread("scalar", wanted="text")
    return parse(value, headings=headings)


def _long_text(value: object) -> Prose:
    return _text(value, headings=True)


def _count(value: object) -> int:
    match = _COUNT.fullmatch(_scalar(value, "count"))
    if not match:
        raise Misread("count")
    return int(match[1])


def _truth(value: object) -> bool:
    text = _scalar(value, "truth").lower()
    if text not in _TRUTH:
        raise Misread("truth")
    return _TRUTH[text]


def _url(value: object) -> str:
    text = _line(value)
    if not _URL.fullmatch(text):
        raise Misread("url")
    try:
        link_target(text)
    except NotAnAddress as error:
        raise Misread("url", reason=str(error)) from None
    return text


def names_host(line: str) -> bool:
    """Whether a line is a web address that lacks nothing but `https://`: `www.example.org`, `example.org/about`."""
    if not _HOST.fullmatch(line.strip()):
        return False
    try:
        link_target(line)
    except NotAnAddress:
        return False
    return True


def link_target(address: str) -> str:
    """The address that a link leads to, with `https://` where it was left out, as people write `www.example.org`.

    Raises NotAnAddress.
    """
    return normalise(address if _SCHEME.match(address) else f"https://{address.strip()}")


@dataclass(frozen=True, slots=True, order=True)
class Date:
    """A date as precise as the dataset gives it: from the first to the last day that it may mean, both included."""

    start: date
    end: date
    precision: Literal["year", "month", "day", "range", "range of months", "range of years"]

    @classmethod
    def month(cls, year: int, month: int) -> "Date":
        """A date that is precise to the month."""
        return cls(date(year, month, 1), date(year, month, monthrange(year, month)[1]), "month")


def _date(value: object) -> Date:
    """Reads a date, or the mapping of a `start` and an `end`. The first fault is raised, with any `more` in its context."""
    if not isinstance(value, dict):
        return _single_date(_scalar(value, "date"))
    faults = [("date_key", {"within": key}) for key in value if key not in ("start", "end")]
    ends = []
    for key in ("start", "end"):
        try:
            if key in value:
                ends.append(_single_date(_scalar(value[key], "date")))
            elif not faults:  # an unknown key may be the missing one, misspelt
                faults.append(("date_end", {"missing": key}))
        except Misread as error:
            faults.append((error.kind, {**error.context, "within": key}))
    if not faults and ends[0].start > ends[1].end:
        faults.append(("date_order", {"within": "end"}))
    if faults:
        kind, context = faults[0]
        raise Misread(kind, **context, more=faults[1:])
    return Date(ends[0].start, ends[1].end, _range_precision(*ends))


def _range_precision(start: Date, end: Date) -> Literal["range", "range of months", "range of years"]:
    """Returns how precise a range is: both ends in months or years, or else in days."""
    match start.precision, end.precision:
        case "month", "month":
            return "range of months"
        case "year", "year":
            return "range of years"
        case _:
            return "range"


def _single_date(text: str) -> Date:
    match = _DAY.fullmatch(text)
    if not match:
        raise Misread("date")
    year, month, day = (int(group) if group else None for group in match.groups())
    if not year or (month is not None and not 1 <= month <= 12):
        raise Misread("date_impossible")
    last = monthrange(year, month)[1] if month else 31
    if day is not None and not 1 <= day <= last:
        raise Misread("date_impossible", last=last, month=month, year=year)
    return Date(
        date(year, month or 1, day or 1),
        date(year, month or 12, day or last),
        "day" if day else "month" if month else "year",
    )


@dataclass(frozen=True, slots=True)
class Period:
    """The time a report covers, both days included; `label` is `2023/24` for a financial year, else empty."""

    start: date
    end: date
    label: str = ""

    def year_after(self) -> "Period":
        """The financial year after this one, which is a financial year, too."""
        return _financial_year(self.start.year + 1)

    def may_contain(self, when: Date) -> bool:
        """Whether a date may lie in the period, given how precisely it is known."""
        return when.start <= self.end and when.end >= self.start


def _period(value: object) -> Period:
    """Reads `2023/24`, a financial year from 1 April to 31 March, or a mapping of the two days."""
    if isinstance(value, dict):
        span = _date(value)
        financial_year = _financial_year(min(span.start.year, 9998))  # date() takes years to 9999
        is_financial_year = (span.start, span.end) == (financial_year.start, financial_year.end)
        return financial_year if is_financial_year else Period(span.start, span.end)
    match = _YEAR.fullmatch(_scalar(value, "period"))
    if not match or not 1 <= int(match[1]) <= 9998:
        raise Misread("period")
    year = int(match[1])
    if (year + 1) % 100 != int(match[2]):
        raise Misread("period_years", right=_financial_year(year).label)
    return _financial_year(year)


def _financial_year(year: int) -> Period:
    return Period(date(year, 4, 1), date(year + 1, 3, 31), f"{year:04}/{(year + 1) % 100:02}")


def _address(line: str) -> list[tuple[int, int]]:
    """Returns where the lines of an address start and end that is written on one line: it is split at its commas."""
    return [match.span() for match in re.finditer(r"[^\s,](?:[^,]*[^\s,])?", line)]


def _whole_line(line: str) -> list[tuple[int, int]]:
    return [(0, len(line))]


def _email(value: object) -> str:
    """Reads a line. Web pages hide addresses as `[email protected]`, which YAML reads as a list: it becomes a line again."""
    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], str) and " " in value[0]:
        return _line(f"[{value[0]}]")
    return _line(value)


_DATE_END: dict[str, Any] = {"type": ["string", "integer"], "pattern": r"\S", "minimum": 1, "maximum": 9999}
_DATE_SCHEMA: dict[str, Any] = {
    "anyOf": [
        {"type": "string", "pattern": rf"^{_DAY.pattern}\s*$"},
        {"type": "integer", "minimum": 1, "maximum": 9999},
        {
            "type": "object",
            "properties": {"start": _DATE_END, "end": _DATE_END},
            "required": ["start", "end"],
            "additionalProperties": {"$ref": "#/$defs/Blank"},
        },
    ]
}
_PERIOD_SCHEMA: dict[str, Any] = {
    "anyOf": [{"type": "string", "pattern": r"^\d{4}/\d{2}\s*$"}, _DATE_SCHEMA["anyOf"][2]]
}

Line: TypeAlias = Annotated[str, Leaf("line", _line)]
Text: TypeAlias = Annotated[Prose, Leaf("text", _text, empty=Prose())]
LongText: TypeAlias = Annotated[Prose, Leaf("text", _long_text, empty=Prose())]
"""A text that stands by itself in the report, and may have headings in it."""

Count: TypeAlias = Annotated[
    int,
    Leaf(
        "count",
        _count,
        {
            "anyOf": [
                {"type": "integer", "minimum": 0, "maximum": 9_999_999},
                {"type": "string", "pattern": rf"^{_COUNT.pattern}\s*$"},
            ]
        },
        empty=0,
    ),
]
Truth: TypeAlias = Annotated[
    bool,
    Leaf(
        "truth",
        _truth,
        {"anyOf": [{"type": "boolean"}, {"type": "string", "pattern": _TRUTH_PATTERN}]},
        empty=False,
    ),
]
Url: TypeAlias = Annotated[
    str,
    Leaf("url", _url, {"type": "string", "pattern": _URL_PATTERN}),
]
"""A web address as typed; `link_target` makes the address of a link of it."""

Email: TypeAlias = Annotated[str, Leaf("email", _email)]
"""A line that should be an e-mail address; whether it is one, a rule decides."""

FigureId: TypeAlias = Annotated[str, Leaf("figure", _line)]
"""The id of a picture under `figures`; whether there is one, is checked once all is read."""

When: TypeAlias = Annotated[Date, Leaf("date", _date, _DATE_SCHEMA)]
Year: TypeAlias = Annotated[Period, Leaf("period", _period, _PERIOD_SCHEMA)]
Lines: TypeAlias = Annotated[tuple[Line, ...], line_for_list(_whole_line)]
Dates: TypeAlias = Annotated[tuple[When, ...], line_for_list(_whole_line, _DATE_SCHEMA)]
Cells: TypeAlias = Annotated[tuple[Line, ...], line_for_list(_whole_line), WithBlanks()]
Address: TypeAlias = Annotated[tuple[Line, ...], line_for_list(_address)]
Emails: TypeAlias = Annotated[tuple[Email, ...], line_for_list(_whole_line)]
