"""What the readers of the parts of a report share: the dataset as it was, the layout's words, and the changes so far."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from reportgen.compose.tracing import TracingComposer, without_marks
from reportgen.compose.values import Value
from reportgen.findings import At
from reportgen.layout.parts import FieldPath, Template
from reportgen.pull.added import with_no_breaks_of
from reportgen.pull.changes import NEW, Changes, may_have_headings, shape_of_path, value_at
from reportgen.pull.lines import Line, Piece
from reportgen.pull.templates import Token, tokens_of
from reportgen.pull.texts import rewritten_text
from reportgen.pull.words import NONE, value_of_words
from reportgen.schema.model import Shape
from reportgen.word import without_note_marks

_LONG_TEXT = 60
"""From this length on, a new text stands in lines of its own."""


@dataclass(slots=True)
class Session:
    """One pull: `paths` are those of the bookmarks in the Word file, `unread` the pieces that say no value."""

    composer: TracingComposer
    data: Mapping[str, Any]
    paths: Mapping[str, At]
    changes: Changes = field(default_factory=Changes)
    unread: list[Piece] = field(default_factory=list)
    lost: list[tuple[At, str]] = field(default_factory=list)
    """Entries that go with values which the report does not show: their paths, and what they said."""

    pictures: dict[At, str] = field(default_factory=dict)
    """The digests of the pictures in the Word file, by the paths of their figures."""

    missing: list[Line] = field(default_factory=list)
    """Headings of the layout that are gone, while something of what stood below them is still there."""

    texts: frozenset[str] = frozenset()
    """The words of all paragraphs of the Word file."""

    _count: int = 0

    @property
    def language(self) -> str:
        """The language of the report."""
        return self.composer.resolver.language

    def tokens(self, template: Template) -> list[Token]:
        """Returns a template with the layout's words in it."""
        return tokens_of(template, self._words)

    def _words(self, path: FieldPath) -> str | None:
        if path.keys[0] != "words":
            return None
        return self.composer.resolver.words.get(".".join(path.keys[1:]), "")

    def plain_title(self, template: Template, scopes: tuple[Value, ...]) -> str:
        """Returns what a template shows."""
        return without_marks(self.composer.resolver.plain_text(template, scopes))

    def anchored_at(self, lines: Iterable[Line]) -> set[At]:
        """Returns the paths of the bookmarks in some lines."""
        return {self.paths[name] for line in lines for name in line.anchors if name in self.paths}

    def path_of(self, path: FieldPath, scopes: tuple[Value, ...]) -> At | None:
        """Returns where in the dataset a path of the layout leads."""
        value = self.composer.resolver.find(path, scopes)
        return value.at if value else None

    def old(self, at: At) -> Any:
        """Returns a value as the dataset writes it."""
        return value_at(self.data, at)

    def set(self, at: At, value: Any) -> None:
        """Notes a new value; nothing where it is the old one."""
        if isinstance(value, str):
            value = without_note_marks(value)
        old = self.old(at)
        if isinstance(old, str) and isinstance(value, str):
            value = with_no_breaks_of(old, value)
        if value != old:
            self.changes.values[at] = value

    def remove(self, at: At) -> None:
        """Notes that a value goes."""
        if self.old(at) not in (None, "", [], {}):
            self.changes.removed.add(at)

    def set_words(self, at: At, words: str, url: str = "") -> bool:
        """Notes the value that is shown in these words. Returns False where no value is."""
        shape, words = shape_of_path(at), without_note_marks(words)
        value = NONE if shape is None else value_of_words(shape, words, url, self.old(at), self.language)
        if value is NONE:
            return False
        self.set(at, value)
        return True

    def can_say(self, at: At, words: str) -> bool:
        """Tells whether a value at a path can be shown in these words; a note among them is told."""
        shape, words = shape_of_path(at), without_note_marks(words)
        return shape is not None and value_of_words(shape, words, "", self.old(at), self.language) is not NONE

    def set_text(self, at: At, lines: list[Line], level: int) -> bool:
        """Notes the text in a section at a level that says some lines. Returns False where none does."""
        old = self.old(at)
        old = old if isinstance(old, str) else ""
        if not lines:
            self.remove(at)
            return True
        text = rewritten_text(old, lines, level if may_have_headings(shape_of_path(at)) else None)
        if text is None:
            return False
        if not old and len(text) > _LONG_TEXT and not text.endswith("\n"):
            text += "\n"
        self.set(at, text)
        return True

    def new_entry(self, list_at: At, number: int, shape: Shape | None) -> Value:
        """Returns an empty entry of a list, to be filled."""
        self._count += 1
        content = shape.model() if shape and shape.model else ""
        return Value(content, shape or Shape("line"), (*list_at, f"{NEW}{self._count}"), number)

    def set_order(self, list_at: At, order: list[int | str]) -> None:
        """Notes the entries that a list has now. Those that the report does not show stay behind the one before them."""
        old = self.old(list_at)
        count = len(old) if isinstance(old, list) else int(bool(old))
        if order != list(range(count)):
            self.changes.orders[list_at] = order
