"""Finds words that YAML takes for a comment and that the writer hardly meant as one."""

import re
from collections.abc import Iterator

from reportgen.findings import Finding
from reportgen.source.codes import COMMENT
from reportgen.source.source import Source
from reportgen.startup.patterns import lazy_pattern

_WORDS_BEHIND_VALUE = lazy_pattern(r"(?<=[^\s\"'|>:,\[\]{}-])[ \t]+(?P<words>#[^\s#!].*)$", re.MULTILINE)


def find_accidental_comments(source: Source) -> Iterator[Finding]:
    """Yields a finding for each comment that follows an unquoted value and has no space behind its `#`."""
    for match in _WORDS_BEHIND_VALUE.finditer(source.text):
        if source.is_comment(match.start("words")):
            span = source.span_between(*match.span("words"))
            message = "what follows this `#` is taken for a comment, and is no part of the value"
            hint = "put the whole value in quotes; if it is a comment, put a space behind the `#`"
            yield Finding.of(COMMENT, source.file, span, message, hint)
