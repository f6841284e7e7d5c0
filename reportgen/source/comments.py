"""Finds words that YAML takes for a comment and that the writer hardly meant as one."""

from collections.abc import Iterator

from reportgen.findings import Finding
from reportgen.source.characters import occurrences
from reportgen.source.codes import COMMENT
from reportgen.source.source import Source
from reportgen.startup.patterns import lazy_pattern

_WORDS_BEHIND_VALUE = lazy_pattern(r"(?<=[^\s\"'|>:,\[\]{}-])[ \t]+(?P<words>#[^\s#!].*)$")


def find_accidental_comments(source: Source) -> Iterator[Finding]:
    """Yields a finding for each comment that follows an unquoted value and has no space behind its `#`."""
    line_end = -1
    for offset in occurrences("#", source.text):
        if offset < line_end:  # on a line that has been looked at
            continue
        line_start, line_end = source.text.rfind("\n", 0, offset) + 1, source.text.find("\n", offset)
        if line_end < 0:
            line_end = len(source.text)
        match = _WORDS_BEHIND_VALUE.search(source.text, line_start, line_end)
        if match and source.is_comment(match.start("words")):
            span = source.span_between(*match.span("words"))
            message = "what follows this `#` is taken for a comment, and is no part of the value"
            hint = "put the whole value in quotes; if it is a comment, put a space behind the `#`"
            yield Finding.of(COMMENT, source.file, span, message, hint)
