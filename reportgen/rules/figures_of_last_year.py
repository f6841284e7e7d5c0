"""Figures of the year whose label stands in the report of the year before, too: for rules that compare the two."""

from collections.abc import Iterator
from typing import NamedTuple

from reportgen.findings import At
from reportgen.lint import Context
from reportgen.prose import fold_spacing
from reportgen.schema.models import KeyFigure, Report


class ComparedFigure(NamedTuple):
    """A figure with its path, and the value that its label had in the report of the year before."""

    at: At
    figure: KeyFigure
    value_before: str


def compared_figures(report: Report, context: Context) -> Iterator[ComparedFigure]:
    """Yields the figures that both years have; none whose label stands for several values, or that is faulty here."""
    earlier = context.previous_report
    if earlier is None:
        return
    values_by_label: dict[str, set[str]] = {}
    for figure in earlier.key_figures:
        values_by_label.setdefault(comparable(figure.label), set()).add(fold_spacing(figure.value))
    for index, figure in enumerate(report.key_figures):
        values = values_by_label.get(comparable(figure.label), set()) - {""}
        at = ("key_figures", index)
        if len(values) == 1 and figure.label and (*at, "last") not in context.dropped:
            yield ComparedFigure(at, figure, next(iter(values)))


def comparable(line: str) -> str:
    """Returns a line without what makes no difference: capitals and spacing."""
    return fold_spacing(line).casefold()
