"""Counts the steps that a backtracking matcher takes for a pattern, as Python's own does, but without a clock.

It walks the tree into which `re` parses a pattern. Each comparison of a character counts one step, so that the steps for a text
and for one twice as long say how the time grows, on any machine and under any load.
"""

import re
from collections.abc import Callable
from re import _constants as c  # type: ignore[attr-defined]
from re import _parser as sre  # type: ignore[attr-defined]
from typing import Any, TypeAlias

Continue: TypeAlias = Callable[[int], int | None]
Matcher: TypeAlias = Callable[[int, Continue], int | None]

_CATEGORIES: dict[Any, Callable[[str], bool]] = {
    c.CATEGORY_DIGIT: str.isdigit,
    c.CATEGORY_NOT_DIGIT: lambda character: not character.isdigit(),
    c.CATEGORY_SPACE: str.isspace,
    c.CATEGORY_NOT_SPACE: lambda character: not character.isspace(),
    c.CATEGORY_WORD: lambda character: character.isalnum() or character == "_",
    c.CATEGORY_NOT_WORD: lambda character: not (character.isalnum() or character == "_"),
}
_ONE_CHARACTER = {c.LITERAL, c.NOT_LITERAL, c.ANY, c.IN}


class TooManySteps(Exception):
    """The count has gone beyond all bounds."""


