"""From the boxes of WeasyPrint 70 to tags: one for each element, however many pages its boxes are on.

What runs at the head or foot of every page, the head of a table where a page repeats it among them, becomes an artifact.
"""

import logging
from collections.abc import Iterator
from typing import Any

import pydyf
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from reportgen.writers._pdf.structure import Mark, Node, Target

_log = logging.getLogger("weasyprint.tags")

_KINDS = {
    "main": "Part",
    "section": "Sect",
    "nav": "Sect",
    "p": "P",
    "ul": "L",
    "ol": "L",
    "li": "LI",
    **{f"h{level}": f"H{level}" for level in range(1, 7)},
    "table": "Table",
    "caption": "Caption",
    "thead": "THead",
    "tbody": "TBody",
    "tr": "TR",
    "th": "TH",
    "td": "TD",
    "figcaption": "Caption",
    "img": "Figure",
    "a": "Link",
    "em": "Em",
    "strong": "Strong",
}
"""The kinds of tags by the names of elements; what has another name is looked through."""

_IN_CONTENTS = {"ul": "TOC", "li": "TOCI"}
_GROUPS = frozenset({"Document", "Part", "Sect", "L", "Table", "THead", "TBody", "TR", "TOC"})
"""Tags that hold tags and no words."""

_SCOPES = {"col": "Column", "row": "Row"}
_BULLETS = {"•": "Disc", "◦": "Circle", "▪": "Square"}

_REPEATED = {"Type": "/Pagination"}
_HEAD = {"Type": "/Pagination", "Subtype": "/Header", "Attached": "[/Top]"}
_FOOT = {"Type": "/Pagination", "Subtype": "/Footer", "Attached": "[/Bottom]"}

_POINTS = 72 / 96
"""The engine reckons in CSS pixels."""


class Walk:
    """A walk over the boxes of page after page, in reading order, which builds the tag tree in `root`.

    `named` are the tags of elements by their ids, `bookmarked` those that bookmarks lead to, in the order of the bookmarks.
    """

    def __init__(self, pdf: Any) -> None:
        self._pages = [pdf.objects[number] for number in pdf.pages["Kids"][::3]]
        self.root = Node("Document")
        self.named: dict[str, Node] = {}
        self.bookmarked: list[Node] = []
        self._nodes: dict[Any, Node] = {}
        self._contents: dict[Any, str] = {}
        self._heads: dict[Any, int] = {}
        self._page = 0
        self._height = 0.0
        self._marks: dict[Any, dict[str, Any]] = {}
        self._artifacts: dict[int, dict[str, str]] = {}

    def page(self, page: Any, stream: Any) -> None:
        """Go over a page. `stream` is what was drawn on it: the marks of what is no content are changed in it."""
        self._marks, self._artifacts = stream._tags, {}
        self._height = page.height
        unseen = {mark["mcid"] for mark in self._marks.values()}
        self._box(page._page_box, self.root)
        if self._marks or unseen - set(_changed(stream, self._artifacts)):
            _log.error(
                "some words of page %d cannot be tagged: see for `opacity` or `transform`", self._page + 1
            )
        self._page += 1

    def _box(self, box: Any, outer: Node) -> None:
        box = box._box if isinstance(box, AbsolutePlaceholder) else box
        if isinstance(box, boxes.MarginBox):
            head, foot = "top" in box.at_keyword, "bottom" in box.at_keyword
            self._artifact(box, _HEAD if head else _FOOT if foot else _REPEATED)
        elif self._repeated(box):
            self._artifact(box, _REPEATED)
        else:
            node = self._node(box, outer)
            if box.bookmark_label and box.style["bookmark_level"] != "none":
                self.bookmarked.append(node)
            if box.link_annotation:
                self._link(box, node)
            if box in self._marks:
                _holder(node).kids.append(Mark(self._page, self._marks.pop(box)["mcid"]))
            for child in getattr(box, "children", ()):
                self._box(child, node)

    def _repeated(self, box: Any) -> bool:
        """Whether a box is the head of a table that stood on a page before."""
        if not isinstance(box, boxes.TableRowGroupBox) or box.element is None or box.element.tag != "thead":
            return False
        return self._heads.setdefault(box.element, self._page) != self._page

    def _artifact(self, box: Any, properties: dict[str, str]) -> None:
        box = box._box if isinstance(box, AbsolutePlaceholder) else box
        if box in self._marks:
            self._artifacts[self._marks.pop(box)["mcid"]] = properties
        for child in getattr(box, "children", ()):
            self._artifact(child, properties)

    def _node(self, box: Any, outer: Node) -> Node:
        """The tag of a box, which is that of its element; boxes of no element, or a part of one, are looked through."""
        element = box.element
        if element is None:
            return outer
        _, _, part = box.element_tag.partition("::")
        if part == "marker":
            return _label(self._nodes[element])
        if part:
            return outer
        if element not in self._nodes:
            self._nodes[element] = node = self._new(box, outer)
            if name := element.get("id"):
                self.named[name] = node
        return self._nodes[element]

    def _new(self, box: Any, outer: Node) -> Node:
        element = box.element
        if element.tag == "nav":
            self._contents |= dict(_contents(element))
        language = "" if element.tag == "html" else element.get("lang", "")
        kind = self._contents.get(element) or _kind(element) or ("Span" if language else "")
        if element.tag == "img":
            node = outer if outer.kind == "Figure" else _parent(outer, kind).add(kind)
            node.alternative = element.get("alt", "")
            node.attributes.append(self._frame(box))
        elif not kind:
            return outer
        else:
            node = _parent(outer, kind).add(kind)
            node.attributes += _attributes(kind, box)
            node.tells_of = element.find(".//a").get("href")[1:] if kind == "TOCI" else ""
        node.language = language or node.language
        return node

    def _frame(self, box: Any) -> str:
        """Where a picture stands, in points from the lower left corner of the page."""
        left, top = box.content_box_x(), box.content_box_y()
        corners = (left, self._height - top - box.height, left + box.width, self._height - top)
        place = " ".join(f"{corner * _POINTS:.2f}" for corner in corners)
        return f"/O /Layout /Placement /Block /BBox [{place}]"

    def _link(self, box: Any, node: Node) -> None:
        """A place to click on belongs to the tag of its link, and is called by its words.

        Elements inside a link have places of their own from the engine, over that of the link: they are taken away.
        """
        annotation = box.link_annotation
        if box.element.tag == "a":
            node.kids.append(Target(self._page, annotation))
            annotation["Contents"] = pydyf.String(" ".join("".join(box.element.itertext()).split()))
        else:
            self._pages[self._page]["Annots"].remove(annotation.reference)
            annotation.clear()


