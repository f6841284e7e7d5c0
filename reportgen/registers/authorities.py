"""Matches names of authorities, as people write them, to the register."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from reportgen.registers.authority import Authority, FormerName
from reportgen.registers.names import (
    BareName,
    body_kind,
    forms_without_title,
    hyphened_key,
    name_key,
    names_several,
    split_note,
    split_number,
    title_in_front,
)
from reportgen.registers.nearest import NearestNames
from reportgen.registers.succession import continuing_authorities

_CITY = "City of London"
"""The one name that is another place's without its title."""

_GSS_CODE = r"[A-Z]\d{8}"


class MatchMethod(StrEnum):
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
    """The authority that a name means, if any, and how the name was matched.

    `name` is the name as written, but without a `number` in front of it (`1. `) and a `note` behind it (`Lead Authority`). Of an
    unknown name, `body` says what kind of body it speaks of, if it tells.
    """

    name: str
    authority: Authority | None
    matched_by: MatchMethod
    note: str = ""
    body: str = ""
    number: str = ""
    _nearest_names: NearestNames | None = field(default=None, repr=False)

    @cached_property
    def nearest(self) -> tuple[Authority, ...]:
        """Authorities whose names are like an unknown one. Finding them takes about a millisecond."""
        is_open = self.authority is None and not self.body and self._nearest_names is not None
        return self._nearest_names.find(self.name) if is_open and self._nearest_names else ()


class _Match(NamedTuple):
    authority: Authority
    matched_by: MatchMethod


class Authorities:
    """The register of authorities. Names are resolved on a day, since one name can mean two authorities in turn."""

    def __init__(self, about: Mapping[str, str], authorities: Sequence[Authority]) -> None:
        self.about = about
        self._authorities = tuple(authorities)
        self._by_code = {
            code: authority
            for authority in authorities
            for code in (authority.code, authority.gss_code)
            if code
        }
        self._resolved: dict[tuple[str, date], Resolution] = {}
        self._nearest_by_day: dict[date, NearestNames] = {}

    def __iter__(self) -> Iterator[Authority]:
        return iter(self._authorities)

    def __len__(self) -> int:
        return len(self._authorities)

    def find_by_code(self, code: str) -> Authority | None:
        """The authority with a GSS code, present or former, or with the register's own code."""
        return self._by_code.get(code) or self._by_former_code.get(code)

    def is_name(self, word: str) -> bool:
        """Whether a word is the official or short name of an authority, in any case of letters."""
        return name_key(word) in self._by_name

    def all_successors(self, authority: Authority) -> tuple[Authority, ...]:
        """The authorities that took over from one that ended, and those that took over from them, nearest first."""
        heirs: dict[str, Authority] = {}
        waiting = list(authority.successors)
        while waiting:
            code = waiting.pop(0)
            if code not in heirs:
                heirs[code] = self._by_code[code]
                waiting += heirs[code].successors
        return tuple(heirs.values())

    def resolve(self, name: str, on: date) -> Resolution:
        """Which authority a name or GSS code means in a report whose period ends on a day."""
        question = (name, on)
        if question not in self._resolved:
            number, bare_name = split_number(name.strip())
            resolution = self._continued(self._resolve(bare_name, on), on)
            self._resolved[question] = replace(resolution, number=number) if number else resolution
        return self._resolved[question]

    def split_names(self, names: Sequence[str], on: date) -> Iterator[tuple[int, Resolution]]:
        """The names of a list that were split at their comma: the index of the first half, and what both halves mean together.

        Two neighbours count as split where one of them is unknown or ended, and both together are an authority in force.
        """
        authorities = (self.resolve(name, on).authority for name in names)
        in_force = [authority is not None and authority.in_force(on) for authority in authorities]
        for index, (first, second) in enumerate(pairwise(names)):
            if in_force[index] and in_force[index + 1]:
                continue
            match = self._match(f"{first}, {second}", on)
            if match and match.authority.in_force(on) and "," in match.authority.name:
                yield index, Resolution(f"{first}, {second}", match.authority, match.matched_by)

    def _resolve(self, name: str, on: date) -> Resolution:
        by_code = self.find_by_code(name) if re.fullmatch(_GSS_CODE, name) else None
        if by_code:
            return Resolution(name, by_code, MatchMethod.CODE)
        match = self._match(name, on)
        if match:
            return Resolution(name, match.authority, match.matched_by)
        name_alone, note = split_note(name) or (name, "")
        match = self._match(name_alone, on) if note else None
        if match:
            note_match = self._match(note, on)
            if note_match and note_match.authority is match.authority:
                return Resolution(name, match.authority, match.matched_by)
            return Resolution(name_alone, match.authority, match.matched_by, note)
        if names_several(note):
            return Resolution(name, None, MatchMethod.UNKNOWN, body=body_kind(name) or "joint service")
        nearest_names = self._nearest_names(on)
        return Resolution(name_alone, None, MatchMethod.UNKNOWN, note, body_kind(name), "", nearest_names)

    def _continued(self, resolution: Resolution, on: date) -> Resolution:
        """A resolution that means the authority as which one goes on that had ended by a day, under its former name."""
        authority = resolution.authority
        heir_code = self._continuing.get(authority.code) if authority and authority.has_ended(on) else None
        if heir_code is None:
            return resolution
        by_code = resolution.matched_by is MatchMethod.CODE
        matched_by = MatchMethod.CODE if by_code else MatchMethod.FORMER
        return replace(resolution, authority=self._by_code[heir_code], matched_by=matched_by)

    @cached_property
    def _continuing(self) -> dict[str, str]:
        return continuing_authorities(self._authorities)

    def _nearest_names(self, on: date) -> NearestNames:
        if on not in self._nearest_by_day:
            self._nearest_by_day[on] = NearestNames(self._authorities, on)
        return self._nearest_by_day[on]

    def _match(self, name: str, on: date) -> _Match | None:
        """The surest match. An authority that had not yet begun gives way to one that had."""
        not_begun: _Match | None = None
        for matches in self._matches(name, on):
            begun = [match for match in matches if match.authority.begun(on)]
            if begun:
                return max(begun, key=lambda match: match.authority.end or date.max)
            not_begun = not_begun or (matches[0] if matches else None)
        return not_begun

    def _matches(self, name: str, on: date) -> Iterator[list[_Match]]:
        """The matches by each way of reading the name, the surest way first."""
        form = name_key(name)
        yield [_Match(authority, _how_spelled(name, authority)) for authority in self._by_name.get(form, ())]
        yield [
            _Match(
                authority, MatchMethod.EXACT if former.until and on <= former.until else MatchMethod.FORMER
            )
            for authority, former in self._by_former_name.get(form, ())
        ]
        yield [_Match(authority, MatchMethod.ALIAS) for authority in self._by_alias.get(form, ())]
        bare_forms = (BareName(title_in_front(form), frozenset()), *forms_without_title(form))
        for index in (self._by_name, self._by_bare_name):
            for bare_form in bare_forms:
                yield _titled_matches(bare_form, index.get(bare_form.core, ()))

    @cached_property
    def _by_former_code(self) -> dict[str, Authority]:
        return {code: authority for authority in self._authorities for code in authority.former_gss_codes}

    @cached_property
    def _by_name(self) -> dict[str, list[Authority]]:
        return _index(
            (name_key(name), authority) for authority in self._authorities for name in authority.names
        )

    @cached_property
    def _by_alias(self) -> dict[str, list[Authority]]:
        return _index(
            (name_key(name), authority) for authority in self._authorities for name in authority.aliases
        )

    @cached_property
    def _by_former_name(self) -> dict[str, list[tuple[Authority, FormerName]]]:
        index: dict[str, list[tuple[Authority, FormerName]]] = {}
        for authority in self._authorities:
            for former in authority.former_names:
                index.setdefault(name_key(former.name), []).append((authority, former))
        return index

    @cached_property
    def _by_bare_name(self) -> dict[str, list[Authority]]:
        """Authorities by their names without the title, where that is no name of its own: `Newcastle`."""
        return _index(
            (form.core, authority)
            for authority in self._authorities
            for name in authority.names
            for form in forms_without_title(name_key(name))
            if not form.short and authority.short_name != _CITY
        )


