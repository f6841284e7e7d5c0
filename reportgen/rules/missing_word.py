"""RG606: "on behalf" without "of"."""

from collections.abc import Iterator

from reportgen.findings import Fix, Problem, Severity
from reportgen.lint import Context, rule
from reportgen.rules.running_text import fitting
from reportgen.schema.models import Report

_LOST = r"\b([Oo]n behalf) (?:our|their|its|his|her|your|the|all|these|those|local|member|members|councils)\b"


@rule("RG606", Severity.WARNING)
def word_missing(_: Report, context: Context) -> Iterator[Problem]:
    """A word is missing where English always has it: "of" behind "on behalf".

    Faulty:

        aims: We speak on behalf our members.

    Right:

        aims: We speak on behalf of our members.
    """
    for hit in fitting(context, _LOST, "on behalf"):
        words = hit.match[1]
        message = f"the word `of` is missing behind `{words}`"
        yield Problem(hit.at, message, f"write `{words} of`", hit.part(1), Fix(f"{words} of", safe=False))
