"""RG504: the group goes by a name that it has not declared."""

from collections.abc import Iterator

from reportgen.findings import Problem, Severity
from reportgen.lint import Context, rule
from reportgen.rules.running_text import begins_sentence, is_running
from reportgen.schema.models import Report
from reportgen.startup.patterns import lazy_pattern

_KINDS = frozenset({"Group", "Network", "SIG", "Alliance", "Forum", "Consortium"})
_NEXT_WORD = lazy_pattern(r" (\w+)")
_SHORTEST = 5
_MOST = 50
"""How many of the group's names are looked for in the text."""


@rule("RG504", Severity.WARNING)
def group_named_otherwise(report: Report, context: Context) -> Iterator[Problem]:
    """The text calls the group by a form of its name that stands neither under `name` nor under `other_names`.

    Such forms have other capitals, hyphens or apostrophes, "and" for "&", or Group, Network and the like behind the name. Words
    in small letters may be no name, as in "the key cities of the North", and stay silent. Each form is told of once.

    Faulty:

        group: {name: NuLeAF}
        aims: Nuleaf speaks for councils.

    Right:

        group: {name: NuLeAF}
        aims: NuLeAF speaks for councils.
    """
    names = (report.group.name, *report.group.other_names[:_MOST])
    declared = {_straight(name).removeprefix("The ").removeprefix("the ") for name in names}
    reported: set[str] = set()
    index = context.index
    straight_text = _straight(index.text)
    forms = {form for name in declared if len(name) >= _SHORTEST for form in _forms(name.lower())}
    for form in sorted(forms):
        for offset in index.find_term(form):
            end = _end_of_undeclared(straight_text, offset, form, declared)
            name = index.text[offset:end]
            if not name or name in reported:
                continue
            at, passage, start = index.passage_at(offset)
            if is_running(passage.text, start):
                reported.add(name)
                message = f"`{name}` is not among the names that the group has given for itself"
                hint = f"write `{report.group.name}`, or add it to `group.other_names`"
                yield Problem(at, message, hint, passage.part(start, start + len(name)))


def _straight(text: str) -> str:
    return text.replace("’", "'")


def _forms(name: str) -> set[str]:
    """The ways to write a name that is given in small letters."""
    forms = {name, name.replace("-", " "), name.replace("-", ""), name.replace("'", "")}
    forms |= {form.replace("'", "’") for form in forms}
    return {
        *forms,
        *(form.replace(" & ", " and ") for form in forms),
        *(form.replace(" and ", " & ") for form in forms),
    }


def _end_of_undeclared(text: str, start: int, form: str, declared: set[str]) -> int:
    """Where a form of the name ends, with a word such as Network behind it. Where the form is declared, its start."""
    end = start + len(form)
    words, next_word = text[start:end], _NEXT_WORD.match(text, end)
    if not (
        next_word and next_word[1] in _KINDS and " " in form
    ):  # a single word may begin another body's name
        next_word = None
    if words in declared and not next_word:
        return start
    if any(len(name) > len(form) and text.startswith(name, start) for name in declared):
        return start
    if next_word:
        return next_word.end()
    return end if _is_name(words, first=begins_sentence(text, start)) else start


def _is_name(words: str, *, first: bool) -> bool:
    """Whether words are meant as a name: neither in block capitals nor, but for the first of a sentence, in small letters."""
    if words.isupper() and " " in words:
        return False
    return not words.islower() and not (" " in words and words[1:].islower() and first)
