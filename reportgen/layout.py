"""Layouts: a folder that says in which order and under which words a report's fields are set.

A layout is `layout.yaml`, and beside it one file for each edition of the form that replaces title and blocks. The language has a
closed set of parts, dotted paths and `{path}`; no conditions, filters or arithmetic. A layout is checked without any dataset.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, TypeAlias, assert_never

from reportgen.document import LEVELS, Image
from reportgen.findings import At, Code, Fault, Finding, Part, Problem, Severity
from reportgen.images import Unusable, read_image
from reportgen.schema.models import LANGUAGES, Member, Part as Model, Person, Website
from reportgen.schema.shapes import ROOT, Shape, nearest, paths
from reportgen.source import Source, Unreadable, load as load_source
from reportgen.theme import Theme

KEY = Code(
    "RG920",
    "layout key or part unknown",
    Severity.ERROR,
    "A layout is `title`, `words`, `theme` and `blocks`. Each block is one part: `section`, `prose`, `list`, `fields`, `entries`,"
    " `table`, `each`, `figure`, `contents` or `break`, with the options that belong to it.",
)
FIELD = Code(
    "RG921",
    "layout names a field that is not there",
    Severity.ERROR,
    "A path in a layout names a field that no dataset can have at this place. Inside `each`, `entries` and `list`, paths start at"
    " the entry, and then at the left margin of the dataset.",
)
WORD = Code(
    "RG922",
    "layout word missing",
    Severity.ERROR,
    "`{words.name}` stands for words that the layout gives for each language under `words`. One of them is missing in a"
    " language.",
)
KIND = Code(
    "RG923",
    "layout uses a field as something it is not",
    Severity.ERROR,
    "A part shows one kind of field: `prose` a text; `list`, `entries`, `each` and `table` a list; a `{path}` something that fits on"
    " one line.",
)
THEME = Code(
    "RG924",
    "layout theme value not understood",
    Severity.ERROR,
    "A size is a number with its unit (`12pt`, `25mm`), a colour is `#rrggbb`, the page is `A4`, and the font is the one that"
    " reports carry in them, Liberation Sans. Text needs a contrast of 4.5 to 1 against white (WCAG 2.2, 1.4.3).",
)
DEPTH = Code(
    "RG925",
    "layout headings too deep",
    Severity.ERROR,
    f"Sections nest {LEVELS} levels deep at most, since the styles of Word and the eye of a reader tell no more apart.",
)
UNSHOWN = Code(
    "RG902",
    "value that the layout does not show",
    Severity.WARNING,
    "The dataset says something that this layout, or this edition of the form, has no place for, so the report leaves it out.",
)
CODES = (UNSHOWN, KEY, FIELD, WORD, KIND, THEME, DEPTH)

SHIPPED = next(
    (
        folder
        for folder in (Path(__file__).parent / "layouts", Path(__file__).parent.parent / "layouts")
        if folder.is_dir()
    ),
    Path(__file__).parent / "layouts",
)
"""The folder of the layouts that ship with the package."""

DEFAULT = "lga-board"
_REQUIRED_WORDS = ("page_of",)
_ADDRESSING = frozenset({"schema", "form", "language", "private", "figures.id", "figures.file", "figures.decorative"})
_FOR_CHECKS = frozenset(
    {
        "group.other_names", "group.established", "group.renewed", "submitted", "membership.declared",
        "membership.members.authority", "membership.members.kind", "membership.members.joined", "membership.members.left",
        "membership.groups.members.authority", "membership.groups.members.kind",
        "membership.groups.members.joined", "membership.groups.members.left",
        "priorities.plan", "activities.partnerships.kind", "activities.projects.departments",
        "activities.events.departments", "activities.partnerships.departments",
    }
)  # fmt: skip
"""Fields that a dataset may hold for the rules alone: a layout that leaves them out loses nothing a reader would miss."""


@dataclass(frozen=True, slots=True)
class FieldPath:
    """A dotted path in a layout, with its place in the layout file."""

    keys: tuple[str, ...]
    at: At
    part: Part = "value"

    def __str__(self) -> str:
        return ".".join(self.keys)


Template: TypeAlias = tuple[str | FieldPath, ...]
"""A line with paths in it."""

Pieces: TypeAlias = tuple[Template, ...]
"""Templates set one behind the other; one of which a path is empty is left out."""


@dataclass(frozen=True, slots=True)
class SectionPart:
    """A heading with parts under it; it disappears when they are empty."""

    title: Template
    blocks: "tuple[LayoutPart, ...]"
    at: At


@dataclass(frozen=True, slots=True)
class ProsePart:
    """A text field."""

    path: FieldPath


@dataclass(frozen=True, slots=True)
class ListPart:
    """A bullet list of a list's entries, each on one line; `none` is said where the dataset says `none`."""

    path: FieldPath
    item: Pieces
    columns: int
    none: Template


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A label and its value."""

    label: Template
    value: Pieces


@dataclass(frozen=True, slots=True)
class FieldsPart:
    """Labels with their values, in two columns; rows without a value are left out."""

    rows: tuple[FieldRow, ...]


@dataclass(frozen=True, slots=True)
class EntriesPart:
    """A bullet list of mappings: a bold lead, details, then the text running on, and notes as paragraphs below."""

    path: FieldPath
    lead: Pieces
    details: Pieces
    separator: str
    text: FieldPath | None
    notes: Pieces
    link: FieldPath | None
    none: Template


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column of a table made from a list of mappings."""

    title: Template
    value: Pieces
    align: Literal["left", "right"]


