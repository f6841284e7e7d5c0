"""Reads a report that was written elsewhere, in the LGA's form, into a dataset to look through.

One way for every format: its reader makes a list of lines and tables (`readers`), the form's headings and labels are recognised
in it (`words`, `outline`, `recognition`), each part is read into the values of a dataset (`parts`), and these are written as text
(`dataset_text`). What is left out, guessed or has no place is told, and `accounting` proves that nothing else is missing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from reportgen.findings import Finding, Problem, Span
from reportgen.importer.accounting import tell_lost_words
from reportgen.importer.blocks import Reading
from reportgen.importer.dataset_text import dataset_text
from reportgen.importer.draft import Note
from reportgen.importer.isolate import read_isolated
from reportgen.importer.recognition import recognise
from reportgen.source import Source, read

__all__ = ["Imported", "import_file"]

_FILE_START = Span(1, 1, 1, 1)


@dataclass(frozen=True, slots=True)
class Imported:
    """The text of a dataset that was made of a file, what is to be told about it, and the text of the file where it has lines.

    `carries` says that the file carries a dataset itself.
    """

    text: str
    findings: tuple[Finding, ...]
    file_text: str
    carries: bool = False


def import_file(
    path: Path, dataset: str, template: Callable[[str, str], str], form: str = "", language: str = ""
) -> Imported:
    """Makes a dataset of a file. Raises UnreadableFile.

    `dataset` is the name under which the dataset will be written; `template` returns the text of an empty one for an edition of
    the form and a language.
    """
    return imported(read_isolated(path), str(path), dataset, template, form, language)


def imported(
    reading: Reading,
    file: str,
    dataset: str,
    template: Callable[[str, str], str],
    form: str = "",
    language: str = "",
) -> Imported:
    """Makes a dataset of what was read of a file."""
    draft = recognise(reading, form, language)
    tell_lost_words(draft, reading)
    values = draft.values
    text = dataset_text(values, template(values["form"], draft.language))
    source = read(text, dataset)
    findings = tuple(_finding(note, source, file) for note in draft.notes)
    return Imported(text, findings, reading.text, reading.carries)


def _finding(note: Note, source: Source, file: str) -> Finding:
    """Returns a note as a finding: in the dataset where it is about a value, else in the file that was read."""
    if note.at is not None:
        problem = Problem(note.at, note.message, note.hint)
        return Finding(note.code, note.code.severity, source.file, source.span(note.at), problem)
    span = Span(note.number, 1, note.number, 1) if note.number > 1 else _FILE_START
    return Finding.of(note.code, file, span, note.message, note.hint)
