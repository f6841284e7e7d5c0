"""Finds where the dataset of a file comes from: the user's option, the file itself, or another file of the same report."""

import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from reportgen.config import Settings
from reportgen.layout import find_layout
from reportgen.source import Unreadable
from reportgen.source.codes import MAX_BYTES
from reportgen.source.files import read_bytes
from reportgen.verify.model import ExaminedFile


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a dataset comes from, in words, with its content and the name of the layout.

    `others` are the contents of the further datasets of a pack. `is_named` tells whether the user named the dataset.
    """

    description: str
    path: Path
    content: bytes
    layout: str = ""
    others: tuple[bytes, ...] = ()
    is_named: bool = False

    @property
    def contents(self) -> tuple[bytes, ...]:
        """The contents of all its datasets."""
        return self.content, *self.others


@dataclass(frozen=True)
class VerifyOptions:
    """The options of the user: the layout, the dataset, and the settings by which a dataset is checked.

    Without them, a file names its layout and carries its dataset.
    """

    layout: str = ""
    dataset: Path | None = None
    settings: Callable[[Path], Settings] = field(default=lambda _: Settings())

    @cached_property
    def given(self) -> Origin | None:
        """The dataset that the user named. Raises Unreadable where it or the layout that is named cannot be read."""
        if self.layout:
            find_layout(self.layout)
        if self.dataset is None:
            return None
        if str(self.dataset) == "-":
            content = sys.stdin.buffer.read(MAX_BYTES + 1)
            return Origin("standard input", self.dataset, content, is_named=True)
        try:
            return Origin(str(self.dataset), self.dataset, read_bytes(self.dataset), is_named=True)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise Unreadable(f"{self.dataset}: cannot be read ({reason})") from error


def group_by_report(files: Sequence[ExaminedFile]) -> dict[Path, list[ExaminedFile]]:
    """Returns the group of each file: the files of the same report.

    Files are of one report if they have one name in one folder, or carry one dataset and name one layout.
    """
    groups: dict[object, list[ExaminedFile]] = {}
    for file in files:
        matching = [groups[key] for key in _report_keys(file) if key in groups]
        distinct = {id(group): group for group in matching}.values()
        merged = [*(member for group in distinct for member in group), file]
        for member in merged:
            groups |= dict.fromkeys(_report_keys(member), merged)
    return {file.path: groups[_report_keys(file)[0]] for file in files}


def _report_keys(file: ExaminedFile) -> list[object]:
    """Returns the keys of which files of one report share at least one."""
    keys: list[object] = [(file.path.parent, file.path.stem)]
    if file.dataset is not None:
        keys.append((file.dataset, *file.other_datasets, file.layout))
    return keys


def find_origin(file: ExaminedFile, group: Iterable[ExaminedFile]) -> Origin | None:
    """Returns the dataset in a file, or in another of its report; of a pack, all datasets."""
    for member in (file, *group):
        if member.dataset is not None:
            noun = "the datasets" if member.other_datasets else "the dataset"
            description = f"{noun} in {'it' if member is file else member.path.name}"
            return Origin(description, member.path, member.dataset, member.layout, member.other_datasets)
    return None
