"""RG510: several departments in one value."""

from collections.abc import Iterator

from reportgen.findings import Problem, Severity
from reportgen.lint import Context, rule
from reportgen.schema.models import Report
from reportgen.schema.pasting import pasteable
from reportgen.startup.patterns import lazy_pattern

_BETWEEN = lazy_pattern(r" ?[,;/] ?(?:and )?| (?:and|&) ")


@rule("RG510", Severity.WARNING)
def several_departments_in_one_value(report: Report, context: Context) -> Iterator[Problem]:
    """One line of a dealing with government names several departments, so that none of them can be checked or counted.

    Faulty:

        government:
          - {department: DfE & DfT, kind: Meeting}

    Right:

        government:
          - {department: [DfE, DfT], kind: Meeting}
    """
    departments = context.registers.departments
    for index, dealing in enumerate(report.government):
        for position, line in enumerate(dealing.department):
            if departments.find(line, context.period_end):
                continue
            parts = [part.strip() for part in _BETWEEN.split(line) if part.strip()]
            if len(parts) > 1 and all(departments.find(part, context.period_end) for part in parts):
                message = f"{len(parts)} departments stand in one value"
                hint = f"make a list of them: `department: [{', '.join(map(pasteable, parts))}]`"
                yield Problem(("government", index, "department", position), message, hint)
