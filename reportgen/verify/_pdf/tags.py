"""Reads the text of a PDF as a screen reader does, by its tags in their order (ISO 32000-1, 14.7 and 14.8)."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from reportgen.document import NOTES_TITLES
from reportgen.verify._pdf.hiding import find_hiding
from reportgen.verify._pdf.marked_content import MarkedContent, PageContent, read_page
from reportgen.verify._pdf.objects import WalkLimit, as_dict, as_list, catalog, object_number, resolve
from reportgen.verify.model import FileText
from reportgen.verify.strings import collapse_whitespace, drop_consecutive_duplicates, in_reading_order

if TYPE_CHECKING:
    import pypdf

_INLINE = frozenset({
    "Span", "Em", "Strong", "Link", "Reference", "Quote", "Code", "Annot", "BibEntry", "NonStruct", "Ruby", "Warichu",
})  # fmt: skip
"""Structure types that stand within a line; all others begin one and end one."""

_NOTES = frozenset({"Note", "FENote"})
_HEADINGS = frozenset({"H", "H1", "H2", "H3", "H4", "H5", "H6"})
_IGNORED = frozenset({"Lbl", "Artifact"})
"""Structure types whose text the dataset does not have, such as the marks of lists."""


class Untagged(Exception):
    """A PDF without tags, whose text cannot be read in order."""


def read_text(reader: "pypdf.PdfReader", titles: tuple[str, ...] = ()) -> FileText:
    """Reads the text of a PDF whose metadata give these titles.

    Raises Untagged, and UnreadableFile where its tags go round in a circle.
    """
    root = as_dict(catalog(reader).get("/StructTreeRoot"))
    if not root:
        raise Untagged("it has no tags, so that what it says cannot be read in order")
    structure = _StructureReader(reader, root)
    structure.read()
    return FileText(
        tuple(structure.lines),
        tuple(filter(None, structure.alternative_texts)),
        drop_consecutive_duplicates((*structure.addresses, *structure.addresses_in_notes)),
        untagged=tuple(structure.untagged()),
        titles=titles,
        hiding=(*dict.fromkeys(structure.hiding()), *find_hiding(reader)),
        empty_pages=tuple(structure.empty_pages()),
        notes=tuple(structure.notes),
        has_exact_spaces=False,
    )


class _StructureReader:
    """A walk over the structure tree that collects lines, alternative texts and addresses."""

    def __init__(self, reader: Any, root: Any) -> None:
        self._pages = {object_number(page): read_page(page, reader) for page in reader.pages}
        self._root = root
        self._role_map = {str(name): str(role) for name, role in as_dict(root.get("/RoleMap")).items()}
        self._limit = WalkLimit()
        self._line: list[tuple[int | None, MarkedContent]] = []
        self._tagged: dict[tuple[int | None, int], None] = {}
        self.lines: list[str] = []
        self.alternative_texts: list[str] = []
        self.addresses: list[str] = []
        self.addresses_in_notes: list[str] = []
        self.notes: list[str] = []
        self._last_heading = -1
        self._in_note = False
        self._note_count = 0

    def read(self) -> None:
        """Walks over the whole tree."""
        for kid in as_list(self._root.get("/K")):
            self._read_element(as_dict(kid), None, (), 1)
        self._end_line()

    def untagged(self) -> Iterator[str]:
        """Yields the text on pages that belongs to no tag."""
        for number, page in self._pages.items():
            marked = [
                content.text for mcid, content in page.by_mcid.items() if (number, mcid) not in self._tagged
            ]
            yield from filter(None, map(collapse_whitespace, (*marked, "".join(page.unmarked))))

    def hiding(self) -> Iterator[str]:
        """Yields what hides words on pages, and the pages that stand in another order than their words."""
        for number, page in enumerate(self._pages.values(), 1):
            yield from (f"{way} on page {number}" for way in page.hiding)
        order = list(dict.fromkeys(page for page, _ in self._tagged if page in self._pages))
        if order != [page for page in self._pages if page in order]:
            yield "the pages stand in another order than their text"

    def empty_pages(self) -> Iterator[str]:
        """Yields the pages that show nothing but running heads and the like."""
        for number, page in enumerate(self._pages.values(), 1):
            if not page.shows_anything:
                yield f"page {number} of {len(self._pages)}"

    def _read_element(self, element: Any, page: int | None, ancestors: tuple[str, ...], depth: int) -> None:
        self._limit.check(depth)
        structure_type = self._structure_type(element)
        page = object_number(element.raw_get("/Pg")) if "/Pg" in element else page
        if structure_type not in _INLINE:
            self._end_line()
        if structure_type == "Figure":
            self.alternative_texts.append(collapse_whitespace(str(resolve(element.get("/Alt")) or "")))
        types = (*ancestors, structure_type)
        is_note = structure_type in _NOTES and not self._in_note
        if is_note:
            self._drop_title()
            self._in_note = True
        for kid in as_list(element.get("/K")):
            self._read_kid(resolve(kid), page, types, depth)
        if structure_type not in _INLINE:
            self._end_line()
        if is_note:
            self._in_note = False
        if structure_type in _HEADINGS:
            self._last_heading = len(self.lines)

    def _drop_title(self) -> None:
        """Drops the title of the list of notes that begins, which is no line of the report."""
        if self._last_heading == len(self.lines) and self.lines and self.lines[-1] in NOTES_TITLES:
            del self.lines[-1]

    def _read_kid(self, kid: Any, page: int | None, types: tuple[str, ...], depth: int) -> None:
        """Reads a kid of an element: an MCID, a reference to marked content or to a link's annotation, or an element."""
        if isinstance(kid, int):
            self._read_content(page, int(kid), types)
        elif not isinstance(kid, dict):
            return
        elif kid.get("/Type") == "/MCR":
            own_page = object_number(kid.raw_get("/Pg")) if "/Pg" in kid else page  # type: ignore[attr-defined]  # pypdf's dict
            self._read_content(own_page, int(resolve(kid.get("/MCID")) or 0), types)
        elif kid.get("/Type") == "/OBJR":
            action = as_dict(as_dict(kid.get("/Obj")).get("/A"))
            if "/URI" in action:
                addresses = self.addresses_in_notes if self._in_note else self.addresses
                addresses.append(str(resolve(action["/URI"])))
        else:
            self._read_element(kid, page, types, depth + 1)

    def _read_content(self, page: int | None, mcid: int, types: tuple[str, ...]) -> None:
        self._tagged[page, mcid] = None
        content = self._pages.get(page, PageContent()).by_mcid.get(mcid)
        is_text = not _IGNORED.intersection(types) and types[-1] != "Figure"
        is_page_number = "TOCI" in types and "Link" not in types
        is_reference = "Reference" in types and "TOCI" not in types
        if content and is_reference and content.text.strip() == str(self._note_count + 1):
            self._note_count += 1  # any other number is a word
            return
        if content and is_text and not is_page_number:
            self._line.append((page, content))

    def _end_line(self) -> None:
        """Collects the line that ends here. Where the page breaks it, a space may have been."""
        text, end = "", None
        for page, content in self._line:
            text += content.text if end in (None, (page, content.first_y)) else f" {content.text}"
            end = (page, content.last_y)
        self._line = []
        if collapse_whitespace(text):
            lines = self.notes if self._in_note else self.lines
            lines.append(in_reading_order(collapse_whitespace(text)))

    def _structure_type(self, element: Any) -> str:
        """Returns an element's standard structure type, `Reference` for what refers to a note: PDF 2.0 has no such type."""
        others = map(as_dict, as_list(element.get("/Ref")))
        if any(str(resolve(other.get("/S"))) == "/FENote" for other in others):
            return "Reference"
        return self._standard_type(str(resolve(element.get("/S")) or ""))

    def _standard_type(self, name: str) -> str:
        """Returns the standard structure type for a type of the file's own; the role map may lead over several."""
        for _ in range(10):
            if name not in self._role_map:
                break
            name = self._role_map[name]
        return name.removeprefix("/")
