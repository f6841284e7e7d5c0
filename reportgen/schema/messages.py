"""The schema's faults in an officer's words."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import TypeAlias

from reportgen.findings import At, Code, Fault, Fix, Problem, Severity, ValuePart
from reportgen.schema.date_hints import meant_date, meant_period
from reportgen.schema.models import FORMS, LANGUAGES, MEMBER_KINDS, PARTNER_KINDS
from reportgen.schema.read import Misfit
from reportgen.schema.shapes import homes, nearest, shape_at

UNKNOWN_KEY = Code(
    "RG101",
    "unknown key",
    Severity.ERROR,
    "A key is not one that can stand in this place, so its value would be lost. Usually it is misspelt, or indented too"
    " far or too little and so belongs to the wrong part.",
)
MISSING = Code(
    "RG102",
    "required value missing",
    Severity.ERROR,
    "The LGA asks for this value, or the report cannot be set without it. A key with nothing behind it counts as left out.",
)
WRONG_KIND = Code(
    "RG103",
    "wrong kind of value",
    Severity.ERROR,
    "A list, a set of keys, or one piece of text stands where another of them belongs.",
)
NUMBER = Code(
    "RG104",
    "not a whole number",
    Severity.ERROR,
    "A count is written in digits only: `26`, not `twenty-six`.",
)
DATE = Code(
    "RG105",
    "not a date",
    Severity.ERROR,
    "A date is written `2024-05-21`, `2024-05` or `2024`, as precisely as it is known, or as a `start` and an `end`. The day"
    " must exist.",
)
PERIOD = Code(
    "RG106",
    "not a financial year",
    Severity.ERROR,
    "The period is a financial year, from April to March, written `2023/24`; or a `start` and an `end`.",
)
CHOICE = Code(
    "RG107",
    "not one of the words known here",
    Severity.ERROR,
    "The value must be one of a few words, which the message lists.",
)
LINE_BREAK = Code(
    "RG108",
    "more than one line",
    Severity.ERROR,
    "The value is printed on one line. Write it on one line; text in paragraphs belongs under a `text` key.",
)
VERSION = Code(
    "RG109",
    "unknown schema version",
    Severity.ERROR,
    "`schema` says which version of the keys the file uses. This reportgen knows version 1 only; a newer one may know more.",
)
ADDRESS = Code(
    "RG110",
    "not a web address",
    Severity.ERROR,
    "A web address starts with `https://` or `http://` and has no spaces.",
)

_Words: TypeAlias = Callable[[Misfit, At], tuple[Code, str, str | None]]
_CHOICES: dict[str, tuple[str, ...]] = {"form": FORMS, "language": LANGUAGES, "schema": ("1",)}


def faults(error: Misfit) -> Iterator[Fault]:
    """What a misfit says, at the place where the dataset has it; a date of two ends may have several faults."""
    at, context = error.at, error.context
    within = context.get("within")
    code, message, hint = _WORDS[error.kind](error, at)
    part: ValuePart = "key" if code is UNKNOWN_KEY else "value"
    place = (*at, within) if within else at
    yield Fault(code, Problem(place, message, hint if error.hinted else None, part, _fix(code, error)))
    for kind, inner in context.get("more", ()):
        yield from faults(replace(error, kind=kind, context=inner))


def _fix(code: Code, error: Misfit) -> Fix | None:
    """What can be written instead for certain: an address that lacks nothing but its beginning."""
    value = _value(error) if code is ADDRESS else ""
    host = "." in value and not any(mark in value for mark in " :@,")
    return Fix(f"https://{value}") if host else None


@lru_cache(maxsize=4096)
def written(at: At) -> str:
    """A path as an officer would say it: keys joined by full stops, positions in lists left out."""
    return ".".join(step for step in at if isinstance(step, str))


def _value(error: Misfit) -> str:
    value = error.value
    if isinstance(value, dict):
        value = value.get(error.context.get("within", ""), "")
    return value if isinstance(value, str) else ""


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else text[:57] + "…"


def _unknown_key(error: Misfit, at: At) -> tuple[Code, str, str | None]:
    key = str(error.context.get("within") or at[-1])
    parent = at if "within" in error.context else at[:-1]
    shape = shape_at(parent)
    known = list(shape.keys()) if shape else []
    known = known or ["start", "end"]
    message = _not_a_key(key, parent)
    if not error.hinted:
        return UNKNOWN_KEY, message, None
    if (near := nearest(key, known)) is not None:
        return UNKNOWN_KEY, message, f"did you mean `{near}`?"
    if key == "sections":
        return UNKNOWN_KEY, "sections nest three levels deep at most", "bring these sections one level up"
    if key in homes():
        where = " or ".join(f"under `{home}`" if home else "at the left margin" for home in homes()[key][:3])
        return UNKNOWN_KEY, message, f"`{key}` belongs {where}; check the indentation"
    return UNKNOWN_KEY, message, f"the keys here are {', '.join(f'`{name}`' for name in known)}"


def blank_key(at: At, known: list[str], *, hinted: bool) -> Fault:
    """An unknown key with nothing behind it: misspelt, or words that a comma has cut off from the value before."""
    near = nearest(str(at[-1]), known) if hinted else None
    hint = (
        f"did you mean `{near}`?"
        if near
        else "if it belongs to the value before it, put all of that value in quotes"
    )
    return Fault(UNKNOWN_KEY, Problem(at, _not_a_key(str(at[-1]), at[:-1]), hint if hinted else None, "key"))


def _not_a_key(key: str, parent: At) -> str:
    place = f"under `{written(parent)}`" if written(parent) else "at the left margin"
    return f"`{key}` is not a key that can stand {place}"


def _scalar(error: Misfit, at: At) -> tuple[Code, str, str | None]:
    wanted = {
        "line": "one line of text",
        "text": "text",
        "count": "a number",
        "date": "a date",
        "period": "a period",
    }
    found = "a list stands" if isinstance(error.value, list) else "keys and values stand"
    expected = wanted.get(error.context.get("wanted", ""), "one value")
    hint = "if the text starts with `[` or `{`, or has a colon in it, put it in quotes"
    if error.context.get("wanted") == "text":
        hint = f"write `{at[-1]}: |` and the text on the lines below it, indented"
    return WRONG_KIND, f"`{written(at)}` should be {expected}, but {found} here", hint


def _mapping(_: Misfit, at: At) -> tuple[Code, str, str | None]:
    shape = shape_at(at)
    keys = list(shape.keys()) if shape else []
    if shape and shape.model and shape.model.from_line:
        hint = f"write one line, or `{shape.model.from_line}: …` and its other keys, without a dash"
        return WRONG_KIND, f"`{written(at)}` should be one line here, or keys with their values", hint
    example = f"write `{keys[0]}: …` on a line of its own below" if keys else None
    if at and isinstance(at[-1], int) and keys:
        example = f"start the entry with `- {keys[0]}: …`"
    return WRONG_KIND, f"`{written(at)}` needs keys with their values here", example


def _list(error: Misfit, at: At) -> tuple[Code, str, str | None]:
    hint = "put each entry on a line of its own that starts with `- `"
    if at == ("government",) and str(error.value).strip().lower() in _NONE:
        hint = "did you mean `none`?"
    return WRONG_KIND, f"`{written(at)}` should be a list", hint


_NONE = ("none", "no", "nil", "n/a", "yes", "-")


def _count(error: Misfit, _: At) -> tuple[Code, str, str | None]:
    return NUMBER, f"`{_shortened(_value(error))}` is not a whole number", "write it in digits, as in `26`"


def _truth(error: Misfit, _: At) -> tuple[Code, str, str | None]:
    return CHOICE, f"`{_shortened(_value(error))}` is neither yes nor no", "write `true` or `false`"


def _date(error: Misfit, _: At) -> tuple[Code, str, str | None]:
    value = _value(error)
    meant = meant_date(value)
    hint = f"did you mean `{meant}`?" if meant else "write `2024-05-21`, `2024-05` or `2024`"
    return DATE, f"`{_shortened(value)}` is not a date", hint


def _date_impossible(error: Misfit, _: At) -> tuple[Code, str, str | None]:
    context = error.context
    message = f"`{_shortened(_value(error))}` is a date that does not exist"
    if "last" in context:
        return DATE, message, f"that month has {context['last']} days"
    return DATE, message, "months run from 01 to 12, as in `2024-05-21`"


def _date_end(error: Misfit, _: At) -> tuple[Code, str, str | None]:
    missing = error.context.get("missing", "end")
    return DATE, f"the `{missing}` of these dates is missing", "give both a `start` and an `end`"


def _date_order(_: Misfit, __: At) -> tuple[Code, str, str | None]:
    return DATE, "the end lies before the start", "exchange the two dates"


def _period(error: Misfit, _: At) -> tuple[Code, str, str | None]:
    value = _value(error)
    meant = meant_period(value)
    hint = f"did you mean `{meant}`?" if meant else "write it as in `2023/24`"
    return PERIOD, f"`{_shortened(value)}` is not a financial year", hint


def _period_years(error: Misfit, _: At) -> tuple[Code, str, str | None]:
    message = f"`{_shortened(_value(error))}` is not one financial year"
    return PERIOD, message, f"did you mean `{error.context.get('right')}`?"


def _choice(error: Misfit, at: At) -> tuple[Code, str, str | None]:
    if not isinstance(error.value, str):
        return _scalar(error, at)
    value = _value(error)
    if at == ("schema",):
        return VERSION, f"`{_shortened(value)}` is not a schema version known here", "write `schema: 1`"
    choices = _CHOICES.get(str(at[-1])) or (MEMBER_KINDS if "members" in at else PARTNER_KINDS)
    near = nearest(value, list(choices)) if error.hinted else None
    listed = f"{', '.join(f'`{word}`' for word in choices[:-1])} or `{choices[-1]}`"
    hint = f"did you mean `{near}`?" if near else None
    if at == ("language",):
        hint = "`en-GB` is English, `cy-GB` is Welsh"
    return CHOICE, f"`{_shortened(value)}` should be {listed}", hint


def _line_break(_: Misfit, at: At) -> tuple[Code, str, str | None]:
    return LINE_BREAK, f"`{written(at)}` should be one line, but has several", "join the lines"


def _url(error: Misfit, _: At) -> tuple[Code, str, str | None]:
    value = _value(error)
    hint = (
        f"did you mean `https://{value}`?"
        if "." in value and " " not in value
        else "start it with `https://`"
    )
    return ADDRESS, f"`{_shortened(value)}` is not a web address", hint


_WORDS: dict[str, _Words] = {
    "unknown_key": _unknown_key,
    "date_key": _unknown_key,
    "scalar": _scalar,
    "mapping": _mapping,
    "list": _list,
    "count": _count,
    "truth": _truth,
    "date": _date,
    "date_impossible": _date_impossible,
    "date_end": _date_end,
    "date_order": _date_order,
    "period": _period,
    "period_years": _period_years,
    "choice": _choice,
    "line_break": _line_break,
    "url": _url,
}