def _index(pairs: Iterable[tuple[str, Authority]]) -> dict[str, list[Authority]]:
    index: dict[str, list[Authority]] = {}
    for form, authority in pairs:
        authorities = index.setdefault(form, [])
        if authority not in authorities:
            authorities.append(authority)
    return index


def _how_spelled(name: str, authority: Authority) -> MatchMethod:
    if name in authority.names:
        return MatchMethod.EXACT
    return (
        MatchMethod.SPELLING
        if hyphened_key(name) in map(hyphened_key, authority.names)
        else MatchMethod.ALIAS
    )


def _titled_matches(form: BareName, authorities: Iterable[Authority]) -> list[_Match]:
    """Matches of a name whose title was taken off, where that title is or may once have been the authority's."""
    matches: list[_Match] = []
    for authority in authorities:
        has_title = _has_title(authority, form.titles)
        if has_title is not None:
            how = MatchMethod.ALIAS if form.short else MatchMethod.TITLE if has_title else MatchMethod.FORMER
            matches.append(_Match(authority, how))
    return matches


def _has_title(authority: Authority, titles: frozenset[str]) -> bool | None:
    """Whether a title is the authority's own; False where it may have been once, None where it is another body's.

    `Worcester County Council` is not Worcester City Council: a county's title never was a city's. In Wales it was.
    """
    if titles and ("combined" in titles) == authority.is_council:
        return None
    own_titles = frozenset(
        title for form in forms_without_title(name_key(authority.name)) for title in form.titles
    )
    titles, own_titles = (words - {"council", "combined"} for words in (titles, own_titles))
    if not titles or not own_titles or titles <= own_titles or own_titles <= titles:
        return True
    if frozenset({"county"}) in (titles, own_titles) and authority.nation != "Wales":
        return None
    return False
