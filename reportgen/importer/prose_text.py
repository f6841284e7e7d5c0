"""Writes lines as the text of a dataset, so that reading the text gives the same words, lists, bold, italic and links."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from reportgen.document import (
    LINK_SCHEMES,
    Block,
    BulletList,
    Inline,
    NumberedList,
    Paragraph,
    Quotation,
    Section,
    footnotes,
    plain_text,
)
from reportgen.importer.blocks import Line, bold_line
from reportgen.prose import Prose, parse
from reportgen.prose.codes import LIST_DEPTH
from reportgen.prose.nesting import ATTRIBUTION
from reportgen.pull.lines import fold_runs
from reportgen.pull.markdown import escaped, inline_markup, line_markup
from reportgen.word import Run
from reportgen.word.inlines import merge_runs

_HEADING_SIGNS, _MOST_SIGNS = 3, 6
"""How many `#` the highest heading of a text has, and the lowest at most."""

_QUOTED = ("quotation", "attribution")
_LANGUAGES = {"cy": "cy-GB", "en": "en-GB"}


class _OpenItem(NamedTuple):
    """An item in which the next lines may stand: its level in the file, and the column in which its words begin."""

    level: int
    column: int


def text_of(lines: Iterable[Line], language: str = "en-GB", *, headings: bool = False) -> str:
    """Returns lines as a text field, with a line break at its end; empty for none. Without `headings` these are lines in bold."""
    pieces: list[str] = []
    open_items: list[_OpenItem] = []
    previous: Line | None = None
    lines = [line if headings or line.kind != "heading" else bold_line(line) for line in lines]
    top = min((line.level for line in lines if line.kind == "heading"), default=0)
    for line in lines:
        words = _words(line, language, top)
        if not words:
            continue
        indent = _indent(line, open_items)
        mark = {"item": "- ", "numbered": f"{line.start}. "}.get(line.kind, "")
        sign = "> " if line.kind in _QUOTED else ""
        if mark:
            open_items.append(_OpenItem(line.level, indent + len(mark)))
        is_tight = (
            previous is not None and bool(mark) and _is_item(previous) and _stay_in_one_list(previous, line)
        )
        if previous is not None:
            goes_on = previous.kind == "quotation" and line.kind in _QUOTED
            pieces.append("\n>\n" if goes_on else "\n" if is_tight else "\n\n")
        pieces.append(f"{' ' * indent}{sign}{mark}{words}")
        previous = line
    return "".join([*pieces, "\n"]) if pieces else ""


def _words(line: Line, language: str, top: int) -> str:
    """Returns the words of a line with their markup; `top` is the level of the highest heading of its text."""
    if line.kind == "attribution":
        return _attribution(line, language)
    if line.kind == "heading":
        return _heading(line, top) or line_text(bold_line(line), language)
    return line_text(line, language)


def _heading(line: Line, top: int) -> str:
    """Returns a heading of a text; empty where the text would not say the same."""
    title = " ".join(line.text.split())
    markup = f"{'#' * min(_HEADING_SIGNS + line.level - top, _MOST_SIGNS)} {escaped(title)}"
    match parse(markup, headings=True):
        case Prose(blocks=(Section(title=words, blocks=()),), faults=()) if words == title:
            return markup
        case _:
            return ""


def _attribution(line: Line, language: str) -> str:
    """Returns whose words a quotation holds, behind the dash by which a text says so."""
    dash = ATTRIBUTION.match(line.text)
    words = line_text(line.cut(dash.end() if dash else 0), language)
    return f"— {words}" if words else ""


def _indent(line: Line, open_items: list[_OpenItem]) -> int:
    """Returns the column in which a line begins, and closes the items in which it does not stand."""
    if line.kind == "continuation":
        while len(open_items) > 1 and open_items[-1].level > line.level:
            open_items.pop()
        return open_items[-1].column if open_items else 0
    if not _is_item(line):
        open_items.clear()
    while open_items and (open_items[-1].level >= line.level or len(open_items) >= LIST_DEPTH):
        open_items.pop()
    return open_items[-1].column if open_items else 0


def _is_item(line: Line) -> bool:
    return line.kind in {"item", "numbered"}


def _stay_in_one_list(first: Line, second: Line) -> bool:
    """Tells whether an item may stand right below another: a list that begins with another number than 1 may not."""
    if first.level == second.level:
        return first.kind == second.kind
    return second.kind == "item" or second.start == 1


def line_text(line: Line, language: str = "en-GB") -> str:
    """Returns the words of a line with their markup, as little of it as keeps them what they are."""
    runs = tuple(_clean(run, language) for run in line.runs)
    folded = fold_runs(runs)
    plain = _plain(folded)
    words = "".join(run.text for run in plain if not run.note)
    return inline_markup(folded) or inline_markup(plain) or _with_first_as_entity(words)


def _plain(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Returns runs without formatting; notes stay notes."""
    return merge_runs(Run(run.text, note=_plain(run.note)) for run in runs)


def _with_first_as_entity(words: str) -> str:
    """Returns words that begin with a bullet from Word, and are no entry of a list, so that they are not taken for one."""
    return f"&#{ord(words[0])};{escaped(words[1:])}" if words else ""


def _clean(run: Run, language: str) -> Run:
    """Returns a run with the formatting alone that a text can have."""
    is_link = (
        run.url.lower().startswith((*LINK_SCHEMES, "#"))
        and not re.search(r"[\s<>]", run.url)
        and run.url != run.text.strip()
    )
    url, other_language = run.url if is_link else "", _other_language(run, language)
    note = tuple(_clean(word, language) for word in run.note)
    return Run(run.text, run.bold and not note, run.italic and not note, url, other_language, note=note)


def _other_language(run: Run, language: str) -> str:
    """Returns the language of words that are Welsh in an English report, or the other way round."""
    tag = _LANGUAGES.get(run.language.partition("-")[0].lower(), "")
    return tag if tag != language and any(map(str.isalpha, run.text)) else ""


def words_of_text(text: str) -> str:
    """Returns the words of a text field without its markup."""
    return " ".join(_block_words(parse(text, headings=True).blocks))


def _block_words(blocks: Iterable[Block]) -> Iterable[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from _line_words(block.children)
        elif isinstance(block, Section):
            yield block.title
            yield from _block_words(block.blocks)
        elif isinstance(block, Quotation):
            yield from _block_words(block.blocks)
            yield from _line_words(block.attribution)
        elif isinstance(block, BulletList | NumberedList):
            for item in block.items:
                yield from _block_words(item.blocks)


def _line_words(children: tuple[Inline, ...]) -> Iterable[str]:
    """Yields the words of a line, and those of its notes."""
    yield plain_text(children)
    yield from (plain_text(note.children) for note in footnotes(children))


def cell_markup(lines: Iterable[Line]) -> str:
    """Returns the lines of a cell of a table as one line, with its bold words and links."""
    return " ".join(line_markup(fold_runs(_clean(run, "") for run in line.runs)) for line in lines)