@dataclass(frozen=True, slots=True)
class TablePart:
    """A table: of a list of mappings by `columns`, or one that the dataset holds whole."""

    path: FieldPath
    columns: tuple[TableColumn, ...]
    caption: Template


@dataclass(frozen=True, slots=True)
class EachPart:
    """Its parts once for every entry of a list."""

    path: FieldPath
    blocks: "tuple[LayoutPart, ...]"


@dataclass(frozen=True, slots=True)
class FigurePart:
    """The picture whose id stands at the path."""

    path: FieldPath


@dataclass(frozen=True, slots=True)
class ContentsPart:
    """The list of sections."""

    title: Template
    depth: int


@dataclass(frozen=True, slots=True)
class BreakPart:
    """A new page."""


LayoutPart: TypeAlias = (
    SectionPart | ProsePart | ListPart | FieldsPart | EntriesPart | TablePart | EachPart | FigurePart | ContentsPart | BreakPart
)


@dataclass(frozen=True)
class Layout:
    """A layout for one edition of the form: its title, words by language, theme and parts."""

    name: str
    title: Template
    words: Mapping[str, Mapping[str, str]]
    theme: Theme
    blocks: tuple[LayoutPart, ...]
    findings: tuple[Finding, ...] = field(default=(), repr=False)

    @cached_property
    def shown(self) -> frozenset[str]:
        """The paths of the dataset that it shows, positions in lists left out."""
        shown = set()
        for uses in (_template_uses(self.title, (_Scope(ROOT),)), _uses(self.blocks, (_Scope(ROOT),))):
            shown.update(use.found for use in uses if use.found is not None)
        return frozenset(shown | {"group.name", "period"})

    def unshown(self) -> list[str]:
        """The fields that it never shows, whatever a dataset holds."""
        return [
            path
            for path, shape in paths()
            if shape.kind != "mapping" and not (shape.item and shape.item.kind == "mapping") and not self.shows(path)
        ]

    def shows(self, path: str) -> bool:
        """Whether a field is shown, by itself or in something that holds it."""
        keys = path.split(".")
        return path in _ADDRESSING or any(".".join(keys[:length]) in self.shown for length in range(1, len(keys) + 1))

    def misses(self, path: str) -> bool:
        """Whether a reader would miss a field that it does not show."""
        return path not in _FOR_CHECKS and not self.shows(path)


