"""Reads the entries of lists back: bullets of one line each, and bullets with a lead, details and a text."""

from collections.abc import Sequence
from typing import Any

from reportgen.compose.values import Value
from reportgen.findings import At
from reportgen.layout.parts import EntriesPart, ListPart
from reportgen.pull.entry_reading import EntryReader, lead_of
from reportgen.pull.line_reading import read_pieces
from reportgen.pull.lines import Line, Piece
from reportgen.pull.outline import Leaf
from reportgen.pull.session import Session
from reportgen.pull.similarity import pair_texts

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
