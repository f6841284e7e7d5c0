"""Reads lines by the templates of the layout, and notes the values in them."""

from collections.abc import Iterable, Sequence

from reportgen.compose.values import Value
from reportgen.findings import At
from reportgen.pull.added import without_own_links
from reportgen.pull.changes import shape_of_path
from reportgen.pull.lines import Line, cut_runs
from reportgen.pull.session import Session
from reportgen.pull.similarity import likeness
from reportgen.pull.templates import Literal, Reading, Token, readings

_TYPED = ("date", "period", "count", "choice")


def read_pieces(
    session: Session,
    pieces: Sequence[Sequence[Token]],
    scopes: tuple[Value, ...],
    line: Line,
    old_line: Line | None,
) -> bool:
    """Reads a line by its templates, and notes the values. Returns False where it cannot be read, or in two ways."""
    old = shown_slots(old_line)
    best = best_reading(
        (
            (reading_cost(session, reading, line.text, scopes, old), reading)
            for reading, _ in readings(pieces, line.text)
            if fits(session, reading, line.text, scopes)
        )
    )
    if best is None:
        return False
    return note_reading(session, best, line, scopes, pieces, old)


def shown_slots(line: Line | None) -> dict[At, str]:
    """Returns the words of each value in a composed line."""
    return {filled.slot.at: line.text[filled.start : filled.end] for filled in line.filled} if line else {}


def fits(session: Session, reading: Reading, text: str, scopes: tuple[Value, ...]) -> bool:
    """Tells whether the words of each value can be such a value."""
    for path, (start, end) in reading.items():
        at = session.path_of(path, scopes)
        if at is None:
            if path.keys != ("number",) or not text[start:end].isdecimal():
                return False
        elif text[start:end] != text[start:end].strip() or not session.can_say(at, text[start:end]):
            return False
    return True


def reading_cost(
    session: Session, reading: Reading, text: str, scopes: tuple[Value, ...], old: dict[At, str]
) -> float:
    """Returns how much a reading changes: the less, the better it is."""
    cost = 0.0
    seen = set()
    for path, (start, end) in reading.items():
        at = session.path_of(path, scopes)
        if at is None:
            continue
        seen.add(at)
        shape = shape_of_path(at)
        is_typed = shape is not None and shape.kind in _TYPED
        if at not in old:
            cost += -0.05 if is_typed else 0.8
        elif old[at] != text[start:end]:
            cost += 0.3 if is_typed else 1.0 - 0.5 * likeness(old[at], text[start:end])
    return cost + sum(0.9 for at in old if at not in seen and _is_below(at, scopes))


def _is_below(at: At, scopes: tuple[Value, ...]) -> bool:
    return bool(scopes) and at[: len(scopes[0].at)] == scopes[0].at


def best_reading(candidates: Iterable[tuple[float, Reading]]) -> Reading | None:
    """Returns the reading that costs least; None where there is none, or two are as good."""
    ranked = sorted(candidates, key=lambda candidate: candidate[0])
    if not ranked or (
        len(ranked) > 1 and ranked[1][0] - ranked[0][0] < 1e-6 and ranked[0][1] != ranked[1][1]
    ):
        return None
    return ranked[0][1]


def note_reading(
    session: Session,
    reading: Reading,
    line: Line,
    scopes: tuple[Value, ...],
    pieces: Sequence[Sequence[Token]],
    old: dict[At, str],
) -> bool:
    """Notes the values of a reading, and removes those that the line does not show any more."""
    shown = set()
    for path, (start, end) in reading.items():
        at = session.path_of(path, scopes)
        if at is None:
            continue
        shown.add(at)
        url = next((run.url for run in without_own_links(cut_runs(line.runs, start, end)) if run.url), "")
        is_same = old.get(at) == line.text[start:end]
        shape = shape_of_path(at)
        if (not is_same or (shape is not None and shape.kind == "mapping")) and not session.set_words(
            at, line.text[start:end], url
        ):
            return False
    for token in (token for piece in pieces for token in piece if not isinstance(token, Literal)):
        at = session.path_of(token, scopes)
        if at is not None and at in old and at not in shown:
            session.remove(at)
    return True
