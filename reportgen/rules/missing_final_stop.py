"""RG602: a paragraph ends without a full stop."""

from collections.abc import Iterator

from reportgen.findings import Problem, Severity
from reportgen.lint import Context, rule
from reportgen.schema.models import Report
from reportgen.schema.walk import texts

_CLOSING = "”’\"')]»"
_FEW_WORDS = 4


@rule("RG602", Severity.WARNING)
def no_stop_at_the_end(report: Report, _: Context) -> Iterator[Problem]:
    """A paragraph ends without a full stop, question mark, exclamation mark or colon.

    Entries of lists need none, nor do notes of up to four words.

    Faulty:

        aims: We speak for the cities of urban Britain

    Right:

        aims: We speak for the cities of urban Britain.
    """
    for at, text in texts(report):
        for passage in text.passages:
            bare = passage.text.rstrip(_CLOSING)
            short = len(passage.text.split()) <= _FEW_WORDS
            if passage.kind == "paragraph" and not short and not bare.endswith((".", "?", "!", ":", "…")):
                last = len(passage.text)
                start = passage.text.rfind(" ") + 1
                yield Problem(
                    at,
                    "this paragraph ends without a full stop",
                    "end it with `:`" if passage.introduces else "end it with `.`",
                    passage.part(start, last),
                )
