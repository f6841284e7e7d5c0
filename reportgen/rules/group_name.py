"""RG504: the group goes by a name that it has not declared."""

import re
from collections.abc import Iterator

from reportgen.findings import Problem, Severity
from reportgen.lint import Context, rule
from reportgen.rules.running_text import begins_sentence, is_running, uses
from reportgen.schema.models import Report

_KINDS = frozenset({"Group", "Network", "SIG", "Alliance", "Forum", "Consortium"})
_NEXT = re.compile(r" (\w+)")
_LEAST = 5


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
    given = (report.group.name, *report.group.other_names)
    declared = {_straight(name).removeprefix("The ").removeprefix("the ") for name in given}
    told: set[str] = set()
    written = _straight(context.whole)
    for form in sorted({form for name in declared if len(name) >= _LEAST for form in _forms(name.lower())}):
        spellings = dict.fromkeys((form, form.replace("'", "’")))
        places = [place for spelling in spellings for place in uses(spelling, context)]
        for place in places:
            end = _end_of_undeclared(written, place, form, declared)
            name = context.whole[place:end]
            if not name or name in told:
                continue
            at, passage, start = context.passage_at(place)
            if is_running(passage.text, start):
                told.add(name)
                message = f"`{name}` is not among the names that the group has given for itself"
                hint = f"write `{report.group.name}`, or add it to `group.other_names`"
                yield Problem(at, message, hint, passage.part(start, start + len(name)))


def _straight(text: str) -> str:
    return text.replace("’", "'")


def _forms(name: str) -> set[str]:
    """The ways to write a name, in small letters."""
    forms = {name, name.replace("-", " "), name.replace("-", ""), name.replace("'", "")}
    return {
        *forms,
        *(each.replace(" & ", " and ") for each in forms),
        *(each.replace(" and ", " & ") for each in forms),
    }


def _end_of_undeclared(text: str, start: int, form: str, declared: set[str]) -> int:
    """Where a form of the name ends, with a word such as Network behind it; where it is declared, its start."""
    end = start + len(form)
    words, behind = text[start:end], _NEXT.match(text, end)
    kind = behind and behind[1] in _KINDS and " " in form  # one word may begin another body's name
    if (words in declared and not kind) or any(
        len(name) > len(form) and text.startswith(name, start) for name in declared
    ):
        return start
    if behind and kind:
        return behind.end()
    return end if _is_name(words, first=begins_sentence(text, start)) else start


def _is_name(words: str, *, first: bool) -> bool:
    """Whether words are meant as a name: not all small, at the beginning of a sentence neither, nor all in block capitals."""
    if words.isupper() and " " in words:
        return False
    return not words.islower() and not (" " in words and words[1:].islower() and first)
