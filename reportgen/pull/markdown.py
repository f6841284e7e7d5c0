"""Writes runs as the markup of text fields and of lines."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from reportgen.compose.tracing import Marks
from reportgen.document import Paragraph
from reportgen.prose import parse
from reportgen.pull.lines import Line, line_of, look_alike, pieces_of
from reportgen.word.model import Run

_SPECIAL = re.compile(r"[\\*_\[\]<>`#~|]|&(?=#?\w+;)")
_LINE_START = re.compile(r"^(?P<digits>\d{1,9})(?P<mark>[.)])(?=\s|$)|^(?P<sign>[-+=>#])")
_LANGUAGES = {"cy-GB": "lang:cy", "en-GB": "lang:en"}
_PLAIN_MARKS = Marks()


def lines_of_text(text: str) -> tuple[Line, ...]:
    """Returns the lines of a text field."""
    return tuple(piece for piece in pieces_of(parse(text).blocks, _PLAIN_MARKS) if isinstance(piece, Line))


def escaped(text: str) -> str:
    """Returns words in which nothing is taken for markup."""
    text = _SPECIAL.sub(lambda match: "\\" + match[0], text)
    return _LINE_START.sub(_escaped_start, text)


def _escaped_start(match: re.Match[str]) -> str:
    return f"{match['digits']}\\{match['mark']}" if match["digits"] else f"\\{match['sign']}"


def inline_markup(runs: Sequence[Run]) -> str | None:
    """Returns runs as the markup of one paragraph; None where no markup says the same."""
    for text in (_markup(runs, escapes=False), _markup(runs, escapes=True)):
        if says(text, runs):
            return text
    return None


def says(markup: str, runs: Iterable[Run]) -> bool:
    """Tells whether the markup of one paragraph says some runs, and holds no fault."""
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
        text = "".join(run.text for run in group)
        inner = escaped(text) if escapes else text
        yield _around("*", inner, "*") if is_italic else inner


def _around(before: str, text: str, after: str) -> str:
    core = text.strip(" ")
    if not core:
        return text
    start = text.index(core)
    return f"{text[:start]}{before}{core}{after}{text[start + len(core) :]}"


def line_markup(runs: Iterable[Run]) -> str:
    """Returns runs as the markup of a cell: bold words between stars, and links."""
    pieces = []
    for run in runs:
        if run.url:
            pieces.append(_around("[", run.text, f"]({run.url})"))
        else:
            pieces.append(_around("**", run.text, "**") if run.bold else run.text)
    return "".join(pieces)
