"""Reads a web page with the parser that `verify` uses: its lines and tables, and what surrounds them on the page."""

from dataclasses import dataclass, field, replace
from typing import Any

from reportgen.extract import UnreadableFile
from reportgen.importer.blocks import (
    LINE_BREAK,
    Block,
    Grid,
    Kind,
    LeftOut,
    Line,
    PanelRole,
    PictureBlock,
    Reading,
    lines_of,
    note_words,
)
from reportgen.importer.readers.html_encoding import decode, embedded_file
from reportgen.importer.readers.html_links import name_headings
from reportgen.importer.readers.html_notes import PageNotes, find_notes, leads_back
from reportgen.importer.readers.html_panels import panel_role
from reportgen.importer.readers.html_words import UNSEEN, unread_words, visible_words, without_double_spaces
from reportgen.importer.words import form_words
from reportgen.startup.patterns import lazy_pattern
from reportgen.verify._html.parsing import parse_html
from reportgen.word import NOTE, Run
from reportgen.word.inlines import merge_runs

_INLINE = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd", "mark", "q",
    "s", "samp", "small", "span", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "label", "button",
})  # fmt: skip
_BOLD, _ITALIC = frozenset({"b", "strong"}), frozenset({"i", "em", "cite"})
_SURROUNDINGS = {
    "nav": "navigation of the page",
    "footer": "foot of the page",
    "aside": "words beside the text",
    "form": "form",
}
_HEADING = lazy_pattern(r"h([1-6])")
_SPACES = lazy_pattern(r"[ \t\r\n\f]+")
_MAX_BLOCKS = 20_000


