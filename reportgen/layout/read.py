"""Reading the files of a layout into parts, words and a theme; what does not fit is noted at its place."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

from reportgen.document import LEVELS, Image
from reportgen.findings import At, Code, Fault, Finding, Problem, ValuePart
from reportgen.images import Unusable, read_image
from reportgen.layout.codes import DEPTH, KEY, THEME, WORD
from reportgen.layout.parts import (
    BreakPart,
    ContentsPart,
    EachPart,
    EntriesPart,
    FieldPath,
    FieldRow,
    FieldsPart,
    FigurePart,
    LayoutPart,
    ListPart,
    Pieces,
    ProsePart,
    SectionPart,
    TableColumn,
    TablePart,
    Template,
)
from reportgen.layout.theme import COLOUR_HINT, HINTS, theme_value
from reportgen.schema.models import LANGUAGES
from reportgen.schema.shapes import nearest
from reportgen.source import Source, locate
from reportgen.theme import Theme

_REQUIRED_WORDS = ("page_of",)


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


class Reader:
    """One layout file being read: what does not fit is noted and left out."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self._faults: list[Fault] = []

    def findings(self) -> Iterator[Finding]:
        """What was noted, with its place in the file."""
        return (locate(fault, self.source) for fault in self._faults)

    def keys(self, value: Any, at: At, known: tuple[str, ...]) -> None:
        """Note every key of a mapping that is not known."""
        for key in value:
            if key not in known:
                near = nearest(key, list(known))
                hint = (
                    f"did you mean `{near}`?"
                    if near
                    else f"the keys here are {', '.join(f'`{k}`' for k in known)}"
                )
                self._note(KEY, (*at, key), f"`{key}` is not a key that can stand here", hint, "key")

    def title(self, base: "Reader") -> Template:
        """The report's title: this file's, or the base's."""
        for reader in (self, base):
            if "title" in (reader.source.data or {}):
                return reader.template((reader.source.data or {})["title"], ("title",))
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
                found[language] = {
                    key: self._line(word, ("words", language, key)) for key, word in inner.items()
                }
        for language, inner in found.items():
            for word in _REQUIRED_WORDS:
                if not ("{page}" in inner.get(word, "") and "{pages}" in inner.get(word, "")):
                    message = f"`{word}` is missing, or lacks `{{page}}` or `{{pages}}`"
                    self._note(
                        WORD, ("words", language, word), message, "write it as in `Page {page} of {pages}`"
                    )
        return found

    def note_missing_words(self) -> None:
        """Note that the layout says nothing in any language."""
        self._note(WORD, ("words",), "the layout has no `words`", "give them for `en-GB` at least")

    def theme(self, folder: Path) -> Theme:
        """The look, with the logo that lies in the layout's folder."""
        at: At = ("theme",)
        value = self._mapping((self.source.data or {}).get("theme", {}), at)
        self.keys(value, at, _THEME_KEYS)
        given: dict[str, Any] = {}
        for key, inner in value.items():
            text = self._line(inner, (*at, key)) if key in _THEME_KEYS else ""
            if text:
                result = self._logo(folder, text) if key == "logo" else theme_value(key, text)
                if isinstance(result, str) and key == "logo":
                    self._note(THEME, (*at, key), result, "give a PNG or JPEG file in the layout's folder")
                elif result is None:
                    self._note(
                        THEME,
                        (*at, key),
                        f"`{text}` cannot be the theme's `{key}`",
                        HINTS.get(key, COLOUR_HINT),
                    )
                else:
                    given[key] = result
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
            hint = (
                f"did you mean `{near}`?"
                if near
                else f"the parts are {', '.join(f'`{name}`' for name in _PARTS)}"
            )
            place = (*at, word) if isinstance(value, dict) and word else at
            self._note(
                KEY, place, f"`{word}` is not a part of a layout", hint, "key" if place != at else "value"
            )
            return None
        self.keys(value, at, (kind, *_PARTS[kind]))
        return self._made(kind, value, at, level)

    def _made(self, kind: str, value: Any, at: At, level: int) -> LayoutPart:
        match kind:
            case "section":
                return self._section(value, at, level)
            case "prose":
                return ProsePart(self._path(value["prose"], (*at, "prose")))
            case "list":
                return self._list(value, at)
            case "fields":
                return self._fields(value, at)
            case "entries":
                return self._entries(value, at)
            case "table":
                return self._table(value, at)
            case "each":
                inner = self.blocks(value.get("blocks", []), (*at, "blocks"), level)
                return EachPart(self._path(value["each"], (*at, "each")), inner)
            case "figure":
                return FigurePart(self._path(value["figure"], (*at, "figure")))
            case "contents":
                depth = self._number(value.get("depth", "2"), (*at, "depth"), LEVELS)
                return ContentsPart(self.template(value["contents"], (*at, "contents")), depth)
            case _:
                if value["break"] != "page":
                    self._note(
                        KEY,
                        (*at, "break"),
                        f"`{value['break']}` is not a break known here",
                        "write `break: page`",
                    )
                return BreakPart()

    def _section(self, value: Any, at: At, level: int) -> LayoutPart:
        if level > LEVELS:
            self._note(
                DEPTH,
                (*at, "section"),
                f"sections nest deeper than {LEVELS} levels",
                "bring this one a level up",
                "key",
            )
        blocks = self.blocks(value.get("blocks", []), (*at, "blocks"), level + 1)
        return SectionPart(self.template(value["section"], (*at, "section")), blocks, at)

    def _list(self, value: Any, at: At) -> LayoutPart:
        columns = self._number(value.get("columns", "1"), (*at, "columns"), 4)
        item = self._pieces(value.get("item", []), (*at, "item"))
        path = self._path(value["list"], (*at, "list"))
        return ListPart(path, item, columns, self._none(value, at, path))

    def _fields(self, value: Any, at: At) -> LayoutPart:
        rows = []
        for index, row in enumerate(self._list_of(value["fields"], (*at, "fields"))):
            place = (*at, "fields", index)
            inner = self._mapping(row, place)
            self.keys(inner, place, ("label", "value"))
            label = self.template(inner.get("label", ""), (*place, "label"))
            rows.append(FieldRow(label, self._pieces(inner.get("value", []), (*place, "value"))))
        return FieldsPart(tuple(rows))

    def _entries(self, value: Any, at: At) -> LayoutPart:
        title = FieldPath(("title",), (*at, "entries"))
        path = self._path(value["entries"], (*at, "entries"))
        return EntriesPart(
            path,
            self._pieces(value["lead"], (*at, "lead")) if "lead" in value else ((title,),),
            self._pieces(value.get("details", []), (*at, "details")),
            self._line(value.get("separator", " – "), (*at, "separator")),
            self._path(value["text"], (*at, "text")) if "text" in value else None,
            self._pieces(value.get("notes", []), (*at, "notes")),
            self._path(value["link"], (*at, "link")) if "link" in value else None,
            self._none(value, at, path),
        )

    def _table(self, value: Any, at: At) -> LayoutPart:
        columns = []
        for index, column in enumerate(self._list_of(value.get("columns", []), (*at, "columns"))):
            place = (*at, "columns", index)
            inner = self._mapping(column, place)
            self.keys(inner, place, ("title", "value", "align"))
            if inner.get("align", "left") not in ("left", "right"):
                self._note(KEY, (*place, "align"), "`align` should be `left` or `right`", None)
            title = self.template(inner.get("title", ""), (*place, "title"))
            align: Literal["left", "right"] = "right" if inner.get("align") == "right" else "left"
            columns.append(TableColumn(title, self._pieces(inner.get("value", []), (*place, "value")), align))
        caption = self.template(value.get("caption", ""), (*at, "caption"))
        return TablePart(self._path(value["table"], (*at, "table")), tuple(columns), caption)

    def _none(self, value: Any, at: At, path: FieldPath) -> Template:
        if "none" in value and path.keys != ("government",):
            message = f"a dataset cannot say `none` for `{path}`"
            self._note(KEY, (*at, "none"), message, "only `government` can be `none`: delete this", "key")
        return self.template(value.get("none", ""), (*at, "none"))

    def _mapping(self, value: Any, at: At) -> dict[str, Any]:
        if isinstance(value, dict):
            return value
        if value != "":  # what is blank counts as left out
            self._note(KEY, at, "this should be keys with their values", None)
        return {}

    def _list_of(self, value: Any, at: At) -> list[Any]:
        if isinstance(value, list):
            return value
        self._note(KEY, at, "this should be a list", "start each entry on a line of its own with `- `")
        return []

    def _line(self, value: Any, at: At) -> str:
        if isinstance(value, str) and "\n" not in value.rstrip("\n"):
            return value.rstrip("\n").replace("\t", " ")
        hint = "join the lines" if isinstance(value, str) else "put it in quotes if it starts with `{` or `[`"
        self._note(KEY, at, "this should be one line of text", hint)
        return ""

    def _number(self, value: Any, at: At, most: int) -> int:
        if isinstance(value, str) and re.fullmatch("[0-9]", value) and 1 <= int(value) <= most:
            return int(value)
        self._note(KEY, at, f"this should be a number from 1 to {most}", None)
        return 1

    def _path(self, value: Any, at: At, part: ValuePart = "value") -> FieldPath:
        text = self._line(value, at).strip()
        return FieldPath(tuple(text.removeprefix("{").removesuffix("}").split(".")), at, part)

    def template(self, value: Any, at: At) -> Template:
        """A line with the paths in it."""
        text, position = self._line(value, at), 0
        parts: list[str | FieldPath] = []
        for match in _PATH.finditer(text):
            parts += [text[position : match.start()]] if match.start() > position else []
            parts.append(self._path(match[1], at, (match.start(1), match.end(1))))
            position = match.end()
        return (*parts, *([text[position:]] if position < len(text) else []))

    def _pieces(self, value: Any, at: At) -> Pieces:
        if isinstance(value, list):
            return tuple(self.template(piece, (*at, index)) for index, piece in enumerate(value))
        return (self.template(value, at),)

    def _note(self, code: Code, at: At, message: str, hint: str | None, part: ValuePart = "value") -> None:
        self._faults.append(Fault(code, Problem(at, message, hint, part)))
