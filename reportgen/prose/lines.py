"""Reads lines that may hold bold words and links: cells of tables and titles, as people type them."""

import re

from reportgen.document import Inline, Link, Strong, Text, plain_text
from reportgen.startup.patterns import lazy_pattern

LINE_MARKUP = lazy_pattern(
    r"\*\*(?=[^\s*])(?P<bold>[^*]*[^\s*])\*\*|\[(?P<words>[^\[\]]+)\]\((?P<url>https?://[^\s()]+)\)",
    re.IGNORECASE,
)
"""Finds `**bold**` and `[words](https://example.org)`."""


def line_inlines(line: str) -> tuple[Inline, ...]:
    """Returns a line as inlines, with its bold words and links; markup that marks nothing stays as it was typed."""
    inlines: list[Inline] = []
    position = 0
    for match in LINE_MARKUP.finditer(line):
        if before := line[position : match.start()]:
            inlines.append(Text(before))
        words = match["bold"]
        inlines.append(Strong((Text(words),)) if words else Link((Text(match["words"]),), match["url"]))
        position = match.end()
    if rest := line[position:]:
        inlines.append(Text(rest))
    return tuple(inlines)


def line_words(line: str) -> str:
    """Returns the words of a line without its markup."""
    return plain_text(line_inlines(line)) if "*" in line or "](" in line else line
