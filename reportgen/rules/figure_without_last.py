"""RG624: a figure of the year without last year's, which the report of the year before has."""

from collections.abc import Iterator

from reportgen.findings import Fix, Problem, Severity
from reportgen.lint import Context, rule
from reportgen.rules.figures_of_last_year import compared_figures
from reportgen.schema.models import Report
from reportgen.schema.pasting import pasteable


@rule("RG624", Severity.INFO)
def figure_without_last_year_s(report: Report, context: Context) -> Iterator[Problem]:
    """A figure of the year has no `last`, though the report of the year before has a figure with the same label.

    The report of the year before lies beside this one, as in `2022-23.yaml` beside `2023-24.yaml`. With `last`, readers see what
    has changed. `validate --fix --unsafe-fixes` adds it.

    Faulty:

        key_figures:
          - {value: £1.2m, label: won for our cities}    # in the year before: £0.9m

    Right:

        key_figures:
          - {value: £1.2m, label: won for our cities, last: £0.9m}
    """
    for at, figure, value_before in compared_figures(report, context):
        if not figure.last:
            message = f"`{figure.label}` was `{value_before}` in last year's report"
            hint = f"add `last: {pasteable(value_before)}`, so that readers see the change"
            yield Problem((*at, "last"), message, hint, fix=Fix(value_before, safe=False))
