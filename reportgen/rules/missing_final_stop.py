"""RG602: a paragraph that ends without a full stop."""

from collections.abc import Iterator

from reportgen.findings import Problem, Severity
from reportgen.lint import Context, rule
from reportgen.prose import Passage
from reportgen.rules.pasted_table import find_pasted_tables
from reportgen.schema.models import Report
from reportgen.startup.patterns import lazy_pattern

_STOPS = (".", "?", "!", ":", "…")
_CLOSING_MARKS = "”’\"')]»"
_MAX_WORDS_OF_A_NOTE = 4


_LEADING_IN = frozenset({
    "and", "are", "as", "at", "be", "by", "can", "following", "follows", "for", "from", "has", "have", "in", "include",
    "included", "includes", "including", "into", "is", "must", "namely", "of", "on", "or", "our", "should", "such", "that",
    "the", "their", "these", "through", "to", "was", "we", "were", "where", "which", "who", "will", "with",
})  # fmt: skip
"""Words with which a sentence goes on into the list below it."""

_OPENING, _CLOSING = ("“", "‘", '"', "'"), ("”", "’", '"', "'")
_ATTRIBUTED = lazy_pattern(r"[”’\"'] ?[–—-] ?[^.?!”\"]{1,150}$")
_SPEAKER = lazy_pattern(
    r"[–—-] ?\S|(?:Cllr|Councillor|Mr|Mrs|Ms|Dr|Sir|Dame|Lord|Lady|Baroness|Professor|Prof|Rt Hon)\b|[^,]+,"
)
_MAX_WORDS_OF_A_SPEAKER = 20


@rule("RG602", Severity.WARNING)
def no_stop_at_the_end(_: Report, context: Context) -> Iterator[Problem]:
    """A paragraph ends without a full stop, question mark, exclamation mark or colon.

    Entries of lists need none, nor do notes of up to four words, words that go on into the list below them, and the name of the
    person whose words are quoted.

    Faulty:

        aims: We speak for the cities of urban Britain

    Right:

        aims: We speak for the cities of urban Britain.
    """
    for at, text in context.texts:
        tables = find_pasted_tables(text.source)
        before: Passage | None = None
        for passage in text.passages:
            is_ended = passage.kind != "paragraph" or passage.text.rstrip(_CLOSING_MARKS).endswith(_STOPS)
            if not (is_ended or _needs_no_stop(passage, before)):
                part = passage.part(passage.text.rfind(" ") + 1, len(passage.text))
                if not any(start <= part[0] < end for start, end in tables):
                    hint = "end it with `:`" if passage.introduces else "end it with `.`"
                    yield Problem(at, "this paragraph ends without a full stop", hint, part)
            before = passage


def _needs_no_stop(passage: Passage, before: Passage | None) -> bool:
    """Whether a paragraph is a note, goes on into the list below it, or says whose words those before it are."""
    words = passage.text.split()
    if len(words) <= _MAX_WORDS_OF_A_NOTE:
        return True
    if passage.introduces and words[-1].lower() in _LEADING_IN:
        return True
    follows_quotation = before and before.text.startswith(_OPENING) and before.text.endswith(_CLOSING)
    is_speaker = len(words) <= _MAX_WORDS_OF_A_SPEAKER and _SPEAKER.match(passage.text)
    return bool((follows_quotation and is_speaker) or _ATTRIBUTED.search(passage.text))