@dataclass(slots=True)
class _PageReader:
    """Walks over a page and collects its blocks. `kind` and `level` are those of the lines that come next."""

    blocks: list[Block] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    kind: Kind = "paragraph"
    level: int = 0
    start: int = 1
    number: int = 1
    role: PanelRole = ""
    pictures: list[PictureBlock] = field(default_factory=list)
    """The pictures in the line that is being read."""

    notes: PageNotes = field(default_factory=PageNotes)
    is_in_note: bool = False
    seen: set[Any] = field(default_factory=set)
    """The elements whose words have been read."""

    _lists: list[tuple[str, int]] = field(default_factory=list)

    def block(self, element: Any) -> None:
        """Reads an element that begins a line and ends one."""
        tag = element.tag
        if not isinstance(tag, str) or tag in UNSEEN or element.get("hidden") is not None:
            return
        if self.notes.is_list(element):
            return
        if tag in _SURROUNDINGS:
            self._surroundings(element, _SURROUNDINGS[tag])
        elif tag == "table":
            self.flush()
            self._table(element)
        elif tag in {"ul", "ol"}:
            self.flush()
            start = element.get("start", "")
            self._lists.append(
                (tag, int(start) if start.isascii() and start.isdecimal() and len(start) < 7 else 1)
            )
            self._inside(element, "paragraph", 0)
            self._lists.pop()
        elif tag == "li":
            self._item(element)
        elif tag == "dl" and any(form_words().field("".join(term.itertext())) for term in element.iter("dt")):
            self.flush()
            self._labels(element)
        else:
            heading = _HEADING.fullmatch(tag)
            kind: Kind = (
                "heading"
                if heading
                else "caption"
                if tag in {"caption", "figcaption"}
                else self._own_kind(element)
            )
            self._inside(element, kind, int(heading[1]) if heading else self.level)

    def _own_kind(self, element: Any) -> Kind:
        """Returns the kind of a paragraph: our own pages mark some by their classes."""
        if element.tag == "blockquote":
            return "quotation"
        names = (element.get("class") or "").split()
        if element.tag != "p":
            return "credit" if self.kind == "caption" and "credit" in names else self.kind
        kinds: dict[str, Kind] = {
            "group": "group", "period": "period", "attribution": "attribution", "note": "note", "credit": "credit",
        }  # fmt: skip
        return next((kinds[name] for name in names if name in kinds), self.kind)

    def _inside(self, element: Any, kind: Kind, level: int) -> None:
        self.flush()
        outer = self.kind, self.level, self.start, self.role
        self.kind, self.level, self.number = kind, level, element.sourceline or self.number
        self.role = panel_role(element)
        self.inlines(element, Run(""))
        self.flush()
        self.kind, self.level, self.start, self.role = outer

    def _item(self, element: Any) -> None:
        """Reads an item: its first line is one of the list, further ones go on in it."""
        tag, number = self._lists[-1] if self._lists else ("ul", 1)
        if self._lists:
            self._lists[-1] = (tag, number + 1)
        self.flush()
        count = len(self.blocks)
        self.start = number
        self._inside(element, "item" if tag == "ul" else "numbered", max(len(self._lists) - 1, 0))
        depth = max(len(self._lists) - 1, 0)
        is_first = True
        for index, block in enumerate(self.blocks[count:], count):
            if isinstance(block, Line) and block.kind in {"item", "numbered"} and block.level == depth:
                if not is_first:
                    self.blocks[index] = replace(block, kind="continuation")
                is_first = False

    def inlines(self, element: Any, format_: Run) -> None:
        """Reads what is inside an element, words and blocks."""
        self.seen.add(element)
        self._words(element.text, format_)
        for child in element:
            tag = child.tag
            if tag == "br":
                self.runs.append(replace(format_, text=LINE_BREAK))
            elif tag == "img":
                self._picture(child)
            elif child in self.notes.references:
                self.seen.update(child.iter())
                if not self.is_in_note:
                    self._note(self.notes.references[child])
            elif tag == "a" and leads_back(child):
                pass
            elif isinstance(tag, str) and tag in _INLINE:
                self.inlines(child, self._formatted(child, format_))
            else:
                self.block(child)
            self._words(child.tail, format_)

    def _note(self, words: Any) -> None:
        """Reads the note that an element holds; it stands among the words of the line that is being read.

        One that a note refers to stays unread, since no note can hold another.
        """
        self.notes.unread.pop(words, None)
        reader = _PageReader(notes=self.notes, is_in_note=True, seen=self.seen)
        reader._inside(words, "paragraph", 0)
        self._take_other_parts(reader)
        runs: list[Run] = []
        for line in lines_of(reader.blocks):
            runs += [Run(" "), *line.runs] if runs else line.runs
        if runs:
            self.runs.append(Run(NOTE, note=tuple(runs)))

    def _picture(self, image: Any) -> None:
        """Takes account of a picture; it stands behind the line that is being read. One that says nothing is an ornament."""
        content = embedded_file(image.get("src") or "")
        alt = " ".join((image.get("alt") or "").split())
        is_decorative = image.get("alt") == ""
        if content or not is_decorative:
            number = image.sourceline or 1
            self.pictures.append(
                PictureBlock((), "", number, alt=alt, content=content, is_decorative=is_decorative)
            )

    def _formatted(self, element: Any, outer: Run) -> Run:
        address = (element.get("href") or "").strip() if element.tag == "a" else ""
        url = address if address.lower().startswith(("http://", "https://", "mailto:", "#")) else outer.url
        language = element.get("lang") or outer.language
        return replace(
            outer,
            bold=outer.bold or element.tag in _BOLD,
            italic=outer.italic or element.tag in _ITALIC,
            url=url,
            language=language,
        )

    def _words(self, text: str | None, format_: Run) -> None:
        if text:
            self.runs.append(replace(format_, text=_SPACES.sub(" ", text)))

    def flush(self) -> None:
        """Ends the line that is being read."""
        runs, self.runs = self.runs, []
        words = without_double_spaces(merge_runs(runs))
        line = Line(self.kind, words, self.level, self.start, self.number, self.role).cut(0)
        if line.text:
            self.blocks.append(line)
        else:
            self.left_out += (LeftOut("note", words, self.number) for words in note_words(line.runs))
        if line.text or self.pictures:
            self.blocks += self.pictures
            self.pictures = []
            if len(self.blocks) > _MAX_BLOCKS:
                raise UnreadableFile(f"it has more than {_MAX_BLOCKS} paragraphs")

    def _surroundings(self, element: Any, what: str) -> None:
        self.flush()
        text = visible_words(element, self.seen)
        if text:
            is_contents = "contents" in (element.get("class") or "").split()
            self.left_out.append(
                LeftOut("list of contents" if is_contents else what, text, element.sourceline or 1)
            )

    def _table(self, table: Any) -> None:
        caption, rows = "", []
        for row in table.iter("tr", "caption"):
            if next(row.iterancestors("table"), None) is not table:
                continue
            if row.tag == "caption":
                caption = visible_words(row, self.seen)
            elif cells := tuple(self._cell(cell) for cell in row if cell.tag in {"td", "th"}):
                rows.append(cells)
        if any(cell for row in rows for cell in row):
            self.blocks.append(Grid(tuple(rows), caption, table.sourceline or 1))
        elif caption:
            self.left_out.append(LeftOut("caption", caption, table.sourceline or 1))
        self.flush()

    def _labels(self, element: Any) -> None:
        """Reads labels with what stands behind each, as a table of two columns."""
        rows: list[tuple[tuple[Line, ...], tuple[Line, ...]]] = []
        for child in element.iter("dt", "dd"):
            lines = self._cell(child)
            if child.tag == "dt" or not rows:
                rows.append((lines, ()))
            else:
                rows[-1] = (rows[-1][0], (*rows[-1][1], *lines))
        self.blocks.append(Grid(tuple(rows), "", element.sourceline or 1))

    def _take_other_parts(self, reader: "_PageReader") -> None:
        """Takes over what a reader of a part has found beside lines."""
        self.left_out += reader.left_out
        for block in reader.blocks:
            if isinstance(block, PictureBlock):
                self.pictures.append(block)
            elif isinstance(block, Grid) and block.caption:
                self.left_out.append(LeftOut("caption", block.caption, block.number))

    def _cell(self, cell: Any) -> tuple[Line, ...]:
        """Returns the lines of a cell, those of tables inside it too."""
        reader = _PageReader(notes=self.notes, is_in_note=self.is_in_note, seen=self.seen)
        reader._inside(cell, "paragraph", 0)
        self._take_other_parts(reader)
        return tuple(lines_of(reader.blocks))


def read(content: bytes) -> Reading:
    """Reads a web page. Raises UnreadableFile where it is none."""
    text = decode(content)
    root = parse_html(text)
    body = None if root is None else root.find("body")
    if body is None:
        raise UnreadableFile("it is no web page that can be read")
    reader = _PageReader(notes=find_notes(body))
    name_headings(body)
    try:
        reader.block(body)
    except RecursionError as error:
        raise UnreadableFile("what is in it stands too deep in each other") from error
    reader.left_out += (
        LeftOut("note", visible_words(words, reader.seen), words.sourceline or 1)
        for words in reader.notes.unread
    )
    reader.left_out += unread_words(root, reader.seen, Reading(tuple(reader.blocks), tuple(reader.left_out)))
    return Reading(tuple(reader.blocks), tuple(reader.left_out), text)
