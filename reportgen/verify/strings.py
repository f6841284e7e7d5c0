"""Text from files made fit for comparison and for messages."""

from collections.abc import Iterable

from reportgen.startup.patterns import lazy_pattern

_LETTERS = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_RIGHT_TO_LEFT = lazy_pattern(rf"[{_LETTERS}](?:[{_LETTERS}\s]*[{_LETTERS}])?")
"""Words of Hebrew, Arabic and their neighbours."""


def collapse_whitespace(text: str) -> str:
    """Returns a text on one line, with one space between words."""
    return " ".join(text.split())


def in_reading_order(line: str) -> str:
    """Returns a line of a PDF with words written from right to left in the order in which they are read.

    A PDF shows them as they stand on the page, from left to right (ISO 32000-1, 14.8.2.3.3).
    """
    return line if line.isascii() else _RIGHT_TO_LEFT.sub(lambda match: match[0][::-1], line)


def drop_consecutive_duplicates(addresses: Iterable[str]) -> tuple[str, ...]:
    """Returns addresses without those that repeat the one before: a link that breaks over lines counts once."""
    distinct: list[str] = []
    for address in addresses:
        if not distinct or distinct[-1] != address:
            distinct.append(address)
    return tuple(distinct)


def quote(text: str, max_length: int = 60) -> str:
    """Returns a text in quotation marks, shortened if it is long."""
    return f"“{printable(collapse_whitespace(text), max_length)}”"


def printable(text: str, max_length: int = 400) -> str:
    """Returns a text that is safe to print on a terminal, shortened if it is long: what comes from a file may hold anything."""
    text = "".join(character if character.isprintable() else "\ufffd" for character in text[: max_length + 1])
    return text if len(text) <= max_length else f"{text[: max_length - 1].rstrip()}…"
