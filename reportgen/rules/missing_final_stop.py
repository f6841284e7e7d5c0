"""RG602: a paragraph that ends without a full stop."""

from collections.abc import Iterator

from reportgen.findings import Problem, Severity
from reportgen.lint import Context, rule
from reportgen.schema.models import Report

_STOPS = (".", "?", "!", ":", "…")
_CLOSING_MARKS = "”’\"')]»"
_MAX_WORDS_OF_A_NOTE = 4


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
        if passage.kind != "paragraph" or passage.text.rstrip(_CLOSING_MARKS).endswith(_STOPS):
            continue
        if len(passage.text.split()) > _MAX_WORDS_OF_A_NOTE:
            message = "this paragraph ends without a full stop"
            hint = "end it with `:`" if passage.introduces else "end it with `.`"
            yield Problem(at, message, hint, passage.part(passage.text.rfind(" ") + 1, len(passage.text)))
