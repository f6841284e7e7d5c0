"""The head of an entry: its title, and behind it dates, places, counts and the like, between commas."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date as day
from typing import Any

from reportgen.importer.blocks import Line
from reportgen.importer.dates import date_of
from reportgen.importer.draft import Draft
from reportgen.importer.words import key
from reportgen.registers import load_registers
from reportgen.schema.i18n import choice_in_words
from reportgen.schema.models import LANGUAGES, PARTNER_KINDS
from reportgen.startup.patterns import lazy_pattern

_HELD = lazy_pattern(r"(?P<count>\d{1,3})\s+(?P<word>.+)")
_OFTEN = lazy_pattern(
    r"\b(?:every|each|once|twice|daily|weekly|fortnightly|monthly|quarterly|annually|yearly|times|per|bi-?\w+ly|bob|misol|chwarterol|blynyddol)\b",
    re.IGNORECASE,
)
_COMMA = lazy_pattern(r",\s+")


@dataclass(frozen=True, slots=True)
class Details:
    """The fields that the head of an entry says."""

    fields: dict[str, Any]

    @staticmethod
    def named(name: str, line: Line, text: str) -> Iterator[tuple[str, Any]]:
        """Yields the field that names an entry, and the address that it links to."""
        if name == "government":
            yield "department", _departments(text)
            return
        yield ("kind" if name == "meetings" else "title"), text
        url = next((run.url for run in line.runs if run.url.lower().startswith(("http://", "https://"))), "")
        if url and name != "meetings":
            yield "url", url

    @staticmethod
    def choice(draft: Draft, name: str, field: str, text: str) -> str:
        """Returns one of the dataset's fixed words for the words of the report's language; others as they are."""
        if name != "partnerships" or field != "kind":
            return text
        for kind in PARTNER_KINDS:
            if text.casefold() in {choice_in_words(kind, language) for language in LANGUAGES}:
                draft.understand(text)
                return kind
        return text


def details_of(name: str, lead: Line, details: str, draft: Draft) -> Details:
    """Returns the fields of an entry whose lead is marked, with `details` behind it; without any, the lead may hold them too."""
    title = " ".join(lead.text.split()).rstrip(":")
    pieces = [piece for piece in _COMMA.split(details.strip(" ,\t")) if piece.strip()]
    if not pieces and not lead.is_bold():
        title, pieces = _pieces_behind_title(name, title)
    fields: dict[str, Any] = dict(Details.named(name, lead, title)) if title else {}
    rest = _READERS.get(name, _nothing)(fields, pieces, draft)
    if rest and name == "government":
        fields["kind"] = ", ".join(rest)
    elif rest:
        first = "kind" if name == "meetings" else "title"
        fields[first] = ", ".join([title, *rest] if title else rest)
    return Details(fields)


def _pieces_behind_title(name: str, title: str) -> tuple[str, list[str]]:
    """Returns a title, which may be empty, without the details behind it, and these: they begin with a date, a count or `to`."""
    pieces = _COMMA.split(title)
    for index in range(len(pieces)):
        is_count = name == "meetings" and _HELD.fullmatch(pieces[index])
        is_asker = name == "consultations" and re.match(r"(?:to|at)\s", pieces[index])
        if is_count or is_asker or date_of(pieces[index]) is not None:
            return ", ".join(pieces[:index]), pieces[index:]
    return title, []


def _take_date(fields: dict[str, Any], pieces: list[str], draft: Draft, index: int) -> list[str]:
    """Takes the date out of the pieces, if it stands at an index, and returns the others."""
    if not pieces:
        return pieces
    date = date_of(pieces[index])
    if date is None:
        return pieces
    fields["date"] = date
    draft.understand(pieces[index])
    return [piece for position, piece in enumerate(pieces) if position != index % len(pieces)]


def _nothing(fields: dict[str, Any], pieces: list[str], draft: Draft) -> list[str]:
    del fields, draft
    return pieces


def _project(fields: dict[str, Any], pieces: list[str], draft: Draft) -> list[str]:
    return _take_date(fields, pieces, draft, 0)


def _event(fields: dict[str, Any], pieces: list[str], draft: Draft) -> list[str]:
    others = _take_date(fields, pieces, draft, 0)
    if others:
        fields["place"] = ", ".join(others)
    return []


def _consultation(fields: dict[str, Any], pieces: list[str], draft: Draft) -> list[str]:
    is_first = bool(pieces) and date_of(pieces[0]) is not None
    others = _take_date(fields, pieces, draft, 0 if is_first else -1)
    if others and (match := re.match(r"(?:to|at)\s+(?=\S)", others[0])):
        draft.understand(match[0])
        fields["to"] = ", ".join([others[0][match.end() :], *others[1:]])
        return []
    return others


def _meeting(fields: dict[str, Any], pieces: list[str], draft: Draft) -> list[str]:
    others = list(pieces)
    if (
        others
        and (match := _HELD.fullmatch(others[0]))
        and draft.words.notes.get(key(match["word"])) == "held"
    ):
        fields["count"] = match["count"]
        draft.understand(match["word"])
        others = others[1:]
    dates = [date_of(piece) for piece in others]
    if dates and all(dates):
        fields["dates"] = dates
        draft.understand(*others)
        return []
    return others


def _dealing(fields: dict[str, Any], pieces: list[str], draft: Draft) -> list[str]:
    others = _take_date(fields, pieces, draft, -1)
    if len(others) > 1 or (others and _OFTEN.search(others[-1])):
        fields["frequency"] = others[-1]
        others = others[:-1]
    if others:
        fields["kind"] = ", ".join(others)
    return []


_READERS = {
    "projects": _project,
    "events": _event,
    "consultations": _consultation,
    "meetings": _meeting,
    "government": _dealing,
}


def list_of(field: str, text: str) -> Any:
    """Returns the names in a line: departments one by one where the register knows them all, others as the line that they are."""
    return _departments(text) if field == "departments" else text


def _departments(text: str) -> Any:
    pieces: Sequence[str] = _COMMA.split(text)
    departments = load_registers().departments
    if (
        len(pieces) > 1
        and departments.find(text, day.max) is None
        and all(departments.find(piece, day.max) for piece in pieces)
    ):
        return list(pieces)
    return text
