"""Places to type in: text in a document that a form shows in grey, and that goes when somebody types there.

They are marked by characters for private use, which no report may hold, so that writers of forms alone know them.
"""

from reportgen.startup.patterns import lazy_pattern

_FIRST_NUMBER, _CLOSE = 0xE100, "\ue001"
PLACE = lazy_pattern(f"(?P<number>[\ue100-\uf8ff])(?P<prompt>[^{_CLOSE}]*){_CLOSE}")
"""Finds a place to type in: its number as a character, and what it says until somebody types there."""


def place_to_type(number: int, prompt: str) -> str:
    """Returns the characters that stand for a place to type in; the number is one character, so that it takes no room."""
    return f"{chr(_FIRST_NUMBER + number)}{prompt}{_CLOSE}"


def number_of_place(character: str) -> int:
    """Returns the number of a place to type in."""
    return ord(character) - _FIRST_NUMBER
