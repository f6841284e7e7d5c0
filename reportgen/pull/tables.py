"""Reads tables back: labels with their values, tables that the dataset holds whole, and tables of a list's entries."""

from collections.abc import Sequence

from reportgen.compose.values import Value
from reportgen.layout.parts import FieldRow, FieldsPart, TablePart
from reportgen.pull.added import without_own_links
from reportgen.pull.entries import finish_order, pair_items
from reportgen.pull.grids import Row, read_grid, row_text
from reportgen.pull.line_reading import read_pieces
from reportgen.pull.lines import Line, Piece, TableLines, look_alike
from reportgen.pull.outline import Leaf
from reportgen.pull.session import Session
from reportgen.pull.similarity import pair_texts

# Labels with their values


def read_fields(session: Session, leaf: Leaf, pieces: Sequence[Piece]) -> None:
    """Reads labels and values."""
    if not isinstance(leaf.part, FieldsPart):
        raise TypeError(leaf.part)
    old_rows = [row for piece in leaf.pieces if isinstance(piece, TableLines) for row in piece.rows]
    new_rows = [row for piece in pieces if isinstance(piece, TableLines) for row in piece.rows]
    shown, absent = _split_rows(session, leaf, leaf.part)
    partners = _pair_rows(session, old_rows, new_rows)
    for row, partner in zip(new_rows, partners, strict=True):
        label = row_text(row[:1])
        part = shown[partner] if partner is not None else _take(session, leaf, absent, label)
        old_row = old_rows[partner] if partner is not None else None
        if part is None or len(row) != 2 or not _read_field(session, leaf, part, row[1], old_row):
            session.unread.extend(line for cell in row for line in cell)
    for index, old_row in enumerate(old_rows):
        if index not in partners:
            for line in old_row[1]:
                for filled in line.filled:
                    session.remove(filled.slot.at)
            _remove_field(session, leaf, shown[index])


def _split_rows(session: Session, leaf: Leaf, part: FieldsPart) -> tuple[list[FieldRow], list[FieldRow]]:
    """Returns the rows of the layout that are shown, and those that have nothing to show."""
    shown: list[FieldRow] = []
    absent: list[FieldRow] = []
    for row in part.rows:
        composed = session.composer.part_blocks(FieldsPart((row,)), leaf.scopes)
        (shown if any(True for _ in composed) else absent).append(row)
    return shown, absent


def _take(session: Session, leaf: Leaf, rows: list[FieldRow], label: str) -> FieldRow | None:
    """Returns the row with a label out of those that have nothing to show."""
    for row in rows:
        if (
            session.plain_title(row.label, leaf.scopes).rstrip(": ").casefold()
            == label.rstrip(": ").casefold()
        ):
            rows.remove(row)
            return row
    return None


def _pair_rows(session: Session, old_rows: Sequence[Row], new_rows: Sequence[Row]) -> list[int | None]:
    """Returns for each new row which old one it is: by its label, or else by its value."""
    old_labels, new_labels = (
        [row_text(row[:1]).rstrip(": ") for row in rows] for rows in (old_rows, new_rows)
    )
    partners: list[int | None] = [None] * len(new_rows)
    free = set(range(len(old_rows)))
    for index, label in enumerate(new_labels):
        same = [old for old in sorted(free) if old_labels[old] == label]
        if same:
            anchors = session.anchored_at([line for cell in new_rows[index] for line in cell])
            anchored = [
                old
                for old in same
                if anchors & {line.at for cell in old_rows[old] for line in cell if line.at}
            ]
            partners[index] = (anchored or same)[0]
            free.discard(partners[index] or 0)
    for index, row in enumerate(new_rows):
        if partners[index] is None:
            value = row_text(row[1:])
            same = [old for old in sorted(free) if value and row_text(old_rows[old][1:]) == value]
            if len(same) == 1:
                partners[index] = same[0]
                free.discard(same[0])
    return partners


def _remove_field(session: Session, leaf: Leaf, part: FieldRow) -> None:
    path = part.path_alone()
    at = session.path_of(path, leaf.scopes) if path else None
    if at is not None:
        session.changes.drop_below(at)
        session.remove(at)


