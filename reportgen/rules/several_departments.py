"""RG510: several departments in one value."""

import re
from collections.abc import Iterator

from reportgen.findings import Problem, Severity
from reportgen.lint import Context, rule
from reportgen.schema.models import Report

_BETWEEN = re.compile(r" ?[,;/] ?(?:and )?| (?:and|&) ")


@rule("RG510", Severity.WARNING)
def several_departments_in_one_value(report: Report, context: Context) -> Iterator[Problem]:
    """One dealing with government names several departments in one value, so that none of them can be checked or counted.

    Faulty:

        government:
          - {department: DfE & DfT, kind: Meeting}

    Right:

        government:
          - {department: DfE, kind: Meeting}
          - {department: DfT, kind: Meeting}
    """
    departments = context.registers.departments
    for index, dealing in enumerate(report.government):
        line = dealing.department
        if departments.find(line, context.period_end):
            continue
        parts = [part.strip() for part in _BETWEEN.split(line) if part.strip()]
        if len(parts) > 1 and all(departments.find(part, context.period_end) for part in parts):
            message = f"{len(parts)} departments stand in one value"
            entries = ", ".join(f"`- department: {part}`" for part in parts)
            yield Problem(("government", index, "department"), message, f"give each an entry: {entries}")
