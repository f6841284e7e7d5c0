"""Makes faults of misfits: each kind of misfit has a function that returns its code, message and hint."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TypeAlias

from reportgen.findings import At, Code, Fault, Fix, Problem, Severity, ValuePart
from reportgen.schema.date_hints import date_hint, meant_period
from reportgen.schema.read import Misfit
from reportgen.schema.shapes import keys_at, nearest_word, parents_by_key, shape_at
from reportgen.source.characters import CURLY_QUOTES

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
    is_absence=True,
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
    "A web address starts with `https://`, `http://` or `www.` and has no spaces. One with a password in it, or with"
    " letters of several scripts in its host, is refused, since readers could not know where it leads.",
)

_Message: TypeAlias = tuple[Code, str, str | None]
"""A code, a message under it, and a hint."""


def misfit_faults(misfit: Misfit) -> Iterator[Fault]:
    """The faults of a misfit, at their paths in the file: a date of two ends may have several."""
    code, message, hint = _MESSAGES[misfit.kind](misfit)
    text = _short_text(misfit)
    if code is not UNKNOWN_KEY and text[1:-1] and text[0] in CURLY_QUOTES and text[-1] in CURLY_QUOTES:
        hint = f"write `{text.strip(CURLY_QUOTES)}`: curly quotation marks, as Word makes them, belong to the value"
    key = misfit.context.get("within")
    at = (*misfit.at, key) if key else misfit.at
    part: ValuePart = "key" if code is UNKNOWN_KEY else "value"
    fix = _fix(_text(misfit)) if code is ADDRESS else None
    yield Fault(code, Problem(at, message, hint if misfit.hinted else None, part, fix))
    for kind, context in misfit.context.get("more", ()):
        yield from misfit_faults(replace(misfit, kind=kind, context=context))


def _fix(address: str) -> Fix | None:
    """The right web address, if the written one certainly lacks nothing but its beginning."""
    is_host = "." in address and not any(mark in address for mark in " :@,")
    return Fix(_with_scheme(address)) if is_host else None


def _with_scheme(address: str) -> str:
    """A web address with its beginning, and with small letters where capitals mean nothing."""
    host, slash, rest = address.partition("/")
    return f"https://{host.lower()}{slash}{rest}"


def dotted_path(at: At) -> str:
    """A path as an officer would say it: keys joined by full stops, positions in lists left out."""
    return ".".join(step for step in at if isinstance(step, str))


def _text(misfit: Misfit) -> str:
    """The text that does not fit: in a date of two ends, that of the faulty end; empty for a list or a mapping."""
    value = misfit.value
    if isinstance(value, dict):
        value = value.get(misfit.context.get("within", ""), "")
    return value if isinstance(value, str) else ""


def _short_text(misfit: Misfit) -> str:
    text = " ".join(_text(misfit).split())
    return text if len(text) <= 60 else text[:57] + "…"


def _unknown_key(misfit: Misfit) -> _Message:
    key = str(misfit.context.get("within") or misfit.at[-1])
    parent = misfit.at if "within" in misfit.context else misfit.at[:-1]
    message = _not_a_key(key, parent)
    if not misfit.hinted:
        return UNKNOWN_KEY, message, None
    known = list(keys_at(parent)) or ["start", "end"]
    if (near := nearest_word(key, known)) is not None:
        return UNKNOWN_KEY, message, f"did you mean `{near}`?"
    if key == "sections":
        return UNKNOWN_KEY, "sections nest three levels deep at most", "bring these sections one level up"
    if key in parents_by_key():
        where = " or ".join(
            f"under `{home}`" if home else "at the left margin" for home in parents_by_key()[key][:3]
        )
        return UNKNOWN_KEY, message, f"`{key}` belongs {where}; check the indentation"
    return UNKNOWN_KEY, message, f"the keys here are {', '.join(f'`{name}`' for name in known)}"


def blank_key_fault(at: At, known: list[str], whole: str, *, hinted: bool) -> Fault:
    """The fault of an unknown key with nothing behind it: misspelt, or words that a comma has cut off from the value before.

    `whole` is the key before with that value and all that was cut off, as it can be pasted.
    """
    near = nearest_word(str(at[-1]), known) if hinted else None
    hint = (
        f"did you mean `{near}`?"
        if near
        else f"if it belongs to the value before it, put all of that value in quotes{whole and f': `{whole}`'}"
    )
    return Fault(UNKNOWN_KEY, Problem(at, _not_a_key(str(at[-1]), at[:-1]), hint if hinted else None, "key"))


def _not_a_key(key: str, parent: At) -> str:
    where = f"under `{dotted_path(parent)}`" if dotted_path(parent) else "at the left margin"
    return f"`{key}` is not a key that can stand {where}"


_SCALARS = {
    "line": "one line of text",
    "text": "text",
    "count": "a number",
    "date": "a date",
    "period": "a period",
}


def _scalar(misfit: Misfit) -> _Message:
    wanted = misfit.context.get("wanted", "")
    expected = _SCALARS.get(wanted, "one value")
    actual = "a list stands" if isinstance(misfit.value, list) else "keys and values stand"
    hint = "if the text starts with `[` or `{`, or has a colon in it, put it in quotes"
    if wanted == "text":
        hint = f"write `{misfit.at[-1]}: |` and the text on the lines below it, indented"
    return WRONG_KIND, f"`{dotted_path(misfit.at)}` should be {expected}, but {actual} here", hint


def _mapping(misfit: Misfit) -> _Message:
    at, shape = misfit.at, shape_at(misfit.at)
    if shape and shape.one_line and shape.one_line.key:
        hint = f"write one line, or `{shape.one_line.key}: …` and its other keys, without a dash"
        return WRONG_KIND, f"`{dotted_path(at)}` should be one line here, or keys with their values", hint
    keys = list(keys_at(at))
    example = f"write `{keys[0]}: …` on a line of its own below" if keys else None
    if at and isinstance(at[-1], int) and keys:
        example = f"start the entry with `- {keys[0]}: …`"
    return WRONG_KIND, f"`{dotted_path(at)}` needs keys with their values here", example


_NONE = ("none", "no", "nil", "n/a", "yes", "-")
"""Lines in place of the dealings with government that may have been meant as `none`."""


def _list(misfit: Misfit) -> _Message:
    hint = "put each entry on a line of its own that starts with `- `"
    if misfit.at == ("government",) and str(misfit.value).strip().lower() in _NONE:
        hint = "did you mean `none`?"
    return WRONG_KIND, f"`{dotted_path(misfit.at)}` should be a list", hint


def _count(misfit: Misfit) -> _Message:
    return NUMBER, f"`{_short_text(misfit)}` is not a whole number", "write it in digits, as in `26`"


def _truth(misfit: Misfit) -> _Message:
    return CHOICE, f"`{_short_text(misfit)}` is neither yes nor no", "write `true` or `false`"


def _date(misfit: Misfit) -> _Message:
    hint = date_hint(_text(misfit), may_be_range="within" not in misfit.context)
    return DATE, f"`{_short_text(misfit)}` is not a date", hint


def _date_impossible(misfit: Misfit) -> _Message:
    message = f"`{_short_text(misfit)}` is a date that does not exist"
    if "last" in misfit.context:
        return DATE, message, f"that month has {misfit.context['last']} days"
    return DATE, message, "months run from 01 to 12, as in `2024-05-21`"


def _date_end(misfit: Misfit) -> _Message:
    missing = misfit.context.get("missing", "end")
    return DATE, f"the `{missing}` of these dates is missing", "give both a `start` and an `end`"


def _date_order(_: Misfit) -> _Message:
    return DATE, "the end lies before the start", "exchange the two dates"


def _period(misfit: Misfit) -> _Message:
    period = meant_period(_text(misfit))
    hint = f"did you mean `{period}`?" if period else "write it as in `2023/24`"
    return PERIOD, f"`{_short_text(misfit)}` is not a financial year", hint


def _period_years(misfit: Misfit) -> _Message:
    message = f"`{_short_text(misfit)}` is not one financial year"
    return PERIOD, message, f"did you mean `{misfit.context.get('right')}`?"


def _choice(misfit: Misfit) -> _Message:
    if not isinstance(misfit.value, str):
        return _scalar(misfit)
    if misfit.at == ("schema",):
        return VERSION, f"`{_short_text(misfit)}` is not a schema version known here", "write `schema: 1`"
    shape = shape_at(misfit.at)
    choices = [choice for choice in shape.choices if choice] if shape else []
    near = nearest_word(misfit.value, choices) if misfit.hinted else None
    expected = f"{', '.join(f'`{choice}`' for choice in choices[:-1])} or `{choices[-1]}`"
    hint = f"did you mean `{near}`?" if near else None
    if misfit.at == ("language",):
        hint = "`en-GB` is English, `cy-GB` is Welsh"
    return CHOICE, f"`{_short_text(misfit)}` should be {expected}", hint


def _line_break(misfit: Misfit) -> _Message:
    return LINE_BREAK, f"`{dotted_path(misfit.at)}` should be one line, but has several", "join the lines"


def _url(misfit: Misfit) -> _Message:
    if reason := misfit.context.get("reason"):
        hint = "write it as the address line of a browser shows it, or leave it out"
        return ADDRESS, f"`{_short_text(misfit)}` {reason}", hint
    address = _text(misfit)
    is_host = "." in address and " " not in address
    hint = f"did you mean `{_with_scheme(address)}`?" if is_host else "start it with `https://`"
    if " " in address.strip() and "." in address and "://" in address:
        hint = "an address has no spaces: copy it from the address line of a browser"
    return ADDRESS, f"`{_short_text(misfit)}` is not a web address", hint


_MESSAGES: Mapping[str, Callable[[Misfit], _Message]] = {
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
