"""Finds the authorities whose names are most like one that is nobody's."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property

from reportgen.registers.authority import Authority
from reportgen.registers.names import forms_without_title, name_key

_MIN_LIKENESS = 0.6
"""How like an unknown name a name must be to be offered, as a ratio of difflib."""

_MAX_GAP = 0.15
"""How far a name that is offered may be behind the likest one."""

_SHORT = 4
"""Names of so few letters stand in too many others by chance."""

_MOST_OF_A_LETTER = 16
"""How often a letter counts; no name of an authority has it more often."""


class NearestNames:
    """The names of the authorities in force on a day, to be compared with unknown ones; the table is made once."""

    def __init__(self, authorities: Sequence[Authority], on: date) -> None:
        self._authorities = authorities
        self._on = on

    def find(self, name: str) -> tuple[Authority, ...]:
        """Up to three authorities: those in whose names the name stands, else those whose names are most like it."""
        from difflib import SequenceMatcher, get_close_matches

        form = name_key(name)
        core = min((bare_form.core for bare_form in forms_without_title(form)), key=len, default=form)
        by_form = self._by_form
        containing = sorted(own_form for own_form in by_form if own_form.startswith(f"{core} "))
        if len(core) > _SHORT:
            containing += sorted(own_form for own_form in by_form if f" {core} " in f" {own_form} ")
        if containing:
            return _first_three(by_form[own_form] for own_form in containing)
        likeness = {
            own_form: SequenceMatcher(None, core, own_form).ratio()
            for own_form in get_close_matches(core, self._with_like_letters(core), 5, _MIN_LIKENESS)
        }
        return _first_three(
            by_form[own_form]
            for own_form, ratio in likeness.items()
            if ratio > max(likeness.values()) - _MAX_GAP
        )

    def _with_like_letters(self, core: str) -> list[str]:
        """The forms that have so many letters of a name that they can be like enough."""
        letters = _letters(core)
        return [
            own_form
            for own_form, own_letters in self._letters_by_form.items()
            if 2 * (letters & own_letters).bit_count() / (len(core) + len(own_form)) >= _MIN_LIKENESS
        ]

    @cached_property
    def _letters_by_form(self) -> dict[str, int]:
        return {own_form: _letters(own_form) for own_form in self._by_form}

    @cached_property
    def _by_form(self) -> dict[str, Authority]:
        by_form: dict[str, Authority] = {}
        for authority in self._authorities:
            if authority.in_force(self._on):
                for own_name in (authority.short_name, authority.welsh_short_name, *authority.aliases):
                    by_form.setdefault(name_key(own_name), authority)
        by_form.pop("", None)  # most have no Welsh name
        return by_form


def _letters(form: str) -> int:
    """A number with a bit for each letter of a key, so that `&` leaves those that two keys share.

    difflib counts them anew for each pair, which takes twice as long for an unknown name.
    """
    return sum(
        ((1 << min(form.count(letter), _MOST_OF_A_LETTER)) - 1) << ord(letter) * _MOST_OF_A_LETTER
        for letter in set(form)
    )


def _first_three(authorities: Iterable[Authority]) -> tuple[Authority, ...]:
    return tuple({authority.code: authority for authority in authorities}.values())[:3]
