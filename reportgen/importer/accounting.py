"""Proves that nothing is lost: every word of the file is in the dataset, in what was told, or among the form's own words.

The dataset is composed again, so that dates and the like are compared as a reader sees them. What is missing is told.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from reportgen.importer.blocks import LeftOut, Line, PictureBlock, Reading, lines_of, note_words
from reportgen.importer.draft import Draft
from reportgen.importer.prose_text import words_of_text
from reportgen.prose.lines import line_words
from reportgen.startup.patterns import lazy_pattern

_WORD = lazy_pattern(r"[^\W_]+")


def tell_lost_words(draft: Draft, reading: Reading) -> None:
    """Adds a note for each line of the file that has words which are nowhere else."""
    remaining = _words_of_dataset(draft.values)
    remaining += _count(note.message for note in draft.notes)
    remaining += _count(draft.understood)
    for item in (*_captions(reading), *lines_of(list(reading.blocks)), *_notes(reading)):
        words = _count([item.text])
        missing = words - remaining
        remaining -= words
        if missing:
            draft.leave_out("words of the file", item.text, item.number, "write them where they belong")


def _notes(reading: Reading) -> Iterator[LeftOut]:
    for line in lines_of(list(reading.blocks)):
        yield from (LeftOut("note", words, line.number) for words in note_words(line.runs))


def _captions(reading: Reading) -> Iterator[LeftOut | Line]:
    for block in reading.blocks:
        if isinstance(block, PictureBlock):
            for text in (block.alt, block.caption, block.credit):
                yield LeftOut("picture", text, block.number)
        elif not isinstance(block, Line) and block.caption:
            yield LeftOut("caption", block.caption, block.number)


def _count(texts: Iterable[str]) -> Counter[str]:
    return Counter(word for text in texts for word in _WORD.findall(text.casefold()))


def _words_of_dataset(values: dict[str, Any]) -> Counter[str]:
    """Returns the words of a dataset, each as often as its values or the document composed of it have it, whichever is more."""
    from reportgen.compose import compose
    from reportgen.document import lines
    from reportgen.layout import find_layout, load_layout
    from reportgen.schema.load import load_report

    written = _count(_texts(values))
    document = compose(load_report(values).report, load_layout(find_layout("plain")), {})
    shown = _count(lines(document))
    return written | shown


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
    elif "\n" in str(value):
        yield words_of_text(str(value))
    else:
        yield line_words(str(value))
