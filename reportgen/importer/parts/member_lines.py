"""Reads a member out of a line, and divides lines that hold several."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from reportgen.importer.blocks import Line
from reportgen.importer.dates import date_of
from reportgen.importer.draft import Draft
from reportgen.registers import Authorities
from reportgen.registers.names import ROLES, split_number
from reportgen.schema.i18n import MEMBERSHIP_CHANGES, choice_in_words
from reportgen.schema.models import MEMBER_KINDS
from reportgen.startup.patterns import lazy_pattern

_GAP = lazy_pattern(r"\s*\t\s*")
_SEPARATOR = lazy_pattern(r"\s*[,;\t]\s*(?:and\s+|a\s+)?|\s+and\s+|\s+[•·|]\s+")
_BRACKETS = lazy_pattern(r"(?P<name>.*\S)\s*\((?P<remarks>[^()]*\S[^()]*)\)")
_KINDS = {choice_in_words(kind, language): kind for kind in MEMBER_KINDS for language in MEMBERSHIP_CHANGES}
_CHANGES = {
    word: name
    for words in MEMBERSHIP_CHANGES.values()
    for word, name in zip(words, ("joined", "left"), strict=True)
}


def member_of(draft: Draft, line: str, authorities: Authorities, day: date) -> Any:
    """Returns a member as a dataset writes it: a name, or a mapping where remarks stand behind it in brackets."""
    text = " ".join(line.split())
    text = text.removesuffix(".") if not text.endswith(("Bo.", "Co.")) else text
    number, text = split_number(text.rstrip(",;"))
    draft.understand(number)
    match = _BRACKETS.fullmatch(text)
    resolution = authorities.resolve(text, day)
    is_name_with_brackets = (
        resolution.authority is not None and not resolution.note and resolution.name == text
    )
    if match is None or is_name_with_brackets or resolution.body == "joint service":
        return text
    return _with_remarks(draft, match["name"], match["remarks"])


def _with_remarks(draft: Draft, name: str, remarks: str) -> Any:
    """Returns a member with what stands in brackets behind it: its kind, its role, when it joined or left, and a note."""
    member: dict[str, Any] = {"name": name}
    notes: list[str] = []
    for remark in re.split(r",\s*", remarks):
        first, _, rest = remark.partition(" ")
        when = date_of(rest) if first.lower() in _CHANGES else None
        if remark.lower() in _KINDS and "kind" not in member:
            member["kind"] = _KINDS[remark.lower()]
            draft.understand(remark)
        elif when is not None:
            member[_CHANGES[first.lower()]] = when
            draft.understand(remark)
        elif ROLES.search(remark) and "role" not in member and not notes:
            member["role"] = remark
        else:
            notes.append(remark)
    if notes:
        member["note"] = ", ".join(notes)
    return member


def cells_of(line: Line) -> Iterator[Line]:
    """Yields what stands between the gaps of a line that has columns."""
    yield from _split(line, _GAP)


def pieces_of(line: Line) -> Iterator[Line]:
    """Yields what stands between the commas of a line; the word `and` before the last goes."""
    yield from _split(line, _SEPARATOR)


def _split(line: Line, separator: re.Pattern[str]) -> Iterator[Line]:
    """Yields the pieces of a line; what divides them inside brackets does not count."""
    start = depth = position = 0
    for match in separator.finditer(line.text):
        between = line.text[position : match.start()]
        depth += between.count("(") - between.count(")")
        position = match.start()
        if depth <= 0:
            yield from _nonempty(line.cut(start, match.start()))
            start = match.end()
    yield from _nonempty(line.cut(start))


def _nonempty(line: Line) -> Iterable[Line]:
    return [line] if line.text.strip(" .") else []
