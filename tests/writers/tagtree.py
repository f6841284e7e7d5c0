"""Reads the tag tree of a PDF with pypdf alone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any, cast

import pypdf


@dataclass(slots=True)
class Tag:
    """A tag, with the tags in it."""

    kind: str
    element: Any
    children: "list[Tag]"

    def all(self, kind: str = "") -> Iterator["Tag"]:
        for child in self.children:
            if kind in {"", child.kind}:
                yield child
            yield from child.all(kind)

    def has_words(self) -> bool:
        """Returns whether words or pictures belong to the tag itself."""
        kids = (
            kid if isinstance(kid, int) else kid.get_object().get("/Type")
            for kid in self.element.get("/K", ())
        )
        return any(isinstance(kid, int) or kid == "/MCR" for kid in kids)


class Tree:
    """The tag tree of a PDF: `marks` are (page, number, tag) of all marked content, `targets` the links with their tags."""

    def __init__(self, content: bytes) -> None:
        self.reader = pypdf.PdfReader(BytesIO(content))
        self.catalog = cast("Any", self.reader.trailer["/Root"])
        self.root: Any = self.catalog["/StructTreeRoot"]
        numbers = list(self.root["/ParentTree"]["/Nums"])
        self.parents = {int(key): value for key, value in zip(numbers[::2], numbers[1::2], strict=True)}
        self.marks: list[tuple[int, int, Any]] = []
        self.targets: list[tuple[Any, Any]] = []
        self.pages = {page.indirect_reference.idnum: index for index, page in enumerate(self.reader.pages)}  # type: ignore[union-attr]
        self.top = self._tag(next(iter(self.root["/K"])))

    def _tag(self, reference: Any) -> Tag:
        element = reference.get_object()
        tag = Tag(str(element["/S"])[1:], element, [])
        for kid in element.get("/K", ()):
            if isinstance(kid, int):
                self.marks.append((self.pages[element.raw_get("/Pg").idnum], int(kid), reference))
            elif (inner := kid.get_object()).get("/Type") == "/StructElem":
                assert inner.raw_get("/P") == reference
                tag.children.append(self._tag(kid))
            elif inner["/Type"] == "/MCR":
                self.marks.append((self.pages[inner.raw_get("/Pg").idnum], int(inner["/MCID"]), reference))
            else:
                self.targets.append((inner["/Obj"].get_object(), reference))
        return tag

    def artifacts(self, number: int) -> list[str]:
        """Returns the properties of the artifacts of a page."""
        properties = re.findall(rb"/Artifact\s+<<(.*?)>>\s+BDC", self.drawn(number))
        return [artifact.decode() for artifact in properties]

    def drawn(self, number: int) -> bytes:
        data: bytes = self.reader.pages[number].get_contents().get_data()  # type: ignore[union-attr]
        return data

    def problems(self) -> Iterator[str]:
        """Yields where marks, tags and the way back from marks to tags do not agree."""
        for number in range(len(self.reader.pages)):
            drawn = {int(mark) for mark in re.findall(rb"/MCID (\d+)", self.drawn(number))}
            tagged = {mark: tag for page, mark, tag in self.marks if page == number}
            if drawn != set(tagged):
                yield f"page {number}: {drawn ^ set(tagged)} are drawn or tagged, not both"
            parents = list(self.parents[number])
            if any(parents[mark] != tag for mark, tag in tagged.items()):
                yield f"page {number}: the way back is another"
        if len(self.marks) != len({(page, mark) for page, mark, _ in self.marks}):
            yield "a mark has two tags"
        for annotation, tag in self.targets:
            if self.parents[annotation["/StructParent"]] != tag:
                yield "a link leads back to another tag"
