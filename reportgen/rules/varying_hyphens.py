"""RG509: a word with a hyphen here and without it there."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from reportgen.findings import At, Fix, Problem, Severity
from reportgen.lint import Context, rule
from reportgen.prose import Passage
from reportgen.rules.running_text import is_running
from reportgen.schema.models import Report
from reportgen.startup.patterns import lazy_pattern

_WORDS = (
    "co-operate", "co-operation", "co-operative", "co-operatives", "co-ordinate", "co-ordinated", "co-ordination", "co-ordinator",
    "cross-party", "cross-sector", "e-mail", "evidence-based", "mid-sized", "multi-agency", "non-partisan", "on-line",
    "place-based", "re-use", "sub-national", "sub-regional", "web-site", "well-being",
)  # fmt: skip
"""Words that are written one way wherever they stand; "long term" and "policy making" are not among them."""

_NOT_BEFORE = lazy_pattern(
    r"(?! [a-z])| (?:a|an|and|are|as|at|by|for|from|in|is|of|on|or|than|that|the|to|was|which|with)\b"
)


@rule("RG509", Severity.INFO)
def hyphens_vary(_: Report, context: Context) -> Iterator[Problem]:
    """A word is written with a hyphen in one place and without it in another, such as "cross-party" and "cross party".

    It looks at a list of words. Quotations and names with a capital count for nothing. The rarer form is marked where it is first
    used.

    Faulty:

        aims: We are a cross-party network, and cross party work is what we do.

    Right:

        aims: We are a cross-party network, and cross-party work is what we do.
    """
    for word in _WORDS:
        if not (hyphened := context.index.find_term(word)):
            continue
        apart, joined = word.replace("-", " "), word.replace("-", "")
        offsets = {
            word: hyphened,
            apart: context.index.find_term(apart),
            joined: context.index.find_term(joined),
        }
        if not (offsets[apart] or offsets[joined]):
            continue
        uses = [use for form in offsets for use in _find_uses(context, form, offsets[form])]
        counts = Counter(use.form for use in uses)
        if len(counts) > 1:
            usual = max(counts, key=lambda form: (counts[form], "-" in form))
            rare = next(use for use in uses if use.form != usual)
            message = f"`{rare.form}` stands here, but `{usual}` elsewhere"
            part = rare.passage.part(rare.start, rare.start + len(rare.form))
            yield Problem(rare.at, message, "write it one way throughout", part, Fix(usual, safe=False))


class _Use(NamedTuple):
    """A form of a word in a passage, and where it begins there."""

    at: At
    passage: Passage
    form: str
    start: int


def _find_uses(context: Context, form: str, offsets: Iterable[int]) -> Iterator[_Use]:
    """Yield the uses of a form in small letters in running text; as two words, only before what they describe."""
    for at, passage, start in map(context.index.passage_at, offsets):
        end = start + len(form)
        is_adverb = " " in form and _NOT_BEFORE.match(passage.text, end)
        if not is_adverb and passage.text[start:end] == form and is_running(passage.text, start):
            yield _Use(at, passage, form, start)
