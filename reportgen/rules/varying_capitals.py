"""RG508: a term with capitals here and without them there."""

import re
from collections import Counter
from collections.abc import Iterator

from reportgen.findings import At, Fix, Problem, Severity
from reportgen.lint import Context, rule
from reportgen.prose import Passage
from reportgen.rules.running_text import begins_sentence, is_running, places
from reportgen.schema.models import Report

_TERMS = (
    "net zero",
    "council tax",
    "councils",
    "local authorities",
    "local government",
    "central government",
    "the government",
    "combined authorities",
    "civil servants",
    "ministers",
    "levelling up",
    "levelling up fund",
    "business rates",
    "social care",
    "climate change",
)
_BEHIND = re.compile(r"(?: (?:and|of|for|&))? [A-Z]")
_BEFORE = re.compile(r"(?<!\w)[A-Z][\w’'-]*(?:,? (?:and|of|for|the|&))*,? ?$")


@rule("RG508", Severity.INFO)
def capitals_vary(_: Report, context: Context) -> Iterator[Problem]:
    """A term is written with capitals in one place and without them in another, such as "Net Zero" and "net zero".

    It looks at a list of terms. Quotations, names that have the term in them, and the first word of a sentence count for nothing.
    The rarer form is marked where it is first used.

    Faulty:

        aims: We ask the government for fair funding. It is the Government that decides.

    Right:

        aims: We ask the government for fair funding. It is the government that decides.
    """
    for term in _TERMS:
        used = list(_used(context, term))
        forms = Counter(words for _, _, words, _ in used)
        if len(forms) > 1:
            usual = max(forms, key=lambda form: (forms[form], form.islower()))
            at, passage, words, start = next(each for each in used if each[2] != usual)
            message = f"`{words}` stands here, but `{usual}` elsewhere"
            part = passage.part(start, start + len(words))
            yield Problem(at, message, "write it one way throughout", part, Fix(usual, safe=False))


def _used(context: Context, term: str) -> Iterator[tuple[At, Passage, str, int]]:
    """Where a term stands in running text and in no name, unless all its uses are alike."""
    skipped = len("the ") if term.startswith("the ") else 0
    found = [
        (at, passage, passage.text[start + skipped : end], start + skipped)
        for at, passage in context.english_with(term)
        for start, end in places(passage.text, term)
    ]
    if len({words for _, _, words, _ in found}) > 1:
        for at, passage, words, start in found:
            text, end = passage.text, start + len(words)
            first = begins_sentence(text, start)
            if not first and not _in_name(text, start - skipped, end) and is_running(text, start):
                yield at, passage, words, start


def _in_name(text: str, start: int, end: int) -> bool:
    """Whether capitals stand before or behind it, as in Local Government Association or Energy Security and Net Zero."""
    return bool(_BEHIND.match(text, end) or _BEFORE.search(text, max(start - 60, 0), start))
