"""Recorded changes inside a paragraph: `w:ins` and `w:del` around its runs (ECMA-376, part 1, 17.13.5)."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, TypeAlias

from reportgen.alignment import Aligner, Stretch, without_islands
from reportgen.startup.patterns import lazy_pattern
from reportgen.writers._docx.xml import escape

AUTHOR = "reportgen"
_FIRST_ID = 1 << 29
"""Between the ids of the bookmarks of headings and of values."""

_PIECE = lazy_pattern(
    r"<w:r>(?P<properties><w:rPr>.*?</w:rPr>)?(?P<content>.*?)</w:r>"
    r"|(?P<link><w:hyperlink [^>]*>)|(?P<end></w:hyperlink>)|(?P<mark><w:bookmark(?:Start|End) [^>]*/>)",
    re.DOTALL,
)
"""What a paragraph is made of, as this package writes it."""

_TEXT = lazy_pattern(r"<w:t(?: [^>]*)?>(.*?)</w:t>|(<w:noBreakHyphen/>)", re.DOTALL)
_NUMBERS_OF_PICTURE = lazy_pattern(r' (?:id|name)="[^"]*"')
_BEGINS_NEW = lazy_pattern(r"(?:<w:bookmarkStart [^>]*/>|<w:hyperlink [^>]*>)*<w:ins ")
_PART_OF_FIELD = lazy_pattern(r"<w:r><w:(?:fldChar [^>]*/>|instrText[^>]*>[^<]*</w:instrText>)</w:r>")
_WORD = lazy_pattern(r"&#?\w+;|\w+|\s+|[^\w\s]")

Kind: TypeAlias = Literal["ins", "del"]


@dataclass(slots=True)
class Tracker:
    """Makes the marks of recorded changes: each has an id of its own, and all have the same author and date."""

    date: str
    aligner: Aligner = field(default_factory=Aligner)
    count: int = 0

    def attributes(self) -> str:
        """Returns the attributes of the next mark."""
        self.count += 1
        date = f' w:date="{escape(self.date)}T00:00:00Z"' if self.date else ""
        return f'w:id="{_FIRST_ID + self.count}" w:author="{AUTHOR}"{date}'

    def mark(self, kind: Kind) -> str:
        """Returns an empty mark, for the properties of a paragraph's end or of a table row."""
        return f"<w:{kind} {self.attributes()}/>"


class _Token(NamedTuple):
    """A word or another piece of a run, with the properties of the run and the beginning of the link around it."""

    content: str
    properties: str = ""
    link: str = ""
    is_text: bool = True

    def key(self) -> "_Token":
        """Returns what equal tokens have in common: not the numbers of pictures, nor where entries of the contents lead to."""
        if self.is_text and "w:anchor=" not in self.link:
            return self
        link = "contents" if "w:anchor=" in self.link else self.link
        return self._replace(content=_NUMBERS_OF_PICTURE.sub("", self.content), link=link)


class _Position(NamedTuple):
    """A bookmark or a part of a field, which stands before the token with this number and is never tracked."""

    before: int
    markup: str


def begins_new(runs: str) -> bool:
    """Returns whether the first words of some runs are marked as new."""
    return _BEGINS_NEW.match(runs) is not None


def without_fields(runs: str) -> str:
    """Returns runs with the results of fields in place of the fields."""
    return _PART_OF_FIELD.sub("", runs)


def words(runs: str) -> Counter[str]:
    """Returns the words of some runs."""
    return Counter(token.key().content for token in _read(runs)[0] if not token.content.isspace())


def text(runs: str) -> str:
    """Returns the text of some runs, with the markup of pictures."""
    return "".join(token.key().content for token in _read(runs)[0])


def whole_runs(runs: str, kind: Kind, tracker: Tracker) -> str:
    """Returns runs that are all new or all gone. Of those that are gone, bookmarks and fields are left out."""
    tokens, positions = _read(runs)
    output = _Output(tracker)
    for index, token in enumerate(tokens):
        output.add_marks(positions if kind == "ins" else (), index)
        output.add(token, kind)
    output.add_marks(positions if kind == "ins" else (), len(tokens))
    return output.finish()


def revised_runs(old: str, new: str, tracker: Tracker, *, ends_in_old: bool = False) -> str:
    """Returns runs that read as the new ones where changes are accepted, and as the old ones where they are rejected.

    Where the next paragraph begins with new words, this one must not end in some: LibreOffice (7.4) takes both for one change,
    and when that is rejected, the end of this paragraph is lost. With `ends_in_old`, the last old words come behind the new.
    """
    if old == new:
        return new
    old_tokens, _ = _read(old)
    new_tokens, positions = _read(new)
    output = _Output(tracker)
    changes = _changes(old_tokens, new_tokens, tracker.aligner)
    for i, j, k, m, is_equal in _with_old_at_end(changes) if ends_in_old else changes:
        is_last = ends_in_old and (j, m) == (len(old_tokens), len(new_tokens))
        gone: list[tuple[_Token, Kind]] = [] if is_equal else [(token, "del") for token in old_tokens[i:j]]
        for token, kind in () if is_last else gone:
            output.add(token, kind)
        for index in range(k, m):
            output.add_marks(positions, index)
            output.add(new_tokens[index], None if is_equal else "ins")
        for token, kind in gone if is_last else ():
            output.add(token, kind)
    output.add_marks(positions, len(new_tokens))
    return output.finish()


