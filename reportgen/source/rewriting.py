"""Rewrites the text of a file so that it has other values; everything that they do not touch stays byte for byte."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from reportgen.alignment import BoundedMatcher
from reportgen.findings import At
from reportgen.source import Source, read
from reportgen.source.bracket_lists import Brackets
from reportgen.source.characters import line_end
from reportgen.source.edits import Edit, apply_edits
from reportgen.source.line_lists import line_entries, reordered
from reportgen.source.positions import NotRewritten, Positions
from reportgen.source.redact import content_end
from reportgen.source.replacing import replacement
from reportgen.source.scalar_edits import scalar_edits
from reportgen.source.spelling import spelt_entry, spelt_in_brackets, spelt_value

Orders: TypeAlias = Mapping[At, Sequence[int | None]]
"""The new entries of lists, by the paths of the lists before: the index that each had, None for one that is new."""

_ATTEMPTS = 4


def rewritten(source: Source, new: Mapping[str, Any], orders: Orders) -> str:
    """Returns the text of a file with new values. Raises NotRewritten."""
    return rewritten_source(source, new, orders).text


def rewritten_source(source: Source, new: Mapping[str, Any], orders: Orders) -> Source:
    """Returns a file with new values, read again. Raises NotRewritten."""
    whole: set[At] = set()
    for _ in range(_ATTEMPTS):
        rewriter = _Rewriter(source, orders, frozenset(whole), Positions(source))
        text = apply_edits(source.text, rewriter.edits((), source.data, new))
        after = read(text, source.file)
        if after.data == new:
            return after
        wrong = set(_changed_values((), source.data, new, orders)) - whole
        if not wrong:
            break
        whole |= wrong
    raise NotRewritten("the dataset cannot be written so that it says what the Word file says")


def edits_of_new_key(source: Source, at: At, text: str) -> list[Edit]:
    """Returns the edits that add a key with a text behind the others of its mapping; none where they cannot be made."""
    mapping: Any = source.data
    for step in at[:-1]:
        mapping = mapping[step]
    rewriter = _Rewriter(source, {}, frozenset(), Positions(source))
    try:
        return rewriter.edits(at[:-1], mapping, {**mapping, at[-1]: text})
    except NotRewritten:
        return []


def _changed_values(at: At, old: Any, new: Any, orders: Orders) -> Iterator[At]:
    """Yields the paths of single values that change."""
    if isinstance(old, dict) and isinstance(new, dict):
        for key in old.keys() & new.keys():
            yield from _changed_values((*at, key), old[key], new[key], orders)
    elif isinstance(old, list) and isinstance(new, list):
        for index, partner in enumerate(_order(at, old, new, orders)):
            if partner is not None:
                yield from _changed_values((*at, partner), old[partner], new[index], orders)
    elif old != new:
        yield at


def _order(at: At, old: Sequence[Any], new: Sequence[Any], orders: Orders) -> list[int | None]:
    if at in orders:
        return list(orders[at])
    old_keys, new_keys = ([repr(entry) for entry in entries] for entries in (old, new))
    order: list[int | None] = [None] * len(new)
    for tag, i1, i2, j1, j2 in BoundedMatcher(old_keys, new_keys).get_opcodes():
        if tag in {"equal", "replace"}:
            for offset in range(min(i2 - i1, j2 - j1)):
                order[j1 + offset] = i1 + offset
    return order


@dataclass(frozen=True, slots=True)
class _Rewriter:
    """Makes the edits of one file. Values at the paths `whole` are written anew and not changed word by word."""

    source: Source
    orders: Orders
    whole: frozenset[At]
    positions: Positions

    def edits(self, at: At, old: Any, new: Any) -> list[Edit]:
        """Returns the edits that give the value at a path another content."""
        if old == new:
            return []
        if isinstance(old, dict) and isinstance(new, dict) and old:
            return list(self._mapping_edits(at, old, new))
        if isinstance(old, list) and isinstance(new, list) and old:
            return self._list_edits(at, old, new)
        if isinstance(old, str) and isinstance(new, str) and at not in self.whole:
            edits = scalar_edits(self.positions, at, old, new)
            if edits:
                return edits
        return [replacement(self.positions, at, new)]

    # Mappings

    def _mapping_edits(self, at: At, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Edit]:
        removed = [key for key in old if key not in new]
        if removed and len(removed) == len(old):
            yield replacement(self.positions, at, dict(new))
            return
        in_brackets = self.positions.is_in_brackets(at)
        if in_brackets and old.keys() != new.keys() and self.source.text[self.positions.start(at)] == "{":
            brackets = self._brackets(at, [self.positions.key_start((*at, key)) for key in old])
            if brackets.has_comments:
                yield self._keys_in_brackets(at, old, new, brackets)
                return
        for key in old:
            if key in new:
                yield from self.edits((*at, key), old[key], new[key])
        for key in removed:
            yield self._removal_in_brackets(at, key, old) if in_brackets else self._removal(at, key, old)
        anchor, added = "", dict[str, list[str]]()
        for key in new:
            if key in old:
                anchor = key
            else:
                added.setdefault(anchor, []).append(key)
        for anchor_key, keys in added.items():
            yield self._addition(
                at, anchor_key, {key: new[key] for key in keys}, old, in_brackets=in_brackets
            )

    def _addition(
        self, at: At, anchor: str, values: Mapping[str, Any], old: Mapping[str, Any], *, in_brackets: bool
    ) -> Edit:
        """Returns the edit that adds keys behind another, or before all where there is none."""
        text = self.source.text
        if in_brackets:
            spelt = ", ".join(f"{key}: {spelt_in_brackets(value)}" for key, value in values.items())
            if anchor:
                end = content_end(self.source, (*at, anchor))
                return Edit(end, end, f"{' ' if text[end - 1] == ':' else ''}, {spelt}")
            start = self.positions.key_start((*at, next(iter(old))))
            return Edit(start, start, f"{spelt}, ")
        start = self.positions.key_start((*at, anchor or next(iter(old))))
        indent = self.positions.column(start)
        lines: list[str] = []
        for key, value in values.items():
            first, *rest = spelt_entry(key, value, indent)
            lines += [" " * indent + first, *rest]
        if not anchor:
            return Edit(
                start,
                start,
                self.positions.newline.join([*lines, ""]).removeprefix(" " * indent) + " " * indent,
            )
        end = content_end(self.source, (*at, anchor))
        _, following = line_end(text, end, len(text))
        following = self.positions.end_of_deeper_comments(following, indent)
        if text[following - 1] not in "\r\n":  # the last line of the file has no end
            return Edit(following, following, self.positions.newline + self.positions.newline.join(lines))
        return Edit(following, following, "".join(line + self.positions.newline for line in lines))

    def _keys_in_brackets(
        self, at: At, old: Mapping[str, Any], new: Mapping[str, Any], brackets: Brackets
    ) -> Edit:
        """Returns the edit that gives a mapping in brackets other keys, each with the comments about it."""
        places = {key: index for index, key in enumerate(old)}
        spelt = [
            self._edited(brackets.spans[places[key]], self.edits((*at, key), old[key], value))
            if key in places
            else f"{key}: {spelt_in_brackets(value)}"
            for key, value in new.items()
        ]
        return brackets.reordered([places.get(key) for key in new], spelt)

    def _removal(self, at: At, key: str, old: Mapping[str, Any]) -> Edit:
        text, start = self.source.text, self.positions.key_start((*at, key))
        end = content_end(self.source, (*at, key))
        line_start = max(text.rfind(mark, 0, start) for mark in "\r\n") + 1
        _, following = line_end(text, end, len(text))
        if not text[line_start:start].strip(" "):
            return Edit(line_start, following, "")
        keys = list(old)
        next_key = keys[keys.index(key) + 1 : keys.index(key) + 2]
        next_start = self.positions.key_start((*at, next_key[0])) if next_key else end
        if next_key and "#" not in text[end:next_start]:
            return Edit(start, next_start, "")
        return replacement(self.positions, (*at, key), "")

    def _removal_in_brackets(self, at: At, key: str, old: Mapping[str, Any]) -> Edit:
        keys = list(old)
        index = keys.index(key)
        start, end = self.positions.key_start((*at, key)), content_end(self.source, (*at, key))
        if index:
            return Edit(content_end(self.source, (*at, keys[index - 1])), end, "")
        if len(keys) > 1:
            return Edit(start, self.positions.key_start((*at, keys[1])), "")
        return Edit(start, end, "")

    # Lists

    def _list_edits(self, at: At, old: Sequence[Any], new: Sequence[Any]) -> list[Edit]:
        order = _order(at, old, new, self.orders)
        if order == list(range(len(old))):
            return [
                edit for index in range(len(old)) for edit in self.edits((*at, index), old[index], new[index])
            ]
        if not new:
            return [replacement(self.positions, at, list(new))]
        location = self.source.location(at)
        if location is None:
            raise NotRewritten(f"`{'.'.join(map(str, at))}` has no place in the file")
        if self.source.text[location.value_range[0]] == "[":
            return [self._order_in_brackets(at, old, new, order)]
        return [self._order_of_lines(at, old, new, order)]

    def _order_in_brackets(
        self, at: At, old: Sequence[Any], new: Sequence[Any], order: Sequence[int | None]
    ) -> Edit:
        brackets = self._brackets(at, [self.positions.start((*at, index)) for index in range(len(old))])
        spelt = [
            spelt_in_brackets(new[index])
            if partner is None
            else self._edited(brackets.spans[partner], self.edits((*at, partner), old[partner], new[index]))
            for index, partner in enumerate(order)
        ]
        return brackets.reordered(order, spelt)

    def _brackets(self, at: At, starts: Sequence[int]) -> Brackets:
        """Returns the brackets of a list or mapping whose entries or keys start there."""
        value = _value_at(self.source.data, at)
        steps = list(value) if isinstance(value, dict) else range(len(value))
        ends = [content_end(self.source, (*at, step)) for step in steps]
        start, end = self.positions.start(at), content_end(self.source, at)
        return Brackets(self.positions, start + 1, end - 1, list(zip(starts, ends, strict=True)))

    def _edited(self, span: tuple[int, int], edits: Iterable[Edit]) -> str:
        """Returns a stretch of the file with edits made in it."""
        start, end = span
        moved = [Edit(edit.start - start, edit.end - start, edit.text) for edit in edits]
        return apply_edits(self.source.text[start:end], moved)

    def _order_of_lines(
        self, at: At, old: Sequence[Any], new: Sequence[Any], order: Sequence[int | None]
    ) -> Edit:
        """Returns the edit that puts the entries of a list into another order, each with the comments about it."""
        dashes = [self.positions.dash((*at, index)) for index in range(len(old))]
        known = [dash for dash in dashes if dash is not None]
        ends = [content_end(self.source, (*at, index)) for index in range(len(old))]
        entries = line_entries(self.positions, known, ends) if len(known) == len(old) else None
        if entries is None:
            return replacement(self.positions, at, list(new))
        column = self.positions.column(known[0])
        width = max(self.positions.start((*at, 0)) - known[0], 2)
        spelt: list[str] = []
        for index, partner in enumerate(order):
            if partner is None:
                first, *rest = spelt_value(new[index], column + width)
                dash = f"-{' ' * (width - 1)}{first}".rstrip(" ")
                spelt.append(self.positions.newline.join([dash, *rest]))
            else:
                span = entries[partner].dash, entries[partner].end
                edits = self.edits((*at, partner), old[partner], new[index])
                spelt.append(self._edited(span, edits))
        return reordered(self.positions, entries, order, spelt)


def _value_at(values: Any, at: At) -> Any:
    for step in at:
        values = values[step]
    return values
