"""RG509: a word with a hyphen here and without it there."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from reportgen.findings import At, Fix, Problem, Severity
from reportgen.lint import Context, rule
from reportgen.prose import Passage
from reportgen.rules.running_text import is_running, uses
from reportgen.schema.models import Report

_WORDS = (
    "co-operate", "co-operation", "co-operative", "co-operatives", "co-ordinate", "co-ordinated", "co-ordination", "co-ordinator",
    "cross-party", "cross-sector", "e-mail", "evidence-based", "mid-sized", "multi-agency", "non-partisan", "on-line",
    "place-based", "re-use", "sub-national", "sub-regional", "web-site", "well-being",
)  # fmt: skip
"""Words that are written one way wherever they stand; "long term" and "policy making" are not among them."""

_NOT_BEFORE = re.compile(
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
    for word in context.likely(*_WORDS):
        if not (joined := uses(word, context)):
            continue
        others = {form: uses(form, context) for form in (word.replace("-", " "), word.replace("-", ""))}
        used = list(_used(context, {word: joined, **others})) if any(others.values()) else []
        forms = Counter(form for _, _, form, _ in used)
        if len(forms) > 1:
            usual = max(forms, key=lambda form: (forms[form], "-" in form))
            at, passage, form, start = next(each for each in used if each[2] != usual)
            message = f"`{form}` stands here, but `{usual}` elsewhere"
            part = passage.part(start, start + len(form))
            yield Problem(at, message, "write it one way throughout", part, Fix(usual, safe=False))


def _used(context: Context, places: Mapping[str, Sequence[int]]) -> Iterator[tuple[At, Passage, str, int]]:
    """Which of the places where forms of a word stand are running text; two words apart only before what they describe."""
    for form, found in places.items():
        for at, passage, start in map(context.passage_at, found):
            end = start + len(form)
            free = " " in form and _NOT_BEFORE.match(passage.text, end)
            if not free and passage.text[start:end] == form and is_running(passage.text, start):
                yield at, passage, form, start
