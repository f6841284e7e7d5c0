"""What someone is told who has a PDF read aloud: the words of its tags in their order (ISO 32000-1, 14.7 and 14.8)."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from reportgen.verify._pdf.marked_content import Drawn, Page, drawn
from reportgen.verify._pdf.objects import Depth, catalog, direct, listed, mapping, number_of
from reportgen.verify.model import Said, in_a_row, one_line

if TYPE_CHECKING:
    import pypdf

_WITHIN = frozenset(
    {
        "Span",
        "Em",
        "Strong",
        "Link",
        "Reference",
        "Quote",
        "Code",
        "Annot",
        "BibEntry",
        "NonStruct",
        "Ruby",
        "Warichu",
    }
)
"""Kinds of tags that stand within a line; all others begin one and end one."""

_UNTOLD = frozenset({"Lbl", "Artifact"})
"""Kinds of tags whose words the dataset does not have: the marks of lists."""


class Untagged(Exception):
    """A PDF without tags: what it says cannot be read in order."""


def said(reader: "pypdf.PdfReader") -> Said:
    """What a PDF says. Raises Untagged, and Unreadable where its tags go round in a circle."""
    root = mapping(catalog(reader).get("/StructTreeRoot"))
    if not root:
        raise Untagged("it has no tags, so that what it says cannot be read in order")
    reading = _Reading(reader, root)
    reading.whole()
    return Said(
        tuple(reading.lines),
        tuple(filter(None, reading.pictures)),
        in_a_row(reading.addresses),
        unheard=tuple(reading.left()),
        spaced=False,
    )


class _Reading:
    """A walk over the tags, which takes down lines, pictures and addresses."""

    def __init__(self, reader: Any, root: Any) -> None:
        self._pages = {number_of(page): drawn(page, reader) for page in reader.pages}
        self._root = root
        self._roles = {str(kind): str(role) for kind, role in mapping(root.get("/RoleMap")).items()}
        self._depth = Depth()
        self._line: list[tuple[int | None, Drawn]] = []
        self._heard: set[tuple[int | None, int]] = set()
        self.lines: list[str] = []
        self.pictures: list[str] = []
        self.addresses: list[str] = []

    def whole(self) -> None:
        """Read everything."""
        for kid in listed(self._root.get("/K")):
            self._element(mapping(kid), None, (), 1)
        self._end()

    def left(self) -> Iterator[str]:
        """The words that show on pages and that no tag holds."""
        for number, page in self._pages.items():
            words = [each.words for mark, each in page.marks.items() if (number, mark) not in self._heard]
            yield from filter(None, map(one_line, (*words, "".join(page.loose))))

    def _element(self, element: Any, page: int | None, around: tuple[str, ...], depth: int) -> None:
        self._depth.check(depth)
        kind = self._kind(str(direct(element.get("/S")) or ""))
        page = number_of(element.raw_get("/Pg")) if "/Pg" in element else page
        if kind not in _WITHIN:
            self._end()
        if kind == "Figure":
            self.pictures.append(one_line(str(direct(element.get("/Alt")) or "")))
        kinds = (*around, kind)
        for kid in listed(element.get("/K")):
            self._kid(direct(kid), page, kinds, depth)
        if kind not in _WITHIN:
            self._end()

    def _kid(self, kid: Any, page: int | None, kinds: tuple[str, ...], depth: int) -> None:
        if isinstance(kid, int):
            self._words(page, int(kid), kinds)
        elif not isinstance(kid, dict):
            return
        elif kid.get("/Type") == "/MCR":
            own = number_of(kid.raw_get("/Pg")) if "/Pg" in kid else page  # type: ignore[attr-defined]  # pypdf's dict
            self._words(own, int(direct(kid.get("/MCID")) or 0), kinds)
        elif kid.get("/Type") == "/OBJR":
            action = mapping(mapping(kid.get("/Obj")).get("/A"))
            if "/URI" in action:
                self.addresses.append(str(direct(action["/URI"])))
        else:
            self._element(kid, page, kinds, depth + 1)

    def _words(self, page: int | None, mark: int, kinds: tuple[str, ...]) -> None:
        self._heard.add((page, mark))
        found = self._pages.get(page, Page()).marks.get(mark)
        told = not _UNTOLD.intersection(kinds) and kinds[-1] != "Figure"
        if (
            found and told and ("TOCI" not in kinds or "Link" in kinds)
        ):  # beside the links are the pages' numbers
            self._line.append((page, found))

    def _end(self) -> None:
        """Take down the line that ends here. Where the page breaks it, a blank may have been."""
        words, before = "", None
        for page, each in self._line:
            words += each.words if before in (None, (page, each.top)) else f" {each.words}"
            before = (page, each.bottom)
        self._line = []
        if one_line(words):
            self.lines.append(one_line(words))

    def _kind(self, name: str) -> str:
        for _ in range(10):
            if name not in self._roles:
                break
            name = self._roles[name]
        return name.removeprefix("/")
