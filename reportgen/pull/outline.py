"""The outline of a report as its layout sets it: sections, the parts under each heading, and what they show."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from reportgen.compose.tracing import TracingComposer
from reportgen.compose.values import Value
from reportgen.document import Text
from reportgen.findings import At
from reportgen.layout.parts import BreakPart, ContentsPart, EachPart, LayoutPart, SectionPart, Template
from reportgen.pull.lines import Line, Piece, TableLines, line_of, pieces_of


@dataclass(slots=True)
class Leaf:
    """A part that holds no sections, with the values that its paths start from, and what it shows."""

    part: LayoutPart
    scopes: tuple[Value, ...]
    pieces: list[Piece]


@dataclass(slots=True)
class Node:
    """A section: its heading, the parts under it before the next heading, and the sections inside it.

    The whole report is a node without a heading. A section that shows nothing has no heading either, and `is_shown` is false.
    """

    level: int
    heading: Line | None
    title: Template
    scopes: tuple[Value, ...]
    leaves: list[Leaf] = field(default_factory=list)
    children: "list[Node | Group]" = field(default_factory=list)
    is_shown: bool = True


@dataclass(slots=True)
class Group:
    """The sections of a list's entries, one for each, and the part that makes them."""

    path: At
    part: SectionPart
    each: EachPart
    scopes: tuple[Value, ...]
    entries: list[Node]


def outline_of(parts: Iterable[LayoutPart], composer: TracingComposer, root: tuple[Value, ...]) -> Node:
    """Returns the outline of a report."""
    node = Node(0, None, (), root)
    _Builder(composer, [node]).add(tuple(parts), root, node)
    return node


@dataclass(slots=True)
class _Builder:
    """Builds an outline. The last of `shown` is the section under whose heading the next part stands."""

    composer: TracingComposer
    shown: list[Node]

    def add(self, parts: tuple[LayoutPart, ...], scopes: tuple[Value, ...], parent: Node) -> None:
        for part in parts:
            match part:
                case SectionPart():
                    self._add_section(part, scopes, parent)
                case EachPart():
                    self._add_each(part, scopes, parent)
                case ContentsPart() | BreakPart():
                    pass
                case _:
                    pieces = list(pieces_of(self.composer.part_blocks(part, scopes), self.composer.marks))
                    self.shown[-1].leaves.append(Leaf(part, scopes, pieces))

    def _add_section(self, part: SectionPart, scopes: tuple[Value, ...], parent: Node) -> Node:
        title = self.composer.resolver.plain_text(part.title, scopes)
        node = Node(parent.level + 1, None, part.title, scopes)
        if title and any(True for _ in self._blocks(part, scopes)):
            marks = self.composer.marks
            node.heading = line_of("heading", node.level, (Text(title),), marks)
            self.shown.append(node)
            self.add(part.blocks, scopes, node)
        elif title:
            node.is_shown = False
            inner = _Builder(self.composer, [node])
            inner.add(part.blocks, scopes, node)
        else:
            self.add(part.blocks, scopes, parent)
            return node
        parent.children.append(node)
        return node

    def _blocks(self, part: SectionPart, scopes: tuple[Value, ...]) -> Iterator[object]:
        return self.composer.blocks(part.blocks, scopes)

    def _add_each(self, part: EachPart, scopes: tuple[Value, ...], parent: Node) -> None:
        value = self.composer.resolver.find(part.path, scopes)
        entries = list(self.composer.resolver.find_entries(part.path, scopes))
        match part.blocks:
            case (SectionPart() as section,) if value is not None:
                group = Group(value.at, section, part, scopes, [])
                parent.children.append(group)
                for entry in entries:
                    before = len(parent.children)
                    node = self._add_section(section, (entry, *scopes), parent)
                    del parent.children[before:]
                    group.entries.append(node)
            case _:
                for entry in entries:
                    self.add(part.blocks, (entry, *scopes), parent)


def pieces_in(node: Node) -> Iterator[Piece]:
    """Yields what a section shows, its heading first, in reading order."""
    if node.heading is not None:
        yield node.heading
    for leaf in node.leaves:
        yield from leaf.pieces
    for child in node.children:
        for section in child.entries if isinstance(child, Group) else (child,):
            if section.is_shown:
                yield from pieces_in(section)


def lines_in(pieces: Iterable[Piece]) -> Iterator[Line]:
    """Yields the lines of some pieces, those in tables too."""
    for piece in pieces:
        if isinstance(piece, TableLines):
            yield from piece.lines
        elif isinstance(piece, Line):
            yield piece


def build_node(composer: TracingComposer, group: Group, entry: Value, level: int) -> Node:
    """Returns the section of an entry that shows nothing yet."""
    scopes = (entry, *group.scopes)
    node = Node(level, None, group.part.title, scopes, is_shown=False)
    _Builder(composer, [node]).add(group.part.blocks, scopes, node)
    return node