def _read_field(
    session: Session, leaf: Leaf, part: FieldRow, cell: Sequence[Line], old_row: Row | None
) -> bool:
    lines = list(cell)
    old_lines = list(old_row[1]) if old_row else []
    path = part.path_alone()
    value = session.composer.resolver.find(path, leaf.scopes) if path else None
    if value and value.shape.item and value.shape.item.kind in {"mapping", "list", "email"}:
        return _read_lines_of_list(session, value, lines, old_lines)
    if not lines:
        for line in old_lines:
            for filled in line.filled:
                session.remove(filled.slot.at)
        return True
    if len(lines) != 1:
        return False
    if value is not None:
        old_text = old_lines[0].text if old_lines else ""
        is_same = bool(old_lines) and look_alike(lines[0].runs, old_lines[0].runs)
        url = next((run.url for run in without_own_links(lines[0].runs) if run.url), "")
        return (
            is_same
            or (old_text == lines[0].text and not url)
            or session.set_words(value.at, lines[0].text, url)
        )
    pieces = [session.tokens(template) for template in part.value]
    return read_pieces(session, pieces, leaf.scopes, lines[0], old_lines[0] if old_lines else None)


def _read_lines_of_list(
    session: Session, value: Value, lines: Sequence[Line], old_lines: Sequence[Line]
) -> bool:
    partners = pair_items(session, [[line] for line in old_lines], [[line] for line in lines])
    order: list[int | str] = []
    indexes = [int(line.at[-1]) if line.at else 0 for line in old_lines]
    for number, (line, partner) in enumerate(zip(lines, partners, strict=True), 1):
        at = (
            old_lines[partner].at
            if partner is not None
            else session.new_entry(value.at, number, value.shape.item).at
        )
        if at is None or (
            (partner is None or old_lines[partner].text != line.text) and not session.set_words(at, line.text)
        ):
            return False
        order.append(at[-1])
    finish_order(session, value.at, order, set(indexes))
    return True


# Tables


def read_table(session: Session, leaf: Leaf, pieces: Sequence[Piece]) -> None:
    """Reads a table with its caption."""
    part = leaf.part
    if not isinstance(part, TablePart):
        raise TypeError(part)
    value = session.composer.resolver.find(part.path, leaf.scopes)
    tables = [piece for piece in pieces if isinstance(piece, TableLines)]
    if value is None:
        return
    if not part.columns:
        read_grid(session, value.at, pieces)
    elif len(tables) > 1:
        session.unread.extend(pieces)
    elif tables:
        _read_entries(session, leaf, part, value, tables[0])
    elif leaf.pieces:
        session.remove(value.at)


def _read_entries(session: Session, leaf: Leaf, part: TablePart, value: Value, table: TableLines) -> None:
    """Reads a table of which each row is an entry of a list."""
    old_rows = [row for piece in leaf.pieces if isinstance(piece, TableLines) for row in piece.rows][1:]
    rows = table.rows[1:]
    entries = list(session.composer.resolver.find_entries(part.path, leaf.scopes))
    partners = pair_texts([row_text(row) for row in old_rows], [row_text(row) for row in rows])
    order: list[int | str] = []
    for number, (row, partner) in enumerate(zip(rows, partners, strict=True), 1):
        entry = (
            entries[partner] if partner is not None else session.new_entry(value.at, number, value.shape.item)
        )
        old_row = old_rows[partner] if partner is not None else None
        if len(row) == len(part.columns) and _read_row(session, part, (entry, *leaf.scopes), row, old_row):
            order.append(entry.at[-1])
            continue
        session.changes.drop_below(entry.at)
        session.unread.extend(line for cell in row for line in cell)
        if partner is not None:
            order.append(entry.at[-1])
    finish_order(session, value.at, order, {entry.at[-1] for entry in entries})


def _read_row(
    session: Session, part: TablePart, scopes: tuple[Value, ...], row: Row, old_row: Row | None
) -> bool:
    for index, (column, cell) in enumerate(zip(part.columns, row, strict=True)):
        old_cell = old_row[index] if old_row else ()
        if [line.text for line in cell] == [line.text for line in old_cell]:
            continue
        if len(cell) > 1:
            return False
        pieces = [session.tokens(template) for template in column.value]
        if not cell:
            for line in old_cell:
                for filled in line.filled:
                    session.remove(filled.slot.at)
        elif not read_pieces(session, pieces, scopes, cell[0], old_cell[0] if old_cell else None):
            return False
    return True
