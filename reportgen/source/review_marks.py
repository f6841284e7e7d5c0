"""Finds the marks `# review` of parts that were carried over from the year before and that nobody has looked at since."""

import re
from collections.abc import Iterator

from reportgen.findings import Code, Finding, Severity
from reportgen.source.source import Source
from reportgen.startup.patterns import lazy_pattern

UNREVIEWED = Code(
    "RG014",
    "not looked at since last year",
    Severity.WARNING,
    "`reportgen rollover` carries a part over from the report of the year before, and puts the comment `# review` behind it. See"
    " whether it is still right, change what is not, and delete the comment.",
)
MARK = "# review"
_MARK = lazy_pattern(r"#(?<!\S#)[ \t]*review[ \t]*(?=\r?$)", re.MULTILINE | re.IGNORECASE)
_KEY = lazy_pattern(r"^[ \t]*(?:- +)*(?P<key>[a-z_]+):(?=\s|$)", re.MULTILINE)


def find_review_marks(source: Source) -> Iterator[Finding]:
    """Yields a finding for each mark. It names the key before the mark on its line, or the next key below it."""
    keys = _KEY.finditer(source.text)
    below = next(keys, None)
    for match in _MARK.finditer(source.text):
        if source.is_comment(match.start()):
            line_start = source.text.rfind("\n", 0, match.start()) + 1
            while below and below.start() < match.end():
                below = next(keys, None)
            key = _KEY.match(source.text, line_start) or below
            part = f"`{key['key']}`" if key else "this"
            span = source.span_between(*match.span())
            message = f"{part} was carried over from last year's report, and nobody has looked at it since"
            yield Finding.of(
                UNREVIEWED, source.file, span, message, f"see whether it is still right, then delete `{MARK}`"
            )
