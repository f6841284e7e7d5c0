"""RG626: the year in figures has too few of them, or too many."""

from collections.abc import Iterator

from reportgen.findings import Problem, Severity, plural
from reportgen.lint import Context, rule
from reportgen.schema.models import Report

_FEWEST, _MOST = 3, 8


@rule("RG626", Severity.INFO)
def figures_too_few_or_many(report: Report, context: Context) -> Iterator[Problem]:
    """The year in figures has three to eight of them: fewer look lost on the page, and more cannot be taken in at a glance.

    Faulty:

        key_figures: [{value: 26, label: members}]

    Right:

        key_figures: [{value: 26, label: members}, {value: 9, label: events}, {value: £2m, label: won for our towns}]
    """
    count = len(report.key_figures)
    if count and not _FEWEST <= count <= _MOST and ("key_figures",) not in context.dropped:
        hint = "add some, or leave `key_figures` out" if count < _FEWEST else "keep those that say the most"
        message = f"the year has {plural(count, 'figure')} here; three to eight can be taken in at a glance"
        yield Problem(("key_figures",), message, hint, "key")
