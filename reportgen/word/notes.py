"""Footnotes and endnotes of a Word file, which both are notes of a report (ECMA-376, part 1, 17.11)."""

from dataclasses import dataclass, field, replace
from typing import Any

from reportgen.extract import UnreadableFile
from reportgen.word.body import StoryReader
from reportgen.word.inlines import merge_runs
from reportgen.word.model import Aside, Run, paragraphs_of
from reportgen.word.package import Package, W
from reportgen.word.styles import Styles

_PARTS = {f"{W}footnoteReference": ("footnotes", "footnote"), f"{W}endnoteReference": ("endnotes", "endnote")}
"""The types of the parts and the elements in them that references lead to."""

_LINES = {"separator", "continuationSeparator", "continuationNotice"}
_SPACE = " \t\n\u00a0"

_MAX_REPEATED = 1_000_000
"""The characters of notes that several references may lead to: a small file could hold a large note a thousand times."""


@dataclass(slots=True)
class NoteReader:
    """Reads the notes that the text refers to, in its order; a note that nothing refers to shows nowhere.

    `asides` are what stands in the notes beside their words.
    """

    package: Package
    styles: Styles
    rejects: bool = False
    read_notes: list[tuple[Run, ...]] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)
    _notes: dict[str, dict[str, tuple[str, Any]]] = field(default_factory=dict)
    _words: dict[Any, tuple[Run, ...]] = field(default_factory=dict)
    _repeated: int = 0

    def read(self, reference: Any) -> tuple[Run, ...]:
        """Returns the words of the note that an element refers to, its paragraphs one behind the other; none where it is lost.

        Raises UnreadableFile where too many refer to the same.
        """
        part, note = self._elements(reference.tag).get(reference.get(f"{W}id", ""), ("", None))
        if note is None:
            return ()
        if note in self._words:
            self._repeated += sum(len(run.text) for run in self._words[note])
            if self._repeated > _MAX_REPEATED:
                raise UnreadableFile("its text refers to the same notes again and again")
        else:
            self._words[note] = self._read(part, note)
        if words := self._words[note]:
            self.read_notes.append(words)
        return words

    def _read(self, part: str, note: Any) -> tuple[Run, ...]:
        reader = StoryReader(self.package, part, self.styles, self.rejects)
        runs: list[Run] = []
        for paragraph in paragraphs_of(reader.read(note)):
            runs += [Run(" "), *paragraph.runs] if runs else paragraph.runs
        self.asides += reader.inlines.asides
        return _stripped(tuple(runs))

    def _elements(self, tag: str) -> dict[str, tuple[str, Any]]:
        """Returns the notes of a kind by their ids, each with the name of its part."""
        if tag not in self._notes:
            kind, name = _PARTS[tag]
            self._notes[tag] = {
                note.get(f"{W}id", ""): (part, note)
                for part in dict.fromkeys(self.package.related_parts(kind))
                if (root := self.package.root(part)) is not None
                for note in root.iterchildren(f"{W}{name}")
                if note.get(f"{W}type") not in _LINES
            }
        return self._notes[tag]


def _stripped(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Returns runs without the space around them, such as that behind the number of the note."""
    while runs and not runs[0].text.strip(_SPACE):
        runs = runs[1:]
    while runs and not runs[-1].text.strip(_SPACE):
        runs = runs[:-1]
    if not runs:
        return ()
    first = replace(runs[0], text=runs[0].text.lstrip(_SPACE))
    runs = (first, *runs[1:])
    return merge_runs((*runs[:-1], replace(runs[-1], text=runs[-1].text.rstrip(_SPACE))))
