"""The outline of a report as its layout sets it: sections, the parts under each heading, and what they show."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from reportgen.compose.placement import beside_text
from reportgen.compose.tracing import TracingComposer
from reportgen.compose.values import Value
from reportgen.document import Beside, Block, PageBreak, Text
from reportgen.findings import At
from reportgen.layout.parts import (
    BreakPart,
    ContentsPart,
    EachPart,
    LayoutPart,
    ProsePart,
    SectionPart,
    Template,
)
from reportgen.pull.changes import may_have_headings
from reportgen.pull.composed_lines import line_of, pieces_of
from reportgen.pull.lines import Line, Piece, TableLines


@dataclass(slots=True)
class Leaf:
    """A part that holds no sections, with the values that its paths start from, and what it shows.

    `level` is that of its section; a text in it may have headings below that if it `takes_headings`.
    """

    part: LayoutPart
    scopes: tuple[Value, ...]
    pieces: list[Piece]
    level: int = 0
    takes_headings: bool = False


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

    def add(self, parts: tuple[LayoutPart, ...], scopes: tuple[Value, ...], parent: Node) -> "list[_Placed]":
        placed: list[_Placed] = []
        for part in parts:
            match part:
                case SectionPart():
                    placed += self._add_section(part, scopes, parent)[1]
                case EachPart():
                    placed += self._add_each(part, scopes, parent)
                case ContentsPart() | BreakPart():
                    placed.append(_Placed(PageBreak()))
                case _:
                    blocks = list(self.composer.part_blocks(part, scopes))
                    pieces = list(pieces_of(blocks, self.composer.marks, level=parent.level))
                    leaf = Leaf(part, scopes, pieces, parent.level, self._takes_headings(part, scopes))
                    self.shown[-1].leaves.append(leaf)
                    placed += [_Placed(block, leaf, self.shown[-1]) for block in blocks]
        return _with_pictures_beside(placed)

    def _add_section(
        self, part: SectionPart, scopes: tuple[Value, ...], parent: Node
    ) -> "tuple[Node, list[_Placed]]":
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
            return node, self.add(part.blocks, scopes, parent)
        parent.children.append(node)
        return node, [_Placed(PageBreak())]

    def _takes_headings(self, part: LayoutPart, scopes: tuple[Value, ...]) -> bool:
        value = self.composer.resolver.find(part.path, scopes) if isinstance(part, ProsePart) else None
        return value is not None and may_have_headings(value.shape)

    def _blocks(self, part: SectionPart, scopes: tuple[Value, ...]) -> Iterable[object]:
        return self.composer.blocks(part.blocks, scopes)

    def _add_each(self, part: EachPart, scopes: tuple[Value, ...], parent: Node) -> "list[_Placed]":
        placed: list[_Placed] = []
        value = self.composer.resolver.find(part.path, scopes)
        entries = list(self.composer.resolver.find_entries(part.path, scopes))
        match part.blocks:
            case (SectionPart() as section,) if value is not None:
                group = Group(value.at, section, part, scopes, [])
                parent.children.append(group)
                for entry in entries:
                    before = len(parent.children)
                    node, blocks = self._add_section(section, (entry, *scopes), parent)
                    placed += blocks
                    del parent.children[before:]
                    group.entries.append(node)
            case _:
                for entry in entries:
                    placed += self.add(part.blocks, (entry, *scopes), parent)
        return placed


@dataclass(frozen=True, slots=True)
class _Placed:
    """A block with the part that makes it, and the section in which that stands; of a section, its place alone."""

    block: Block
    leaf: Leaf | None = None
    node: Node | None = None


def _with_pictures_beside(placed: list[_Placed]) -> list[_Placed]:
    """Puts the parts of pictures that stand beside text before the parts of the text, as composing does."""
    by_block = {id(block.block): block for block in placed}
    by_figure = {id(block.block.figure): block for block in placed if isinstance(block.block, Beside)}
    arranged: list[_Placed] = []
    for block in beside_text(block.block for block in placed):
        if isinstance(block, Beside):
            picture, text = by_figure[id(block.figure)], by_block.get(id(block.blocks[0]))
            if text is not None:
                _move_before(picture, text)
        origin = by_block.get(id(block)) or by_figure.get(id(getattr(block, "figure", block)))
        arranged.append(_Placed(block, origin.leaf, origin.node) if origin else _Placed(block))
    return arranged


def _move_before(picture: _Placed, text: _Placed) -> None:
    if picture.node is None or text.node is None or picture.leaf is None or text.leaf is None:
        return
    picture.node.leaves[:] = [leaf for leaf in picture.node.leaves if leaf is not picture.leaf]
    position = next(index for index, leaf in enumerate(text.node.leaves) if leaf is text.leaf)
    text.node.leaves.insert(position, picture.leaf)


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
