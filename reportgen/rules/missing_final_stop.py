"""RG602: a paragraph ends without a full stop."""

from collections.abc import Iterator

from reportgen.findings import Problem, Severity
from reportgen.lint import Context, rule
from reportgen.schema.models import Report

_CLOSING = "”’\"')]»"
_FEW_WORDS = 4


@rule("RG602", Severity.WARNING)
def no_stop_at_the_end(_: Report, context: Context) -> Iterator[Problem]:
    """A paragraph ends without a full stop, question mark, exclamation mark or colon.

    Entries of lists need none, nor do notes of up to four words.

    Faulty:

        aims: We speak for the cities of urban Britain

    Right:

        aims: We speak for the cities of urban Britain.
    """
    for at, passage in context.passages:
        if passage.kind != "paragraph" or passage.text.rstrip(_CLOSING).endswith((".", "?", "!", ":", "…")):
            continue
        if len(passage.text.split()) > _FEW_WORDS:
            message, hint = "this paragraph ends without a full stop", "end it with `.`"
            if passage.introduces:
                hint = "end it with `:`"
            yield Problem(at, message, hint, passage.part(passage.text.rfind(" ") + 1, len(passage.text)))
