"""Reading the files of a layout into a title, words, a theme and parts."""

from pathlib import Path
from typing import Any, Literal, assert_never

from reportgen.document import SECTION_LEVELS, Image
from reportgen.findings import At
from reportgen.images import UnusableFile, read_image
from reportgen.layout.codes import DEPTH, KEY, THEME, WORD
from reportgen.layout.parts import (
    OPTIONS,
    BreakPart,
    ContentsPart,
    EachPart,
    EntriesPart,
    FieldPath,
    FieldRow,
    FieldsPart,
    FigurePart,
    LayoutPart,
    LinePart,
    ListPart,
    PartKind,
    ProsePart,
    SectionPart,
    TableColumn,
    TablePart,
    Template,
)
from reportgen.layout.read_charts import read_chart_kind, read_chart_part
from reportgen.layout.read_panels import read_panel_part
from reportgen.layout.theme import theme_fault, theme_value
from reportgen.layout.values import ValueReader, in_backticks
from reportgen.schema.models import LANGUAGES
from reportgen.schema.shapes import nearest_word
from reportgen.theme import Theme

_THEME_KEYS = (
    "font", "heading_font", "page", "margin", "size", "quotation_size", "accent", "second_accent", "cover", "text", "muted",
    "line", "logo", "logo_place",
)  # fmt: skip
_REQUIRED_WORDS = ("page_of",)
_MAX_LIST_COLUMNS = 4


