"""Builds the tag tree from the boxes of WeasyPrint 70: one tag for each element, however many pages its boxes are on.

Running heads and feet become artifacts, and so does the head of a table where a later page repeats it.
"""

import logging
from collections.abc import Iterator
from typing import Any

import pydyf
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from reportgen.writers._pdf.tags import LinkArea, Mark, Tag

_log = logging.getLogger("weasyprint.tags")

_KINDS = {
    "main": "Part",
    "section": "Sect",
    "nav": "Sect",
    "p": "P",
    "ul": "L",
    "ol": "L",
    "li": "LI",
    "blockquote": "BlockQuote",
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
    "sup": "Reference",
    "aside": "Note",
}
"""The kinds of tags by the names of elements; other elements have no tag."""

_IN_CONTENTS = {"ul": "TOC", "li": "TOCI"}
_GROUPS = frozenset({"Document", "Part", "Sect", "BlockQuote", "L", "Table", "THead", "TBody", "TR", "TOC"})
"""Kinds that hold tags and no words."""

_REFERRING = frozenset({"TOCI", "Reference"})
"""Kinds that stand for another tag: entries of the contents, and the numbers of notes."""

_SCOPES = {"col": "Column", "row": "Row"}
_BULLETS = {"•": "Disc", "◦": "Circle", "▪": "Square"}

_REPEATED = {"Type": "/Pagination"}
_HEAD = {"Type": "/Pagination", "Subtype": "/Header", "Attached": "[/Top]"}
_FOOT = {"Type": "/Pagination", "Subtype": "/Footer", "Attached": "[/Bottom]"}

_POINTS_PER_PIXEL = 72 / 96
"""The engine reckons in CSS pixels."""


class TagBuilder:
    """Builds the tag tree in `root` from the boxes of page after page, in reading order.

    `tags_by_id` are the tags of elements with ids, and `bookmark_tags` those of the bookmarks, in their order.
    """

    def __init__(self, pdf: Any) -> None:
        self._pages = [pdf.objects[number] for number in pdf.pages["Kids"][::3]]
        self.root = Tag("Document")
        self.tags_by_id: dict[str, Tag] = {}
        self.bookmark_tags: list[Tag] = []
        self._tags: dict[Any, Tag] = {}
        self._contents_kinds: dict[Any, str] = {}
        self._first_pages: dict[Any, int] = {}
        self._page = 0
        self._height = 0.0
        self._marks: dict[Any, dict[str, Any]] = {}
        self._artifacts: dict[int, dict[str, str]] = {}

    def add_page(self, page: Any, stream: Any) -> None:
        """Adds the tags of a page. `stream` is what was drawn on it: marks of artifacts are changed in it."""
        self._marks, self._artifacts = stream._tags, {}
        self._height = page.height
        numbers = {mark["mcid"] for mark in self._marks.values()}
        self._add_box(page._page_box, self.root)
        if self._marks or numbers - set(_mark_artifacts(stream, self._artifacts)):
            _log.error(
                "some words of page %d cannot be tagged: see for `opacity` or `transform`", self._page + 1
            )
        self._page += 1

    def _add_box(self, box: Any, outer: Tag) -> None:
        box = box._box if isinstance(box, AbsolutePlaceholder) else box
        if isinstance(box, boxes.MarginBox):
            is_head, is_foot = "top" in box.at_keyword, "bottom" in box.at_keyword
            self._add_artifact(box, _HEAD if is_head else _FOOT if is_foot else _REPEATED)
        elif self._is_repeated(box):
            self._add_artifact(box, _REPEATED)
        else:
            tag = self._tag_of(box, outer)
            if box.bookmark_label and box.style["bookmark_level"] != "none":
                self.bookmark_tags.append(tag)
            if box.link_annotation:
                self._add_link(box, tag)
            if box in self._marks:
                _tag_for_words(tag).kids.append(Mark(self._page, self._marks.pop(box)["mcid"]))
            for child in getattr(box, "children", ()):
                self._add_box(child, tag)

    def _is_repeated(self, box: Any) -> bool:
        """Returns whether a box is the head of a table that stood on an earlier page."""
        if not isinstance(box, boxes.TableRowGroupBox) or box.element is None or box.element.tag != "thead":
            return False
        return self._first_pages.setdefault(box.element, self._page) != self._page

    def _add_artifact(self, box: Any, properties: dict[str, str]) -> None:
        box = box._box if isinstance(box, AbsolutePlaceholder) else box
        if box in self._marks:
            self._artifacts[self._marks.pop(box)["mcid"]] = properties
        for child in getattr(box, "children", ()):
            self._add_artifact(child, properties)

    def _tag_of(self, box: Any, outer: Tag) -> Tag:
        """Returns the tag of a box's element. A box without an element, or of a pseudo-element, belongs to the outer tag."""
        element = box.element
        if element is None:
            return outer
        _, _, pseudo_element = box.element_tag.partition("::")
        if pseudo_element == "marker":
            return _label(self._tags[element])
        if pseudo_element:
            return outer
        if element not in self._tags:
            self._tags[element] = tag = self._new_tag(box, outer)
            if name := element.get("id"):
                self.tags_by_id[name] = tag
        return self._tags[element]

    def _new_tag(self, box: Any, outer: Tag) -> Tag:
        element = box.element
        if element.tag == "nav":
            self._contents_kinds |= dict(_contents_kinds(element))
        language = "" if element.tag == "html" else element.get("lang", "")
        kind = self._contents_kinds.get(element) or _kind(element) or ("Span" if language else "")
        if element.tag == "img":
            tag = outer if outer.kind == "Figure" else _parent(outer, kind).add(kind)
            tag.alternative = element.get("alt", "")
            tag.attributes.append(self._bounding_box(box))
        elif not kind:
            return outer
        else:
            tag = _parent(outer, kind).add(kind)
            tag.attributes += _attributes(kind, box)
            tag.identifier = element.get("id", "") if kind == "Note" else ""
            tag.refers_to = _address(element) if kind in _REFERRING else ""
        tag.language = language or tag.language
        return tag

    def _bounding_box(self, box: Any) -> str:
        """Returns the layout attribute of a picture, in points from the lower left corner of the page."""
        left, top = box.content_box_x(), box.content_box_y()
        corners = (left, self._height - top - box.height, left + box.width, self._height - top)
        coordinates = " ".join(f"{corner * _POINTS_PER_PIXEL:.2f}" for corner in corners)
        return f"/O /Layout /Placement /Block /BBox [{coordinates}]"

    def _add_link(self, box: Any, tag: Tag) -> None:
        """Gives the area of a link to its tag, described by its words.

        The engine also makes areas of the elements inside a link, over that of the link: these are removed.
        """
        annotation = box.link_annotation
        if box.element.tag == "a":
            tag.kids.append(LinkArea(self._page, annotation))
            annotation["Contents"] = pydyf.String(" ".join("".join(box.element.itertext()).split()))
        else:
            self._pages[self._page]["Annots"].remove(annotation.reference)
            annotation.clear()


