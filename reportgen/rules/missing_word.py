"""RG606: "on behalf" without "of"."""

from collections.abc import Iterator

from reportgen.findings import Fix, Problem, Severity
from reportgen.lint import Context, rule
from reportgen.rules.running_text import find_at_clues
from reportgen.schema.models import Report

_WITHOUT_OF = (
    r"\b([Oo]n behalf) (?:our|their|its|his|her|your|the|all|these|those|local|member|members|councils)\b"
)


@rule("RG606", Severity.WARNING)
def word_missing(_: Report, context: Context) -> Iterator[Problem]:
    """A word is missing where English always has it: "of" behind "on behalf".

    Faulty:

        aims: We speak on behalf our members.

    Right:

        aims: We speak on behalf of our members.
    """
    for match in find_at_clues(context, _WITHOUT_OF, "on behalf"):
        words = match[1]
        message = f"the word `of` is missing behind `{words}`"
        yield Problem(match.at, message, f"write `{words} of`", match.part(1), Fix(f"{words} of", safe=False))
