"""The text of a paragraph as runs: with formatting, links and fields resolved, and tracked changes accepted or rejected."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from reportgen.startup.patterns import lazy_pattern
from reportgen.word.addresses import address_in, with_place
from reportgen.word.fields import FieldTracker
from reportgen.word.model import LINE_BREAK, NOTE, Aside, Picture, Run
from reportgen.word.package import Package, R, W
from reportgen.word.styles import Styles, switch, value

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_DOCUMENT_PROPERTIES = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_IMAGE_DATA = "{urn:schemas-microsoft-com:vml}imagedata"
_SHAPE = "{urn:schemas-microsoft-com:vml}shape"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
_OTHER_SWITCHES = {"strike": "struck through", "dstrike": "struck through", "caps": "", "smallCaps": ""}
_POSITIONS = {"superscript": "raised", "subscript": "lowered"}
DROPPED = {
    False: frozenset({f"{W}del", f"{W}moveFrom"}),
    True: frozenset({f"{W}ins", f"{W}moveTo"}),
}
"""The elements whose content goes: with changes accepted, and with them rejected."""

_MARKS_WITHOUT_CONTENT = frozenset({f"{W}pPr", f"{W}rPr", f"{W}sdtPr", f"{W}sdtEndPr", f"{MC}Fallback"})
_PLACEHOLDER_CHARACTER = "\ufffd"
_PRIVATE = lazy_pattern("[\ue000-\uf8ff]")  # letters of symbol fonts, and what the program marks places with


class NoteSource(Protocol):
    """Returns the words of the note that an element refers to; a story of notes has none."""

    def read(self, reference: Any) -> tuple[Run, ...]:
        """Reads a note."""


@dataclass(slots=True)
class Content:
    """What has been read of a paragraph so far."""

    runs: list[Run] = field(default_factory=list)
    bookmarks: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)

    def add(self, run: Run) -> None:
        """Adds words; those that look like the words before them go on in their run."""
        if run.text and self.runs and run.has_format_of(self.runs[-1]):
            self.runs[-1] = replace(self.runs[-1], text=self.runs[-1].text + run.text)
        elif run.text:
            self.runs.append(run)

    def join(self, other: "Content") -> None:
        """Adds what the next paragraph holds."""
        for run in other.runs:
            self.add(run)
        self.bookmarks += other.bookmarks
        self.comments += other.comments
        self.pictures += other.pictures
        self.asides += other.asides

    def has_words(self) -> bool:
        """Tells whether there is anything to see."""
        return bool(self.pictures) or any(run.text.strip() for run in self.runs)


@dataclass(slots=True)
class InlineReader:
    """Reads the paragraphs of one story. `rejects` says that tracked changes are rejected."""

    package: Package
    part: str
    styles: Styles
    rejects: bool
    read_box: Callable[[Any], str]
    notes: NoteSource | None = None
    fields: FieldTracker = field(default_factory=FieldTracker)
    asides: list[Aside] = field(default_factory=list)
    quotations: dict[str, list[str]] = field(default_factory=dict)
    """The words of the comments whose ranges are open or have been closed, by the ids of the comments."""

    _open_comments: set[str] = field(default_factory=set)

    def read(self, paragraph: Any, style_id: str | None) -> Content:
        """Reads a paragraph."""
        content = Content()
        self._children(paragraph, content, "", style_id)
        return content

    def mark(self, element: Any, content: Content) -> bool:
        """Takes account of the beginning or the end of a bookmark or a comment; tells whether the element was one."""
        tag = element.tag
        if tag == f"{W}bookmarkStart":
            content.bookmarks.append(element.get(f"{W}name", ""))
        elif tag == f"{W}commentRangeStart":
            self._open_comments.add(element.get(f"{W}id", ""))
            content.comments.append(element.get(f"{W}id", ""))
        elif tag == f"{W}commentRangeEnd":
            self._open_comments.discard(element.get(f"{W}id", ""))
        else:
            return False
        return True

    def _children(self, parent: Any, content: Content, url: str, style_id: str | None) -> None:
        for child in parent.iterchildren():
            tag = child.tag
            if tag in DROPPED[self.rejects] or tag in _MARKS_WITHOUT_CONTENT or not isinstance(tag, str):
                continue
            if self.mark(child, content):
                continue
            if tag == f"{W}r":
                self._run(child, content, url, style_id)
            elif tag == f"{W}hyperlink":
                self._children(child, content, self._target(child) or url, style_id)
            elif tag == f"{W}fldSimple":
                code = child.get(f"{W}instr", "")
                if not code.strip().upper().startswith("PAGEREF"):
                    self._children(child, content, address_in(code) or url, style_id)
            elif tag.startswith(_MATH):
                self._put_aside(Aside("equation", "".join(child.itertext())), content)
            elif tag == f"{W}sdt" and child.find(f"{W}sdtPr/{W}showingPlcHdr") is not None:
                continue
            elif tag == f"{MC}AlternateContent":
                self._children(next(child.iterchildren(f"{MC}Choice"), child), content, url, style_id)
            else:
                self._children(child, content, url, style_id)

    def _target(self, link: Any) -> str:
        relationship = self.package.relationships(self.part).get(link.get(f"{R}id", ""))
        place = link.get(f"{W}anchor", "")
        if relationship is None or not relationship.is_external:
            return f"#{place}" if place else ""
        return with_place(relationship.target, place)

    def _run(self, run: Any, content: Content, url: str, style_id: str | None) -> None:
        format_ = self._format(run, url, style_id)
        notes = None if "hidden" in format_.other else self.notes
        for text, other in self._texts(run, content, notes):
            if self.fields.is_in_code() or self.fields.is_in_result_of("PAGEREF") or not text:
                continue
            address = format_.url or address_in(self.fields.link_code())
            words = replace(
                format_,
                text=text,
                other=format_.other | other,
                url=address,
            )
            if "hidden" in words.other:
                self.asides.append(Aside("hidden text", text))
                continue
            content.add(words)
            for comment in self._open_comments:
                self.quotations.setdefault(comment, []).append(text)

    def _texts(
        self, run: Any, content: Content, notes: NoteSource | None
    ) -> Iterator[tuple[str, frozenset[str]]]:
        """Yields the characters of a run with what is peculiar to them; notes come into the content where they stand."""
        plain = frozenset[str]()
        for child in run.iterchildren():
            match child.tag:
                case tag if tag == f"{W}t" or (tag == f"{W}delText" and self.rejects):
                    yield _PRIVATE.sub(_PLACEHOLDER_CHARACTER, child.text or ""), plain
                case tag if tag in {f"{W}tab", f"{W}ptab"}:
                    yield "\t", plain
                case tag if tag in {f"{W}br", f"{W}cr"}:
                    if child.get(f"{W}clear") in {"all", "left", "right"}:
                        continue  # goes on below a picture: no new line of the text
                    is_page = child.get(f"{W}type") in {"page", "column"}
                    yield " ", plain if is_page else frozenset({LINE_BREAK})
                case tag if tag == f"{W}noBreakHyphen":
                    yield "\u2011", plain
                case tag if tag == f"{W}sym":
                    yield _symbol(child), plain
                case tag if tag in {f"{W}fldChar", f"{W}instrText"}:
                    self.fields.follow(child)
                case tag if tag in {f"{W}footnoteReference", f"{W}endnoteReference"} and notes:
                    note = notes.read(child)
                    content.join(Content([Run(NOTE, note=note)] if note else []))
                case tag if tag == f"{W}commentReference":
                    content.comments.append(child.get(f"{W}id", ""))
                case tag if tag in {f"{W}drawing", f"{W}pict", f"{W}object"}:
                    self._picture(child, content)
                case tag if tag == f"{MC}AlternateContent":
                    chosen = next(child.iterchildren(f"{MC}Choice"), next(child.iterchildren(), None))
                    yield from self._texts(chosen, content, notes) if chosen is not None else ()
                case tag if tag == f"{W}ruby":
                    for base in child.iterfind(f"{W}rubyBase/{W}r"):
                        yield from self._texts(base, content, notes)

    def _picture(self, element: Any, content: Content) -> None:
        """Takes account of a drawing: a picture, a text box, a chart or an embedded object."""
        boxes = [box for box in element.iter(f"{W}txbxContent") if _is_outermost(box, element)]
        for box in boxes:
            self._put_aside(Aside("text box", self.read_box(box)), content)
        properties = next(element.iter(_DOCUMENT_PROPERTIES), None)
        image = next(element.iter(_BLIP, _IMAGE_DATA), None)
        if element.tag == f"{W}object" or next(element.iter(_CHART), None) is not None:
            description = "" if properties is None else properties.get("descr", "")
            self._put_aside(Aside("embedded object", description), content)
        elif image is not None:
            shape = next(element.iter(_SHAPE), None)
            alt = "" if properties is None else properties.get("descr", "")
            file = self._file(image)
            digest = hashlib.sha256(file).hexdigest() if file else ""
            mark = next(element.iter(_DECORATIVE), None)
            is_decorative = mark is not None and mark.get("val") in {"1", "true"}
            alt = alt or ("" if shape is None else shape.get("alt", ""))
            content.pictures.append(Picture(alt, digest, file, is_decorative))
        elif not boxes:
            description = "" if properties is None else properties.get("descr", "")
            self._put_aside(Aside("drawing", description), content)

    def _put_aside(self, aside: Aside, content: Content) -> None:
        self.asides.append(aside)
        content.asides.append(aside)

    def _file(self, image: Any) -> bytes:
        """Returns the file of a picture; empty where it is not in the package."""
        key = image.get(f"{R}embed") or image.get(f"{R}id") or image.get(f"{R}link") or ""
        relationship = self.package.relationships(self.part).get(key)
        return b"" if relationship is None else self.package.parts.get(relationship.target, b"")

    def _format(self, run: Any, url: str, style_id: str | None) -> Run:
        """Returns a run without words that has the formatting of a run of the file.

        Bold and italic count where the style of the paragraph does not bring them. In a quotation, which is italic as a whole,
        the words that are not are stressed.
        """
        properties = run.find(f"{W}rPr")
        if self.rejects and properties is not None and properties.find(f"{W}rPrChange") is not None:
            properties = properties.find(f"{W}rPrChange/{W}rPr")
        character_style = value(properties, f"{W}rStyle")
        other = {name for tag, name in _OTHER_SWITCHES.items() if name and switch(properties, tag)}
        if self._is_hidden(properties, character_style, style_id):
            other.add("hidden")
        position = value(properties, f"{W}vertAlign")
        if position in _POSITIONS:
            other.add(_POSITIONS[position])
        underline = value(properties, f"{W}u")
        if underline is not None and underline != "none" and not url and not self.fields.link_code():
            other.add("underlined")
        if (value(properties, f"{W}highlight") or "none") != "none":
            other.add("highlighted")
        return Run(
            "",
            self._is_on("b", properties, character_style, style_id),
            self._is_on("i", properties, character_style, style_id),
            url,
            value(properties, f"{W}lang") or "",
            frozenset(other),
        )

    def _is_hidden(self, properties: Any, character_style: str | None, style_id: str | None) -> bool:
        own = switch(properties, "vanish")
        if own is None:
            own = self.styles.toggles("vanish", character_style, "character")
        return bool(self.styles.toggles("vanish", style_id, "paragraph") if own is None else own)

    def _is_on(self, name: str, properties: Any, character_style: str | None, style_id: str | None) -> bool:
        own = switch(properties, name)
        of_style = bool(self.styles.toggles(name, character_style, "character"))
        if not self.styles.toggles(name, style_id, "paragraph"):
            return of_style if own is None else own
        is_quoted = self.styles.format(style_id).kind == "quotation"
        return name == "i" and is_quoted and (of_style if own is None else not own)


def _symbol(element: Any) -> str:
    """Returns the character of a `w:sym`; symbol fonts keep theirs in the private area."""
    try:
        code = int(element.get(f"{W}char", ""), 16)
    except ValueError:
        return _PLACEHOLDER_CHARACTER
    return chr(code) if 32 <= code < 0xD800 else _PLACEHOLDER_CHARACTER


def _is_outermost(box: Any, drawing: Any) -> bool:
    """Tells whether a text box stands in a drawing itself: not in another box, nor in what only older programs show."""
    for ancestor in box.iterancestors():
        if ancestor is drawing:
            return True
        if ancestor.tag in {f"{MC}Fallback", box.tag}:
            return False
    return True


def merge_runs(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Returns runs with those that look alike joined."""
    content = Content()
    for run in runs:
        content.add(run)
    return tuple(content.runs)
