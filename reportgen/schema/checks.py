"""What must hold between the values of a dataset before it can be set: required keys, references, shapes of tables."""

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import count, islice

from reportgen.codes import GLYPH, MAX_COLUMNS, WIDE
from reportgen.findings import At, Code, Fault, Problem, Severity, plural
from reportgen.prose import CODES as PROSE_CODES
from reportgen.prose import Prose
from reportgen.schema import messages
from reportgen.schema.model import Model
from reportgen.schema.models import (
    FreeSection,
    Grid,
    InnermostSection,
    InnerSection,
    Membership,
    Picture,
    Report,
)
from reportgen.schema.shapes import nearest, paths, shape_at
from reportgen.source.characters import beyond

FIGURE = Code(
    "RG111",
    "figure not described",
    Severity.ERROR,
    "A section shows a figure that is not listed under `figures`, two figures share an id, or a figure has no alternative"
    " text. The alternative text says what the picture shows for readers who cannot see it; the law asks for it. A picture"
    " that says nothing is marked `decorative: true`.",
)
ROW = Code(
    "RG112",
    "table row of another length",
    Severity.ERROR,
    "Each row of a table has one cell for each column. An empty cell is written `''`.",
)
PRIVATE = Code(
    "RG113",
    "private path that leads nowhere",
    Severity.ERROR,
    "`private` lists paths of values that no output may show, such as `contact.telephone`. A path that names nothing would"
    " protect nothing.",
)
MAX_NEAREST = 20
"""For how many unknown ids or paths the nearest of many is looked for."""

MAX_GLYPHS = 10
"""How many characters of one value are complained of one by one."""

CODES = (
    messages.UNKNOWN_KEY,
    messages.MISSING,
    messages.WRONG_KIND,
    messages.NUMBER,
    messages.DATE,
    messages.PERIOD,
    messages.CHOICE,
    messages.LINE_BREAK,
    messages.VERSION,
    messages.ADDRESS,
    FIGURE,
    ROW,
    PRIVATE,
    GLYPH,
    WIDE,
    *PROSE_CODES,
)


def check(
    report: Report, given: Iterable[tuple[At, object]], dropped: frozenset[At], blank: frozenset[At]
) -> Iterator[Fault]:
    """Everything that is missing or does not fit; `given` is everything in the report with its path.

    What stood at a `dropped` path has been reported already; at a `blank` one are keys with nothing behind them.
    """
    parts = [(at, part) for at, part in given if isinstance(part, Model)]
    for at, part in parts:
        yield from _required(at, type(part), part.given, dropped, blank)
        if isinstance(part, Grid):
            yield from _rows(at, part)
    yield from _priorities(report, dropped)
    yield from _members(report, dropped, blank)
    yield from _pictures(report, parts)
    yield from _private(report)
    texts = [(at, value) for at, value in given if isinstance(value, Prose)]
    for at, text in texts:
        if at == ("aims",) and not text and not text.faults:
            yield _missing(at, "`aims` holds no words", "write what the group is for")
        for fault in text.faults:
            yield Fault(fault.code, replace(fault.problem, at=at))
    lines = [(at, value) for at, value in given if isinstance(value, str)]
    for at, line in _doubtful([*((at, text.source) for at, text in texts), *lines]):
        yield from _glyphs(at, line)


_EVERY_FONT = re.compile(r"[\t\n\x20-\x7e\xa0-\u017f‘’“”–—…•€]*")
_PLAIN = bytes(number for number in range(128) if _EVERY_FONT.fullmatch(chr(number)))


def _doubtful(written: Sequence[tuple[At, str]]) -> Iterable[tuple[At, str]]:
    """Those of some texts in which there may be a character that a font lacks: as a rule, none."""
    if _EVERY_FONT.fullmatch(beyond("".join([text for _, text in written]), _PLAIN)):
        return ()
    return ((at, text) for at, text in written if not _EVERY_FONT.fullmatch(text))


def _glyphs(at: At, text: str) -> Iterator[Fault]:
    from reportgen.theme import lacking

    for match in islice(lacking().finditer(text), MAX_GLYPHS):
        message = f"the font cannot show the character `{match[0]}` (U+{ord(match[0]):04X})"
        yield Fault(GLYPH, Problem(at, message, "write it in words, or delete it", match.span()))


def _missing(at: At, message: str, hint: str | None = None) -> Fault:
    return Fault(messages.MISSING, Problem(at, message, hint))


