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

_QUOTATION = lazy_pattern(
    r"^[ \t]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+){0,8}(?P<mark>>.*(?:\n[ \t]*>.*)*)", re.MULTILINE
)
_REFERENCE = lazy_pattern(
    r"(?<!\\)(?P<image>!\[[^\[\]\n]*\]\[[^\[\]\n]*\])|^ {0,3}(?P<definition>\[[^\[\]\n]+\]:[ \t]*\S.*)$",
    re.MULTILINE,
)


def find_unparsed_markup(source: str) -> Iterator[Fault]:
    """Yields a fault for each quotation and each reference in a text."""
    yield from _quotations(source)
    yield from _references(source)


def _quotations(source: str) -> Iterator[Fault]:
    """Reports each run of lines that start with `>`; the parser does not read them, since it would nest without limit."""
    for match in _QUOTATION.finditer(source):
        start = match.start("mark")
        end = start + len(match["mark"].split("\n")[0].rstrip())
        message = "a quotation block (`>`) cannot stand in text"
        hint = "write it as a paragraph in quotation marks"
        yield Fault(MARKUP, Problem((), message, hint, (start, end)))


def _references(source: str) -> Iterator[Fault]:
    """Reports images and link addresses that are written apart from their words."""
    for match in _REFERENCE.finditer(source):
        code, (message, hint) = MARKUP, IMAGE
        if match["definition"]:
            code, message = LINK, "a link's address cannot stand apart from its words"
            hint = "write the link as `[words](https://example.org)`"
        start = match.end() - len(match[0].lstrip())
        yield Fault(code, Problem((), message, hint, (start, match.end())))
