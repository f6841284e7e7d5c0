"""RG622: a table pasted into a text."""

import re
from collections.abc import Iterator

from reportgen.findings import Problem, Severity
from reportgen.lint import Context, rule
from reportgen.schema.models import Report
from reportgen.schema.pasting import pasteable
from reportgen.startup.patterns import lazy_pattern

_ROW = r"(?=[^\n]*\S\t)[^\n]*"
_TABLE = lazy_pattern(rf"^{_ROW}(?:\n{_ROW})+", re.MULTILINE)


@rule("RG622", Severity.WARNING)
def table_pasted_into_a_text(_: Report, context: Context) -> Iterator[Problem]:
    r"""Lines with tabs stand in a text: a table that was copied from Word or a spreadsheet, whose cells would run together.

    Tables stand in sections, as columns and rows.

    Faulty:

        aims: "Year\tIncome\n2022\t£300\n2023\t£400"

    Right:

        sections:
          - title: Income
            table: {columns: [Year, Income], rows: [[2022, £300], [2023, £400]]}
    """
    for at, text in context.texts:
        for start, end in find_pasted_tables(text.source):
            first = text.source[start:end].split("\n")[0]
            cells = ", ".join(pasteable(cell.strip()) for cell in first.split("\t") if cell.strip())
            hint = f"make it a `table` in `sections`, with `columns: [{cells}]` and its `rows`"
            yield Problem(
                at, "this is a table, whose cells would run together here", hint, (start, start + len(first))
            )


def find_pasted_tables(source: str) -> list[tuple[int, int]]:
    """Where lines with tabs, two and more, begin and end in a text."""
    return [match.span() for match in _TABLE.finditer(source)] if "\t" in source else []
