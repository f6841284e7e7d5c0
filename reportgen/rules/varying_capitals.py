"""RG508: a term with capitals here and without them there."""

from collections import Counter
from collections.abc import Iterator

from reportgen.findings import Fix, Problem, Severity
from reportgen.lint import Context, rule
from reportgen.rules.running_text import begins_sentence, is_running
from reportgen.schema.models import Report
from reportgen.startup.patterns import lazy_pattern

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
_BEHIND = lazy_pattern(r"(?: (?:and|of|for|&))? [A-Z]")
_BEFORE = lazy_pattern(r"[A-Z](?<!\w.)[\w’'-]*(?:,? (?:and|of|for|the|&))*,? ?$")


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
    index = context.index
    for term in _TERMS:
        article = len("the ") if term.startswith("the ") else 0
        offsets = index.find_term(term)
        if len({index.text[offset + article : offset + len(term)] for offset in offsets}) < 2:
            continue
        uses = [offset for offset in offsets if _is_use(context, offset, article, len(term))]
        forms = [index.text[offset + article : offset + len(term)] for offset in uses]
        counts = Counter(forms)
        if len(counts) > 1:
            usual = max(counts, key=lambda form: (counts[form], form.islower()))
            form, offset = next(
                (form, offset) for form, offset in zip(forms, uses, strict=True) if form != usual
            )
            at, passage, start = index.passage_at(offset + article)
            message = f"`{form}` stands here, but `{usual}` elsewhere"
            part = passage.part(start, start + len(form))
            yield Problem(at, message, "write it one way throughout", part, Fix(usual, safe=False))


def _is_use(context: Context, offset: int, article: int, length: int) -> bool:
    """Whether the term at an offset of the text stands in running text, and neither in a name nor first in its sentence."""
    _, passage, start = context.index.passage_at(offset)
    text, noun = passage.text, start + article
    return (
        not begins_sentence(text, noun)
        and not _is_in_name(text, start, start + length)
        and is_running(text, noun)
    )


def _is_in_name(text: str, start: int, end: int) -> bool:
    """Whether capitals stand before or behind it, as in Local Government Association or Energy Security and Net Zero."""
    return bool(_BEHIND.match(text, end) or _BEFORE.search(text, max(start - 60, 0), start))
