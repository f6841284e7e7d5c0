"""The text of a paragraph as runs: with formatting, links and fields resolved, and tracked changes accepted or rejected."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from reportgen.startup.patterns import lazy_pattern
from reportgen.word.addresses import address_in, with_place
from reportgen.word.alternatives import MC, shown_alternative
from reportgen.word.drawings import read_drawing
from reportgen.word.fields import FieldTracker, chosen_entry, is_page_number
from reportgen.word.model import LINE_BREAK, NOTE, PLACEHOLDER, Aside, Picture, Run
from reportgen.word.package import MATH, Package, R, W
from reportgen.word.styles import Styles, switch, value

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
                is_number = code.strip().upper().startswith("PAGEREF") and is_page_number(
                    "".join(child.itertext(f"{W}t"))
                )
                if is_number:
                    self.package.words_in(child)
                else:
                    self._children(child, content, address_in(code) or url, style_id)
            elif tag.startswith(MATH):
                self._put_aside(Aside("equation", self.package.words_in(child)), content)
            elif tag == f"{W}sdt" and child.find(f"{W}sdtPr/{W}showingPlcHdr") is not None:
                self._put_aside(Aside(PLACEHOLDER, self.package.words_in(child)), content)
            elif tag == f"{MC}AlternateContent":
                shown = shown_alternative(child)
                if shown is not None:
                    self._children(shown, content, url, style_id)
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
            if self.fields.is_in_code() or not text:
                continue
            if self.fields.is_in_result_of("PAGEREF") and is_page_number(text):
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
                    yield _PRIVATE.sub(_PLACEHOLDER_CHARACTER, self.package.words_in(child)), plain
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
                    yield chosen_entry(child), plain
                    self.fields.follow(child)
                case tag if tag in {f"{W}footnoteReference", f"{W}endnoteReference"} and notes:
                    note = notes.read(child)
                    content.join(Content([Run(NOTE, note=note)] if note else []))
                case tag if tag == f"{W}commentReference":
                    content.comments.append(child.get(f"{W}id", ""))
                case tag if tag in {f"{W}drawing", f"{W}pict", f"{W}object"}:
                    self._picture(child, content)
                case tag if tag == f"{MC}AlternateContent":
                    shown = shown_alternative(child)
                    yield from self._texts(shown, content, notes) if shown is not None else ()
                case tag if tag == f"{W}ruby":
                    for base in child.iterfind(f"{W}rubyBase/{W}r"):
                        yield from self._texts(base, content, notes)

    def _picture(self, element: Any, content: Content) -> None:
        """Takes account of a drawing: a picture, a text box, a chart or an embedded object."""
        drawing = read_drawing(element, self.package, self.part, self.read_box)
        content.pictures += drawing.pictures
        for aside in drawing.asides:
            self._put_aside(aside, content)

    def _put_aside(self, aside: Aside, content: Content) -> None:
        self.asides.append(aside)
        content.asides.append(aside)

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


def merge_runs(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Returns runs with those that look alike joined."""
    content = Content()
    for run in runs:
        content.add(run)
    return tuple(content.runs)
