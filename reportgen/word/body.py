"""The paragraphs and tables of a story of a Word file, in reading order."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from reportgen.extract import UnreadableFile
from reportgen.startup.patterns import lazy_pattern
from reportgen.word.alternatives import MC, shown_alternative
from reportgen.word.inlines import DROPPED, Content, InlineReader, NoteSource
from reportgen.word.model import Aside, WordBlock, WordParagraph, WordTable, paragraphs_of
from reportgen.word.package import MATH, Package, W
from reportgen.word.styles import Styles

MAX_PARAGRAPHS = 20_000
"""The most paragraphs that are read: two hundred times those of a long report."""

_LABEL_WORD = lazy_pattern(r"[^\W\d_]{2}")
_MAX_DEPTH = 200
"""How deep tables and controls may stand in each other."""


@dataclass(slots=True)
class _Carried:
    """A paragraph whose mark is deleted: the next one goes on in it."""

    content: Content
    properties: Any


@dataclass(slots=True)
class StoryReader:
    """Reads one story: the body, a header, a note, a text box."""

    package: Package
    part: str
    styles: Styles
    rejects: bool = False
    max_paragraphs: int = MAX_PARAGRAPHS
    notes: NoteSource | None = None
    inlines: InlineReader = field(init=False)
    count: int = 0
    _pending: Content = field(default_factory=Content)
    _carried: _Carried | None = None
    _labels: set[str] = field(default_factory=set)
    _depth: int = -1  # that of the story itself, which stands in nothing

    def __post_init__(self) -> None:
        self.inlines = InlineReader(
            self.package, self.part, self.styles, self.rejects, self._read_box, self.notes
        )

    def read(self, story: Any) -> tuple[WordBlock, ...]:
        """Reads a story. Raises UnreadableFile where it has too much in it."""
        self.inlines.fields.pass_over_endless(story)
        return tuple(self._container(story))

    def _container(self, container: Any) -> Iterator[WordBlock]:
        """Yields the blocks of the body, a cell or a text box."""
        carried, self._carried = self._carried, None
        yield from self._blocks(container)
        yield from self._release()
        self._carried = carried

    def _blocks(self, container: Any) -> Iterator[WordBlock]:
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            raise UnreadableFile(f"what is in it stands more than {_MAX_DEPTH} levels deep")
        for child in container.iterchildren():
            tag = child.tag
            if tag == f"{W}p":
                yield from self._paragraph(child)
            elif tag == f"{W}tbl":
                yield from self._release()
                yield from self._table(child)
            elif tag in DROPPED[self.rejects] or self.inlines.mark(child, self._pending):
                continue
            elif tag == f"{W}altChunk":
                self.inlines.asides.append(Aside("another file put into this one", ""))
            elif tag == f"{MC}AlternateContent":
                shown = shown_alternative(child)
                if shown is not None:
                    yield from self._blocks(shown)
            elif isinstance(tag, str) and tag.startswith(MATH):
                self.inlines.asides.append(Aside("equation", self.package.words_in(child)))
            elif isinstance(tag, str) and not tag.endswith(("Pr", "Fallback")):
                yield from self._blocks(child)
        self._depth -= 1

    def _paragraph(self, paragraph: Any) -> Iterator[WordParagraph]:
        self.count += 1
        if self.count > self.max_paragraphs:
            raise UnreadableFile(f"it has more than {self.max_paragraphs} paragraphs")
        properties = paragraph.find(f"{W}pPr")
        has_mark = not self._has_lost_mark(properties)
        if self.rejects and properties is not None and properties.find(f"{W}pPrChange") is not None:
            properties = properties.find(f"{W}pPrChange/{W}pPr")
        begins_in_contents = self.inlines.fields.is_in_result_of("TOC")
        style = None if properties is None else properties.find(f"{W}pStyle")
        style_id = None if style is None else style.get(f"{W}val")
        content, self._pending = self._pending, Content()
        content.join(self.inlines.read(paragraph, style_id))
        if self._carried is not None:
            before = self._carried
            if before.content.has_words():
                properties = before.properties
            before.content.join(content)
            content, self._carried = before.content, None
        if not has_mark:
            self._carried = _Carried(content, properties)
            return
        is_contents = begins_in_contents or self.inlines.fields.is_in_result_of("TOC")
        yield self._made(content, properties, is_contents=is_contents)

    def _has_lost_mark(self, properties: Any) -> bool:
        """Tells whether a tracked change takes away the mark at the end of a paragraph, so that the next one goes on in it."""
        marks = None if properties is None else properties.find(f"{W}rPr")
        names = ("ins", "moveTo") if self.rejects else ("del", "moveFrom")
        return marks is not None and any(marks.find(f"{W}{name}") is not None for name in names)

    def _release(self) -> Iterator[WordParagraph]:
        """Yields the paragraph that was to go on, where none follows."""
        carried, self._carried = self._carried, None
        if carried is not None and carried.content.has_words():
            yield self._made(carried.content, carried.properties, is_contents=False)

    def _made(self, content: Content, properties: Any, *, is_contents: bool) -> WordParagraph:
        style = None if properties is None else properties.find(f"{W}pStyle")
        style_id = None if style is None else style.get(f"{W}val")
        kind, level, name = self.styles.format(style_id)
        outline = None if properties is None else properties.find(f"{W}outlineLvl")
        number = "" if outline is None else outline.get(f"{W}val", "")
        if kind == "paragraph" and number.isdecimal() and int(number) < 9:
            kind, level = "heading", int(number) + 1
        start, definition, restart = 1, "", ""
        if is_contents:
            kind, level = "contents", 0
        elif kind in {"paragraph", "item", "numbered", "continuation"}:
            numbering = self.styles.numbering(properties, style_id)
            if numbering is not None:
                is_bullet = numbering.format in {"bullet", "none"}
                kind = "item" if is_bullet else "numbered"
                level = max(level, numbering.level)
                start, definition, restart = numbering.start, numbering.definition, numbering.restart
                self._tell_label("" if is_bullet and len(numbering.label) == 1 else numbering.label)
            elif kind in {"item", "numbered"}:
                kind = "continuation"
        return WordParagraph(
            kind,
            level,
            tuple(content.runs),
            name,
            start,
            definition,
            restart,
            tuple(content.bookmarks),
            tuple(dict.fromkeys(content.comments)),
            tuple(content.pictures),
            tuple(content.asides),
        )

    def _tell_label(self, label: str) -> None:
        """Puts aside the words that stand before the numbers of a list, such as `Recommendation %1:`, once for each list."""
        if _LABEL_WORD.search(label) and label not in self._labels:
            self._labels.add(label)
            self.inlines.asides.append(Aside("label before the entries of a list", label))

    def _table(self, table: Any) -> Iterator[WordTable]:
        rows = []
        for row in table.iter(f"{W}tr"):
            if _nearest(row, f"{W}tbl") is not table or _is_dropped_row(row, rejects=self.rejects):
                continue
            cells = [cell for cell in row.iter(f"{W}tc") if _nearest(cell, f"{W}tr") is row]
            rows.append(
                tuple(
                    tuple(self._container(cell))
                    for cell in cells
                    if not _is_dropped_cell(cell, rejects=self.rejects)
                )
            )
        if rows:
            yield WordTable(tuple(rows))

    def _read_box(self, box: Any) -> str:
        """Returns the words of a text box; what stands beside them is gathered with the rest."""
        reader = StoryReader(self.package, self.part, self.styles, self.rejects, notes=self.notes)
        reader.inlines.asides = self.inlines.asides
        words = (paragraph.text for paragraph in paragraphs_of(reader.read(box)))
        return " ".join(filter(None, words))


def _nearest(element: Any, tag: str) -> Any:
    """Returns the nearest element around another that has a tag."""
    return next(element.iterancestors(tag), None)


def _is_dropped_row(row: Any, *, rejects: bool) -> bool:
    properties = row.find(f"{W}trPr")
    return properties is not None and properties.find(f"{W}{'ins' if rejects else 'del'}") is not None


def _is_dropped_cell(cell: Any, *, rejects: bool) -> bool:
    properties = cell.find(f"{W}tcPr")
    return properties is not None and properties.find(f"{W}{'cellIns' if rejects else 'cellDel'}") is not None


def is_dropped(element: Any, *, rejects: bool) -> bool:
    """Tells whether something shows nowhere: a tracked change takes it away, or Word shows another form of it."""
    for ancestor in (element, *element.iterancestors()):
        outer = ancestor.getparent()
        if (
            ancestor.tag in DROPPED[rejects]
            or (ancestor.tag == f"{W}delText" and not rejects)
            or (ancestor.tag == f"{W}tr" and _is_dropped_row(ancestor, rejects=rejects))
            or (ancestor.tag == f"{W}tc" and _is_dropped_cell(ancestor, rejects=rejects))
        ):
            return True
        is_form = outer is not None and outer.tag == f"{MC}AlternateContent"
        if is_form and shown_alternative(outer) is not ancestor:
            return True
    return False
