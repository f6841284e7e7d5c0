"""RG505: one title written in two ways."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from reportgen.findings import At, Fix, Problem, Severity
from reportgen.lint import Context, rule
from reportgen.prose import Passage
from reportgen.rules.running_text import find_quotations
from reportgen.schema.models import Report

_LEAST_WORDS = 3
_LEAST_CAPITALS = 2
_MOST = 200
"""How many different titles are looked for in the others."""


class _Title(NamedTuple):
    """A title in a line or passage, and where it begins there."""

    at: At
    words: str
    passage: Passage | None = None
    offset: int = 0

    def part(self, start: int, end: int) -> tuple[int, int]:
        """Where characters of the title stand in the value of the field."""
        start, end = start + self.offset, end + self.offset
        return self.passage.part(start, end) if self.passage else (start, end)


@rule("RG505", Severity.WARNING)
def title_written_two_ways(_: Report, context: Context) -> Iterator[Problem]:
    """A title of a publication is written with other capitals elsewhere, alone or inside a longer title.

    Titles are those of projects, and words in quotation marks: three or more, at least two of them with capitals.

    Faulty:

        aims: We launched ‘Levelling Up, Emissions Down’ and discussed ‘Levelling Up, emissions down’.

    Right:

        aims: We launched ‘Levelling Up, Emissions Down’ and discussed ‘Levelling Up, Emissions Down’.
    """
    published: dict[str, str] = {}
    for title in (*_titles_of_projects(context), *_quoted_titles(context)):
        words, lowered_words = title.words, title.words.lower()
        for lowered, first in published.items():
            start = lowered_words.find(lowered)
            end = start + len(lowered)
            if start >= 0 and words[start:end] != first and _is_whole(words, start, end):
                message = f"`{words[start:end]}` is `{first}` elsewhere"
                hint = "write the title as it was published"
                yield Problem(title.at, message, hint, title.part(start, end), Fix(first, safe=False))
                break
        else:
            if len(published) < _MOST:
                published.setdefault(lowered_words, words)


def _titles_of_projects(context: Context) -> Iterator[_Title]:
    for at, line in context.lines:
        if at[:2] == ("activities", "projects") and at[-1] == "title" and _is_title(line):
            yield _Title(at, line)


def _quoted_titles(context: Context) -> Iterator[_Title]:
    for at, passage in context.index.english_passages_with("‘", "“", '"', "'"):
        for start, end in find_quotations(passage.text):
            title = passage.text[start + 1 : end - 1].rstrip(".,")
            if _is_title(title):
                yield _Title(at, title, passage, start + 1)


def _is_title(words: str) -> bool:
    """Whether words may be a title and no sentence or common term."""
    has_capital = [word[0].isupper() for word in words.split()]
    return len(has_capital) >= _LEAST_WORDS and sum(has_capital) >= _LEAST_CAPITALS


def _is_whole(text: str, start: int, end: int) -> bool:
    before, after = text[max(start - 1, 0) : start], text[end : end + 1]
    return not re.match(r"\w", after) and not re.match(r"\w", before)
