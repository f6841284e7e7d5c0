"""RG505: one title written in two ways."""

import re
from collections.abc import Iterator
from typing import TypeAlias

from reportgen.findings import At, Fix, Problem, Severity
from reportgen.lint import Context, rule
from reportgen.prose import Passage
from reportgen.rules.running_text import quotations
from reportgen.schema.models import Report

_LEAST_WORDS = 3
_LEAST_CAPITALS = 2

_Title: TypeAlias = tuple[At, str, Passage | None, int]
"""A title with the path of its field, its passage if it stands in one, and where it begins there."""


@rule("RG505", Severity.WARNING)
def title_written_two_ways(_: Report, context: Context) -> Iterator[Problem]:
    """A title of a publication is written with other capitals elsewhere, alone or inside a longer title.

    Titles are those of projects, and words in quotation marks: three or more, at least two of them with capitals.

    Faulty:

        aims: We launched ‘Levelling Up, Emissions Down’ and discussed ‘Levelling Up, emissions down’.

    Right:

        aims: We launched ‘Levelling Up, Emissions Down’ and discussed ‘Levelling Up, Emissions Down’.
    """
    known: dict[str, str] = {}
    for at, title, passage, offset in (*_of_projects(context), *_quoted(context)):
        for folded, first in known.items():
            start = title.lower().find(folded)
            end = start + len(folded)
            if start >= 0 and title[start:end] != first and _is_whole(title, start, end):
                message, hint = (
                    f"`{title[start:end]}` is `{first}` elsewhere",
                    "write the title as it was published",
                )
                place = (start + offset, end + offset)
                yield Problem(
                    at, message, hint, passage.part(*place) if passage else place, Fix(first, safe=False)
                )
                break
        else:
            known.setdefault(title.lower(), title)


def _of_projects(context: Context) -> Iterator[_Title]:
    for at, line in context.lines:
        if at[:2] == ("activities", "projects") and at[-1] == "title" and _is_title(line):
            yield at, line, None, 0


def _quoted(context: Context) -> Iterator[_Title]:
    for at, passage in context.english_with("‘", "“", '"', "'"):
        for start, end in quotations(passage.text):
            title = passage.text[start + 1 : end - 1].rstrip(".,")
            if _is_title(title):
                yield at, title, passage, start + 1


def _is_title(words: str) -> bool:
    """Whether words may be a title and no sentence or common term."""
    split = words.split()
    return len(split) >= _LEAST_WORDS and sum(word[0].isupper() for word in split) >= _LEAST_CAPITALS


def _is_whole(text: str, start: int, end: int) -> bool:
    return not re.match(r"\w", text[end:]) and not re.search(r"\w$", text[:start])