def names() -> list[str]:
    """The names of the layouts that ship with the package."""
    return sorted(folder.name for folder in SHIPPED.iterdir() if (folder / "layout.yaml").is_file())


def find(name: str) -> Path:
    """The folder of a layout, by its name or its path. Raises Unreadable when there is none."""
    folder = Path(name)
    if "/" not in name and "\\" not in name and (SHIPPED / name / "layout.yaml").is_file() and name not in ("", ".", ".."):
        return SHIPPED / name
    if folder.name == "layout.yaml":
        folder = folder.parent
    if (folder / "layout.yaml").is_file():
        return folder
    if folder.is_dir():
        raise Unreadable(f"{name}: this folder is no layout, since it holds no layout.yaml")
    near = nearest(name, names())
    known = ", ".join(names())
    hint = f"did you mean {near}?" if near else f"the layouts are {known}"
    raise Unreadable(f"{name}: there is no such layout; {hint}")


def editions(folder: Path) -> list[str]:
    """The editions of the form that a layout has files of its own for."""
    return sorted(path.stem for path in folder.glob("*.yaml") if path.name != "layout.yaml")


def load(folder: Path, form: str = "") -> Layout:
    """Read a layout for an edition of the form. Raises Unreadable when a file cannot be read."""
    base = load_source(folder / "layout.yaml")
    edition = folder / f"{form}.yaml"
    sources = [base] + ([load_source(edition)] if form and edition.is_file() else [])
    findings = [finding for source in sources for finding in source.findings]
    if any(source.data is None for source in sources):
        return Layout(folder.name, (), {}, Theme(), (), tuple(findings))
    reader = _Reader(base)
    reader.keys(base.data, (), ("title", "words", "theme", "blocks"))
    words = reader.words()
    theme = reader.theme(folder)
    last = reader
    if len(sources) > 1:
        last = _Reader(sources[1])
        last.keys(sources[1].data, (), ("title", "blocks"))
    title, blocks = last.title(reader), last.blocks((last.source.data or {}).get("blocks", []), ("blocks",), 1)
    layout = Layout(folder.name, title, words, theme, blocks)
    faults = list(_check(layout, "words" in (base.data or {})))
    findings += [*reader.findings(), *(last.findings() if last is not reader else ())]
    findings += (_placed(fault, last.source) for fault in faults)
    return Layout(folder.name, title, words, theme, blocks, tuple(sorted(findings, key=lambda f: (f.file, f.span))))


def _placed(fault: Fault, source: Source) -> Finding:
    problem = fault.problem
    return Finding(fault.code, source.file, source.span(problem.at, problem.part), problem.message, problem.hint)


_PATH = re.compile(r"\{([^{}]*)\}")
_PARTS: dict[str, tuple[str, ...]] = {
    "section": ("blocks",),
    "prose": (),
    "list": ("item", "columns", "none"),
    "fields": (),
    "entries": ("lead", "details", "separator", "text", "notes", "link", "none"),
    "table": ("columns", "caption"),
    "each": ("blocks",),
    "figure": (),
    "contents": ("depth",),
    "break": (),
}
_THEME_KEYS = ("font", "page", "margin", "size", "accent", "text", "muted", "line", "logo")


