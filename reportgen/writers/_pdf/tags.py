"""Writes the tag tree of a PDF (ISO 32000-1 and, for PDF 2.0, ISO 32000-2, 14.7 and 14.8)."""

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pydyf

_log = logging.getLogger("weasyprint.tags")

_PDF_1_7_EQUIVALENTS = {"Em": "Span", "Strong": "Span"}
"""Kinds of tags of PDF 2.0 with the nearest kinds of PDF 1.7, which lacks them."""

_ONLY_IN_PDF_1_7 = frozenset({"TOC", "TOCI", "BlockQuote"})
"""Kinds that PDF 2.0 has dropped: there they stay in the namespace of PDF 1.7."""

_GROUPS = frozenset({"Document", "Part", "Sect"})
"""Kinds that hold paragraphs and no loose words, in PDF 2.0 (ISO/TS 32005, table 5)."""

_FRAMES = frozenset({"L", "TOC", "Table", "THead", "TBody", "TR"})
"""Kinds that hold neither paragraphs nor words."""

_NAMESPACES = ("http://iso.org/pdf2/ssn", "http://iso.org/pdf/ssn")
"""The namespaces of PDF 2.0 and PDF 1.7 (ISO 32000-2, 14.8.6)."""


class Mark(NamedTuple):
    """Marked content on a page: the indexes of the page and of the mark on it."""

    page: int
    number: int


class LinkArea(NamedTuple):
    """An area of a page that can be clicked: the index of the page, and the annotation."""

    page: int
    annotation: Any


@dataclass(slots=True, eq=False)
class Tag:
    """A tag with its kids in reading order; `attributes` are written as in the file.

    `refers_to` is the name of the tag that an entry of the contents, or the number of a note, stands for. A note has an
    `identifier`, by which it is found (ISO 14289-1, 7.9).
    """

    kind: str
    kids: "list[Tag | Mark | LinkArea]" = field(default_factory=list)
    attributes: list[str] = field(default_factory=list)
    language: str = ""
    alternative: str = ""
    refers_to: str = ""
    identifier: str = ""

    def add(self, kind: str) -> "Tag":
        """Adds a new tag after the other kids."""
        self.kids.append(tag := Tag(kind))
        return tag


class _Element(pydyf.Object):  # type: ignore[misc]  # pydyf has no annotations
    """A PDF object whose bytes are set from outside."""

    data = b""


def write_pdf_1_7_tags(root: Tag, pdf: Any, page_count: int) -> None:
    """Adds a tag tree to a PDF 1.7, with the way back from each mark and link to its tag."""
    tree, _ = _write_tree(root, pdf, page_count, ())
    tree["RoleMap"] = pydyf.Dictionary(
        {kind: f"/{old_kind}" for kind, old_kind in _PDF_1_7_EQUIVALENTS.items()}
    )


def write_pdf_2_0_tags(
    root: Tag, pdf: Any, page_count: int, tags_by_id: Mapping[str, Tag]
) -> Mapping[Tag, bytes]:
    """Adds a tag tree to a PDF 2.0, whose tags name their namespaces, and returns the references to all tags.

    `tags_by_id` are the tags that others refer to: entries of the contents to headings (ISO 14289-2, 8.2.5.8), and the numbers
    of notes to notes, which name their numbers in turn (8.2.5.14).
    """
    _adapt_to_pdf_2_0(root)
    namespaces = [pydyf.Dictionary({"Type": "/Namespace", "NS": pydyf.String(name)}) for name in _NAMESPACES]
    for namespace in namespaces:
        pdf.add_object(namespace)
    references = [namespace.reference for namespace in namespaces]
    tree, elements = _write_tree(root, pdf, page_count, references)
    tree["Namespaces"] = pydyf.Array(references)
    for tag, others in _references(elements, tags_by_id).items():
        element = elements[tag]
        others_written = b" ".join(elements[other].reference for other in others)
        element.data = b"%s /Ref [%s]>>" % (element.data[:-2], others_written)
    return {tag: element.reference for tag, element in elements.items()}


def _references(tags: Iterable[Tag], tags_by_id: Mapping[str, Tag]) -> Mapping[Tag, list[Tag]]:
    """Returns the tags that name others, with those that they name."""
    references: dict[Tag, list[Tag]] = {}
    for tag in tags:
        if tag.refers_to in tags_by_id:
            other = tags_by_id[tag.refers_to]
            references.setdefault(tag, []).append(other)
            if other.kind == "FENote":
                references.setdefault(other, []).append(tag)
    return references


def _adapt_to_pdf_2_0(tag: Tag) -> None:
    """Changes what PDF 2.0 does not allow where it is: it has no links in references, and no words in groups.

    A picture holds its caption alone, so that a paragraph in it, its credit, follows it. A note stands in a paragraph.
    """
    tag.kids = [inner for kid in tag.kids for inner in (_in_paragraph(kid, tag), *_take_paragraphs(kid))]
    for kid in tag.kids:
        if isinstance(kid, Tag):
            if kid.kind == "Note":
                kid.kind = "FENote"
                kid.attributes.append("/O /FENote /NoteType /Endnote")
            if kid.kind == "Reference" and tag.kind != "TOCI":
                kid.kind = "Span"
            if kid.kind == "Reference" or (kid.kind == "Span" and tag.kind in _GROUPS):
                kid.kind = "P"
            elif kid.kind == "Span" and tag.kind in _FRAMES:
                _log.error("what a style sheet adds between entries or rows cannot be tagged in PDF 2.0")
            _adapt_to_pdf_2_0(kid)