def _address(element: Any) -> str:
    """Returns the name of the tag that an element stands for. The number of a note in a link has no link of its own."""
    link = element.find(".//a")
    address: str = element.get("aria-details", "") if link is None else link.get("href")
    return address.removeprefix("#")


def _kind(element: Any) -> str:
    if element.tag == "figure":
        return "Figure" if element.find("img") is not None else ""
    return _KINDS.get(element.tag, "")


def _contents_kinds(nav: Any) -> Iterator[tuple[Any, str]]:
    """Yields the elements of a list of contents with the kinds of their tags."""
    for element in nav.iter():
        if element.tag in _IN_CONTENTS:
            yield element, _IN_CONTENTS[element.tag]
        elif element.get("class") == "line":
            yield element, "Reference"


def _attributes(kind: str, box: Any) -> Iterator[str]:
    """Yields the attributes of a tag, as in the file."""
    if kind == "TH":
        yield f"/O /Table /Scope /{_SCOPES[box.element.get('scope')]}"
    elif kind == "L":
        yield f"/O /List /ListNumbering /{_numbering(box)}"


def _numbering(box: Any) -> str:
    """Returns the kind of marks before the entries of a list."""
    if (box.element.get("class") or "").split(" ")[0] in {"columns", "panels"}:
        return "None"
    if box.element.tag == "ol":
        return "Decimal"
    _, mark = box.style["list_style_type"] if isinstance(box.style["list_style_type"], tuple) else ("", "")
    return _BULLETS.get(mark[:1], "Disc")


def _parent(outer: Tag, kind: str) -> Tag:
    """Returns the tag that a new tag goes into: in an entry of a list, all but its label is in the body."""
    return outer if outer.kind != "LI" or kind in {"Lbl", "LBody"} else _body(outer)


def _tag_for_words(tag: Tag) -> Tag:
    """Returns the tag that loose words in a tag go into."""
    if tag.kind == "LI":
        return _body(tag)
    return tag.add("Span") if tag.kind in _GROUPS else tag


def _body(entry: Tag) -> Tag:
    bodies = (kid for kid in entry.kids if isinstance(kid, Tag) and kid.kind == "LBody")
    return next(bodies, None) or entry.add("LBody")


def _label(entry: Tag) -> Tag:
    """Returns the label of an entry of a list, which comes before its body."""
    first = entry.kids[0] if entry.kids else None
    if isinstance(first, Tag) and first.kind == "Lbl":
        return first
    entry.kids.insert(0, label := Tag("Lbl"))
    return label


def _mark_artifacts(stream: Any, artifacts: dict[int, dict[str, str]]) -> Iterator[int]:
    """Turns the marks of artifacts in a page's stream into artifacts, and yields the numbers of all marks."""
    parts = stream.stream
    for index, part in enumerate(parts):
        if isinstance(part, pydyf.Dictionary) and "MCID" in part:
            yield part["MCID"]
            if part["MCID"] in artifacts:
                parts[index - 1], parts[index] = "/Artifact", pydyf.Dictionary(artifacts[part["MCID"]])