class _Reader:
    """One layout file being read: what does not fit is noted and left out."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self._faults: list[Fault] = []

    def findings(self) -> Iterator[Finding]:
        """What was noted, with its place in the file."""
        return (_placed(fault, self.source) for fault in self._faults)

    def keys(self, value: Any, at: At, known: tuple[str, ...]) -> None:
        """Note every key of a mapping that is not known."""
        for key in value:
            if key not in known:
                near = nearest(key, list(known))
                hint = f"did you mean `{near}`?" if near else f"the keys here are {', '.join(f'`{k}`' for k in known)}"
                self._note(KEY, (*at, key), f"`{key}` is not a key that can stand here", hint, "key")

    def title(self, base: "_Reader") -> Template:
        """The report's title: this file's, or the base's."""
        for reader in (self, base):
            if "title" in (reader.source.data or {}):
                return reader._template((reader.source.data or {})["title"], ("title",))
        self._note(KEY, ("title",), "the layout has no `title`", "write `title:` and the report's title")
        return ()

    def words(self) -> dict[str, dict[str, str]]:
        """The words of each language."""
        value = self._mapping((self.source.data or {}).get("words", {}), ("words",))
        self.keys(value, ("words",), LANGUAGES)
        found = {}
        for language, words in value.items():
            if language in LANGUAGES:
                inner = self._mapping(words, ("words", language))
                found[language] = {key: self._line(word, ("words", language, key)) for key, word in inner.items()}
        for language, inner in found.items():
            for word in _REQUIRED_WORDS:
                if not ("{page}" in inner.get(word, "") and "{pages}" in inner.get(word, "")):
                    message = f"`{word}` is missing, or lacks `{{page}}` or `{{pages}}`"
                    self._note(WORD, ("words", language, word), message, "write it as in `Page {page} of {pages}`")
        return found

    def theme(self, folder: Path) -> Theme:
        """The look, with the files that lie in the layout's folder."""
        at: At = ("theme",)
        value = self._mapping((self.source.data or {}).get("theme", {}), at)
        self.keys(value, at, _THEME_KEYS)
        given: dict[str, Any] = {}
        for key, inner in value.items():
            if key in _THEME_KEYS:
                text = self._line(inner, (*at, key))
                result = self._logo(folder, text) if key == "logo" else _theme_value(key, text)
                if isinstance(result, str) and key == "logo":
                    self._note(THEME, (*at, key), result, "give a PNG or JPEG file in the layout's folder")
                elif result is None:
                    self._note(THEME, (*at, key), f"`{text}` cannot be the theme's `{key}`", _THEME_HINTS.get(key, _COLOUR_HINT))
                else:
                    given[key] = result
        style, reference = folder / "style.css", folder / "reference.docx"
        if style.is_file():
            given["style"] = style.read_text("utf-8")
        if reference.is_file():
            given["reference"] = reference.read_bytes()
        return Theme(**given)

    @staticmethod
    def _logo(folder: Path, name: str) -> Image | str:
        try:
            return read_image(folder, name)
        except Unusable as error:
            return str(error)

    def blocks(self, value: Any, at: At, level: int) -> tuple[LayoutPart, ...]:
        """The parts of a list of blocks; `level` is that of a section among them."""
        if not isinstance(value, list):
            self._note(KEY, at, "`blocks` should be a list", "start each part on a line of its own with `- `")
            return ()
        parts = (self._part(inner, (*at, index), level) for index, inner in enumerate(value))
        return tuple(part for part in parts if part is not None)

    def _part(self, value: Any, at: At, level: int) -> LayoutPart | None:
        kind = next((key for key in value if key in _PARTS), None) if isinstance(value, dict) else None
        if kind is None:
            word = next(iter(value), "") if isinstance(value, dict) else str(value)
            near = nearest(word, list(_PARTS))
            hint = f"did you mean `{near}`?" if near else f"the parts are {', '.join(f'`{name}`' for name in _PARTS)}"
            place = (*at, word) if isinstance(value, dict) and word else at
            self._note(KEY, place, f"`{word}` is not a part of a layout", hint, "key" if place != at else "value")
            return None
        self.keys(value, at, (kind, *_PARTS[kind]))
        return _MAKERS[kind](self, value, at, level)

    def _section(self, value: Any, at: At, level: int) -> LayoutPart:
        if level > LEVELS:
            self._note(DEPTH, (*at, "section"), f"sections nest deeper than {LEVELS} levels", "bring this one a level up", "key")
        blocks = self.blocks(value.get("blocks", []), (*at, "blocks"), level + 1)
        return SectionPart(self._template(value["section"], (*at, "section")), blocks, at)

    def _prose(self, value: Any, at: At, _: int) -> LayoutPart:
        return ProsePart(self._path(value["prose"], (*at, "prose")))

    def _list(self, value: Any, at: At, _: int) -> LayoutPart:
        columns = self._number(value.get("columns", "1"), (*at, "columns"), 4)
        item = self._pieces(value.get("item", []), (*at, "item"))
        return ListPart(self._path(value["list"], (*at, "list")), item, columns, self._none(value, at))

    def _fields(self, value: Any, at: At, _: int) -> LayoutPart:
        rows = []
        for index, row in enumerate(self._list_of(value["fields"], (*at, "fields"))):
            place = (*at, "fields", index)
            inner = self._mapping(row, place)
            self.keys(inner, place, ("label", "value"))
            label = self._template(inner.get("label", ""), (*place, "label"))
            rows.append(FieldRow(label, self._pieces(inner.get("value", []), (*place, "value"))))
        return FieldsPart(tuple(rows))

    def _entries(self, value: Any, at: At, _: int) -> LayoutPart:
        return EntriesPart(
            self._path(value["entries"], (*at, "entries")),
            self._pieces(value.get("lead", "{title}"), (*at, "lead")),
            self._pieces(value.get("details", []), (*at, "details")),
            self._line(value.get("separator", " – "), (*at, "separator")),
            self._path(value["text"], (*at, "text")) if "text" in value else None,
            self._pieces(value.get("notes", []), (*at, "notes")),
            self._path(value["link"], (*at, "link")) if "link" in value else None,
            self._none(value, at),
        )

    def _table(self, value: Any, at: At, _: int) -> LayoutPart:
        columns = []
        for index, column in enumerate(self._list_of(value.get("columns", []), (*at, "columns"))):
            place = (*at, "columns", index)
            inner = self._mapping(column, place)
            self.keys(inner, place, ("title", "value", "align"))
            if inner.get("align", "left") not in ("left", "right"):
                self._note(KEY, (*place, "align"), "`align` should be `left` or `right`", None)
            title = self._template(inner.get("title", ""), (*place, "title"))
            align: Literal["left", "right"] = "right" if inner.get("align") == "right" else "left"
            columns.append(TableColumn(title, self._pieces(inner.get("value", []), (*place, "value")), align))
        caption = self._template(value.get("caption", ""), (*at, "caption"))
        return TablePart(self._path(value["table"], (*at, "table")), tuple(columns), caption)

    def _each(self, value: Any, at: At, level: int) -> LayoutPart:
        blocks = self.blocks(value.get("blocks", []), (*at, "blocks"), level)
        return EachPart(self._path(value["each"], (*at, "each")), blocks)

    def _figure(self, value: Any, at: At, _: int) -> LayoutPart:
        return FigurePart(self._path(value["figure"], (*at, "figure")))

    def _contents(self, value: Any, at: At, _: int) -> LayoutPart:
        depth = self._number(value.get("depth", "2"), (*at, "depth"), LEVELS)
        return ContentsPart(self._template(value["contents"], (*at, "contents")), depth)

    def _break(self, value: Any, at: At, _: int) -> LayoutPart:
        if value["break"] != "page":
            self._note(KEY, (*at, "break"), f"`{value['break']}` is not a break known here", "write `break: page`")
        return BreakPart()

    def _none(self, value: Any, at: At) -> Template:
        return self._template(value.get("none", ""), (*at, "none"))

    def _mapping(self, value: Any, at: At) -> dict[str, Any]:
        if isinstance(value, dict):
            return value
        self._note(KEY, at, "this should be keys with their values", None)
        return {}

    def _list_of(self, value: Any, at: At) -> list[Any]:
        if isinstance(value, list):
            return value
        self._note(KEY, at, "this should be a list", "start each entry on a line of its own with `- `")
        return []

    def _line(self, value: Any, at: At) -> str:
        if isinstance(value, str):
            return value.rstrip("\n")
        self._note(KEY, at, "this should be one line of text", "put it in quotes if it starts with `{` or `[`")
        return ""

    def _number(self, value: Any, at: At, most: int) -> int:
        if isinstance(value, str) and value.isdecimal() and 1 <= int(value) <= most:
            return int(value)
        self._note(KEY, at, f"this should be a number from 1 to {most}", None)
        return 1

    def _path(self, value: Any, at: At, part: Part = "value") -> FieldPath:
        text = self._line(value, at).strip()
        return FieldPath(tuple(text.removeprefix("{").removesuffix("}").split(".")), at, part)

    def _template(self, value: Any, at: At) -> Template:
        text, position = self._line(value, at), 0
        parts: list[str | FieldPath] = []
        for match in _PATH.finditer(text):
            parts += [text[position : match.start()]] if match.start() > position else []
            parts.append(self._path(match[1], at, (match.start(1), match.end(1))))
            position = match.end()
        return (*parts, *([text[position:]] if position < len(text) else []))

    def _pieces(self, value: Any, at: At) -> Pieces:
        if isinstance(value, list):
            return tuple(self._template(piece, (*at, index)) for index, piece in enumerate(value))
        return (self._template(value, at),)

    def _note(self, code: Code, at: At, message: str, hint: str | None, part: Part = "value") -> None:
        self._faults.append(Fault(code, Problem(at, message, hint, part)))