class Reader(ValueReader):
    """Reads one file of a layout."""

    def title(self, base: "Reader") -> Template:
        """The report's title: this file's, or the base's."""
        for reader in (self, base):
            if "title" in reader.values:
                return reader.template(reader.values["title"], ("title",))
        self.note(KEY, ("title",), "the layout has no `title`", "write `title:` and the report's title")
        return ()

    def words(self) -> dict[str, dict[str, str]]:
        """The words of each language, by their names."""
        value = self.mapping(self.values.get("words", {}), ("words",))
        self.check_keys(value, ("words",), LANGUAGES)
        languages = {}
        for language, inner in value.items():
            if language in LANGUAGES:
                words = self.mapping(inner, ("words", language))
                languages[language] = {
                    name: self.line(word, ("words", language, name)) for name, word in words.items()
                }
        for language, words in languages.items():
            for name in _REQUIRED_WORDS:
                if not ("{page}" in words.get(name, "") and "{pages}" in words.get(name, "")):
                    message = f"`{name}` is missing, or lacks `{{page}}` or `{{pages}}`"
                    hint = "write it as in `Page {page} of {pages}`"
                    self.note(WORD, ("words", language, name), message, hint)
        return languages

    def note_missing_words(self) -> None:
        """Note that the layout has no words in any language."""
        self.note(WORD, ("words",), "the layout has no `words`", "give them for `en-GB` at least")

    def theme(self, folder: Path) -> Theme:
        """The theme, with the logo that lies in the layout's folder."""
        at: At = ("theme",)
        value = self.mapping(self.values.get("theme", {}), at)
        self.check_keys(value, at, _THEME_KEYS)
        settings: dict[str, Any] = {}
        for key, inner in value.items():
            text = self.line(inner, (*at, key)) if key in _THEME_KEYS else ""
            if not text:
                continue
            setting = self._logo(folder, text) if key == "logo" else theme_value(key, text)
            if isinstance(setting, str) and key == "logo":
                self.note(THEME, (*at, key), setting, "give a PNG, JPEG or SVG file in the layout's folder")
            elif setting is None:
                self.note(THEME, (*at, key), *theme_fault(key, text))
            else:
                settings[key] = setting
        if "accent" in settings:  # a cover without a colour of its own has that of the headings
            settings.setdefault("cover", settings["accent"])
        return Theme(**settings)

    @staticmethod
    def _logo(folder: Path, name: str) -> Image | str:
        """The picture, or the reason why it cannot be used."""
        try:
            return read_image(folder, name)
        except UnusableFile as error:
            return str(error)

    def blocks(self, value: Any, at: At = ("blocks",), level: int = 1) -> tuple[LayoutPart, ...]:
        """The parts of a list of blocks; `level` is that of a section among them."""
        if not isinstance(value, list):
            self.note(KEY, at, "`blocks` should be a list", "start each part on a line of its own with `- `")
            return ()
        parts = (self._part(inner, (*at, index), level) for index, inner in enumerate(value))
        return tuple(part for part in parts if part is not None)

    def _part(self, value: Any, at: At, level: int) -> LayoutPart | None:
        is_mapping = isinstance(value, dict)
        kind = next((kind for key in value for kind in OPTIONS if kind == key), None) if is_mapping else None
        if kind is None:
            word = next(iter(value), "") if is_mapping else str(value)
            near = nearest_word(word, list(OPTIONS))
            hint = f"did you mean `{near}`?" if near else f"the parts are {in_backticks(tuple(OPTIONS))}"
            message = f"`{word}` is not a part of a layout"
            if is_mapping and word:
                self.note(KEY, (*at, word), message, hint, "key")
            else:
                self.note(KEY, at, message, hint)
            return None
        self.check_keys(value, at, (kind, *OPTIONS[kind]))
        return self._part_of_kind(kind, value, at, level)

    def _part_of_kind(self, kind: PartKind, value: Any, at: At, level: int) -> LayoutPart:
        match kind:
            case "section":
                return self._section(value, at, level)
            case "prose":
                return ProsePart(self.path(value["prose"], (*at, "prose")))
            case "line":
                return LinePart(self.template(value["line"], (*at, "line")))
            case "list":
                return self._list(value, at)
            case "fields":
                return self._fields(value, at)
            case "entries":
                return self._entries(value, at)
            case "table":
                return self._table(value, at)
            case "each":
                blocks = self.blocks(value.get("blocks", []), (*at, "blocks"), level)
                return EachPart(self.path(value["each"], (*at, "each")), blocks)
            case "figure":
                return FigurePart(self.path(value["figure"], (*at, "figure")))
            case "contents":
                depth = self.number(value.get("depth", "2"), (*at, "depth"), SECTION_LEVELS)
                return ContentsPart(self.template(value["contents"], (*at, "contents")), depth)
            case "break":
                if value["break"] != "page":
                    message = f"`{value['break']}` is not a break known here"
                    self.note(KEY, (*at, "break"), message, "write `break: page`")
                return BreakPart()
            case (
                "cover"
                | "key_figures"
                | "cards"
                | "timeline"
                | "callout"
                | "quotation"
                | "regions"
                | "lead_members"
            ):
                return read_panel_part(self, kind, value, at)
            case "chart":
                return read_chart_part(self, value, at)
            case _:
                assert_never(kind)

    def _section(self, value: Any, at: At, level: int) -> LayoutPart:
        if level > SECTION_LEVELS:
            message = f"sections nest deeper than {SECTION_LEVELS} levels"
            self.note(DEPTH, (*at, "section"), message, "bring this one a level up", "key")
        blocks = self.blocks(value.get("blocks", []), (*at, "blocks"), level + 1)
        return SectionPart(self.template(value["section"], (*at, "section")), blocks, at)

    def _list(self, value: Any, at: At) -> LayoutPart:
        columns = self.number(value.get("columns", "1"), (*at, "columns"), _MAX_LIST_COLUMNS)
        item = self.pieces(value.get("item", []), (*at, "item"))
        path = self.path(value["list"], (*at, "list"))
        return ListPart(path, item, columns, self._none(value, at, path))

    def _fields(self, value: Any, at: At) -> LayoutPart:
        rows = []
        for index, inner in enumerate(self.list_of(value["fields"], (*at, "fields"))):
            row_at = (*at, "fields", index)
            row = self.mapping(inner, row_at)
            self.check_keys(row, row_at, ("label", "value"))
            label = self.template(row.get("label", ""), (*row_at, "label"))
            rows.append(FieldRow(label, self.pieces(row.get("value", []), (*row_at, "value"))))
        return FieldsPart(tuple(rows))

    def _entries(self, value: Any, at: At) -> LayoutPart:
        title = FieldPath(("title",), (*at, "entries"))
        path = self.path(value["entries"], (*at, "entries"))
        return EntriesPart(
            path,
            self.pieces(value["lead"], (*at, "lead")) if "lead" in value else ((title,),),
            self.pieces(value.get("details", []), (*at, "details")),
            self.line(value.get("separator", " – "), (*at, "separator")),
            self.path(value["text"], (*at, "text")) if "text" in value else None,
            self.path(value["table"], (*at, "table")) if "table" in value else None,
            self.path(value["figure"], (*at, "figure")) if "figure" in value else None,
            self.pieces(value.get("notes", []), (*at, "notes")),
            self.path(value["link"], (*at, "link")) if "link" in value else None,
            self._none(value, at, path),
        )

    def _table(self, value: Any, at: At) -> LayoutPart:
        columns = []
        for index, inner in enumerate(self.list_of(value.get("columns", []), (*at, "columns"))):
            column_at = (*at, "columns", index)
            column = self.mapping(inner, column_at)
            self.check_keys(column, column_at, ("title", "value", "align"))
            if column.get("align", "left") not in ("left", "right"):
                self.note(KEY, (*column_at, "align"), "`align` should be `left` or `right`", None)
            title = self.template(column.get("title", ""), (*column_at, "title"))
            align: Literal["left", "right"] = "right" if column.get("align") == "right" else "left"
            pieces = self.pieces(column.get("value", []), (*column_at, "value"))
            columns.append(TableColumn(title, pieces, align))
        caption = self.template(value.get("caption", ""), (*at, "caption"))
        chart = read_chart_kind(self, value, "chart", at)
        return TablePart(self.path(value["table"], (*at, "table")), tuple(columns), caption, chart)

    def _none(self, value: Any, at: At, path: FieldPath) -> Template:
        """What the part says where the dataset says `none` for its field."""
        if "none" in value and path.keys != ("government",):
            message = f"a dataset cannot say `none` for `{path}`"
            self.note(KEY, (*at, "none"), message, "only `government` can be `none`: delete this", "key")
        return self.template(value.get("none", ""), (*at, "none"))
