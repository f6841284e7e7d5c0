"""Reads the entries of lists back: bullets of one line each, and bullets with a lead, details and a text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from reportgen.compose.values import Value
from reportgen.findings import At
from reportgen.layout.parts import EntriesPart, FieldPath, ListPart
from reportgen.pull.changes import shape_of_path
from reportgen.pull.lines import Line, Piece, cut_runs
from reportgen.pull.outline import Leaf
from reportgen.pull.session import Session
from reportgen.pull.similarity import likeness, pair_texts
from reportgen.pull.templates import Literal, Reading, Token, readings
from reportgen.schema.model import Model

_TYPED = ("date", "period", "count", "choice")
_ANCHORED, _SAME_LEAD = 0.25, 0.45


def items_of(lines: Sequence[Line]) -> list[list[Line]]:
    """Returns the lines of each entry of a list."""
    items: list[list[Line]] = []
    for line in lines:
        if line.level == 0 and line.kind in {"item", "numbered"}:
            items.append([line])
        elif items:
            items[-1].append(line)
    return items


def read_list(session: Session, leaf: Leaf, pieces: Sequence[Piece]) -> None:
    """Reads the entries of a list from what a Word file has in its place."""
    part = leaf.part
    if not isinstance(part, ListPart | EntriesPart):
        raise TypeError(part)
    value = session.composer.resolver.find(part.path, leaf.scopes)
    if value is None:
        return
    if not _items_before(leaf) and not any(
        isinstance(piece, Line) and piece.kind == "item" for piece in pieces
    ):
        return  # there was nothing, or the layout's words for nothing
    lines = [piece for piece in pieces if isinstance(piece, Line)]
    old_items, new_items = _items_before(leaf), items_of(lines)
    partners = pair_items(session, old_items, new_items)
    entries = {
        entry.at[-1]: entry for entry in session.composer.resolver.find_entries(part.path, leaf.scopes)
    }
    order: list[int | str] = []
    for number, (item, partner) in enumerate(zip(new_items, partners, strict=True), 1):
        old_item = old_items[partner] if partner is not None else []
        index = _index_of(old_item, value.at) if old_item else None
        entry = entries.get(index) if index is not None else None
        if entry is None:
            entry = session.new_entry(value.at, number, value.shape.item)
        if _read_item(session, leaf, entry, item, old_item):
            order.append(entry.at[-1])
        elif index is not None:
            session.changes.drop_below(entry.at)
            session.unread.extend(item)
            order.append(index)
        else:
            session.changes.drop_below(entry.at)
            session.unread.extend(item)
    finish_order(session, value.at, order, {_index_of(item, value.at) for item in old_items})


def _items_before(leaf: Leaf) -> list[list[Line]]:
    lines = [piece for piece in leaf.pieces if isinstance(piece, Line)]
    return items_of([line for line in lines if line.kind != "paragraph"])


def finish_order(session: Session, list_at: At, order: list[int | str], shown: set[Any]) -> None:
    """Notes the new order of a list. Entries that the report does not show stay behind the one before them."""
    old = session.old(list_at)
    count = len(old) if isinstance(old, list) else int(bool(old))
    for index in range(count):
        if index not in shown:
            order.insert(
                order.index(index - 1) + 1 if index - 1 in order else (0 if index == 0 else len(order)), index
            )
    for index in range(count):
        if index in shown and index not in order:
            _note_lost(session, (*list_at, index))
    session.set_order(list_at, order)


def _note_lost(session: Session, at: At) -> None:
    value = session.old(at)
    if isinstance(value, dict):
        name = next(
            (str(value[key]) for key in ("title", "name", "kind", "department", "label") if value.get(key)),
            "",
        )
        session.lost.append((at, name))


def _index_of(item: Sequence[Line], list_at: At) -> int | None:
    """Returns which entry of a list a composed item is."""
    for line in item:
        for at in (line.at, *(filled.slot.at for filled in line.filled)):
            if (
                at
                and at[: len(list_at)] == list_at
                and len(at) > len(list_at)
                and isinstance(at[len(list_at)], int)
            ):
                return int(at[len(list_at)])
    return None


def pair_items(
    session: Session, old_items: Sequence[Sequence[Line]], new_items: Sequence[Sequence[Line]]
) -> list[int | None]:
    """Returns for each new item which of the old ones it is."""
    old_paths = [{line.at for line in item if line.at} for item in old_items]
    old_leads, new_leads = ([lead_of(item) for item in items] for items in (old_items, new_items))
    anchors = [session.anchored_at(item) for item in new_items]

    def bonus(old: int, new: int) -> float:
        is_anchored = bool(old_paths[old] & anchors[new])
        has_lead = bool(old_leads[old]) and old_leads[old] == new_leads[new]
        return _ANCHORED * is_anchored + _SAME_LEAD * has_lead

    texts = [[" ".join(line.text for line in item) for item in items] for items in (old_items, new_items)]
    return pair_texts(texts[0], texts[1], bonus)


def lead_of(item: Sequence[Line]) -> str:
    """Returns the bold words with which an entry begins."""
    return item[0].text[: bold_length(item[0])].rstrip() if item else ""


def bold_length(line: Line) -> int:
    """Returns how many characters at the beginning of a line are bold."""
    length = 0
    for run in line.runs:
        if not run.bold and run.text.strip():
            break
        length += len(run.text)
    return len(line.text[:length].rstrip())


def _read_item(
    session: Session, leaf: Leaf, entry: Value, item: list[Line], old_item: Sequence[Line]
) -> bool:
    if isinstance(leaf.part, ListPart):
        return _read_line_item(session, leaf.part, (entry, *leaf.scopes), item, old_item)
    if isinstance(leaf.part, EntriesPart):
        return EntryReader(session, leaf.part, (entry, *leaf.scopes), old_item).read(item)
    raise TypeError(leaf.part)


def _read_line_item(
    session: Session, part: ListPart, scopes: tuple[Value, ...], item: list[Line], old_item: Sequence[Line]
) -> bool:
    line, *others = item
    session.unread.extend(others)
    at = scopes[0].at
    old_text = old_item[0].text if old_item else ""
    if line.text == old_text and _urls(line) == _urls(old_item[0]):
        return True
    if part.item:
        pieces = [session.tokens(template) for template in part.item]
        return read_pieces(session, pieces, scopes, line, old_item[0] if old_item else None)
    return session.set_words(at, line.text, next(iter(_urls(line)), ""))


def _urls(line: Line) -> list[str]:
    return [run.url for run in line.runs if run.url]


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
        if at in old:
            cost += 0.0 if old[at] == text[start:end] else 1.0 - 0.5 * likeness(old[at], text[start:end])
        else:
            shape = shape_of_path(at)
            cost += 0.3 if shape is not None and shape.kind in _TYPED else 0.8
    return cost + sum(0.9 for at in old if at not in seen and _is_below(at, scopes))


def _is_below(at: At, scopes: tuple[Value, ...]) -> bool:
    return bool(scopes) and at[: len(scopes[0].at)] == scopes[0].at


def best_reading(candidates: "Iterator[tuple[float, Reading]] | Any") -> Reading | None:
    """Returns the reading that costs least; None where there is none, or two are as good."""
    ranked = sorted(candidates, key=lambda candidate: candidate[0])
    if not ranked or (
        len(ranked) > 1 and ranked[1][0] - ranked[0][0] < 1e-6 and ranked[0][1] != ranked[1][1]
    ):
        return None
    reading: Reading = ranked[0][1]
    return reading


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
        url = next((run.url for run in cut_runs(line.runs, start, end) if run.url), "")
        is_same = old.get(at) == line.text[start:end]
        shape = shape_of_path(at)
        if (
            not is_same
            or (shape is not None and isinstance(shape.model, type) and issubclass(shape.model, Model))
        ) and (not session.set_words(at, line.text[start:end], url)):
            return False
    for token in (token for piece in pieces for token in piece if not isinstance(token, Literal)):
        at = session.path_of(token, scopes)
        if at is not None and at in old and at not in shown:
            session.remove(at)
    return True


@dataclass(slots=True)
class EntryReader:
    """Reads one entry: a lead in bold, details, then its text, and notes below."""

    session: Session
    part: EntriesPart
    scopes: tuple[Value, ...]
    old_item: Sequence[Line]

    def read(self, item: list[Line]) -> bool:
        """Reads the lines of an entry. Returns False where they cannot be read."""
        first, *others = item
        others = self._without_notes(others, has_lead=bool(bold_length(first)))
        ranked = sorted(self._readings(first, others), key=lambda option: option[0])
        if not ranked:
            return False
        if len(ranked) > 1 and ranked[1][0] - ranked[0][0] < 1e-6:
            return False
        _, reading, start = ranked[0]
        old = shown_slots(self.old_item[0]) if self.old_item else {}
        pieces = [self.session.tokens(template) for template in (*self.part.lead, *self.part.details)]
        text_at = self.session.path_of(self.part.text, self.scopes) if self.part.text else None
        old_values = {at: words for at, words in old.items() if at != text_at}
        if not note_reading(self.session, reading, first, self.scopes, pieces, old_values):
            return False
        self._read_link(first, reading)
        prose = [_inner(line) for line in others]
        if start is not None:
            prose.insert(0, Line("paragraph", 0, cut_runs(first.runs, start, len(first.text))))
        if text_at is None:
            return not prose
        return self.session.set_text(text_at, prose)

    def _readings(self, first: Line, others: Sequence[Line]) -> Iterator[tuple[float, Reading, int | None]]:
        """Yields the ways to read the first line: their costs, the values, and where the text begins."""
        session, text = self.session, first.text
        old = shown_slots(self.old_item[0]) if self.old_item else {}
        text_at = session.path_of(self.part.text, self.scopes) if self.part.text else None
        old_text = old.get(text_at, "") if text_at else ""
        old_values = {at: words for at, words in old.items() if at != text_at}
        lead_pieces = [session.tokens(template) for template in self.part.lead]
        detail_pieces = [session.tokens(template) for template in self.part.details]
        for end in self._lead_ends(first, old_values):
            for lead, _ in readings(lead_pieces, text[:end]):
                head = ", " if end == 0 else text[:end]
                shift = 2 if end == 0 else 0
                rest = head + text[end:]
                for stop, start in self._splits(text, end):
                    stop_in_rest = stop + shift
                    options = (
                        [({}, 0)]
                        if (end == 0 and stop == 0) or stop == end
                        else readings(detail_pieces, rest[:stop_in_rest], len(head) if end else 0)
                    )
                    for details, _ in options:
                        moved = {
                            path: (first_ - shift, last - shift) for path, (first_, last) in details.items()
                        }
                        reading = {**lead, **moved}
                        if not fits(session, reading, text, self.scopes):
                            continue
                        cost = reading_cost(session, reading, text, self.scopes, old_values)
                        words = text[start:] if start is not None else ""
                        cost += 1.0 - likeness(old_text, words) if old_text or words else 0.0
                        cost += (start or 0) * 1e-5
                        yield cost, reading, start

    def _lead_ends(self, first: Line, old: dict[At, str]) -> list[int]:
        """Returns where the lead may end: with the bold words, or with the words that it had."""
        ends = {bold_length(first)} if self.part.lead else {0}
        for words in old.values():
            if words and first.text.startswith(words) and self.old_item and lead_of(self.old_item) == words:
                ends.add(len(words))
        return sorted(ends)

    def _splits(self, text: str, end: int) -> Iterator[tuple[int, int | None]]:
        """Yields where details may end and the text begins behind a lead; None where there is no text."""
        if end == 0:
            yield 0, 0
        else:
            yield len(text), None
        position = text.find(self.part.separator, end)
        while position >= 0:
            yield position, position + len(self.part.separator)
            position = text.find(self.part.separator, position + 1)
        if end == 0 and self.part.details:
            yield len(text), None

    def _read_link(self, first: Line, reading: Reading) -> None:
        if not self.part.link:
            return
        at = self.session.path_of(self.part.link, self.scopes)
        lead_end = max((end for path, (_, end) in reading.items() if self._is_lead(path)), default=0)
        if at is None or not lead_end:
            return
        urls = [run.url for run in cut_runs(first.runs, 0, lead_end)]
        old_urls = (
            [run.url for run in cut_runs(self.old_item[0].runs, 0, len(lead_of(self.old_item)))]
            if self.old_item
            else []
        )
        old_url = next(filter(None, old_urls), "")
        url = next(filter(None, urls), "")
        if url and url != old_url:
            self.session.set(at, url)
        elif old_url and not url:
            self.session.remove(at)

    def _is_lead(self, path: FieldPath) -> bool:
        return any(path in template for template in self.part.lead)

    def _without_notes(self, lines: list[Line], *, has_lead: bool) -> list[Line]:
        """Reads the notes below the text of an entry, and returns the lines that are none."""
        notes = [[self.session.tokens(template)] for template in self.part.notes]
        if self.part.link and not has_lead:
            notes.append([[self.part.link]])
        old = {at: words for line in self.old_item[1:] for at, words in shown_slots(line).items()}
        kept, seen = list(lines), set[At]()
        while kept and kept[-1].kind == "continuation" and kept[-1].level == 0:
            line = kept[-1]
            pieces = next((pieces for pieces in notes if self._is_note(pieces, line)), None)
            if pieces is None or not read_pieces(self.session, pieces, self.scopes, line, None):
                break
            seen |= {
                at
                for token in pieces[0]
                if not isinstance(token, Literal)
                if (at := self.session.path_of(token, self.scopes))
            }
            kept.pop()
        for pieces in notes:
            for token in pieces[0]:
                at = None if isinstance(token, Literal) else self.session.path_of(token, self.scopes)
                if at is not None and at in old and at not in seen:
                    self.session.remove(at)
        return kept

    def _is_note(self, pieces: list[list[Token]], line: Line) -> bool:
        tokens = pieces[0]
        has_words = any(isinstance(token, Literal) and token.text.strip() for token in tokens)
        is_address = line.text.lower().startswith(("http://", "https://", "www.")) and " " not in line.text
        return (has_words or is_address) and next(readings(pieces, line.text), None) is not None


def _inner(line: Line) -> Line:
    """Returns a line of an entry as a line of its text."""
    if line.kind == "continuation" and line.level == 0:
        return replace(line, kind="paragraph")
    return replace(line, level=line.level - 1) if line.level else line