_MAKERS: dict[str, Callable[[_Reader, Any, At, int], LayoutPart]] = {
    "section": _Reader._section,
    "prose": _Reader._prose,
    "list": _Reader._list,
    "fields": _Reader._fields,
    "entries": _Reader._entries,
    "table": _Reader._table,
    "each": _Reader._each,
    "figure": _Reader._figure,
    "contents": _Reader._contents,
    "break": _Reader._break,
}

_COLOUR_HINT = "write a colour as `#0a3a5a`, dark enough to be read on white"
_THEME_HINTS = {
    "font": "the font is `Liberation Sans`",
    "page": "the page is `A4`",
    "margin": "write it in millimetres, from `10mm` to `50mm`",
    "size": "write it in points, from `10pt` to `16pt`",
    "line": "write a colour as `#b1b4b6`",
}


def _theme_value(key: str, text: str) -> str | float | None:
    """A value of the theme, or None when it is not one."""
    match key:
        case "font":
            return text if text == "Liberation Sans" else None
        case "page":
            return text if text == "A4" else None
        case "margin":
            return _measure(text, "mm", 10, 50)
        case "size":
            return _measure(text, "pt", 10, 16)
        case _:
            colour = re.fullmatch(r"#[0-9a-fA-F]{6}", text)
            return text.lower() if colour and (key == "line" or _contrast(text) >= 4.5) else None  # noqa: PLR2004


