"""Checks what must hold before a report can be set: required keys, references, shapes of tables, characters of the font."""

import unicodedata
from collections.abc import Container, Iterable, Iterator
from dataclasses import replace
from itertools import islice

from reportgen.codes import GLYPH, MAX_COLUMNS, WIDE, WORD_MARK
from reportgen.findings import At, Code, Fault, Fix, Problem, Severity, plural
from reportgen.prose import CODES as PROSE_CODES
from reportgen.prose import Prose
from reportgen.schema import messages
from reportgen.schema.model import Model
from reportgen.schema.models import (
    Grid,
    Membership,
    Picture,
    Report,
)
from reportgen.schema.pasting import cell_cut_in_two
from reportgen.schema.shapes import MAX_NEAREST, nearest_word, paths_with_shapes, shape_at
from reportgen.source.characters import character_name, has_word_marks, without_word_marks
from reportgen.startup.patterns import lazy_pattern

FIGURE = Code(
    "RG111",
    "figure not described",
    Severity.ERROR,
    "A figure is shown that is not listed under `figures`, two figures share an id, one of full width is to have text beside"
    " it, or one has no alternative text."
    " The alternative text says what the picture shows for readers who cannot see it; the law asks for it. A picture"
    " that says nothing is marked `decorative: true`.",
)
ROW = Code(
    "RG112",
    "table row of another length",
    Severity.ERROR,
    "Each row of a table has one cell for each column. An empty cell is written `''`.",
)
CHART = Code(
    "RG118",
    "chart that cannot be drawn",
    Severity.ERROR,
    "The chart of a table shows its columns of numbers, which have one unit, and as many of them as a reader can tell apart. Its"
    " rows have their names in the first column; totals are left out. Stacked bars show parts of a whole, so none is less than"
    " nothing.",
)
PRIVATE = Code(
    "RG113",
    "private path that leads nowhere",
    Severity.ERROR,
    "`private` lists paths of values that no output may show, such as `contact.telephone`. A path that names nothing would"
    " protect nothing.",
)

MAX_GLYPHS = 10
"""How many characters of one value get a fault of their own."""

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
    CHART,
    PRIVATE,
    GLYPH,
    WORD_MARK,
    WIDE,
    *PROSE_CODES,
)


_EVERY_FONT = lazy_pattern(r"[\t\n\x20-\x7e\xa0-\xac\xae-\u017f‘’“”–—…•€]*")
"""Texts of characters that the package's font certainly has, whose coverage need not be read for them; no marks of Word."""
_NON_BREAKING_HYPHEN = "\u2011"
_WORD = lazy_pattern(r"\S+")
_FONTS = {
    "ARABIC": "NotoNaskhArabic-Regular.ttf",
    "BENGALI": "NotoSansBengali-Regular.ttf",
    "CJK": "NotoSansSC-Regular.ttf",
    "DEVANAGARI": "NotoSansDevanagari-Regular.ttf",
    "GUJARATI": "NotoSansGujarati-Regular.ttf",
    "GURMUKHI": "NotoSansGurmukhi-Regular.ttf",
    "HANGUL": "NotoSansKR-Regular.ttf",
    "HEBREW": "NotoSansHebrew-Regular.ttf",
    "HIRAGANA": "NotoSansJP-Regular.ttf",
    "KATAKANA": "NotoSansJP-Regular.ttf",
}
"""A font for each script that names in reports are likely to have, by the first word of its characters' names."""

NEVER_PRIVATE = frozenset({"schema", "form", "language", "private", "figures.id"})
"""Paths of values that a report cannot be set without, and that no reader sees."""


