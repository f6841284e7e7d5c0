"""Finds where a small style sheet grows: nested rules and custom properties that each repeat another several times.

With `& & { & & {`, and with `--b: var(--a) var(--a)`, each step doubles what the one before came to. A few lines fill any memory.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from reportgen.startup.patterns import lazy_pattern

MAX_GROWTH = 1_000
"""How many selectors a nested rule may come to, and how many values a property: far more than style sheets of people have."""

_TOKEN = lazy_pattern(
    r"""/\*(?:[^*]|\*(?!/))*+(?:\*/)?+|"(?:[^"\\\n]|\\.)*+"?+|'(?:[^'\\\n]|\\.)*+'?+
    |(?P<name>(?:[-\w]|\\[0-9a-fA-F]{1,6}\s?+|\\.)++)|(?P<mark>[{}()\[\];:,&@])""",
    re.DOTALL | re.VERBOSE,
)
_ESCAPE = lazy_pattern(r"\\(?:(?P<code>[0-9a-fA-F]{1,6})\s?|(?P<letter>.))", re.DOTALL)
_CLOSERS = {"{": "}", "(": ")", "[": "]"}


class Growth(NamedTuple):
    """Where a style sheet grows, and what does."""

    position: int
    what: str


@dataclass(slots=True)
class _Statement:
    """What stands before the next brace or semicolon: for each selector its `&`, and the custom property that it sets."""

    parents: list[int] = field(default_factory=lambda: [0])
    is_at_rule: bool = False
    is_empty: bool = True
    name: str = ""
    position: int = 0
    is_property: bool = False
    refs: list[str] = field(default_factory=list)


def find_growth(style: str) -> Growth | None:
    """Returns where a style sheet grows beyond all measure; None where it does not."""
    properties: dict[str, list[_Statement]] = {}
    for grown in _statements(style):
        if isinstance(grown, Growth):
            return grown
        properties.setdefault(grown.name, []).append(grown)
    sizes = _sizes({name: [rule.refs for rule in rules] for name, rules in properties.items()})
    grown_rules = (rule for name, size in sizes.items() if size > MAX_GROWTH for rule in properties[name])
    position = min((rule.position for rule in grown_rules), default=-1)
    return Growth(position, "values that this property comes to") if position >= 0 else None


def _statements(style: str) -> Iterator[_Statement | Growth]:
    """Yields the custom properties of a style sheet with the properties that they name, and the nested rules that grow."""
    closers: list[str] = []  # of the brackets that are open inside a statement
    selectors: list[int] = []  # those that each of the open rules comes to
    statement = _Statement()
    for token in _TOKEN.finditer(style):
        mark, name = token["mark"], token["name"]
        if name:
            _take_name(statement, _plain(name), token.start())
        elif mark and mark in _CLOSERS and (mark != "{" or closers or statement.is_property):
            closers.append(_CLOSERS[mark])
        elif closers:
            if mark == closers[-1]:
                closers.pop()
            elif mark == "&":
                statement.parents[-1] += 1
        elif mark == "{":
            count = sum(max(1, parents) for parents in statement.parents)
            selectors.append(_count_selectors(selectors, count, is_at_rule=statement.is_at_rule))
            if selectors[-1] > MAX_GROWTH:
                yield Growth(token.start(), "selectors that these nested rules come to")
            statement = _Statement()
        elif mark in {"}", ";"}:
            if statement.is_property:
                yield statement
            if mark == "}" and selectors:
                selectors.pop()
            statement = _Statement()
        elif mark:
            _take_mark(statement, mark)
    if statement.is_property:
        yield statement


def _count_selectors(outer: list[int], count: int, *, is_at_rule: bool) -> int:
    """Returns how many selectors a rule comes to inside others; one at the margin repeats nothing."""
    if not outer:
        return 0 if is_at_rule else 1
    return outer[-1] if is_at_rule else max(1, outer[-1] * count)


def _take_name(statement: _Statement, name: str, position: int) -> None:
    if statement.is_property:
        statement.refs += [name] if name.startswith("--") else []
    elif statement.is_empty and name.startswith("--"):
        statement.name, statement.position = name, position
    statement.is_empty = False


def _take_mark(statement: _Statement, mark: str) -> None:
    if mark == ":" and statement.name:
        statement.is_property = True
    elif mark == "&":
        statement.parents[-1] += 1
    elif mark == ",":
        statement.parents.append(0)
    elif mark == "@" and statement.is_empty:
        statement.is_at_rule = True
    statement.is_empty = False


def _plain(name: str) -> str:
    """Returns a name without escapes."""

    def letter(match: re.Match[str]) -> str:
        code = int(match["code"], 16) if match["code"] else ord(match["letter"])
        return chr(code) if code < 0x110000 else "\ufffd"

    return _ESCAPE.sub(letter, name) if "\\" in name else name


def _sizes(refs: Mapping[str, list[list[str]]]) -> dict[str, int]:
    """Returns how many values each property comes to at most, by those that each of its rules names.

    It goes in steps rather than calls: properties may name each other in a long row.
    """
    sizes: dict[str, int] = {}
    for first in refs:
        waiting = [first]
        while waiting:
            name = waiting[-1]
            if name not in sizes:
                sizes[name] = 0  # while it is worked out
                named = dict.fromkeys(ref for rule in refs[name] for ref in rule)
                waiting += [ref for ref in named if ref in refs and ref not in sizes]
                continue
            waiting.pop()
            if not sizes[name]:
                size = 1 + max(sum(_size(ref, name, rule, sizes) for ref in rule) for rule in refs[name])
                sizes[name] = min(size, MAX_GROWTH + 1)
    return sizes


def _size(ref: str, name: str, rule: list[str], sizes: Mapping[str, int]) -> int:
    """Returns what a property comes to that the rule of another names.

    One that is being worked out closes a circle: in each element it repeats what the element around that has. One that names
    itself alone repeats it once.
    """
    return sizes.get(ref, 1) or (1 if rule == [name] else MAX_GROWTH)