def _measure(text: str, unit: str, least: float, most: float) -> float | None:
    match = re.fullmatch(rf"([0-9]{{1,3}}(?:\.[0-9]{{1,2}})?) *{unit}", text)
    return float(match[1]) if match and least <= float(match[1]) <= most else None


def _contrast(colour: str) -> float:
    """The contrast of a colour against white, by the formula of WCAG 2.2."""
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)  # noqa: PLR2004
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


@dataclass(frozen=True, slots=True)
class _Scope:
    """What paths can start from: a shape, and the dotted path of the dataset where it stands."""

    shape: Shape
    prefix: str = ""
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class _Use:
    """A path as a layout uses it: what it leads to, where that stands in the dataset, and what the part can show."""

    path: FieldPath
    shape: Shape | None
    found: str | None
    wanted: Literal["one line", "a text", "a list", "a table", "a figure"]


def resolve(path: FieldPath, scopes: "tuple[_Scope, ...]") -> tuple[Shape | None, str | None]:
    """What a path leads to, tried from the innermost scope outwards, and where that stands in the dataset."""
    for scope in scopes:
        shape: Shape | None = scope.shape
        for key in path.keys:
            shape = shape.keys().get(key) if shape else None
        if shape is not None:
            return shape, scope.prefix + ".".join(path.keys)
    return None, None


def _use(path: FieldPath, scopes: tuple[_Scope, ...], wanted: Any) -> _Use:
    return _Use(path, *resolve(path, scopes), wanted)


