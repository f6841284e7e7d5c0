"""RG604: a colon that no list follows."""

import re
from collections.abc import Iterator

from reportgen.findings import At, Problem, Severity
from reportgen.lint import Context, rule
from reportgen.schema.models import Grid, Report
from reportgen.startup.patterns import lazy_pattern

_BY_HAND = lazy_pattern(
    r"(?:\((?:[a-z]|[ivx]{1,4}|[0-9]{1,2})\)|(?:[a-z]|[ivx]{1,4})[.)])(?= )", re.IGNORECASE
)
"""The number of a list entry that is typed as text."""


@rule("RG604", Severity.WARNING)
def colon_with_nothing_after_it(report: Report, context: Context) -> Iterator[Problem]:
    """A paragraph ends with a colon and no list follows: something was lost, or the colon should be a stop.

    Paragraphs that begin with `(a)` or `ii.` are no list, though they may be meant as one: `1.` or a dash makes them one.
    Introductions whose list is a part of its own, such as the members, stay silent.

    Faulty:

        aims: |
          We have three aims:

          Councils lead their places.

    Right:

        aims: |
          We have three aims:

          - to lead
          - to speak
          - to share
    """
    introductions = _introductions_of_lists(report, context)
    for at, text in context.texts:
        passages = [passage for passage in text.passages if passage.kind != "note"]
        for index, passage in enumerate(passages, 1):
            is_introduction = index == len(passages) and at in introductions
            if passage.kind == "heading":
                continue
            if passage.text.endswith(":") and not passage.introduces and not is_introduction:
                end = len(passage.text)
                mark = _BY_HAND.match(passages[index].text) if index < len(passages) else None
                message = "this ends with a colon, but no list follows"
                hint = "add the list, or end the sentence with a full stop"
                if mark:
                    hint = f"make what follows a list, with `1.` or `-` in place of `{mark[0]}`"
                yield Problem(at, message, hint, passage.part(end - 1, end))


def _introductions_of_lists(report: Report, context: Context) -> set[At]:
    """Returns the paths of the texts that a list, a table or an entry follows in the report."""
    membership = report.membership
    introductions: set[At] = set()
    lists = membership.members or membership.groups or membership.breakdown
    if lists or {("membership", key) for key in ("members", "groups", "breakdown")} & context.dropped:
        introductions.add(("membership", "introduction"))
    if report.priorities.entries or report.themes.entries:
        introductions.add(("priorities", "introduction"))
    if report.activities.table.columns or report.activities.figure:
        introductions.add(("activities", "introduction"))
    for at, part in context.parts:
        table, figure = getattr(part, "table", Grid()), getattr(part, "figure", "")
        if table.columns or figure or getattr(part, "sections", ()):
            introductions.add((*at, "text"))
    return introductions
