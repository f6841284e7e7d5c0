"""Makes a dataset of what was read of a file, with all that is to be told about it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from reportgen.extract import UnreadableFile
from reportgen.findings import Finding, Problem, Span
from reportgen.importer.accounting import tell_lost_words
from reportgen.importer.blocks import Reading
from reportgen.importer.dataset_text import dataset_text
from reportgen.importer.draft import Note
from reportgen.importer.pictures import NewPictures
from reportgen.importer.recognition import recognise
from reportgen.source import Source, read

Template: TypeAlias = Callable[[str, str], str]
"""Returns the text of an empty dataset for an edition of the form and a language."""

_FILE_START = Span(1, 1, 1, 1)


@dataclass(frozen=True, slots=True)
class Imported:
    """The text of a dataset that was made of a file, what is to be told about it, and the text of the file where it has lines.

    `carries` says that the file carries a dataset itself; `pictures` are the files of its pictures by their names.
    """

    text: str
    findings: tuple[Finding, ...]
    file_text: str
    carries: bool = False
    pictures: Mapping[str, bytes] = field(default_factory=dict, repr=False)


def imported(
    reading: Reading,
    file: str,
    dataset: str,
    template: Template,
    form: str = "",
    language: str = "",
    beside: Path | None = None,
) -> Imported:
    """Makes a dataset of what was read of a file. Raises UnreadableFile where that is no report.

    Pictures are to go beside the file `beside`; where that is None, they are left out.
    """
    draft = recognise(reading, form, language, NewPictures(beside))
    if not draft.is_report:
        raise UnreadableFile(
            "it has none of the form's headings and labels, so that no part of a report can be told"
        )
    tell_lost_words(draft, reading)
    values = draft.values
    text = dataset_text(values, template(values["form"], draft.language))
    source = read(text, dataset)
    findings = tuple(_finding(note, source, file) for note in draft.notes)
    return Imported(text, findings, reading.text, reading.carries, draft.pictures.files)


def _finding(note: Note, source: Source, file: str) -> Finding:
    """Returns a note as a finding: in the dataset where it is about a value, else in the file that was read."""
    if note.at is not None:
        problem = Problem(note.at, note.message, note.hint)
        return Finding(note.code, note.code.severity, source.file, source.span(note.at), problem)
    span = Span(note.number, 1, note.number, 1) if note.number > 1 else _FILE_START
    return Finding.of(note.code, file, span, note.message, note.hint)
