"""What `private` in a dataset covers, and values, texts and findings without it.

A private path such as `contact.telephone` covers that value, and in lists that of every entry. Where one line stands for a whole
mapping, as in `lead_officer: Sam Sample`, the path `contact.lead_officer.name` covers the line.
"""

import re
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from reportgen.findings import At, Finding, Problem
from reportgen.schema.shapes import shape_at
from reportgen.source import Source
from reportgen.startup.patterns import lazy_pattern

_MIN_QUOTED = 3
"""Shorter values occur in the words of a message by chance."""

_KEYS_OF_A_LINE = ("name", "label", "url", "text", "introduction")
"""The keys that one line can stand for, in place of a person, a member, a website or an entry."""


def is_private(path: str, private: Iterable[str]) -> bool:
    """Whether the private paths cover a value: one of them names it, or something around it."""
    return any(f"{path}.".startswith(f"{private_path}.") for private_path in private)


def holds_private(path: str, private: Iterable[str]) -> bool:
    """Whether one of the private paths names a value, or something inside it."""
    return any(f"{private_path}.".startswith(f"{path}.") for private_path in private)


def may_hold_private(content: bytes) -> bool:
    """Whether a file may hold private values: one that has faults, so that nobody can tell, counts where it names the key.

    In whatever encoding, in letters that look alike, and with escapes, or the end of a line, within the quotes of the key.
    """
    from reportgen.source.decoding import decode_leniently, fold

    return b"private" in content.lower() or "private" in fold(_ESCAPE.sub(_letter, decode_leniently(content)))


_ESCAPE = lazy_pattern(r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(?:\r\n|\r|\n)[ \t]*)")
"""An escape of YAML that stands for a letter, or for nothing at the end of a line."""


def _letter(escape: re.Match[str]) -> str:
    digits = "".join(filter(None, escape.groups()))
    return chr(int(digits, 16)) if digits and int(digits, 16) <= sys.maxunicode else ""


def private_locations(values: Any, private: Iterable[str]) -> tuple[At, ...]:
    """The locations of the private values that a dataset gives, none inside another."""
    locations = dict.fromkeys(at for path in private for at in _locations(values, path.split("."), ()))
    return tuple(at for at in locations if not any(at[:length] in locations for length in range(1, len(at))))


def _locations(value: Any, keys: list[str], at: At) -> Iterator[At]:
    if isinstance(value, list):
        for index, entry in enumerate(value):
            if isinstance(entry, str) and _is_in_line((*at, index), keys[0]):
                yield from [(*at, index)] if entry else ()
            else:
                yield from _locations(entry, keys, (*at, index))
    elif isinstance(value, dict) and keys[0] in value:
        key, *rest = keys
        if not rest or (isinstance(value[key], str) and _is_in_line((*at, key), rest[0])):
            yield (*at, key)
        else:
            yield from _locations(value[key], rest, (*at, key))


def _is_in_line(at: At, key: str) -> bool:
    """Whether one line in place of a mapping can stand for one of its keys."""
    shape = shape_at(at)
    return key in _KEYS_OF_A_LINE and not (shape and shape.kind == "list")


def without_private(values: Mapping[str, Any], private: Iterable[str]) -> dict[str, Any]:
    """The values of a dataset without the private ones; an entry of a list that is one line becomes blank."""
    public: dict[str, Any] = _without(values, (), frozenset(private_locations(values, private)))
    return public


def _without(value: Any, at: At, locations: Collection[At]) -> Any:
    if isinstance(value, dict):
        return {
            key: _without(inner, (*at, key), locations)
            for key, inner in value.items()
            if (*at, key) not in locations
        }
    if isinstance(value, list):
        entries = (((*at, index), entry) for index, entry in enumerate(value))
        return ["" if inner in locations else _without(entry, inner, locations) for inner, entry in entries]
    return value


def text_without_private(source: Source, private: Iterable[str]) -> str:
    """The text of a dataset without the private values; all other lines stay as they are.

    Raises ValueError where the text would not say the same in everything else.
    """
    from reportgen.source.redact import redacted

    return redacted(source, private_locations(source.data, private))


def redact_findings(
    findings: Iterable[Finding], source: Source, private: Collection[str] | None
) -> tuple[Finding, ...]:
    """Findings in a dataset, for files that travel: where one is at a private value or quotes it, only its kind is told.

    `private` is None for a dataset that could not be understood.
    """
    if private is None:
        is_open = not may_hold_private(source.utf8)
        return tuple(finding if is_open else _without_words(finding) for finding in findings)
    if not private:
        return tuple(findings)
    locations = private_locations(source.data, private)
    quotes = {
        line.strip().casefold()
        for at in locations
        for line in _text_lines(_value(source.data, at))
        if len(line.strip()) >= _MIN_QUOTED
    }
    return tuple(_redacted(finding, locations, quotes) for finding in findings)


def _without_words(finding: Finding) -> Finding:
    message = f"{finding.code.name}; `reportgen validate` says more"
    return replace(finding, problem=Problem(finding.problem.at, message))


def _redacted(finding: Finding, locations: Iterable[At], quotes: Iterable[str]) -> Finding:
    problem = finding.problem
    fix = problem.fix.text if problem.fix else ""
    told = f"{problem.message} {problem.hint or ''} {fix}".casefold()
    if not any(problem.at[: len(at)] == at for at in locations) and not any(
        quote in told for quote in quotes
    ):
        return finding
    return replace(finding, problem=Problem(problem.at, f"{finding.code.name}, in a value that is private"))


def _value(value: Any, at: At) -> Any:
    for step in at:
        value = value[step]
    return value


def _text_lines(value: Any) -> Iterator[str]:
    """The lines of all texts in a value."""
    if isinstance(value, str):
        yield from value.splitlines()
    else:
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _text_lines(inner)
