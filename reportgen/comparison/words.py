"""The words of values: on one line, as the lines of a text, and as the pieces by which two of them differ."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import assert_never

from reportgen.alignment import Aligner, Stretch, likeness, without_islands
from reportgen.comparison.model import Piece
from reportgen.document import (
    Block,
    BulletList,
    Emphasis,
    Footnote,
    Highlight,
    Inline,
    LanguageRun,
    Link,
    NumberedList,
    Paragraph,
    Quotation,
    Section,
    Strong,
    Text,
)
from reportgen.prose import Prose, fold_spacing
from reportgen.schema.i18n import choice_in_words, date_in_words, period_in_words
from reportgen.schema.model import Model
from reportgen.schema.values import Date, Period
from reportgen.startup.patterns import lazy_pattern

_WORD = lazy_pattern(r"\w+|\s+|[^\w\s]")


def in_words(value: object, language: str) -> str:
    """Returns a value as a report says it: paragraphs, and entries without a line of their own, on lines of their own."""
    match value:
        case str():
            return fold_spacing(choice_in_words(value, language))
        case Prose():
            return "\n".join(text_lines(value.blocks))
        case Date():
            return date_in_words(value, language)
        case Period():
            return period_in_words(value, language)
        case Model() if value.keys_on_line:
            return fold_spacing(value.as_line(language))
        case Model():
            return "\n".join(mapping_lines(value, language))
        case tuple():
            entries = [in_words(entry, language) for entry in value]
            is_on_lines = any(isinstance(entry, Model | tuple) for entry in value)
            return ("\n" if is_on_lines else ", ").join(filter(None, entries))
        case None | False:
            return ""
        case True:
            return "yes"
        case _:
            return str(value)


def mapping_lines(mapping: Model, language: str, without: str = "") -> Iterator[str]:
    """Yields what a mapping says, a key on a line, without one of them; a text stands on its own lines, without its key."""
    for key, name in mapping.names.items():
        words = in_words(getattr(mapping, name), language) if name in mapping.given and key != without else ""
        if words:
            is_text = isinstance(getattr(mapping, name), Prose) or "\n" in words or key == "title"
            yield words if is_text else f"{key_in_words(key)}: {words}"


def key_in_words(key: str) -> str:
    """Returns a key as people say it: `Lead officer`."""
    return key.replace("_", " ").capitalize()


def text_lines(blocks: Iterable[Block], indent: str = "") -> Iterator[str]:
    """Yields the lines of a text field, with its markup as it is written in a dataset."""
    for block in blocks:
        match block:
            case Paragraph():
                yield indent + marked(block.children)
            case BulletList() | NumberedList():
                for number, item in enumerate(block.items, getattr(block, "start", 1)):
                    mark = f"{number}. " if isinstance(block, NumberedList) else "- "
                    first, *others = text_lines(item.blocks, indent + " " * len(mark))
                    yield f"{indent}{mark}{first.lstrip()}"
                    yield from others
            case Quotation():
                yield from (f"{indent}> {line}" for line in text_lines(block.blocks))
                if block.attribution:
                    yield f"{indent}> — {marked(block.attribution)}"
            case Section():
                yield f"{indent}### {block.title}"
                yield from text_lines(block.blocks, indent)
            case _:
                raise TypeError(block)


def marked(children: Iterable[Inline]) -> str:
    """Returns inlines with their markup as it is written in a dataset."""
    return "".join(map(_marked, children))


def _marked(child: Inline) -> str:
    match child:
        case Text():
            return child.content
        case Strong():
            return f"**{marked(child.children)}**"
        case Emphasis():
            return f"*{marked(child.children)}*"
        case Link():
            return f"[{marked(child.children)}]({child.url})"
        case LanguageRun():
            return f"[{marked(child.children)}](lang:{child.language[:2]})"
        case Highlight():
            return marked(child.children)
        case Footnote():
            return f"^[{marked(child.children)}]"
        case _:
            assert_never(child)


def word_counts(text: str) -> Counter[str]:
    """Returns the words of a text."""
    return Counter(re.findall(r"\w+", text.casefold()))


def pieces(old: str, new: str, aligner: Aligner) -> tuple[Piece, ...]:
    """Returns the pieces by which two texts differ, word by word; each line but the last ends in a line break."""
    old_lines, new_lines = old.splitlines(keepends=True), new.splitlines(keepends=True)
    found: list[Piece] = []
    pairs = aligner.pairs(
        old_lines, new_lines, str.rstrip, lambda one, other: likeness(word_counts(one), word_counts(other))
    )
    is_one_line = len(old_lines) == len(new_lines) == 1
    for i, j in ((0, 0),) if is_one_line else pairs:
        if i is not None and j is not None:
            found += _line_pieces(old_lines[i], new_lines[j], aligner)
        elif j is not None:
            found.append(Piece("new", new_lines[j]))
        elif i is not None:
            found.append(Piece("gone", old_lines[i]))
    return tuple(_joined(found))


def _line_pieces(old: str, new: str, aligner: Aligner) -> Iterator[Piece]:
    old_words, new_words = _WORD.findall(old.rstrip("\n")), _WORD.findall(new.rstrip("\n"))

    def holds_no_word(stretch: Stretch) -> bool:
        words = old_words[stretch.old_start : stretch.old_end]
        return not any(word[0].isalnum() for word in words)

    for stretch in without_islands(aligner.stretches(old_words, new_words), holds_no_word):
        gone = "".join(old_words[stretch.old_start : stretch.old_end])
        come = "".join(new_words[stretch.new_start : stretch.new_end])
        yield from [Piece("same", come)] if stretch.is_equal else [Piece("gone", gone), Piece("new", come)]
    yield Piece("same", "\n" if new.endswith("\n") or old.endswith("\n") else "")


def _joined(found: Iterable[Piece]) -> Iterator[Piece]:
    """Yields pieces with neighbours of one kind as one, without empty ones."""
    last: Piece | None = None
    for piece in found:
        if not piece.text:
            continue
        if last and last.kind == piece.kind:
            last = Piece(last.kind, last.text + piece.text)
            continue
        yield from [last] if last else []
        last = piece
    yield from [last] if last else []
