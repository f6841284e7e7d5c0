"""The tag tree of a PDF, for tests."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any, cast

import pypdf


@dataclass(slots=True)
class Tag:
    """An element of the tag tree, with its own words."""

    kind: str
    element: Any
    children: "list[Tag]"

    def all(self, kind: str = "") -> Iterator["Tag"]:
        for child in self.children:
            if kind in {"", child.kind}:
                yield child
            yield from child.all(kind)

    def has_words(self) -> bool:
        """Whether words or pictures belong to it, and to no tag in it."""
        kids = (
            kid if isinstance(kid, int) else kid.get_object().get("/Type")
            for kid in self.element.get("/K", ())
        )
        return any(isinstance(kid, int) or kid == "/MCR" for kid in kids)


class Tree:
    """The tag tree of a PDF, read by pypdf alone."""

    def __init__(self, content: bytes) -> None:
        self.reader = pypdf.PdfReader(BytesIO(content))
        self.catalog = cast("Any", self.reader.trailer["/Root"])
        self.root: Any = self.catalog["/StructTreeRoot"]
        numbers = list(self.root["/ParentTree"]["/Nums"])
        self.parents = {int(numbers[at]): numbers[at + 1] for at in range(0, len(numbers), 2)}
        self.claimed: list[tuple[int, int, Any]] = []
        self.targets: list[tuple[Any, Any]] = []
        self.pages = {each.indirect_reference.idnum: at for at, each in enumerate(self.reader.pages)}  # type: ignore[union-attr]
        self.top = self._tag(next(iter(self.root["/K"])))

    def _tag(self, reference: Any) -> Tag:
        element = reference.get_object()
        tag = Tag(str(element["/S"])[1:], element, [])
        for kid in element.get("/K", ()):
            if isinstance(kid, int):
                self.claimed.append((self.pages[element.raw_get("/Pg").idnum], int(kid), reference))
            elif (inner := kid.get_object()).get("/Type") == "/StructElem":
                assert inner.raw_get("/P") == reference
                tag.children.append(self._tag(kid))
            elif inner["/Type"] == "/MCR":
                self.claimed.append((self.pages[inner.raw_get("/Pg").idnum], int(inner["/MCID"]), reference))
            else:
                self.targets.append((inner["/Obj"].get_object(), reference))
        return tag

    def artifacts(self, number: int) -> list[str]:
        """What is said of the artifacts of a page."""
        found = re.findall(rb"/Artifact\s+<<(.*?)>>\s+BDC", self.drawn(number))
        return [each.decode() for each in found]

    def drawn(self, number: int) -> bytes:
        data: bytes = self.reader.pages[number].get_contents().get_data()  # type: ignore[union-attr]
        return data

    def problems(self) -> Iterator[str]:
        """Where marks, tags and the way back from the ones to the others do not agree."""
        for number in range(len(self.reader.pages)):
            drawn = {int(each) for each in re.findall(rb"/MCID (\d+)", self.drawn(number))}
            claims = {mark: tag for at, mark, tag in self.claimed if at == number}
            if drawn != set(claims):
                yield f"page {number}: {drawn ^ set(claims)} are drawn or tagged, not both"
            back = list(self.parents[number])
            if any(back[mark] != tag for mark, tag in claims.items()):
                yield f"page {number}: the way back is another"
        if len(self.claimed) != len({(at, mark) for at, mark, _ in self.claimed}):
            yield "a mark has two tags"
        for annotation, tag in self.targets:
            if self.parents[annotation["/StructParent"]] != tag:
                yield "a link leads back to another tag"