def _required(
    at: At, model: type[Model], given: Container[str], dropped: frozenset[At], blank: frozenset[At]
) -> Iterator[Fault]:
    for key, name in model.required.items():
        if name in given or (place := (*at, key)) in dropped:
            continue
        field = model.fields[name]
        shape = shape_at(place)
        if place in blank and shape and shape.model:
            inner = list(_required(place, shape.model, set(), dropped, blank))
            if inner or shape.model is Membership:
                yield from inner
                continue
        shown = f": {field.example}`" if isinstance(field.example, str | int) else ":` with its keys below"
        hint = f"write it as in `{place[-1]}{shown}"
        message = f"`{messages.written(place)}` is missing"
        if place in blank and shape and shape.model:
            message = f"`{messages.written(place)}` is empty"
            hint = f"write at least one of {', '.join(f'`{key}`' for key in list(shape.keys()))} below it"
        yield _missing(place, message, hint)


def _priorities(report: Report, dropped: frozenset[At]) -> Iterator[Fault]:
    at: At = ("priorities",)
    asked = report.form == "2024" and "form" in report.given
    if asked and "priorities" not in report.given and at not in dropped:
        hint = "list them below `priorities:` under `entries:`, each with a `title` and a `text`"
        yield _missing(at, "`priorities` is missing, which the 2024 form asks for", hint)


def _members(report: Report, dropped: frozenset[At], blank: frozenset[At]) -> Iterator[Fault]:
    at: At = ("membership",)
    if "membership" not in report.given and at not in blank:
        return
    keys = ("members", "groups", "breakdown")
    if not any(key in report.membership.given or (*at, key) in dropped for key in keys):
        message = "no members: one of `members`, `groups` or `breakdown` is required"
        yield _missing((*at, "members"), message, "list the members below `members:`, each after a `- `")


def _rows(at: At, grid: Grid) -> Iterator[Fault]:
    if len(grid.columns) > MAX_COLUMNS:
        message = f"the table has {len(grid.columns)} columns, more than the page can hold"
        hint = f"divide it into tables of up to {MAX_COLUMNS} columns"
        yield Fault(WIDE, Problem((*at, "columns"), message, hint, "key"))
    for index, row in enumerate(grid.rows):
        if len(row) != len(grid.columns):
            cells = plural(len(row), "cell")
            message = f"this row has {cells}, but the table has {len(grid.columns)} columns"
            hint = "an empty cell is written `''`"
            if len(row) > len(grid.columns):
                hint = 'put a cell with a comma in it in quotes, as in `"£27,500"`'
            yield Fault(ROW, Problem((*at, "rows", index), message, hint))


_SECTIONS = (FreeSection, InnerSection, InnermostSection)


def _pictures(report: Report, parts: Iterable[tuple[At, Model]]) -> Iterator[Fault]:
    known: set[str] = set()
    for index, picture in enumerate(report.figures):
        at: At = ("figures", index)
        if picture.id and picture.id in known:
            message = f"a second figure has the id `{picture.id}`"
            yield Fault(FIGURE, Problem((*at, "id"), message, "give each figure an id of its own"))
        known.add(picture.id)
        yield from _alternative(at, picture)
    ids, unknown = sorted(known), count()
    for at, part in parts:
        figure = part.figure if isinstance(part, _SECTIONS) else ""
        if figure and figure not in known:
            near = nearest(figure, ids) if next(unknown) < MAX_NEAREST else None
            hint = (
                f"did you mean `{near}`?" if near else "list it under `figures`, with `id`, `file` and `alt`"
            )
            message = f"there is no figure with the id `{figure}`"
            yield Fault(FIGURE, Problem((*at, "figure"), message, hint))


def _alternative(at: At, picture: Picture) -> Iterator[Fault]:
    if not picture.alt and not picture.decorative:
        message = "the figure has no alternative text"
        hint = "write `alt:` and what the picture shows, or `decorative: true` if it says nothing"
        yield Fault(FIGURE, Problem((*at, "alt"), message, hint))


_NEEDED = frozenset({"schema", "form", "language", "private", "figures.id"})
"""What a report cannot be set without, and what no reader sees."""


def _private(report: Report) -> Iterator[Fault]:
    known = [path for path, _ in paths() if path not in _NEEDED] if report.private else []
    unknown = count()
    for index, path in enumerate(report.private):
        if path not in known:
            near = nearest(path, known) if next(unknown) < MAX_NEAREST else None
            hint = (
                f"did you mean `{near}`?"
                if near
                else "write the keys from the left margin on, as in `contact.telephone`"
            )
            yield Fault(PRIVATE, Problem(("private", index), f"`{path}` is not a path in a dataset", hint))
