"""The files that a command reads, which none of its outputs may replace."""

import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TypeAlias

from reportgen.cli.console import exit_with_error
from reportgen.formats import FORMATS

if TYPE_CHECKING:
    from reportgen.cli.settings import SettingsOptions

_PICTURES = (b"\x89PNG", b"\xff\xd8\xff")
_DATASET_ENDINGS = (".yaml", ".yml")

_Identity: TypeAlias = tuple[int, int] | str
"""What two names of one file have in common: the file's numbers on its disk or, where a disk has none, its real path."""


def input_files(
    datasets: Iterable[Path],
    options: "SettingsOptions",
    *,
    layout: Path | None = None,
    baselines: bool = True,
) -> Iterator[Path]:
    """Yields the files that a command reads: datasets, a layout's files, and each dataset's settings, registers and baseline.

    A command that renews the baselines leaves these out. Ends the command where the layout cannot be read.
    """
    if layout:
        from reportgen.layout import read_layout_files
        from reportgen.source import Unreadable

        try:
            layout_files = read_layout_files(layout)
        except Unreadable as error:
            exit_with_error(str(error))
        yield from (layout / name for name in layout_files)
    for path in datasets:
        yield path
        settings = options.settings_for(path)
        yield from filter(None, (settings.file, settings.baseline if baselines else None))
        if settings.registers:
            from reportgen.registers import FILES

            yield from (settings.registers / name for name in FILES)


def refuse_to_replace(outputs: Iterable[Path], inputs: Iterable[Path]) -> None:
    """Ends the command where an output would replace one of its inputs, another output, a dataset or a picture.

    Links, hard links and names in other capitals lead to the same file. The inputs are looked at only where an output is there.
    """
    input_names: dict[_Identity, Path] | None = None
    output_names: dict[_Identity, Path] = {}
    for output in outputs:
        mode = _mode(output)
        if str(output) == "-" or (mode and not stat.S_ISREG(mode)):  # a pipe or a device stays what it is
            continue
        identity = _identity(output)
        if identity in output_names:
            _refuse(output, f"{_same_as(output, output_names[identity])} is written by this command twice")
        output_names[identity] = output
        if mode is None:
            continue
        if input_names is None:
            input_names = {_identity(path): path for path in inputs if str(path) != "-"}
        if path := input_names.get(identity):
            _refuse(output, f"{_same_as(output, path)} is read by this command")
        if kind := _kind_of_input(output):
            _refuse(output, f"this is {kind}, which no output replaces")


def _refuse(output: Path, reason: str) -> NoReturn:
    exit_with_error(f"{output}: {reason}; give the output another name")


def _same_as(output: Path, other: Path) -> str:
    return "this file" if output == other else f"this is the same file as {other}, which"


def _kind_of_input(path: Path) -> str:
    """Says what a file is that reportgen reads and never writes over: the dataset of another year, or a figure's picture."""
    from reportgen.source.discovery import is_dataset

    ending = path.suffix.lower()
    if ending in _DATASET_ENDINGS:
        return "a dataset" if is_dataset(path) else ""
    if any(ending == entry.ending for entry in FORMATS.values()):
        return ""
    with suppress(OSError), path.open("rb") as stream:
        if ending == ".svg" or stream.read(4).startswith(_PICTURES):
            return "a picture"
    return ""


def _mode(path: Path) -> int | None:
    """Returns the type of a file; None where there is none."""
    try:
        return path.stat().st_mode
    except (OSError, ValueError):
        return None


def _identity(path: Path) -> _Identity:
    try:
        status = path.stat()
    except (OSError, ValueError):
        return os.path.normcase(os.path.realpath(path))
    return (status.st_dev, status.st_ino) if status.st_ino else os.path.normcase(os.path.realpath(path))
