"""Turns bare addresses in a text into links, as every reader expects."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from reportgen.document import Inline, Link, Text
from reportgen.prose.addresses import NotAnAddress, normalise
from reportgen.prose.spacing import without_breaks
from reportgen.startup.patterns import lazy_pattern

_HOST = r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}"
_REST = r"(?:[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*"
_ADDRESS = lazy_pattern(
    rf"(?<![\w/.@-])(?>(?P<url>(?:https?://|www\.){_HOST}(?::\d+)?(?:[/?#]{_REST})?)"
    rf"|(?P<mail>[a-z0-9][a-z0-9._+-]*@{_HOST}))(?![^\s<>\"“”‘’…–—.,;:!?)\]'])",
    re.IGNORECASE,
)
"""Finds addresses. One that holds a letter which addresses cannot have is left as it is, and no part of it becomes a link."""

_END_OF_SENTENCE = ".,;:!?'"


def with_links(children: Iterable[Inline]) -> tuple[Inline, ...]:
    """Returns inlines with a link around each bare address, and with no-break spaces in their words.

    Words that are a link already stay one.
    """
    return tuple(_with_links(children))


def _with_links(children: Iterable[Inline]) -> Iterator[Inline]:
    for child in children:
        if isinstance(child, Text):
            yield from (
                _linked(child.content) if _may_hold_address(child.content) else [_unbroken(child.content)]
            )
        elif isinstance(child, Link):
            yield child
        else:
            yield replace(child, children=with_links(child.children))


def _may_hold_address(text: str) -> bool:
    """Whether a text holds what every address does."""
    return "@" in text or "://" in text or "www." in text.lower()


def _linked(text: str) -> Iterator[Inline]:
    position = 0
    for match in _ADDRESS.finditer(text):
        words = _without_sentence(match[0])
        try:
            url = normalise(_with_scheme(words, is_mail=bool(match["mail"])))
        except NotAnAddress:
            continue
        if before := text[position : match.start()]:
            yield _unbroken(before)
        yield Link((Text(words),), url)
        position = match.start() + len(words)
    if rest := text[position:]:
        yield _unbroken(rest)


def _with_scheme(address: str, *, is_mail: bool) -> str:
    if is_mail:
        return f"mailto:{address}"
    return address if "://" in address else f"https://{address}"


def _unbroken(text: str) -> Text:
    return Text(without_breaks(text))


def _without_sentence(address: str) -> str:
    """Returns an address without the marks of the sentence around it, such as a bracket that it does not open."""
    while True:
        shorter = address.rstrip(_END_OF_SENTENCE)
        if shorter.endswith(")") and shorter.count(")") > shorter.count("("):
            shorter = shorter[:-1]
        if shorter.endswith("]") and shorter.count("]") > shorter.count("["):
            shorter = shorter[:-1]
        if shorter == address:
            return address
        address = shorter
