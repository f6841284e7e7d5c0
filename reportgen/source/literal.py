"""Texts over several lines as they would read below a bar (`|`), where lines stay lines."""

import re

from reportgen.findings import At
from reportgen.source.characters import LINE_BREAK
from reportgen.source.source import Source
from reportgen.startup.patterns import lazy_pattern

_OTHER_ESCAPE = lazy_pattern(r'\\[^"\\]')
"""Finds an escape that spells another character than the one behind the backslash."""


def literal_text(source: Source, at: At) -> str | None:
    """Returns the lines of a text that YAML folds, as they are written.

    None for a text on one line or below a bar, and where its spelling hides what its lines say.
    """
    location = source.location(at)
    if location is None or location.style in (None, "|"):
        return None
    first, *rest = LINE_BREAK.split(source.text[slice(*location.value_range)])
    if not rest or (location.style == '"' and _OTHER_ESCAPE.search(source.text, *location.value_range)):
        return None
    if location.style == ">":
        return (
            None
            if any(map(str.isdigit, first.partition("#")[0]))
            else "\n".join(_without_indent(rest)).rstrip("\n") + "\n"
        )
    lines = [first, *_without_indent(rest)]
    if location.style:
        lines = [lines[0][1:], *lines[1:]]
        lines[-1] = lines[-1][:-1]
    text = "\n".join(lines).strip()
    if location.style == '"':
        return re.sub(r"\\([\"\\])", r"\1", text)
    return text.replace("''", "'") if location.style else text


def _without_indent(lines: list[str]) -> list[str]:
    """Returns lines without the indent that all of them have."""
    indent = min((len(line) - len(line.lstrip(" ")) for line in lines if line.strip()), default=0)
    return [line[indent:].rstrip() for line in lines]
