"""A job: one report to compile, with everything that goes into it as bytes, so that it can be done on any machine."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from reportgen.config import Settings

if TYPE_CHECKING:
    from reportgen.batch.stored_findings import StoredFinding


@dataclass(frozen=True, slots=True)
class OutputOptions:
    """How files are made: the standard that a PDF claims, and whether PDF and Word files carry the dataset.

    `epoch` is SOURCE_DATE_EPOCH where the batch was started, since workers may have another.
    """

    standard: str
    embed: bool = True
    epoch: str = ""


@dataclass(frozen=True)
class Job:
    """A report to compile: the dataset, its sibling files and those of the layout and the registers, as bytes.

    `file` is the name by which findings know the dataset, and `layout_path` the layout's folder where the batch was started.
    `siblings` are the pictures and the report of the year before, by their paths from the dataset's folder. `unusable_pictures`
    gives for each picture that is not among them the message and the hint. `settings` hold for this dataset alone, since
    patterns of files mean nothing on another machine. `engines` are the versions where the batch was started.
    """

    file: str
    dataset: bytes = field(repr=False)
    siblings: Mapping[str, bytes] = field(repr=False)
    unusable_pictures: Mapping[str, tuple[str, str | None]] = field(repr=False)
    layout_name: str
    layout_path: str
    layout: Mapping[str, bytes] = field(repr=False)
    registers: Mapping[str, bytes] = field(repr=False)
    formats: tuple[str, ...]
    output_options: OutputOptions
    settings: Settings
    engines: str

    def digest(self) -> str:
        """Returns a hash of everything that the outputs depend on: while it stays the same, they do."""
        total = hashlib.sha256()
        settings, options = self.settings, self.output_options
        texts = (
            PurePosixPath(self.file).name,
            self.layout_name,
            *sorted(self.formats),
            *(f"{name} {message} {hint}" for name, (message, hint) in self.unusable_pictures.items()),
            f"{options.standard} {options.embed} {options.epoch}",
            f"{settings.profile}{' strict' if settings.strict else ''}",
            f"{settings.select} {settings.ignore} {sorted(settings.severities.items())}",
            self.engines,
        )
        for text in texts:
            _add(total, text.encode("utf-8", "surrogateescape"))
        _add(total, self.dataset)
        for files in (self.siblings, self.layout, self.registers):
            _add_files(total, files)
        return total.hexdigest()


@dataclass(frozen=True)
class JobResult:
    """The result of a job: the files by format (none where there are errors), the findings, and the seconds it took."""

    files: Mapping[str, bytes] = field(repr=False)
    pages: int
    findings: "tuple[StoredFinding, ...]"
    seconds: float
    group: str = ""
    period: str = ""


def files_digest(files: Mapping[str, bytes]) -> str:
    """Returns a hash of the names and contents of files."""
    total = hashlib.sha256()
    _add_files(total, files)
    return total.hexdigest()


def _add_files(total: "hashlib._Hash", files: Mapping[str, bytes]) -> None:
    for name in sorted(files):
        _add(total, name.encode("utf-8", "surrogateescape"))
        _add(total, files[name])
    _add(total, b"")


def _add(total: "hashlib._Hash", part: bytes) -> None:
    total.update(len(part).to_bytes(8, "big"))
    total.update(part)