def _in_paragraph(kid: "Tag | Mark | LinkArea", outer: Tag) -> "Tag | Mark | LinkArea":
    """Returns a note in the body of an entry of a list as a paragraph that holds it, and any other kid as it is."""
    is_note = isinstance(kid, Tag) and kid.kind == "Note" and outer.kind == "LBody"
    return Tag("P", [kid]) if is_note else kid


def _take_paragraphs(figure: "Tag | Mark | LinkArea") -> "list[Tag | Mark | LinkArea]":
    """Takes the paragraphs out of a picture's tag, and returns them."""
    if not isinstance(figure, Tag) or figure.kind != "Figure":
        return []
    paragraphs = [kid for kid in figure.kids if isinstance(kid, Tag) and kid.kind == "P"]
    figure.kids = [kid for kid in figure.kids if kid not in paragraphs]
    return [*paragraphs]


def _write_tree(
    root: Tag, pdf: Any, page_count: int, namespaces: Sequence[bytes]
) -> tuple[Any, dict[Tag, _Element]]:
    tree = pydyf.Dictionary({"Type": "/StructTreeRoot"})
    pdf.add_object(tree)
    writer = _TreeWriter(pdf, pdf.page_references, [[] for _ in range(page_count)], namespaces)
    root_reference = writer.write(root, tree.reference)
    numbers = pydyf.Dictionary({"Nums": writer.parent_tree_numbers()})
    pdf.add_object(numbers)
    tree["K"] = pydyf.Array([root_reference])
    tree["ParentTree"] = numbers.reference
    tree["ParentTreeNextKey"] = page_count + len(writer.link_areas)
    if identified := sorted(
        (tag for tag in writer.elements if tag.identifier), key=lambda tag: tag.identifier
    ):
        names = pydyf.Array()
        for tag in identified:
            names.extend((pydyf.String(tag.identifier), writer.elements[tag].reference))
        tree["IDTree"] = pydyf.Dictionary({"Names": names})
    pdf.catalog["StructTreeRoot"] = tree.reference
    return tree, writer.elements


@dataclass(slots=True)
class _TreeWriter:
    """Writes tags, and collects the tag of each mark on each page and of each link."""

    pdf: Any
    page_references: Sequence[bytes]
    marks: list[list[tuple[int, bytes]]]
    namespaces: Sequence[bytes]
    link_areas: list[tuple[Any, bytes]] = field(default_factory=list)
    elements: dict[Tag, _Element] = field(default_factory=dict)

    def write(self, tag: Tag, parent: bytes) -> bytes:
        """Writes a tag with all tags below it, and returns the reference to it."""
        self.pdf.add_object(element := _Element())
        self.elements[tag] = element
        reference: bytes = element.reference
        page = next((kid.page for kid in tag.kids if isinstance(kid, Mark)), None)
        kids = b" ".join([self._write_kid(kid, page, reference) for kid in tag.kids])
        parts = [b"<</Type /StructElem /S /", tag.kind.encode(), b" /P ", parent]
        if page is not None:
            parts += b" /Pg ", self.page_references[page]
        if self.namespaces:
            parts += b" /NS ", self.namespaces[tag.kind in _ONLY_IN_PDF_1_7]
        parts += (
            b" %s %s" % (key, pydyf.String(text).data)
            for key, text in (
                (b"/Lang", tag.language),
                (b"/Alt", tag.alternative),
                (b"/ID", tag.identifier),
            )
            if text
        )
        if tag.attributes:
            parts += b" /A [", *(f"<<{attribute}>>".encode() for attribute in tag.attributes), b"]"
        element.data = b"".join([*parts, b" /K [", kids, b"]>>"])
        return reference

    def _write_kid(self, kid: Tag | Mark | LinkArea, page_of_tag: int | None, reference: bytes) -> bytes:
        match kid:
            case Tag():
                return self.write(kid, reference)
            case Mark(page, number):
                self.marks[page].append((number, reference))
                if page == page_of_tag:
                    return b"%d" % number
                return b"<</Type /MCR /Pg %s /MCID %d>>" % (self.page_references[page], number)
            case LinkArea(page, annotation):
                self.link_areas.append((annotation, reference))
                return b"<</Type /OBJR /Pg %s /Obj %s>>" % (self.page_references[page], annotation.reference)

    def parent_tree_numbers(self) -> Any:
        """Returns the tags of each page's marks by the numbers of the marks, and after them the tags of the links."""
        numbers = pydyf.Array()
        for page, marks in enumerate(self.marks):
            numbers.extend((page, pydyf.Array(_in_number_order(marks))))
        for key, (annotation, reference) in enumerate(self.link_areas, start=len(self.marks)):
            annotation["StructParent"] = key
            numbers.extend((key, reference))
        return numbers


def _in_number_order(marks: list[tuple[int, bytes]]) -> Iterator[bytes]:
    """Yields the reference of each mark at the index of its number; a mark without a tag leaves a gap."""
    references = dict(marks)
    return (references.get(number, b"null") for number in range(max(references, default=-1) + 1))
