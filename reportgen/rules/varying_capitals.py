"""RG508: a term with capitals here and without them there."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from reportgen.findings import At, Fix, Problem, Severity
from reportgen.lint import Context, rule
from reportgen.prose import Passage
from reportgen.rules.running_text import begins_sentence, is_running, uses
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
_BEFORE = re.compile(r"[A-Z](?<!\w.)[\w’'-]*(?:,? (?:and|of|for|the|&))*,? ?$")


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
    written = context.whole
    for term in context.likely(*_TERMS):
        places, end = uses(term, context), len(term)
        begin = len("the ") if term.startswith("the ") else 0
        if len({written[place + begin : place + end] for place in places}) < 2:
            continue
        used = list(_used(context, places, begin, end))
        forms = Counter(words for _, _, words, _ in used)
        if len(forms) > 1:
            usual = max(forms, key=lambda form: (forms[form], form.islower()))
            at, passage, words, start = next(each for each in used if each[2] != usual)
            message = f"`{words}` stands here, but `{usual}` elsewhere"
            part = passage.part(start, start + len(words))
            yield Problem(at, message, "write it one way throughout", part, Fix(usual, safe=False))


def _used(
    context: Context, places: Iterable[int], begin: int, end: int
) -> Iterator[tuple[At, Passage, str, int]]:
    """At which of the places a term stands in running text and in no name; its words begin and end that far behind them."""
    for at, passage, place in map(context.passage_at, places):
        text, start, stop = passage.text, place + begin, place + end
        if not begins_sentence(text, start) and not _in_name(text, place, stop) and is_running(text, start):
            yield at, passage, text[start:stop], start


def _in_name(text: str, start: int, end: int) -> bool:
    """Whether capitals stand before or behind it, as in Local Government Association or Energy Security and Net Zero."""
    return bool(_BEHIND.match(text, end) or _BEFORE.search(text, max(start - 60, 0), start))
