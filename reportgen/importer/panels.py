"""Cards, figures and callouts of our own reports, as the form says the same: entries with details, and headings."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from reportgen.importer.blocks import Block, Line, PanelRole
from reportgen.importer.words import FormWords, key
from reportgen.startup.patterns import lazy_pattern
from reportgen.word import Run
from reportgen.word.inlines import merge_runs

_DEEPEST = 9
"""The level of the heading that the title of a callout becomes: deeper than any of the file's own."""

_LAST_YEAR = lazy_pattern(r"(?P<words>the year before|y flwyddyn cynt)\s*:\s*(?P<last>.+)", re.IGNORECASE)
"""Finds the note below a figure that says what it was the year before."""

_TEXTS = ("paragraph", "continuation", "item")


@dataclass(slots=True)
class _Card:
    """The entry that is made of a card, while lines may still be added to it.

    A figure has `changes` below it, and what it was `last` year.
    """

    line: Line
    has_text: bool = False
    changes: list[str] = field(default_factory=list)
    last: str = ""

    def add(self, before: str, runs: Iterable[Run]) -> None:
        self.line = replace(self.line, runs=merge_runs((*self.line.runs, Run(before), *runs)))

    def finished(self) -> Line:
        ending = "".join(f", {change}" for change in self.changes) + (f" ({self.last})" if self.last else "")
        return replace(self.line, runs=merge_runs((*self.line.runs, Run(ending)))) if ending else self.line


def with_panels(blocks: Iterable[Block], words: FormWords) -> Iterator[Block]:
    """Yields blocks in which each card is an entry of a list, each figure an item, and the title of a callout a heading."""
    card: _Card | None = None
    is_inside = False
    for block in blocks:
        role: PanelRole = block.role if isinstance(block, Line) else ""
        if card and isinstance(block, Line) and _took(card, block, words):
            continue
        if card:
            yield card.finished()
            card = None
        if isinstance(block, Line) and role in {"card", "figure"}:
            runs = (replace(run, bold=role == "card" and not run.note) for run in block.runs)
            card, is_inside = _Card(replace(block, kind="item", level=0, runs=tuple(runs))), True
        elif isinstance(block, Line) and role == "callout":
            yield replace(block, kind="heading", level=_DEEPEST)
        elif isinstance(block, Line) and is_inside and role and block.kind == "paragraph":
            yield replace(block, kind="continuation", level=0)
        else:
            is_inside = is_inside and not (isinstance(block, Line) and block.kind == "heading")
            yield block
    if card:
        yield card.finished()


def _took(card: _Card, line: Line, words: FormWords) -> bool:
    """Adds a line to the entry of a card where it goes on in it, and returns whether it does."""
    is_figure = card.line.role == "figure"
    text = " ".join(line.text.split())
    if line.role in {"card", "figure", "callout"} or line.kind not in _TEXTS or card.has_text:
        return False
    if is_figure and line.role == "details":
        card.add(" ", line.runs)
    elif is_figure and line.role == "note":
        match = _LAST_YEAR.fullmatch(text)
        if match:
            card.last = f"{match['words'].casefold()}, {match['last']}"
        else:
            card.changes.append(text)
    elif is_figure or key(text.partition(":")[0]) in words.notes:
        return False
    elif line.role == "details":
        card.add(", ", line.runs)
    elif line.kind == "item" or not (line.role or line.kind == "continuation"):
        return False
    else:
        card.add(" – ", line.runs)
        card.has_text = True
    return True
