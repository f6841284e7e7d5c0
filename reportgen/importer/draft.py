"""The dataset as far as it has been made: its values, what is to be told about them, and which words were understood."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from reportgen.findings import At, Code
from reportgen.images import UnusableFile
from reportgen.importer.blocks import Block, Line, PictureBlock
from reportgen.importer.codes import GUESSED, LEFT_OUT, UNPLACED, WITHOUT_ALT
from reportgen.importer.pictures import NewPictures
from reportgen.importer.prose_text import text_of
from reportgen.importer.words import FormWords

_LONGEST_QUOTE = 60
OTHER_WORDS = {"en-GB": "Words without a heading", "cy-GB": "Geiriau heb bennawd"}
"""The title of the section for words that stand under no heading."""


@dataclass(frozen=True, slots=True)
class Note:
    """Something to tell: about a value of the dataset where `at` is not None, else about a line of the file."""

    code: Code
    message: str
    hint: str | None = None
    at: At | None = None
    number: int = 1


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the report: its name (`section` for one that the form does not have), its heading and what stands under it."""

    name: str
    heading: Line | None
    blocks: list[Block] = field(default_factory=list)

    @property
    def level(self) -> int:
        """The level of its heading; 0 without one."""
        return self.heading.level if self.heading else 0


@dataclass(slots=True)
class Draft:
    """A dataset that is being made.

    `has_title` says that the file has the title of a report, `is_report` that it has any words of the form; `heading` is
    that of the part that is being read; `understood` are words of the file that the dataset says in another way.
    """

    words: FormWords
    language: str = "en-GB"
    has_title: bool = False
    is_report: bool = False
    heading: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    understood: list[str] = field(default_factory=list)
    pictures: NewPictures = field(default_factory=NewPictures)
    _loose: list[Line] = field(default_factory=list)
    _seen: list[PictureBlock] = field(default_factory=list)

    def mapping(self, *keys: str) -> dict[str, Any]:
        """Returns the mapping at a path, made where it is missing."""
        mapping = self.values
        for key in keys:
            mapping = mapping.setdefault(key, {})
        return mapping

    def entries(self, *keys: str) -> list[Any]:
        """Returns the list at a path, made where it is missing."""
        *outer, last = keys
        entries: list[Any] = self.mapping(*outer).setdefault(last, [])
        return entries

    def add_text(self, lines: Iterable[Line], *keys: str) -> None:
        """Adds lines to a text field that may have headings."""
        text = self.text(lines, headings=True)
        if text:
            *outer, last = keys
            mapping = self.mapping(*outer)
            mapping[last] = f"{mapping[last]}\n{text}" if mapping.get(last) else text

    def text(self, lines: Iterable[Line], *, headings: bool = False) -> str:
        """Returns lines as a text field."""
        return text_of(lines, self.language, headings=headings)

    def understand(self, *texts: str) -> None:
        """Notes words that the dataset says in another way, such as a date, or that the layout says of itself."""
        self.understood += texts

    def leave_out(self, what: str, text: str, number: int = 1, hint: str | None = None) -> None:
        """Tells what is left out, and quotes all of it."""
        words = " ".join(text.split())
        message = f"{what} left out: `{words}`" if words else f"{what} left out"
        self.notes.append(Note(LEFT_OUT, message, hint, number=number))

    def guess(self, message: str, hint: str | None, *at: str | int) -> None:
        """Tells that a value was worked out."""
        self.notes.append(Note(GUESSED, message, hint, at))

    def misplace(self, message: str, hint: str | None, *at: str | int) -> None:
        """Tells that words have no place in the form."""
        self.notes.append(Note(UNPLACED, message, hint, at))

    def show(self, values: dict[str, Any], picture: PictureBlock) -> None:
        """Lets an entry or a section show a picture, unless it shows one already."""
        name = self._taken_along(picture)
        if name and "figure" not in values:
            values["figure"] = name
        elif name:
            self._tell_unshown(name, "behind another, and each entry and section shows one alone")

    def keep_picture(self, picture: PictureBlock) -> None:
        """Keeps a picture that no part has shown, where the dataset lists its pictures."""
        if any(picture is seen for seen in self._seen):
            return
        name = self._taken_along(picture)
        if name:
            self._tell_unshown(name, "where the form has no place for one")

    def show_on_cover(self, picture: PictureBlock) -> None:
        """Shows the first picture before all headings on the cover, unless it is a logo."""
        is_logo = "logo" in picture.alt.casefold()
        if is_logo or "cover" in self.values or any(picture is seen for seen in self._seen):
            return
        if name := self._taken_along(picture):
            self.values["cover"] = name
            message = (
                f"the picture `{name}` stands before the first heading, and is taken for that of the cover"
            )
            self.guess(message, "leave `cover` out if it is none", "cover")

    def _tell_unshown(self, name: str, where: str) -> None:
        hint = f"write `figure: {name}` into a section or an entry that is to show it"
        self.misplace(
            f"the picture `{name}` stands {where}", hint, "figures", len(self.values["figures"]) - 1
        )

    def _taken_along(self, picture: PictureBlock) -> str:
        """Lists a picture under `figures`, with its file; returns its id, empty where it cannot be taken along."""
        self._seen.append(picture)
        words = " ".join(filter(None, (picture.alt, picture.caption, picture.credit)))
        try:
            figure = self.pictures.add(picture)
        except UnusableFile as error:
            self.leave_out(
                "picture", words, picture.number, f"{error}; save it as a PNG or JPEG file yourself"
            )
            return ""
        figures = self.entries("figures")
        for other in figures:
            if {**figure, "id": other["id"]} == other:
                self.understand(words)
                return str(other["id"])
        name = f"picture-{len(figures) + 1}"
        figures.append({"id": name, **figure})
        if not picture.alt and not picture.is_decorative:
            message = f"the picture `{name}` has no alternative text"
            hint = "write behind `alt` what it shows, or `decorative: true` if nobody would miss it"
            self.notes.append(Note(WITHOUT_ALT, message, hint, ("figures", len(figures) - 1)))
        return name

    def keep_loose(self, lines: Sequence[Line]) -> None:
        """Keeps lines that stand under no heading for a section of their own at the end."""
        self._loose += lines

    def finish(self) -> None:
        """Adds the section for the lines that stand under no heading."""
        text = self.text(self._loose)
        if text:
            sections = self.entries("sections")
            sections.append({"title": OTHER_WORDS[self.language], "text": text})
            message = (
                f"these words stand where the form has no place for them: `{quote(self._loose[0].text)}`"
            )
            self.misplace(message, "move them to the key where they belong", "sections", len(sections) - 1)


def quote(text: str) -> str:
    """Returns the beginning of some words, for a message."""
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST_QUOTE else f"{words[:_LONGEST_QUOTE].rstrip()}…"