def check(
    report: Report, values: Iterable[tuple[At, object]], dropped: frozenset[At], blank: frozenset[At]
) -> Iterator[Fault]:
    """Everything that is missing or does not fit; `values` is everything in the report with its path.

    A value at a `dropped` path has a fault already. A mapping at a `blank` path has keys with nothing behind them.
    """
    mappings = [(at, value) for at, value in values if isinstance(value, Model)]
    for at, mapping in mappings:
        yield from _required(at, type(mapping), mapping.given, dropped, blank)
        yield from _one_of(at, mapping, dropped)
        if isinstance(mapping, Grid):
            yield from _table(at, mapping)
            yield from _chart(at, mapping)
    yield from _members(report, dropped, blank)
    yield from _figures(report)
    yield from _figure_references(report, mappings)
    yield from _private(report)
    texts = [(at, value) for at, value in values if isinstance(value, Prose)]
    for at, text in texts:
        if at == ("aims",) and not text and not text.faults:
            yield _missing(at, "`aims` holds no words", "write what the group is for")
        for fault in text.faults:
            yield Fault(fault.code, replace(fault.problem, at=at))
    for at, text in texts:
        yield from _characters(at, text.source)
    for at, value in values:
        if isinstance(value, str):
            yield from _characters(at, value)


def _characters(at: At, text: str) -> Iterator[Fault]:
    if _EVERY_FONT.fullmatch(text):
        return
    from reportgen.theme import missing_glyph_pattern

    yield from islice(_word_marks(at, text), MAX_GLYPHS)
    shown = without_word_marks(text)
    if shown != text:  # offsets hold in a text of the same length alone
        marks = (character for character in text if has_word_marks(character))
        text = text.translate(dict.fromkeys(map(ord, marks), " "))
    text = text.replace(_NON_BREAKING_HYPHEN, "-")
    for match in islice(missing_glyph_pattern().finditer(text), MAX_GLYPHS):
        message = f"the font cannot show the character `{match[0]}` (U+{ord(match[0]):04X})"
        yield Fault(GLYPH, Problem(at, message, _glyph_hint(match[0]), match.span()))


def _glyph_hint(character: str) -> str:
    script = unicodedata.name(character, "").partition(" ")[0]
    font = _FONTS.get(script, "NotoEmoji-Regular.ttf")
    return f"write it in words, or put a font that has it beside the dataset and name it: `fonts: [{font}]`"


def _word_marks(at: At, text: str) -> Iterator[Fault]:
    """Words that hold marks of Word; a fix puts the whole word right."""
    for match in _WORD.finditer(text):
        word = match[0]
        mark = next((character for character in word if _is_mark(character)), "")
        if mark:
            plain = without_word_marks(word).replace(_NON_BREAKING_HYPHEN, "-")
            message = f"`{plain}` holds the character {character_name(mark)}, which Word or a web page has put there"
            hint = f"write `{plain}`" if plain else "delete it"
            yield Fault(WORD_MARK, Problem(at, message, hint, match.span(), Fix(plain)))


def _is_mark(character: str) -> bool:
    return character == _NON_BREAKING_HYPHEN or has_word_marks(character)


def _missing(at: At, message: str, hint: str | None = None) -> Fault:
    return Fault(messages.MISSING, Problem(at, message, hint))


def _required(
    at: At, model: type[Model], present: Container[str], dropped: frozenset[At], blank: frozenset[At]
) -> Iterator[Fault]:
    """The required keys that a mapping lacks; in place of a blank mapping, the required keys inside it."""
    for key, name in model.required.items():
        path = (*at, key)
        if name in present or path in dropped:
            continue
        shape = shape_at(path)
        inner_model = shape.model if shape and path in blank else None
        if inner_model:
            inner_faults = list(_required(path, inner_model, set(), dropped, blank))
            if inner_faults or inner_model is Membership:
                yield from inner_faults
                continue
            keys = ", ".join(f"`{inner_key}`" for inner_key in inner_model.shapes)
            yield _missing(
                path, f"`{messages.dotted_path(path)}` is empty", f"write at least one of {keys} below it"
            )
        else:
            example = model.fields[name].example
            shown = f": {example}`" if isinstance(example, str | int) else ":` with its keys below"
            yield _missing(
                path, f"`{messages.dotted_path(path)}` is missing", f"write it as in `{key}{shown}"
            )


