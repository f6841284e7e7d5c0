"""Which authority a name means: the matching of names as people write them to the register."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from reportgen.registers.authority import Authority, Former
from reportgen.registers.names import Bare, annotated, bare, body, hyphened, key, upright

_NEAR = 0.6
_APART = 0.15
_SHORT = 4
_CITY = "City of London"
"""The one name that is another place's without its title."""

_GSS = r"[A-Z]\d{8}"


class How(StrEnum):
    """How a name was matched, the surest way first."""

    CODE = "code"
    EXACT = "exact"
    SPELLING = "spelling"
    TITLE = "title"
    ALIAS = "alias"
    FORMER = "former name"
    UNKNOWN = "unknown"


@dataclass(frozen=True, eq=False)
class Resolution:
    """Which authority a name means, if any, and how that was found.

    `name` is the name as given, but for a `note` behind it (`Lead Authority`), which is no part of a name. Of an unknown name,
    `body` says what kind of body it speaks of, if one is known, and `nearest` are authorities of like names.
    """

    name: str
    authority: Authority | None
    how: How
    note: str = ""
    body: str = ""
    nearest: tuple[Authority, ...] = ()


class _Match(NamedTuple):
    authority: Authority
    how: How


class Authorities:
    """The register of authorities. Names are resolved on a day, since one name can mean two authorities in turn."""

    def __init__(self, about: Mapping[str, str], entries: Sequence[Authority]) -> None:
        self.about = about
        self._entries = tuple(entries)
        self._codes = {code: each for each in entries for code in (each.code, each.gss_code) if code}
        self._resolved: dict[tuple[str, date], Resolution] = {}

    def __iter__(self) -> Iterator[Authority]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def of_code(self, code: str) -> Authority | None:
        """The authority of a GSS code, present or former, or of the register's own code."""
        return self._codes.get(code) or self._former_codes.get(code)

    def heirs(self, authority: Authority) -> tuple[Authority, ...]:
        """The authorities that took over from one that ended, and those that took over from them, nearest first."""
        found: dict[str, Authority] = {}
        waiting = list(authority.successors)
        while waiting:
            code = waiting.pop(0)
            if code not in found:
                found[code] = self._codes[code]
                waiting += found[code].successors
        return tuple(found.values())

    def resolve(self, name: str, on: date) -> Resolution:
        """Which authority a name or GSS code means in a report whose period ends on a day."""
        asked = (name, on)
        if asked not in self._resolved:
            self._resolved[asked] = self._resolve(name.strip(), on)
        return self._resolved[asked]

    def joined(self, names: Sequence[str], on: date) -> Iterator[tuple[int, Resolution]]:
        """The names of a list that were split at their comma: the place of the first half, and what the two mean together.

        Two neighbours count as split where one of them is unknown or ended, and both together are an authority in force.
        """
        found = (self.resolve(name, on).authority for name in names)
        sound = [authority is not None and authority.in_force(on) for authority in found]
        for place, (first, second) in enumerate(pairwise(names)):
            if sound[place] and sound[place + 1]:
                continue
            whole = self._match(f"{first}, {second}", on)
            if whole and whole.authority.in_force(on) and "," in whole.authority.name:
                yield place, Resolution(f"{first}, {second}", whole.authority, whole.how)

    def _resolve(self, name: str, on: date) -> Resolution:
        by_code = self.of_code(name) if re.fullmatch(_GSS, name) else None
        if by_code:
            return Resolution(name, by_code, How.CODE)
        match = self._match(name, on)
        if match:
            return Resolution(name, match.authority, match.how)
        rest, note = annotated(name) or (name, "")
        match = self._match(rest, on) if note else None
        if match:
            other = self._match(note, on)
            if other and other.authority is match.authority:
                return Resolution(name, match.authority, match.how)
            return Resolution(rest, match.authority, match.how, note)
        kind = body(name)
        return Resolution(rest, None, How.UNKNOWN, note, kind, () if kind else self._nearest(rest, on))

    def _match(self, name: str, on: date) -> _Match | None:
        """The first way that leads to an authority; one that had not yet begun gives way to another in force."""
        first: _Match | None = None
        for found in self._ways(name, on):
            begun = [match for match in found if match.authority.begun(on)]
            if begun:
                return max(begun, key=lambda match: match.authority.end or date.max)
            first = first or (found[0] if found else None)
        return first

    def _ways(self, name: str, on: date) -> Iterator[list[_Match]]:
        form = key(name)
        yield [_Match(each, self._spelled(name, each)) for each in self._named.get(form, ())]
        yield [
            _Match(each, How.EXACT if former.until and on <= former.until else How.FORMER)
            for each, former in self._formerly.get(form, ())
        ]
        yield [_Match(each, How.ALIAS) for each in self._aliases.get(form, ())]
        untitled = (Bare(upright(form), frozenset()), *bare(form))
        for given in untitled:
            yield _titled(given, self._named.get(given.core, ()))
        for given in untitled:
            yield _titled(given, self._untitled.get(given.core, ()))

    @staticmethod
    def _spelled(name: str, authority: Authority) -> How:
        if name in authority.names:
            return How.EXACT
        return How.SPELLING if hyphened(name) in map(hyphened, authority.names) else How.ALIAS

    def _nearest(self, name: str, on: date) -> tuple[Authority, ...]:
        """Up to three authorities in force: those in whose names it stands, else those like it, leaving out those far less so."""
        from difflib import SequenceMatcher, get_close_matches

        form = key(name)
        core = min((each.core for each in bare(form)), key=len, default=form)
        known: dict[str, Authority] = {}
        for each in self._entries:
            if each.in_force(on):
                for own in (each.short_name, each.welsh_short_name, *each.aliases):
                    known.setdefault(key(own), each)
        starts = sorted({found for found in known if found.startswith(f"{core} ")})
        held = sorted({found for found in known if f" {core} " in f" {found} "}) if len(core) > _SHORT else []
        if part := list({known[found].code: known[found] for found in (*starts, *held)}.values()):
            return tuple(part[:3])
        near = {
            found: SequenceMatcher(None, core, found).ratio()
            for found in get_close_matches(core, known, 5, _NEAR)
        }
        close = [found for found, likeness in near.items() if likeness > max(near.values()) - _APART]
        return tuple({known[found].code: known[found] for found in close}.values())[:3]

    @cached_property
    def _former_codes(self) -> dict[str, Authority]:
        return {code: each for each in self._entries for code in each.former_gss_codes}

    @cached_property
    def _named(self) -> dict[str, list[Authority]]:
        return _index((key(name), each) for each in self._entries for name in each.names)

    @cached_property
    def _aliases(self) -> dict[str, list[Authority]]:
        return _index((key(name), each) for each in self._entries for name in each.aliases)

    @cached_property
    def _formerly(self) -> dict[str, list[tuple[Authority, Former]]]:
        found: dict[str, list[tuple[Authority, Former]]] = {}
        for each in self._entries:
            for former in each.former_names:
                found.setdefault(key(former.name), []).append((each, former))
        return found

    @cached_property
    def _untitled(self) -> dict[str, list[Authority]]:
        """Authorities by what is left of their names without the title, where that is no name of its own: `Newcastle`."""
        return _index(
            (form.core, each)
            for each in self._entries
            for name in each.names
            for form in bare(key(name))
            if not form.short and each.short_name != _CITY
        )


def _index(pairs: Iterable[tuple[str, Authority]]) -> dict[str, list[Authority]]:
    found: dict[str, list[Authority]] = {}
    for form, authority in pairs:
        entries = found.setdefault(form, [])
        if authority not in entries:
            entries.append(authority)
    return found


def _titled(given: Bare, authorities: Iterable[Authority]) -> list[_Match]:
    """The authorities of a name whose title was taken off, where that title is or was theirs."""
    same = ((each, _same_title(given.titles, each)) for each in authorities)
    return [
        _Match(each, How.ALIAS if given.short else How.TITLE if own else How.FORMER)
        for each, own in same
        if own is not None
    ]


def _same_title(given: frozenset[str], authority: Authority) -> bool | None:
    """Whether a title is the authority's own; False where it may have been once, None where it is another body's.

    `Worcester County Council` is not Worcester City Council: a county's title never was a city's. In Wales it was.
    """
    if given and ("combined" in given) == authority.council:
        return None
    own = frozenset(title for form in bare(key(authority.name)) for title in form.titles)
    given, own = (titles - {"council", "combined"} for titles in (given, own))
    if not given or not own or given <= own or own <= given:
        return True
    if frozenset({"county"}) in (given, own) and authority.nation != "Wales":
        return None
    return False