def _template_uses(template: Template, scopes: tuple[_Scope, ...]) -> Iterator[_Use]:
    for part in template:
        if isinstance(part, FieldPath):
            yield _use(part, scopes, "one line")


def _pieces_uses(pieces: Pieces, scopes: tuple[_Scope, ...]) -> Iterator[_Use]:
    for template in pieces:
        yield from _template_uses(template, scopes)


def _inner(path: FieldPath, scopes: tuple[_Scope, ...]) -> tuple[_Scope, ...]:
    shape, found = resolve(path, scopes)
    item = shape.item if shape and shape.item else Shape("mapping")
    return (_Scope(item, f"{found}.", numbered=True), *scopes)


def _uses(parts: tuple[LayoutPart, ...], scopes: tuple[_Scope, ...]) -> Iterator[_Use]:
    """Every path that the parts use."""
    for part in parts:
        match part:
            case SectionPart():
                yield from _template_uses(part.title, scopes)
                yield from _uses(part.blocks, scopes)
            case ProsePart():
                yield _use(part.path, scopes, "a text")
            case ListPart():
                yield from _list_uses(part, scopes)
            case FieldsPart():
                for row in part.rows:
                    yield from _template_uses(row.label, scopes)
                    yield from _pieces_uses(row.value, scopes)
            case EntriesPart():
                yield from _entries_uses(part, scopes)
            case TablePart():
                yield from _table_uses(part, scopes)
            case EachPart():
                use = _use(part.path, scopes, "a list")
                yield _Use(use.path, use.shape, None if _of_mappings(use.shape) else use.found, use.wanted)
                yield from _uses(part.blocks, _inner(part.path, scopes))
            case FigurePart():
                yield _use(part.path, scopes, "a figure")
                yield _Use(part.path, Shape("line"), "figures.alt", "a figure")
                yield _Use(part.path, Shape("line"), "figures.caption", "a figure")
            case ContentsPart():
                yield from _template_uses(part.title, scopes)
            case BreakPart():
                pass
            case _:
                assert_never(part)


def _of_mappings(shape: Shape | None) -> bool:
    return bool(shape and shape.item and shape.item.kind == "mapping")


def _list_uses(part: ListPart, scopes: tuple[_Scope, ...]) -> Iterator[_Use]:
    use = _use(part.path, scopes, "a list")
    inner = _inner(part.path, scopes)
    mappings = _of_mappings(use.shape)
    yield _Use(use.path, use.shape, None if mappings else use.found, use.wanted)
    yield from _pieces_uses(part.item, inner)
    if mappings and not part.item and use.shape and use.shape.item and use.found:
        yield from (_Use(use.path, use.shape, f"{use.found}.{key}", "a list") for key in _on_a_line(use.shape.item))
    yield from _template_uses(part.none, scopes)


def _entries_uses(part: EntriesPart, scopes: tuple[_Scope, ...]) -> Iterator[_Use]:
    use = _use(part.path, scopes, "a list")
    yield _Use(use.path, use.shape, None, use.wanted)
    inner = _inner(part.path, scopes)
    for pieces in (part.lead, part.details, part.notes):
        yield from _pieces_uses(pieces, inner)
    if part.text:
        yield _use(part.text, inner, "a text")
    if part.link:
        yield _use(part.link, inner, "one line")
    yield from _template_uses(part.none, scopes)


def _table_uses(part: TablePart, scopes: tuple[_Scope, ...]) -> Iterator[_Use]:
    use = _use(part.path, scopes, "a list" if part.columns else "a table")
    yield _Use(use.path, use.shape, None if part.columns else use.found, use.wanted)
    inner = _inner(part.path, scopes)
    for column in part.columns:
        yield from _template_uses(column.title, scopes)
        yield from _pieces_uses(column.value, inner)
    yield from _template_uses(part.caption, scopes)


