"""Reads the text on a page by the identifiers of marked content (MCID), to which tags refer (ISO 32000-1, 14.6 and 14.7.4)."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from reportgen.verify._pdf.cmap import ToUnicodeMap, fonts_by_name
from reportgen.verify._pdf.hiding import REPLACING
from reportgen.verify._pdf.objects import WalkLimit, as_dict, resolve

if TYPE_CHECKING:
    import pypdf

_ARTIFACT, _UNMARKED = -1, -2
"""Stand for an MCID where content is an artifact, or has none."""


@dataclass(slots=True)
class MarkedContent:
    """The text under one MCID, with the heights on the page of its first and its last line."""

    text: str
    first_y: float
    last_y: float


@dataclass(slots=True)
class PageContent:
    """The text on a page: that of each MCID, and pieces without one that are no artifact either.

    `shows_anything` tells whether there is text or a picture that is no artifact; `hiding` names what hides or replaces text.
    """

    by_mcid: dict[int, MarkedContent] = field(default_factory=dict)
    unmarked: list[str] = field(default_factory=list)
    shows_anything: bool = False
    hiding: dict[str, None] = field(default_factory=dict)


def read_page(page: Any, reader: "pypdf.PdfReader") -> PageContent:
    """Reads the text on a page."""
    interpreter = _Interpreter(reader)
    interpreter.run(page.get("/Contents"), page.get("/Resources"), 0)
    return interpreter.page


@dataclass(slots=True)
class _Interpreter:
    """Follows the operators of a content stream as far as text depends on them: fonts, marked content, and heights of lines."""

    reader: Any
    page: PageContent = field(default_factory=PageContent)
    font: ToUnicodeMap | None = None
    y: float = 0.0
    is_drawn: bool = True
    mcids: list[int] = field(default_factory=list)
    saved_states: list[tuple[ToUnicodeMap | None, bool]] = field(default_factory=list)
    limit: WalkLimit = field(default_factory=WalkLimit)
    maps_by_font: dict[int, ToUnicodeMap] = field(default_factory=dict)

    def run(self, content: Any, resources: Any, depth: int) -> None:
        """Follows the operators of a page or of a form on it."""
        from pypdf.generic import ContentStream

        self.limit.check(depth)
        if content is None:
            return
        fonts, resources = fonts_by_name(resources), as_dict(resources)
        for operands, operator in ContentStream(content, self.reader, "bytes").operations:
            match operator:
                case b"Tf":
                    self.font = self._to_unicode_map(fonts.get(str(operands[0]), {}))
                case b"Tm":
                    self.y = float(operands[5])
                case b"Td" | b"TD":
                    self.y += float(operands[1])
                case b"T*":
                    self.y += 1
                case b"Tj" | b"'" | b'"' | b"TJ":
                    self._show(operands[0] if operator == b"TJ" else operands[-1:])
                case b"Tr":
                    self.is_drawn = operands[0] not in {3, 7}
                case b"q":
                    self.saved_states.append((self.font, self.is_drawn))
                case b"Q" if self.saved_states:
                    self.font, self.is_drawn = self.saved_states.pop()
                case b"BMC" | b"BDC":
                    self.mcids.append(_mcid(operands, resources))
                    self._note_replacement(operands[-1:], resources)
                case b"EMC" if self.mcids:
                    self.mcids.pop()
                case (
                    b"INLINE IMAGE" | b"sh" | b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*" | b"S" | b"s"
                ):
                    self._mark_shown()
                case b"Do":
                    self._run_form(as_dict(as_dict(resources.get("/XObject")).get(operands[0])), depth)

    def _run_form(self, form: Any, depth: int) -> None:
        if form.get("/Subtype") == "/Image":
            self._mark_shown()
        elif form.get("/Subtype") == "/Form":
            self.saved_states.append((self.font, self.is_drawn))
            self.run(form, form.get("/Resources"), depth + 1)
            self.font, self.is_drawn = self.saved_states.pop() if self.saved_states else (None, True)

    def _to_unicode_map(self, font: Any) -> ToUnicodeMap:
        if id(font) not in self.maps_by_font:
            self.maps_by_font[id(font)] = ToUnicodeMap(font)
        return self.maps_by_font[id(font)]

    def _note_replacement(self, operands: Any, resources: Any) -> None:
        """Notes the words that are read in the place of those that are drawn."""
        for operand in operands:
            named = isinstance(operand, str)
            properties = as_dict(as_dict(resources.get("/Properties")).get(operand) if named else operand)
            self.page.hiding.update(
                (f"`{key[1:]}` in the place of words", None) for key in REPLACING if key in properties
            )

    def _current_mcid(self) -> int:
        return next((mcid for mcid in reversed(self.mcids) if mcid != _UNMARKED), _UNMARKED)

    def _mark_shown(self) -> None:
        self.page.shows_anything |= self._current_mcid() != _ARTIFACT

    def _show(self, strings: Any) -> None:
        text = "".join(self._decode(strings))
        if text.strip():
            self._mark_shown()
        mcid = self._current_mcid()
        if text.strip() and not self.is_drawn:
            self.page.hiding["text that is not drawn"] = None
        if mcid == _UNMARKED:
            self.page.unmarked.append(text)
        elif mcid != _ARTIFACT:
            content = self.page.by_mcid.setdefault(mcid, MarkedContent("", self.y, self.y))
            content.text += text if content.last_y == self.y else f" {text}"
            content.last_y = self.y

    def _decode(self, strings: Any) -> Iterator[str]:
        for string in strings:
            codes = getattr(string, "original_bytes", string)
            if isinstance(codes, bytes):
                yield self.font.decode(codes) if self.font else codes.decode("cp1252", "replace")


def _mcid(operands: Any, resources: Any) -> int:
    """Returns the MCID that begins with an operator; its properties may be given by their name in the resources."""
    if operands and operands[0] == "/Artifact":
        return _ARTIFACT
    operand = operands[1] if len(operands) > 1 else None
    properties = as_dict(resources.get("/Properties")).get(operand) if isinstance(operand, str) else operand
    number = resolve(as_dict(properties).get("/MCID"))
    return int(number) if isinstance(number, int) and number >= 0 else _UNMARKED
