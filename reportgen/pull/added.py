"""What composing adds by itself, so that it is no edit: links around bare addresses, and no-break spaces."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import groupby

from reportgen.alignment import BoundedMatcher
from reportgen.document import Link, Text
from reportgen.prose import with_links
from reportgen.startup.patterns import lazy_pattern
from reportgen.word.model import Run

_NO_BREAK_SPACE = "\u00a0"
_NO_BREAK = lazy_pattern(r"(?<!\s)\u00a0(?!\s)")
_HOST_ALONE = lazy_pattern(r"https?://[^/?#]+/", re.IGNORECASE)


def without_no_breaks(text: str) -> str:
    """Returns words with spaces at which a line may end, in as many characters."""
    return _NO_BREAK.sub(" ", text)


def with_no_breaks_of(old: str, new: str) -> str:
    """Returns a new value with the no-break spaces of the old one where its words are the same."""
    if _NO_BREAK_SPACE not in old:
        return new
    pieces = []
    for tag, i1, i2, j1, j2 in BoundedMatcher(without_no_breaks(old), new).get_opcodes():
        pieces.append(old[i1:i2] if tag == "equal" else new[j1:j2])
    return "".join(pieces)


def bare_address(url: str) -> str:
    """Returns the address of a site without the slash behind its name, which LibreOffice adds."""
    return url.removesuffix("/") if _HOST_ALONE.fullmatch(url) else url


@lru_cache(maxsize=2048)
def own_address(words: str) -> str:
    """Returns where words lead that are a bare address; empty for others."""
    if "." not in words or " " in words or not words.isprintable():
        return ""
    match with_links((Text(words),)):
        case (Link(children=(Text(content=text),), url=url),) if text == words:
            return bare_address(url)
        case _:
            return ""


def without_own_links(runs: Iterable[Run]) -> Iterator[Run]:
    """Yields runs in which a bare address has no link that leads where it leads anyway."""
    for url, group in groupby(runs, key=lambda run: run.url):
        linked = list(group)
        is_own = bool(url) and own_address("".join(run.text for run in linked)) == bare_address(url)
        yield from (replace(run, url="") for run in linked) if is_own else linked


def with_renewed_links(runs: Iterable[Run], addresses: frozenset[str]) -> Iterator[Run]:
    """Yields the runs of a Word file in which a bare address leads where it says.

    Word keeps the link when somebody types over an address. `addresses` are those that were bare before.
    """
    for url, group in groupby(runs, key=lambda run: run.url):
        linked = list(group)
        own = own_address("".join(run.text for run in linked)) if url in addresses else ""
        yield from (replace(run, url=own) for run in linked) if own else linked