def _kind(element: Any) -> str:
    if element.tag == "figure":
        return "Figure" if element.find("img") is not None else ""
    return _KINDS.get(element.tag, "")


def _contents(nav: Any) -> Iterator[tuple[Any, str]]:
    """The kinds of what stands in a list of contents."""
    for element in nav.iter():
        if element.tag in _IN_CONTENTS:
            yield element, _IN_CONTENTS[element.tag]
        elif element.get("class") == "line":
            yield element, "Reference"


def _attributes(kind: str, box: Any) -> Iterator[str]:
    """What a tag says beside its words."""
    if kind == "TH":
        yield f"/O /Table /Scope /{_SCOPES[box.element.get('scope')]}"
    elif kind == "L":
        yield f"/O /List /ListNumbering /{_numbering(box)}"


def _numbering(box: Any) -> str:
    """What stands before the entries of a list."""
    if box.element.tag == "ol":
        return "Decimal"
    if box.element.get("class") == "columns":
        return "None"
    _, mark = box.style["list_style_type"] if isinstance(box.style["list_style_type"], tuple) else ("", "")
    return _BULLETS.get(mark[:1], "Disc")


def _parent(outer: Node, kind: str) -> Node:
    """Where a tag goes that stands in another: whatever is in an entry of a list is its body."""
    return outer if outer.kind != "LI" or kind in {"Lbl", "LBody"} else _body(outer)


def _holder(node: Node) -> Node:
    """Where words go that stand in a tag."""
    if node.kind == "LI":
        return _body(node)
    return node.add("Span") if node.kind in _GROUPS else node


def _body(entry: Node) -> Node:
    found = (kid for kid in entry.kids if isinstance(kid, Node) and kid.kind == "LBody")
    return next(found, None) or entry.add("LBody")


def _label(entry: Node) -> Node:
    """The label of an entry of a list, which comes before its body."""
    first = entry.kids[0] if entry.kids else None
    if isinstance(first, Node) and first.kind == "Lbl":
        return first
    entry.kids.insert(0, label := Node("Lbl"))
    return label


def _changed(stream: Any, artifacts: dict[int, dict[str, str]]) -> Iterator[int]:
    """The numbers of the marks in what was drawn; those of artifacts are made so."""
    parts = stream.stream
    for place, part in enumerate(parts):
        if isinstance(part, pydyf.Dictionary) and "MCID" in part:
            yield part["MCID"]
            if part["MCID"] in artifacts:
                parts[place - 1], parts[place] = "/Artifact", pydyf.Dictionary(artifacts[part["MCID"]])
