"""The tag tree of a PDF, and how it is written (ISO 32000-1 and, for PDF 2.0, ISO 32000-2, 14.7 and 14.8)."""

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pydyf

_log = logging.getLogger("weasyprint.tags")

_MAPPED = {"Em": "Span", "Strong": "Span"}
"""Kinds that PDF 2.0 has and PDF 1.7 has not, with the nearest that it has."""

_OLD = frozenset({"TOC", "TOCI"})
"""Kinds that PDF 1.7 has and PDF 2.0 has no longer: there they stay in the namespace of PDF 1.7."""

_GROUPS = frozenset({"Document", "Part", "Sect"})
"""Kinds that hold paragraphs and no single words, in PDF 2.0 (ISO/TS 32005, table 5)."""

_FRAMES = frozenset({"L", "TOC", "Table", "THead", "TBody", "TR"})
"""Kinds that hold neither."""

_NAMESPACES = ("http://iso.org/pdf2/ssn", "http://iso.org/pdf/ssn")
"""Those of PDF 2.0 and PDF 1.7 (ISO 32000-2, 14.8.6)."""


class Mark(NamedTuple):
    """Content drawn on a page, by the number of the page and that of its mark on it."""

    page: int
    number: int


class Target(NamedTuple):
    """The part of a link on a page that can be clicked, by the number of the page and that of its object."""

    page: int
    annotation: Any


@dataclass(slots=True, eq=False)
class Node:
    """A tag: its kind, what it holds in reading order, and what is said of it; `attributes` are written as in the file.

    `tells_of` is the name of the tag that an entry of the contents stands for.
    """

    kind: str
    kids: "list[Node | Mark | Target]" = field(default_factory=list)
    attributes: list[str] = field(default_factory=list)
    language: str = ""
    alternative: str = ""
    tells_of: str = ""

    def add(self, kind: str) -> "Node":
        """A new tag behind what the tag holds."""
        self.kids.append(node := Node(kind))
        return node


class _Element(pydyf.Object):  # type: ignore[misc]  # pydyf has no annotations
    """An object whose bytes are known: the engine asks for them twice."""

    data = b""


def write(root: Node, pdf: Any, pages: int) -> None:
    """Add a tree to a PDF 1.7 of so many pages, with the way back from each mark and link to its tag."""
    tree, _ = _written(root, pdf, pages, ())
    tree["RoleMap"] = pydyf.Dictionary({kind: f"/{known}" for kind, known in _MAPPED.items()})


def write_second(root: Node, pdf: Any, pages: int, named: Mapping[str, Node]) -> Mapping[Node, bytes]:
    """The same for PDF 2.0, whose tags say where they are defined; the references to them all.

    `named` are the tags that entries of the contents stand for: they refer to them (ISO 14289-2, 8.2.5.8).
    """
    _renew(root)
    namespaces = [pydyf.Dictionary({"Type": "/Namespace", "NS": pydyf.String(name)}) for name in _NAMESPACES]
    for namespace in namespaces:
        pdf.add_object(namespace)
    known = [namespace.reference for namespace in namespaces]
    tree, elements = _written(root, pdf, pages, known)
    tree["Namespaces"] = pydyf.Array(known)
    for node, element in elements.items():
        if node.tells_of in named:
            element.data = b"%s /Ref [%s]>>" % (element.data[:-2], elements[named[node.tells_of]].reference)
    return {node: element.reference for node, element in elements.items()}


def _renew(node: Node) -> None:
    """Have tags hold what they may in PDF 2.0: a reference no link, and a group no words."""
    for kid in node.kids:
        if isinstance(kid, Node):
            if kid.kind == "Reference" or (kid.kind == "Span" and node.kind in _GROUPS):
                kid.kind = "P"
            elif kid.kind == "Span" and node.kind in _FRAMES:
                _log.error("what a style sheet adds between entries or rows cannot be tagged in PDF 2.0")
            _renew(kid)


def _written(
    root: Node, pdf: Any, pages: int, namespaces: Sequence[bytes]
) -> tuple[Any, dict[Node, _Element]]:
    tree = pydyf.Dictionary({"Type": "/StructTreeRoot"})
    pdf.add_object(tree)
    writing = _Writing(pdf, pdf.page_references, [[] for _ in range(pages)], namespaces)
    top = writing.element(root, tree.reference)
    numbers = pydyf.Dictionary({"Nums": writing.numbers()})
    pdf.add_object(numbers)
    tree["K"] = pydyf.Array([top])
    tree["ParentTree"] = numbers.reference
    tree["ParentTreeNextKey"] = pages + len(writing.targets)
    pdf.catalog["StructTreeRoot"] = tree.reference
    return tree, writing.elements


@dataclass(slots=True)
class _Writing:
    """What has been written of a tree: the tag of each mark of each page, and the links with theirs."""

    pdf: Any
    references: Sequence[bytes]
    marks: list[list[tuple[int, bytes]]]
    namespaces: Sequence[bytes]
    targets: list[tuple[Any, bytes]] = field(default_factory=list)
    elements: dict[Node, _Element] = field(default_factory=dict)

    def element(self, node: Node, parent: bytes) -> bytes:
        """Write a tag with all below it, and return the reference to it."""
        self.pdf.add_object(written := _Element())
        self.elements[node] = written
        reference: bytes = written.reference
        page = next((kid.page for kid in node.kids if isinstance(kid, Mark)), None)
        kids = b" ".join([self._kid(kid, page, reference) for kid in node.kids])
        parts = [b"<</Type /StructElem /S /", node.kind.encode(), b" /P ", parent]
        if page is not None:
            parts += b" /Pg ", self.references[page]
        if self.namespaces:
            parts += b" /NS ", self.namespaces[node.kind in _OLD]
        parts += (
            b" %s %s" % (key, pydyf.String(text).data)
            for key, text in ((b"/Lang", node.language), (b"/Alt", node.alternative))
            if text
        )
        if node.attributes:
            parts += b" /A [", *(f"<<{each}>>".encode() for each in node.attributes), b"]"
        written.data = b"".join([*parts, b" /K [", kids, b"]>>"])
        return reference

    def _kid(self, kid: Node | Mark | Target, page: int | None, reference: bytes) -> bytes:
        match kid:
            case Node():
                return self.element(kid, reference)
            case Mark(at, number):
                self.marks[at].append((number, reference))
                if at == page:
                    return b"%d" % number
                return b"<</Type /MCR /Pg %s /MCID %d>>" % (self.references[at], number)
            case Target(at, annotation):
                self.targets.append((annotation, reference))
                return b"<</Type /OBJR /Pg %s /Obj %s>>" % (self.references[at], annotation.reference)

    def numbers(self) -> Any:
        """The tags of each page's marks by their numbers, and behind them those of the links."""
        found = pydyf.Array()
        for page, marks in enumerate(self.marks):
            found.extend((page, pydyf.Array(_in_places(marks))))
        for key, (annotation, reference) in enumerate(self.targets, start=len(self.marks)):
            annotation["StructParent"] = key
            found.extend((key, reference))
        return found


def _in_places(marks: list[tuple[int, bytes]]) -> Iterator[bytes]:
    """References at the places of their numbers; what is no content of a tag leaves a gap."""
    known = dict(marks)
    return (known.get(number, b"null") for number in range(max(known, default=-1) + 1))
