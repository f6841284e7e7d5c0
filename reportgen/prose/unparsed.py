"""Finds the markup that our Markdown parser leaves among the words, and that writers would print as it stands."""

import re
from collections.abc import Iterator

from reportgen.findings import Fault, Problem
from reportgen.prose.codes import LINK, MARKUP
from reportgen.startup.patterns import lazy_pattern

IMAGE = (
    "an image cannot stand in text",
    "name the picture under `figures` and show it in a section with `figure`",
)
"""The message and the hint for an image."""

_REFERENCE = lazy_pattern(
    r"(?<!\\)(?P<image>!\[[^\[\]\n]*\]\[[^\[\]\n]*\])|^ {0,3}(?P<definition>\[[^\[\]\n]+\]:[ \t]*\S.*)$"
    r"|(?<!\\)(?P<note>\[\^[^\[\]\s]+\])(?!\()",
    re.MULTILINE,
)


def find_unparsed_markup(source: str) -> Iterator[Fault]:
    """Yields a fault for each image, and for each link address and each note that is written apart from its words."""
    for match in _REFERENCE.finditer(source):
        code, (message, hint) = MARKUP, IMAGE
        if match["definition"]:
            code, message = LINK, "a link's address cannot stand apart from its words"
            hint = "write the link as `[words](https://example.org)`"
        if match["note"] or (match["definition"] or "").startswith("[^"):
            code, message = MARKUP, "a note cannot stand apart from the words that it belongs to"
            hint = "write it behind them, as `^[Words of the note.]`"
        start = match.end() - len(match[0].lstrip())
        yield Fault(code, Problem((), message, hint, (start, match.end())))
