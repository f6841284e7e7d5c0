"""Changes the markup of a paragraph where its words have changed."""

from collections.abc import Sequence

from reportgen.alignment import BoundedMatcher
from reportgen.prose import parse
from reportgen.prose.passages import map_offset, map_range
from reportgen.pull.added import without_no_breaks
from reportgen.pull.markdown import escaped, says
from reportgen.pull.written_notes import notes_markup, with_notes, without_notes
from reportgen.startup.patterns import lazy_pattern
from reportgen.word.model import Run

_TOKEN = lazy_pattern(r"\w+|\s+|[^\w\s]")


def edited_markup(markup: str, runs: Sequence[Run], *, words_alone: bool = False) -> str | None:
    """Returns the markup of a paragraph changed where its words have changed; None where that does not say the runs.

    Of a heading, the `words_alone` count.
    """
    plain, old_notes = without_notes(markup)
    new_notes = [run.note for run in runs if run.note]
    prose = parse(plain)
    if len(prose.passages) != 1:
        return None
    passage = prose.passages[0]
    notes = notes_markup(old_notes, new_notes)
    new = "".join(run.text for run in runs)
    old_tokens, new_tokens = _TOKEN.findall(without_no_breaks(passage.text)), _TOKEN.findall(new)
    old_starts, new_starts = _starts(old_tokens), _starts(new_tokens)
    opcodes = [
        (old_starts[i1], old_starts[i2], new[new_starts[j1] : new_starts[j2]])
        for tag, i1, i2, j1, j2 in BoundedMatcher(old_tokens, new_tokens).get_opcodes()
        if tag != "equal"
    ]
    for is_escaped in (False, True):
        for binds_left in (True, False):
            text = plain
            for start, end, words in reversed(opcodes):
                first, last = _source_range(
                    passage.offset_map, start, end, len(passage.text), binds_left=binds_left
                )
                text = text[:first] + (escaped(words) if is_escaped else words) + text[last:]
            text = with_notes(text, notes)
            if says(text, runs) or (words_alone and _says_words(text, new)):
                return text
    return None


def _says_words(markup: str, words: str) -> bool:
    prose = parse(markup)
    return not prose.faults and [passage.text for passage in prose.passages] == [words]


def _source_range(
    offset_map: list[tuple[int, int]], start: int, end: int, length: int, *, binds_left: bool
) -> tuple[int, int]:
    if start < end:
        return map_range(offset_map, start, end)
    if start == length or (binds_left and start):
        _, position = map_range(offset_map, start - 1, start)
    else:
        position = map_offset(offset_map, start)
    return position, position


def _starts(tokens: Sequence[str]) -> list[int]:
    starts = [0]
    for token in tokens:
        starts.append(starts[-1] + len(token))
    return starts
