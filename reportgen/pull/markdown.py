"""Writes runs as the markup of text fields and of lines."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from reportgen.compose.tracing import Marks
from reportgen.document import SECTION_LEVELS, Paragraph
from reportgen.prose import fold_spacing, parse
from reportgen.prose.lines import line_inlines
from reportgen.pull.added import without_own_links
from reportgen.pull.composed_lines import line_of, pieces_of
from reportgen.pull.lines import Line, look_alike
from reportgen.source.characters import without_unprintable
from reportgen.startup.patterns import lazy_pattern
from reportgen.word.model import Run

_SPECIAL = lazy_pattern(r"[\\*_\[\]<>`#~|]|\^$|&(?=#?\w+;)")
_LINE_START = lazy_pattern(r"^(?P<digits>\d{1,9})(?P<mark>[.)])(?=\s|$)|^(?P<sign>[-+=>#])")
_LANGUAGES = {"cy-GB": "lang:cy", "en-GB": "lang:en"}
_PLAIN_MARKS = Marks()


def lines_of_text(text: str, level: int | None = None) -> tuple[Line, ...]:
    """Returns the lines of a text field; `level` is that of the section in which its headings stand, where it may have some."""
    blocks = parse(text, headings=level is not None).blocks
    pieces = pieces_of(blocks, _PLAIN_MARKS, level=SECTION_LEVELS if level is None else level)
    return tuple(piece for piece in pieces if isinstance(piece, Line))


def runs_of_line(line: str) -> tuple[Run, ...]:
    """Returns the runs of a cell or another line that may have bold words and links."""
    return line_of("paragraph", 0, line_inlines(fold_spacing(line)), _PLAIN_MARKS).runs


def escaped(text: str) -> str:
    """Returns words in which nothing is taken for markup."""
    text = _SPECIAL.sub(lambda match: "\\" + match[0], text)
    return _LINE_START.sub(_escaped_start, text)


def _escaped_start(match: re.Match[str]) -> str:
    return f"{match['digits']}\\{match['mark']}" if match["digits"] else f"\\{match['sign']}"


def inline_markup(runs: Sequence[Run]) -> str | None:
    """Returns runs as the markup of one paragraph; None where no markup says the same."""
    runs = list(without_own_links(runs))
    for text in (_markup(runs, escapes=False), _markup(runs, escapes=True)):
        if says(text, runs):
            return text
    return None


def says(markup: str, runs: Iterable[Run]) -> bool:
    """Tells whether the markup of one paragraph says some runs, and holds no fault; an address may hold what no text can."""
    if without_unprintable(markup) != markup:
        return False
    prose = parse(markup)
    match prose.blocks:
        case (Paragraph(children=children),) if not prose.faults:
            return look_alike(line_of("paragraph", 0, children, _PLAIN_MARKS).runs, runs)
        case _:
            return False


def _markup(runs: Iterable[Run], *, escapes: bool) -> str:
    pieces: list[str] = []
    for (url, language), group in groupby(runs, key=lambda run: (run.url, run.language)):
        inner = "".join(_strong(list(group), escapes=escapes))
        address = url or _LANGUAGES.get(language, "")
        if not address:
            pieces.append(inner)
            continue
        target = f"<{address}>" if re.search(r"[\s()]", address) else address
        pieces.append(_around("[", inner, f"]({target})"))
    return "".join(pieces)


def _strong(runs: Sequence[Run], *, escapes: bool) -> Iterator[str]:
    """Yields runs with bold words between stars; spaces stand outside, where stars that mark them would be words."""
    for is_bold, group in groupby(runs, key=lambda run: run.bold):
        inner = "".join(_emphasis(list(group), escapes=escapes))
        yield _around("**", inner, "**") if is_bold else inner


def _emphasis(runs: Sequence[Run], *, escapes: bool) -> Iterator[str]:
    for is_italic, group in groupby(runs, key=lambda run: run.italic):
        inner = "".join(_words(group, escapes=escapes))
        yield _around("*", inner, "*") if is_italic else inner


def _words(runs: Iterable[Run], *, escapes: bool) -> Iterator[str]:
    for note, group in groupby(runs, key=lambda run: run.note):
        if note:
            yield from (f"^[{_markup(note, escapes=escapes)}]" for _ in group)
        else:
            text = "".join(run.text for run in group)
            yield escaped(text) if escapes else text


def _around(before: str, text: str, after: str) -> str:
    core = text.strip(" ")
    if not core:
        return text
    start = text.index(core)
    return f"{text[:start]}{before}{core}{after}{text[start + len(core) :]}"


def line_markup(runs: Iterable[Run]) -> str:
    """Returns runs as the markup of a cell: bold words between stars, and links. A cell has no notes."""
    pieces = []
    for run in without_own_links(run for run in runs if not run.note):
        if run.url:
            pieces.append(_around("[", run.text, f"]({run.url})"))
        else:
            pieces.append(_around("**", run.text, "**") if run.bold else run.text)
    return "".join(pieces)