class Counter:
    """Matches one pattern and counts the steps."""

    def __init__(self, pattern: str, flags: int, most: int) -> None:
        self.tree = sre.parse(pattern, flags & ~re.DEBUG)
        self.flags = self.tree.state.flags
        self.most = most
        self.steps = 0
        self.groups: dict[int, tuple[int, int]] = {}
        self.text = ""
        self._match = self._sequence(list(self.tree), self.flags)

    def search_all(self, text: str) -> int:
        """Looks for every match from the left, as `finditer` does, and returns the steps."""
        self.text, self.steps, at = text, 0, 0
        while at <= len(text):
            end = self._match_at(at)
            at = at + 1 if end is None or end == at else end
        return self.steps

    def match(self, text: str) -> int:
        """Matches at the beginning alone and returns the steps."""
        self.text, self.steps = text, 0
        self._match_at(0)
        return self.steps

    def fullmatch(self, text: str) -> int:
        """Matches from the beginning to the very end and returns the steps."""
        self.text, self.steps, self.groups = text, 0, {}
        self._match(0, lambda position: position if position == len(text) else None)
        return self.steps

    def _match_at(self, at: int) -> int | None:
        self.groups = {}
        self._step()
        return self._match(at, lambda position: position)

    def _step(self, count: int = 1) -> None:
        self.steps += count
        if self.steps > self.most:
            raise TooManySteps

    def _sequence(self, nodes: list[Any], flags: int) -> Matcher:
        matchers = [self._node(operation, argument, flags) for operation, argument in nodes]

        def run(at: int, go_on: Continue, index: int = 0) -> int | None:
            if index == len(matchers):
                return go_on(at)
            return matchers[index](at, lambda position: run(position, go_on, index + 1))

        return run

    def _node(self, operation: Any, argument: Any, flags: int) -> Matcher:
        if operation in _ONE_CHARACTER:
            accepts = _accepts(operation, argument, flags)
            return lambda at, go_on: go_on(at + 1) if self._is(at, accepts) else None
        if operation is c.AT:
            return lambda at, go_on: go_on(at) if self._is_at(argument, at, flags) else None
        if operation is c.BRANCH:
            branches = [self._sequence(list(branch), flags) for branch in argument[1]]
            return lambda at, go_on: next(
                (end for branch in branches if (end := branch(at, go_on)) is not None), None
            )
        if operation is c.SUBPATTERN:
            number, added, removed, inner = argument
            return self._group(number, self._sequence(list(inner), (flags | added) & ~removed))
        if operation is c.ATOMIC_GROUP:
            return self._atomic(self._sequence(list(argument), flags))
        if operation in (c.ASSERT, c.ASSERT_NOT):
            return self._assertion(argument, flags, wanted=operation is c.ASSERT)
        if operation is c.GROUPREF:
            return lambda at, go_on: self._reference(argument, at, go_on, flags)
        if operation in (c.MAX_REPEAT, c.MIN_REPEAT, c.POSSESSIVE_REPEAT):
            return self._repeat(operation, argument, flags)
        raise NotImplementedError(operation)

    def _is(self, at: int, accepts: Callable[[str], bool]) -> bool:
        self._step()
        return at < len(self.text) and accepts(self.text[at])

    def _is_at(self, where: Any, at: int, flags: int) -> bool:
        self._step()
        text, end = self.text, len(self.text)
        is_multiline = bool(flags & re.MULTILINE)
        if where in (c.AT_BEGINNING, c.AT_BEGINNING_STRING):
            return at == 0 or (where is c.AT_BEGINNING and is_multiline and text[at - 1] == "\n")
        if where in (c.AT_END, c.AT_END_STRING):
            if where is c.AT_END_STRING:
                return at == end
            return at == end or text[at:] == "\n" or (is_multiline and text[at] == "\n")
        is_word = _CATEGORIES[c.CATEGORY_WORD]
        is_edge = (at > 0 and is_word(text[at - 1])) != (at < end and is_word(text[at]))
        return is_edge if where is c.AT_BOUNDARY else not is_edge

    def _group(self, number: int | None, inner: Matcher) -> Matcher:
        def run(at: int, go_on: Continue) -> int | None:
            def close(position: int) -> int | None:
                if number is not None:
                    self.groups[number] = (at, position)
                return go_on(position)

            return inner(at, close)

        return run

    def _atomic(self, inner: Matcher) -> Matcher:
        def run(at: int, go_on: Continue) -> int | None:
            end = inner(at, lambda position: position)
            return None if end is None else go_on(end)

        return run

    def _assertion(self, argument: Any, flags: int, *, wanted: bool) -> Matcher:
        direction, tree = argument
        inner = self._sequence(list(tree), flags)
        width = tree.getwidth()[0] if direction < 0 else 0

        def run(at: int, go_on: Continue) -> int | None:
            start = at - width
            holds = start >= 0 and inner(start, lambda position: position) is not None
            return go_on(at) if holds is wanted else None

        return run

    def _reference(self, number: int, at: int, go_on: Continue, flags: int) -> int | None:
        start, end = self.groups.get(number, (0, -1))
        words, here = self.text[start:end], self.text[at : at + end - start]
        self._step(len(words) + 1)
        is_same = words.lower() == here.lower() if flags & re.IGNORECASE else words == here
        return go_on(at + len(words)) if end >= 0 and is_same else None

    def _repeat(self, operation: Any, argument: Any, flags: int) -> Matcher:
        least, most, tree = argument
        nodes = list(tree)
        if len(nodes) == 1 and nodes[0][0] in _ONE_CHARACTER:
            return self._repeat_of_characters(
                operation, least, most, _accepts(nodes[0][0], nodes[0][1], flags)
            )
        inner = self._sequence(nodes, flags)
        if operation is c.POSSESSIVE_REPEAT:
            return self._atomic(self._repeat_of_groups(inner, least, most, is_greedy=True))
        return self._repeat_of_groups(inner, least, most, is_greedy=operation is c.MAX_REPEAT)

    def _repeat_of_characters(
        self, operation: Any, least: int, most: int, accepts: Callable[[str], bool]
    ) -> Matcher:
        def run(at: int, go_on: Continue) -> int | None:
            if operation is c.MIN_REPEAT:
                position = at
                while True:
                    if position - at >= least and (end := go_on(position)) is not None:
                        return end
                    if position - at >= most or not self._is(position, accepts):
                        return None
                    position += 1
            last = at
            while last - at < most and self._is(last, accepts):
                last += 1
            if last - at < least:
                return None
            if operation is c.POSSESSIVE_REPEAT:
                return go_on(last)
            for position in range(last, at + least - 1, -1):
                if (end := go_on(position)) is not None:
                    return end
            return None

        return run

    def _repeat_of_groups(self, inner: Matcher, least: int, most: int, *, is_greedy: bool) -> Matcher:
        def run(at: int, go_on: Continue, count: int = 0, before: int = -1) -> int | None:
            if at == before:
                return go_on(at) if count >= least else None
            if not is_greedy and count >= least and (end := go_on(at)) is not None:
                return end
            if count < most:
                end = inner(at, lambda position: run(position, go_on, count + 1, at))
                if end is not None:
                    return end
            return go_on(at) if is_greedy and count >= least else None

        return run


def _accepts(operation: Any, argument: Any, flags: int) -> Callable[[str], bool]:
    """Returns what tells whether a node of one character accepts a character."""
    if operation is c.ANY:
        return (lambda _: True) if flags & re.DOTALL else (lambda character: character != "\n")
    members = argument if operation is c.IN else [(c.LITERAL, argument)]
    is_negated = operation is c.NOT_LITERAL or members[0][0] is c.NEGATE

    def accepts(character: str) -> bool:
        spellings = (
            {character, character.lower(), character.upper()} if flags & re.IGNORECASE else {character}
        )
        return any(_is_member(spelling, members) for spelling in spellings) is not is_negated

    cache: dict[str, bool] = {}
    return lambda character: (
        cache[character] if character in cache else cache.setdefault(character, accepts(character))
    )


def _is_member(character: str, members: list[Any]) -> bool:
    return any(
        (operation is c.LITERAL and ord(character[0]) == argument)
        or (operation is c.RANGE and argument[0] <= ord(character[0]) <= argument[1])
        or (operation is c.CATEGORY and _CATEGORIES[argument](character))
        for operation, argument in members
    )
