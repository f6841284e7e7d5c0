"""Strings as they may be shown: whatever a file, a name or a setting holds, nothing commands a terminal or the reader of a log.

Words from outside can hold characters that clear a screen, turn the direction of writing, start a line of their own, or give
commands to a build server. Everything that is printed is made a `Displayed` here, and nowhere else.
"""

import unicodedata
from collections.abc import Iterable
from json import dumps
from typing import Any, NewType

from reportgen.startup.patterns import lazy_pattern

Displayed = NewType("Displayed", str)
"""A string that can be shown. Only the functions of this module make one; what prints takes no other."""

NOTHING = Displayed("")
TAB = Displayed("\t")

_SUSPECT = lazy_pattern(
    r"[^ -~\xa0-\xac\xae-\u02ff\u0370-\u0373\u1e00-\u1eff\u2010-\u2027\u2030-\u205e\u20ac]"
)
"""Finds the characters that are looked up one by one: all but those of the languages and punctuation that reports use."""

_HIDDEN_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Control characters and line breaks, marks of direction and without width, and what is no character."""


def display(text: object) -> Displayed:
    """Returns words from outside as one line that can be shown, as long as they are: spaces stand for what it may not hold."""
    shown = str(text)
    if not shown.isprintable():  # what is printable is hidden in no category
        shown = _SUSPECT.sub(lambda match: " " if _is_hidden(match[0]) else match[0], shown)
    stripped = (
        shown.lstrip()
    )  # `::` at the beginning, and `##[` anywhere, start commands to GitHub's and Azure's runners
    if stripped.startswith("::"):
        start = len(shown) - len(stripped)
        shown = f"{shown[:start]}: {shown[start + 2 :]}"
    return Displayed(shown.replace("##[", "# ["))


def display_lines(lines: Iterable[Displayed]) -> Displayed:
    """Returns lines as one string. `NOTHING` as the last of them puts a line break behind the others."""
    return Displayed("\n".join(lines))


def paint(text: Displayed, code: str, *, colour: bool) -> Displayed:
    """Returns a text in a colour, or weight, by its code of ANSI escape sequences (ECMA-48, SGR); without `colour` as it is."""
    return Displayed(f"\x1b[{code}m{text}\x1b[0m") if colour else text


def concatenate(*pieces: Displayed) -> Displayed:
    """Returns strings that can be shown as one."""
    return Displayed("".join(pieces))


def display_json(value: Any) -> Displayed:
    """Returns a value as JSON whose strings are exact: what may not be shown stands in them as an escape."""
    text = dumps(value, ensure_ascii=False, indent=2)
    escaped = _SUSPECT.sub(lambda match: _json_escape(match[0]) if match[0] != "\n" else "\n", text)
    return Displayed(escaped.replace("##[", "##\\u005b") + "\n")


def display_xml(text: str) -> Displayed:
    """Returns an XML document in which what may not be shown stands as a character reference. Line breaks and tabs stay."""
    escaped = _SUSPECT.sub(lambda match: _xml_escape(match[0]) if match[0] not in "\n\t" else match[0], text)
    return Displayed(escaped.replace("##[", "##&#91;"))


def _is_hidden(character: str) -> bool:
    return unicodedata.category(character) in _HIDDEN_CATEGORIES


def _json_escape(character: str) -> str:
    return dumps(character)[1:-1] if _is_hidden(character) else character


def _xml_escape(character: str) -> str:
    return f"&#{ord(character)};" if _is_hidden(character) else character
