"""RG605: a semicolon where a list follows."""

from collections.abc import Iterator

from reportgen.findings import Fix, Problem, Severity
from reportgen.lint import Context, rule
from reportgen.schema.models import Report


@rule("RG605", Severity.WARNING)
def semicolon_before_a_list(_: Report, context: Context) -> Iterator[Problem]:
    """A paragraph that introduces a list ends with a semicolon; it needs a colon.

    Faulty:

        aims: |
          We ask for;

          - fair funding
          - more powers

    Right:

        aims: |
          We ask for:

          - fair funding
          - more powers
    """
    for at, passage in context.passages:
        if passage.introduces and passage.text.endswith(";"):
            end = len(passage.text)
            message = "a list follows, but this ends with a semicolon"
            yield Problem(at, message, "end it with `:`", passage.part(end - 1, end), Fix(":"))