def _one_of(at: At, mapping: Model, dropped: frozenset[At]) -> Iterator[Fault]:
    """The first of the keys of which an entry needs one; membership and figures have messages of their own."""
    keys = mapping.one_of
    if isinstance(mapping, Membership | Picture) or not keys:
        return
    if not any(key in mapping.given or (*at, key) in dropped for key in keys):
        first, *others = keys
        path = (*at, first)
        example = mapping.fields[first].example
        hint = f"write it as in `{first}: {example}`, or give the entry a `{others[0]}`"
        yield _missing(path, f"`{messages.dotted_path(path)}` is missing", hint)


def _members(report: Report, dropped: frozenset[At], blank: frozenset[At]) -> Iterator[Fault]:
    at: At = ("membership",)
    if "membership" not in report.given and at not in blank:
        return
    if not any(key in report.membership.given or (*at, key) in dropped for key in Membership.one_of):
        message = "no members: one of `members`, `groups` or `breakdown` is required"
        yield _missing((*at, "members"), message, "list the members below `members:`, each after a `- `")


def _table(at: At, table: Grid) -> Iterator[Fault]:
    width = len(table.columns)
    if width > MAX_COLUMNS:
        message = f"the table has {width} columns, more than the page can hold"
        hint = f"divide it into tables of up to {MAX_COLUMNS} columns"
        yield Fault(WIDE, Problem((*at, "columns"), message, hint, "key"))
    for index, row in enumerate(table.rows):
        if len(row) != width:
            message = f"this row has {plural(len(row), 'cell')}, but the table has {width} columns"
            hint = "an empty cell is written `''`"
            if len(row) > width:
                hint = f"put a cell with a comma in it in quotes, as in `{cell_cut_in_two(row)}`"
            yield Fault(ROW, Problem((*at, "rows", index), message, hint))


def _chart(at: At, table: Grid) -> Iterator[Fault]:
    """What keeps the chart of a table from being drawn; what knows of charts is loaded where there is one."""
    if table.chart.kind:
        from reportgen.schema.chart_of_table import chart_faults

        yield from chart_faults(at, table)


def _figures(report: Report) -> Iterator[Fault]:
    ids: set[str] = set()
    for index, picture in enumerate(report.figures):
        at: At = ("figures", index)
        if picture.id and picture.id in ids:
            message = f"a second figure has the id `{picture.id}`"
            yield Fault(FIGURE, Problem((*at, "id"), message, "give each figure an id of its own"))
        ids.add(picture.id)
        if not picture.alt and not picture.decorative:
            message = "the figure has no alternative text"
            hint = "write `alt:` and what the picture shows, or `decorative: true` if it says nothing"
            yield Fault(FIGURE, Problem((*at, "alt"), message, hint))
        if picture.beside and picture.width == "full":
            message = "a picture of full width has no text beside it"
            yield Fault(FIGURE, Problem((*at, "beside"), message, "write `width: half`, or delete `beside`"))


def _figure_references(report: Report, mappings: Iterable[tuple[At, Model]]) -> Iterator[Fault]:
    ids = {picture.id for picture in report.figures}
    references = (
        ((*at, key), getattr(part, part.names[key]))
        for at, part in mappings
        for key, shape in part.shapes.items()
        if shape.kind == "figure"
    )
    unknown = [(at, figure) for at, figure in references if figure and figure not in ids]
    for number, (at, figure) in enumerate(unknown):
        near = nearest_word(figure, sorted(ids)) if number < MAX_NEAREST else None
        hint = f"did you mean `{near}`?" if near else "list it under `figures`, with `id`, `file` and `alt`"
        message = f"there is no figure with the id `{figure}`"
        yield Fault(FIGURE, Problem(at, message, hint))


def _private(report: Report) -> Iterator[Fault]:
    known = [path for path, _ in paths_with_shapes() if path not in NEVER_PRIVATE] if report.private else []
    unknown = [(index, path) for index, path in enumerate(report.private) if path not in known]
    for number, (index, path) in enumerate(unknown):
        near = nearest_word(path, known) if number < MAX_NEAREST else None
        hint = (
            f"did you mean `{near}`?"
            if near
            else "write the keys from the left margin on, as in `contact.telephone`"
        )
        yield Fault(PRIVATE, Problem(("private", index), f"`{path}` is not a path in a dataset", hint))
