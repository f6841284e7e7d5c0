"""The words that are drawn on a page, by the marks under which its tags know them (ISO 32000-1, 14.6)."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from reportgen.verify._pdf.cmap import Letters, fonts
from reportgen.verify._pdf.objects import Depth, direct, mapping

if TYPE_CHECKING:
    import pypdf

_ARTIFACT, _UNMARKED = -1, -2


@dataclass(slots=True)
class Drawn:
    """Words drawn under one mark, and the height on the page of the first and the last of them."""

    words: str
    top: float
    bottom: float


@dataclass(slots=True)
class Page:
    """What is drawn on a page: the words of each mark, and those without one that are no artifact either."""

    marks: dict[int, Drawn] = field(default_factory=dict)
    loose: list[str] = field(default_factory=list)


def drawn(page: Any, reader: "pypdf.PdfReader") -> Page:
    """The words of a page."""
    reading = _Reading(reader, Page())
    reading.stream(page.get("/Contents"), page.get("/Resources"), 0)
    return reading.page


@dataclass(slots=True)
class _Reading:
    """Follows the operators of a page as far as words depend on them: fonts, marks, and the height of a line."""

    reader: Any
    page: Page
    font: Letters | None = None
    height: float = 0.0
    marks: list[int] = field(default_factory=list)
    saved: list[Letters | None] = field(default_factory=list)
    depth: Depth = field(default_factory=Depth)
    known: dict[int, Letters] = field(default_factory=dict)

    def stream(self, content: Any, resources: Any, deep: int) -> None:
        """Follow the operators of a page or of a form on it."""
        from pypdf.generic import ContentStream

        self.depth.check(deep)
        if content is None:
            return
        named, resources = fonts(resources), mapping(resources)
        for operands, operator in ContentStream(content, self.reader, "bytes").operations:
            match operator:
                case b"Tf":
                    self.font = self._letters(named.get(str(operands[0]), {}))
                case b"Tm":
                    self.height = float(operands[5])
                case b"Td" | b"TD":
                    self.height += float(operands[1])
                case b"T*":
                    self.height += 1
                case b"Tj" | b"'" | b'"':
                    self._show(operands[-1:])
                case b"TJ":
                    self._show(operands[0])
                case b"q":
                    self.saved.append(self.font)
                case b"Q" if self.saved:
                    self.font = self.saved.pop()
                case b"BMC" | b"BDC":
                    self.marks.append(_mark(operands, resources))
                case b"EMC" if self.marks:
                    self.marks.pop()
                case b"Do":
                    self._form(mapping(mapping(resources.get("/XObject")).get(operands[0])), deep)

    def _form(self, form: Any, deep: int) -> None:
        if form.get("/Subtype") == "/Form":
            self.saved.append(self.font)
            self.stream(form, form.get("/Resources"), deep + 1)
            self.font = self.saved.pop() if self.saved else None

    def _letters(self, font: Any) -> Letters:
        if id(font) not in self.known:
            self.known[id(font)] = Letters(font)
        return self.known[id(font)]

    def _show(self, pieces: Any) -> None:
        words = "".join(self._pieces(pieces))
        mark = next((each for each in reversed(self.marks) if each != _UNMARKED), _UNMARKED)
        if mark == _UNMARKED:
            self.page.loose.append(words)
        elif mark != _ARTIFACT:
            before = self.page.marks.setdefault(mark, Drawn("", self.height, self.height))
            before.words += words if before.bottom == self.height else f" {words}"
            before.bottom = self.height

    def _pieces(self, pieces: Any) -> Iterator[str]:
        for piece in pieces:
            codes = getattr(piece, "original_bytes", piece)
            if isinstance(codes, bytes):
                yield self.font.words(codes) if self.font else codes.decode("cp1252", "replace")


def _mark(operands: Any, resources: Any) -> int:
    """The number of a mark, or what else its content is."""
    if operands and operands[0] == "/Artifact":
        return _ARTIFACT
    given = operands[1] if len(operands) > 1 else None
    properties = mapping(resources.get("/Properties")).get(given) if isinstance(given, str) else given
    number = direct(mapping(properties).get("/MCID"))
    return int(number) if isinstance(number, int) and number >= 0 else _UNMARKED
