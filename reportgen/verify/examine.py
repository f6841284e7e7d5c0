"""Examines one file by itself: its format, its text and dataset, and the faults that do not depend on its dataset."""

from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from reportgen.extract import (
    NoDataset,
    UnreadableFile,
    find_datasets,
    is_package,
    is_pdf,
    read_finished_file,
)
from reportgen.formats import FORMATS
from reportgen.verify.model import ExaminedFile


class _Reader(Protocol):
    """The function `examine` of a format's reader. It raises UnreadableFile."""

    def __call__(self, path: Path, content: bytes) -> ExaminedFile: ...


def examine(path: Path) -> ExaminedFile:
    """Examines a file. Raises UnreadableFile where it is no Word file, PDF or web page, is damaged or locked."""
    content = read_finished_file(path)
    format_name = "docx" if is_package(content) else "pdf" if is_pdf(content) else "html"
    ending = path.suffix.removeprefix(".").lower()
    if ending in FORMATS and ending != format_name and (format_name != "html" or _is_markup(content)):
        claimed, actual = FORMATS[ending].noun, FORMATS[format_name].noun
        raise UnreadableFile(f"its name says that it is a {claimed}, but it is a {actual}")
    try:
        examined = _reader(format_name)(path, content)
        return _with_datasets(examined, content) if "carries" in FORMATS[format_name].checks else examined
    except RecursionError:
        raise UnreadableFile("what is in it is nested too deeply") from None


def _is_markup(content: bytes) -> bool:
    return content.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] == b"<"


def _reader(format_name: str) -> _Reader:
    return cast("_Reader", import_module(f"reportgen.verify._{format_name}.examine").examine)


def _with_datasets(file: ExaminedFile, content: bytes) -> ExaminedFile:
    try:
        first, *others = find_datasets(content)
    except NoDataset:
        return file
    except UnreadableFile as error:
        return replace(file, dataset_error=str(error))
    other_datasets = tuple(embedded.dataset for embedded in others)
    return replace(file, dataset=first.dataset, layout=first.layout, other_datasets=other_datasets)
