"""Matches the headings of a Word file with the sections of a report, and reads what stands under each."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from reportgen.compose.tracing import NUMBER
from reportgen.pull.entries import finish_order
from reportgen.pull.leaves import read_leaf
from reportgen.pull.line_reading import best_reading, fits, note_reading, reading_cost, shown_slots
from reportgen.pull.lines import Line, Piece
from reportgen.pull.outline import Group, Node, build_node, pieces_in
from reportgen.pull.placing import place
from reportgen.pull.session import Session
from reportgen.pull.similarity import ALIKE, likeness
from reportgen.pull.templates import Literal, readings

_ANCHORED, _CONTENT = 0.5, 0.5
_MAX_PAIRS = 40_000
_LONG = 20


@dataclass(slots=True)
class WordSection:
    """A heading of a Word file with what stands under it before the next one, and the sections inside."""

    heading: Line | None
    level: int
    pieces: list[Piece] = field(default_factory=list)
    children: "list[WordSection]" = field(default_factory=list)

    def all_pieces(self) -> Iterator[Piece]:
        """Yields the heading, and everything below it."""
        if self.heading is not None:
            yield self.heading
        yield from self.pieces
        for child in self.children:
            yield from child.all_pieces()


def sections_of(pieces: Iterable[Piece]) -> WordSection:
    """Returns the outline of a Word file."""
    root = WordSection(None, 0)
    path = [root]
    for piece in pieces:
        if isinstance(piece, Line) and piece.kind == "heading":
            while path[-1].level >= piece.level:
                path.pop()
            section = WordSection(piece, piece.level)
            path[-1].children.append(section)
            path.append(section)
        else:
            path[-1].pieces.append(piece)
    return root


def read_section(session: Session, node: Node, section: WordSection) -> None:
    """Reads a section of the report from one of the Word file."""
    if node.heading is not None and section.heading is not None:
        _read_heading(session, node, section.heading)
    places = _places(node)
    matches = _matched(session, places, section.children)
    count = _headings_in_text(session, node, places, section, matches)
    in_text = (piece for child in section.children[:count] for piece in child.all_pieces())
    placement = place(session, node.leaves, [*section.pieces, *map(_as_subheading, in_text)])
    session.unread.extend(placement.unplaced)
    for leaf, pieces in zip(node.leaves, placement.of_leaves, strict=True):
        read_leaf(session, leaf, pieces)
    _read_children(session, node, section.children[count:], places, matches[count:])


def _headings_in_text(
    session: Session,
    node: Node,
    places: "Sequence[_Place]",
    section: WordSection,
    matches: Sequence[int | None],
) -> int:
    """Returns how many of the sections inside another begin with a new heading in its text."""
    if not any(leaf.takes_headings for leaf in node.leaves):
        return 0
    for index, child in enumerate(section.children):
        if (
            matches[index] is not None
            or _absent_section(session, node, child) is not None
            or _group_for(node, places, matches, index, child) is not None
        ):
            return index
    return len(section.children)


def _as_subheading(piece: Piece) -> Piece:
    is_heading = isinstance(piece, Line) and piece.kind == "heading"
    return replace(piece, kind="subheading") if isinstance(piece, Line) and is_heading else piece


def remove_section(session: Session, node: Node) -> None:
    """Notes that all values of a section go."""
    read_section(session, node, WordSection(None, node.level))


@dataclass(slots=True)
class _Place:
    """A place among the sections inside another: a section of the layout, or an entry of a group."""

    node: Node
    position: int
    group: Group | None = None


def _places(node: Node) -> list[_Place]:
    places = []
    for position, child in enumerate(node.children):
        if isinstance(child, Group):
            places += [_Place(entry, position, child) for entry in child.entries if entry.heading is not None]
        elif child.is_shown:
            places.append(_Place(child, position))
    return places


def _read_children(
    session: Session,
    node: Node,
    children: Sequence[WordSection],
    places: Sequence[_Place],
    matches: Sequence[int | None],
) -> None:
    orders: dict[int, list[int | str]] = {}
    for index, child in enumerate(children):
        place_index = matches[index]
        if place_index is not None:
            found = places[place_index]
            read_section(session, found.node, child)
            if found.group is not None:
                orders.setdefault(found.position, []).append(_entry_step(found.node, found.group))
            continue
        absent = _absent_section(session, node, child)
        if absent is not None:
            read_section(session, absent, child)
            continue
        group = _group_for(node, places, matches, index, child)
        step = _read_new(session, group[1], child) if group else None
        if group is not None and step is not None:
            orders.setdefault(group[0], []).append(step)
        else:
            session.unread.extend(child.all_pieces())
    matched = {place_index for place_index in matches if place_index is not None}
    for place_index, gone in enumerate(places):
        if place_index not in matched and gone.group is None:
            if _is_still_there(session, gone.node):
                session.unread.append(gone.node.heading or Line("heading", 0, ()))
                session.missing.append(gone.node.heading or Line("heading", 0, ()))
            else:
                remove_section(session, gone.node)
    for position, group_ in enumerate(node.children):
        if isinstance(group_, Group):
            shown = {_entry_step(entry, group_) for entry in group_.entries if entry.heading is not None}
            if shown or position in orders:
                finish_order(session, group_.path, orders.get(position, []), shown)


def _is_still_there(session: Session, node: Node) -> bool:
    """Tells whether something of a section whose heading is gone still stands in the Word file."""
    texts = [
        piece.text for piece in pieces_in(node) if piece is not node.heading and len(piece.text) >= _LONG
    ]
    return any(text in session.texts for text in texts) or any(
        likeness(text, other) >= ALIKE for text in texts for other in session.texts if len(other) >= _LONG
    )


def _entry_step(node: Node, group: Group) -> int | str:
    return node.scopes[0].at[len(group.path)]


def _matched(session: Session, places: Sequence[_Place], sections: Sequence[WordSection]) -> list[int | None]:
    """Returns for each section of the Word file which one of the report it is."""
    matches: list[int | None] = [None] * len(sections)
    free = set(range(len(places)))
    headings = [place_.node.heading.text if place_.node.heading else "" for place_ in places]
    for index, section in enumerate(sections):
        text = section.heading.text if section.heading else ""
        same = [other for other in sorted(free) if headings[other].casefold() == text.casefold()]
        if same:
            matches[index] = same[0]
            free.discard(same[0])
    rest = [index for index, match in enumerate(matches) if match is None]
    if len(rest) * len(free) > _MAX_PAIRS:
        return matches
    contents = {
        other: " ".join(
            piece.text for piece in pieces_in(places[other].node) if piece is not places[other].node.heading
        )
        for other in free
    }
    scores = []
    for index in rest:
        section = sections[index]
        anchors = session.anchored_at([section.heading]) if section.heading else set()
        below = " ".join(piece.text for piece in section.all_pieces() if piece is not section.heading)
        for other in free:
            node = places[other].node
            text = section.heading.text if section.heading else ""
            score = likeness(headings[other], text) + _CONTENT * likeness(contents[other], below)
            values = {filled.slot.at for filled in (node.heading.filled if node.heading else ())}
            score += _ANCHORED * bool(anchors & values)
            scores.append((-score, abs(index - other), index, other))
    for score, _, index, other in sorted(scores):
        if -score >= ALIKE and matches[index] is None and other in free:
            matches[index] = other
            free.discard(other)
    return matches


def _absent_section(session: Session, node: Node, section: WordSection) -> Node | None:
    """Returns the section of the layout that has this heading and had nothing to show."""
    if section.heading is None or section.level != node.level + 1:
        return None
    for child in node.children:
        if isinstance(child, Node) and not child.is_shown:
            title = session.plain_title(child.title, child.scopes)
            if title and title.casefold() == section.heading.text.casefold():
                return child
    return None


def _group_for(
    node: Node, places: Sequence[_Place], matches: Sequence[int | None], index: int, section: WordSection
) -> tuple[int, Group] | None:
    """Returns the group of which a new heading begins an entry, by the headings before and behind it."""
    if section.level != node.level + 1:
        return None
    before = [places[match].position for match in matches[:index] if match is not None]
    behind = [places[match].position for match in matches[index + 1 :] if match is not None]
    first = before[-1] if before else 0
    last = behind[0] if behind else len(node.children) - 1
    groups = [
        (position, child)
        for position, child in enumerate(node.children)
        if isinstance(child, Group) and first <= position <= last
    ]
    beside = [group for group in groups if group[0] in {first if before else -1, last if behind else -1}]
    chosen = groups if len(groups) == 1 else beside
    return chosen[0] if len(chosen) == 1 else None


def _read_new(session: Session, group: Group, section: WordSection) -> str | None:
    """Reads a new entry of a group, and returns its name; None where something in it has no place."""
    value = session.composer.resolver.find(group.each.path, group.scopes)
    if value is None or section.heading is None:
        return None
    entry = session.new_entry(value.at, len(group.entries) + 1, value.shape.item)
    node = build_node(session.composer, group, entry, section.level)
    unread = len(session.unread)
    if _read_title(session, node, section.heading, ()):
        read_section(session, node, replace(section, heading=None))
    else:
        session.unread.append(section.heading)
    if len(session.unread) > unread:
        del session.unread[unread:]
        session.changes.drop_below(entry.at)
        return None
    return str(entry.at[-1])


def _read_heading(session: Session, node: Node, heading: Line) -> None:
    if node.heading is None or heading.text == node.heading.text:
        return
    if not node.heading.filled or not _read_title(session, node, heading, (node.heading,)):
        session.unread.append(heading)


def _has_number_of(old: Line, text: str) -> bool:
    """Tells whether a heading's text still has the number of an old one, with what stands around it, such as `(3) `."""
    slots = sorted(old.filled, key=lambda filled: filled.start)
    return len(slots) > 1 and slots[0].slot.at == NUMBER and old.text[: slots[1].start] in text


def _read_title(session: Session, node: Node, heading: Line, old: Sequence[Line]) -> bool:
    """Reads the values in a heading; a number that somebody has left out is no fault, since the layout counts by itself."""
    tokens = session.tokens(node.title)
    values = [
        token for token in tokens if not isinstance(token, Literal) and session.path_of(token, node.scopes)
    ]
    shown = {at: words for at, words in (shown_slots(old[0]) if old else {}).items() if at != NUMBER}
    is_left_out = len(values) == 1 and len(tokens) > 1 and not (old and _has_number_of(old[0], heading.text))
    for pieces in ([tokens], [values] if is_left_out else []):
        if not pieces:
            continue
        candidates = (
            (reading_cost(session, reading, heading.text, node.scopes, shown), reading)
            for reading, _ in readings(pieces, heading.text)
            if fits(session, reading, heading.text, node.scopes)
        )
        best = best_reading(candidates)
        if best is not None:
            return note_reading(session, best, heading, node.scopes, pieces, shown)
    return False
