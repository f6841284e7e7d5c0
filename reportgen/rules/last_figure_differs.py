"""RG625: what a figure says of last year is not what the report of the year before says."""

from collections.abc import Iterator

from reportgen.findings import Problem, Severity
from reportgen.lint import Context, rule
from reportgen.rules.figures_of_last_year import comparable, compared_figures
from reportgen.schema.models import Report


@rule("RG625", Severity.WARNING)
def figure_of_last_year_differs(report: Report, context: Context) -> Iterator[Problem]:
    """The `last` of a figure of the year is not the `value` that its label has in the report of the year before.

    The report of the year before lies beside this one, as in `2022-23.yaml` beside `2023-24.yaml`.

    Faulty:

        key_figures:
          - {value: £1.2m, label: won for our cities, last: £0.8m}    # in the year before: £0.9m

    Right:

        key_figures:
          - {value: £1.2m, label: won for our cities, last: £0.9m}
    """
    for at, figure, value_before in compared_figures(report, context):
        if figure.last and comparable(figure.last) != comparable(value_before):
            message = f"`last` is `{figure.last}`, and last year's report says `{value_before}`"
            yield Problem((*at, "last"), message, "correct it, or say in `change` why the two differ")