def _with_old_at_end(changes: list[Stretch]) -> list[Stretch]:
    """Returns the stretches such that the last one, where it has new words, has old words too: one that both sides share."""
    if len(changes) > 1 and not changes[-1].is_equal and changes[-1].old_start == changes[-1].old_end:
        before, last = changes[-2:]
        before = before._replace(old_end=before.old_end - 1, new_end=before.new_end - 1)
        return [
            *changes[:-2], before, last._replace(old_start=before.old_end, new_start=before.new_end),
        ]  # fmt: skip
    return changes


def _changes(old: Sequence[_Token], new: Sequence[_Token], aligner: Aligner) -> list[Stretch]:
    """Returns the stretches of two paragraphs. Spaces and marks alone between two changes belong to these."""

    def holds_no_word(stretch: Stretch) -> bool:
        tokens = old[stretch.old_start : stretch.old_end]
        return not any(not token.is_text or re.search(r"\w", token.content) for token in tokens)

    stretches = aligner.stretches([token.key() for token in old], [token.key() for token in new])
    return list(without_islands(stretches, holds_no_word))


def _read(runs: str) -> tuple[list[_Token], list[_Position]]:
    """Returns the tokens of some runs, and the bookmarks and parts of fields among them."""
    tokens: list[_Token] = []
    positions: list[_Position] = []
    link = ""
    end = 0
    for piece in _PIECE.finditer(runs):
        if piece.start() != end:
            break
        end = piece.end()
        content = piece["content"] or ""
        if piece["link"] or piece["end"]:
            link = piece["link"] or ""
        elif piece["mark"] or "<w:fldChar" in content or "<w:instrText" in content:
            positions.append(_Position(len(tokens), piece[0]))
        else:
            tokens += _tokens(content, piece["properties"] or "", link)
    if end != len(runs):
        raise ValueError(f"markup that no writer makes: {runs[end : end + 80]}")
    return tokens, positions


def _tokens(content: str, properties: str, link: str) -> Iterator[_Token]:
    if not content.startswith("<w:t>") and not content.startswith("<w:t "):
        yield _Token(content, properties, link, is_text=False)
        return
    for piece in _TEXT.finditer(content):
        if piece[2]:
            yield _Token(piece[2], properties, link, is_text=False)
        else:
            yield from (_Token(word, properties, link) for word in _WORD.findall(piece[1]))


@dataclass(slots=True)
class _Output:
    """Puts tokens together again to runs: neighbours with the same properties become one, those of one change one mark."""

    tracker: Tracker
    pieces: list[str] = field(default_factory=list)
    link: str = ""
    kind: Kind | None = None
    properties: str = ""
    texts: list[str] = field(default_factory=list)

    def add(self, token: _Token, kind: Kind | None) -> None:
        if token.link != self.link or kind != self.kind:
            self._open(token.link, kind)
        if token.properties != self.properties or not token.is_text:
            self._end_run()
        self.properties = token.properties
        if token.is_text:
            self.texts.append(token.content)
        else:
            self.pieces.append(f"<w:r>{token.properties}{token.content}</w:r>")

    def add_marks(self, positions: Sequence[_Position], index: int) -> None:
        """Adds what stands before the token with this number."""
        markup = "".join(position.markup for position in positions if position.before == index)
        if markup:
            self._open("", None)
            self.pieces.append(markup)

    def finish(self) -> str:
        self._open("", None)
        return "".join(self.pieces)

    def _open(self, link: str, kind: Kind | None) -> None:
        """Ends the change and the link that are open, and begins others. A link holds changes, never a change a link."""
        self._end_run()
        if self.kind:
            self.pieces.append(f"</w:{self.kind}>")
        if link != self.link:
            self.pieces.append(("</w:hyperlink>" if self.link else "") + link)
        if kind:
            self.pieces.append(f"<w:{kind} {self.tracker.attributes()}>")
        self.link, self.kind = link, kind

    def _end_run(self) -> None:
        if self.texts:
            element = "delText" if self.kind == "del" else "t"
            content = f'<w:{element} xml:space="preserve">{"".join(self.texts)}</w:{element}>'
            self.pieces.append(f"<w:r>{self.properties}{content}</w:r>")
        self.texts = []
