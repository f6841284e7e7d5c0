"""Notes in the markup of a paragraph: taken out while its words are edited, and put back as they were written or are now."""

from collections.abc import Iterator, Sequence

from reportgen.pull.lines import look_alike
from reportgen.pull.markdown import inline_markup, lines_of_text
from reportgen.word.model import NOTE, Run

_OPENING, _CLOSING = "^[", "]"


def without_notes(markup: str) -> tuple[str, list[str]]:
    """Returns the markup of a paragraph with a `NOTE` in the place of each note, and the notes with their own markup."""
    if _OPENING not in markup:
        return markup, []
    pieces, notes, position = [], [], 0
    for start, end in _note_spans(markup):
        pieces.append(markup[position:start])
        notes.append(markup[start:end])
        position = end
    return NOTE.join([*pieces, markup[position:]]), notes


def with_notes(markup: str, notes: Sequence[str]) -> str:
    """Returns markup with notes in the places of its `NOTE`s; those behind the last note stay."""
    for note in notes:
        markup = markup.replace(NOTE, note, 1)
    return markup


def notes_markup(old: Sequence[str], new: Sequence[tuple[Run, ...]]) -> list[str]:
    """Returns the markup of notes: that of the old ones where they say the same."""
    remaining = list(old)
    markup = []
    for runs in new:
        same = next((note for note in remaining if look_alike(_runs_of(note), runs)), None)
        if same is not None:
            remaining.remove(same)
        markup.append(same if same is not None else f"{_OPENING}{inline_markup(runs) or ''}{_CLOSING}")
    return markup


def _runs_of(note: str) -> tuple[Run, ...]:
    lines = lines_of_text(note.removeprefix(_OPENING).removesuffix(_CLOSING))
    return lines[0].runs if len(lines) == 1 else ()


def _note_spans(markup: str) -> Iterator[tuple[int, int]]:
    """Yields where the notes of a paragraph begin and end."""
    from reportgen.prose.markdown import parser

    for token in parser().parse(markup):
        for child in token.children or ():
            if child.type == "footnote_open":
                yield child.meta["start"], child.meta["end"]
