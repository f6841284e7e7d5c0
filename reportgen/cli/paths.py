"""Finds the files that the arguments of a command name: files, those in folders, and those that match patterns."""

import os
from collections.abc import Sequence
from glob import glob
from pathlib import Path

from reportgen.cli.console import exit_with_error


def dataset_paths(arguments: Sequence[Path]) -> list[Path]:
    """Returns the datasets that a command works on, each once; without arguments, those in the current folder.

    Ends the command where there is none.
    """
    from reportgen.source.discovery import is_dataset

    if arguments:
        return unique_paths([path for argument in arguments for path in _named_datasets(argument)])
    paths = sorted(path for path in Path().glob("*.y*ml") if is_dataset(path))
    if not paths:
        exit_with_error(
            "no dataset given, and none in this folder; name one, or write one with `reportgen new report.yaml`"
        )
    return paths


def _named_datasets(argument: Path) -> list[Path]:
    """Returns the datasets that an argument names. Ends the command where a folder holds none."""
    from reportgen.source import Unreadable
    from reportgen.source.discovery import find_datasets

    if str(argument) == "-":
        return [argument]
    if not is_folder(argument):
        return match_pattern(argument)
    try:
        paths = find_datasets(argument)
    except Unreadable as error:
        exit_with_error(str(error))
    if not paths:
        exit_with_error(
            f"{argument}: there is no dataset in this folder (a file with `schema` or `form` at its left margin)"
        )
    return paths


def is_folder(path: Path) -> bool:
    """Tells whether a path is a folder, without an error for a name that no file can have, such as one too long."""
    return os.path.isdir(path)  # noqa: PTH112 (Path.is_dir raises such errors)


def match_pattern(argument: Path) -> list[Path]:
    """Returns the files that an argument matches as a pattern, or the argument itself if it is a file or matches none.

    Windows hands patterns over as they are typed.
    """
    if os.path.lexists(argument):
        return [argument]
    matches = sorted(map(Path, glob(str(argument), recursive=True)))  # noqa: PTH207 (Path.glob takes no absolute pattern)
    return [path for path in matches if not path.is_dir()] or [argument]


def unique_paths(paths: Sequence[Path]) -> list[Path]:
    """Returns each file once, as the first of the paths that lead to it, where the last of them stands."""
    by_file = {"-" if str(path) == "-" else os.path.realpath(path): path for path in reversed(paths)}
    return list(by_file.values())[::-1]