def _on_a_line(shape: Shape) -> tuple[str, ...]:
    """The keys that a mapping shows when it stands on one line by itself; none when it cannot."""
    lines: dict[type[Model], tuple[str, ...]] = {
        Person: ("title", "name", "honours", "role", "authority"),
        Website: ("label", "url"),
        Member: ("name", "role", "note"),
    }
    return lines.get(shape.model, ()) if shape.model else ()


def _check(layout: Layout, has_words: bool) -> Iterator[Fault]:  # noqa: FBT001 (one of two states of a file)
    """Every path that leads nowhere or to something that its part cannot show."""
    if not has_words:
        yield Fault(WORD, Problem(("words",), "the layout has no `words`", "give them for `en-GB` at least"))
    root = (_Scope(ROOT),)
    for use in (*_template_uses(layout.title, root), *_uses(layout.blocks, root)):
        head = use.path.keys[0]
        if head == "words":
            yield from _word_faults(use.path, layout)
        elif use.shape is None and use.path.keys == ("number",):
            continue
        elif use.shape is None:
            yield _unknown(use.path, layout)
        elif not _fits(use.shape, use.wanted):
            message = f"`{use.path}` is {use.shape.words()}, but {use.wanted} is needed here"
            yield Fault(KIND, Problem(use.path.at, message, _KIND_HINTS.get(use.shape.kind), use.path.part))


_KIND_HINTS = {
    "text": "show a text with `prose`, or as the `text` of `entries`",
    "list": "show a list with `list`, `entries`, `each` or `table`",
    "mapping": "name one of its keys",
}


def _fits(shape: Shape, wanted: str) -> bool:
    match wanted:
        case "a text":
            return shape.kind == "text"
        case "a list":
            return shape.kind == "list"
        case "a table":
            return shape.kind == "mapping" and {"columns", "rows"} <= set(shape.keys())
        case "a figure":
            return shape.kind == "line"
        case _:
            lines = shape.kind == "list" and bool(shape.item and shape.item.kind == "line")
            return lines or shape.kind not in ("text", "list", "mapping") or bool(_on_a_line(shape))


def _word_faults(path: FieldPath, layout: Layout) -> Iterator[Fault]:
    for language, words in layout.words.items():
        name = ".".join(path.keys[1:])
        if name not in words:
            near = nearest(name, list(words))
            hint = f"did you mean `words.{near}`?" if near else f"add `{name}:` to `words` under `{language}`"
            yield Fault(WORD, Problem(path.at, f"there is no word `{name}` in {language}", hint, path.part))


def _unknown(path: FieldPath, layout: Layout) -> Fault:
    """The complaint about a path, with the nearest right one that can stand in its place."""
    known = [dotted for dotted, _ in paths()]
    scopes = _scopes_at(path, layout)
    local = [dotted for scope in scopes for dotted, _ in paths(scope.shape)]
    near = nearest(str(path), local + known)
    hint = f"did you mean `{near}`?" if near else None
    if hint is None and local:
        hint = f"the fields here are {', '.join(f'`{key}`' for key in local[:12])}"
    return Fault(FIELD, Problem(path.at, f"no dataset has a field `{path}` here", hint, path.part))


def _scopes_at(path: FieldPath, layout: Layout) -> tuple[_Scope, ...]:
    """The scopes inside which a path stands, innermost first, without the dataset's own."""

    def search(parts: tuple[LayoutPart, ...], scopes: tuple[_Scope, ...]) -> tuple[_Scope, ...] | None:
        for part in parts:
            match part:
                case SectionPart():
                    found = search(part.blocks, scopes)
                case EachPart():
                    found = search(part.blocks, _inner(part.path, scopes))
                case ListPart() | EntriesPart() | TablePart() if part.path is not path:
                    inner = _inner(part.path, scopes)
                    found = inner if any(use.path is path for use in _uses((part,), scopes)) else None
                case _:
                    found = scopes if any(use.path is path for use in _uses((part,), scopes)) else None
            if found is not None:
                return found
        return None

    return (search(layout.blocks, (_Scope(ROOT),)) or (_Scope(ROOT),))[:-1]
