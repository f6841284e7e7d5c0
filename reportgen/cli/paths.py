"""Finds the files that the arguments of a command name: files, those in folders, and those that match patterns."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from glob import glob
from pathlib import Path

from reportgen.cli.console import exit_with_error, print_stderr
from reportgen.findings import plural
from reportgen.formats import FORMATS


@dataclass(frozen=True, slots=True)
class NamedFiles:
    """The datasets that a command works on, and the YAML files in the folders it was given that are none."""

    datasets: list[Path]
    other_files: list[Path]


def dataset_paths(arguments: Sequence[Path]) -> list[Path]:
    """Returns the datasets that a command works on, each once; without arguments, those in the current folder.

    Ends the command where there is none.
    """
    return named_files(arguments).datasets


def named_files(arguments: Sequence[Path]) -> NamedFiles:
    """Returns the datasets that a command works on, each once, and the files beside them that are none."""
    from reportgen.source.discovery import ENDINGS, is_dataset

    if arguments:
        named = [_named_files(argument) for argument in arguments]
        datasets = unique_paths([path for files in named for path in files.datasets])
        return NamedFiles(datasets, unique_paths([path for files in named for path in files.other_files]))
    try:
        paths = sorted(Path(name) for name in os.listdir() if name.lower().endswith(ENDINGS))  # noqa: PTH208
        files = [
            path for path in paths if path.name[0] != "." and (os.path.isfile(path) or os.path.islink(path))
        ]
    except PermissionError:
        exit_with_error(
            "no dataset given, and this folder cannot be looked into (permission denied); name one"
        )
    datasets = [path for path in files if is_dataset(path)]
    if not datasets:
        exit_with_error(
            "no dataset given, and none in this folder; name one, or write one with `reportgen new report.yaml`"
        )
    return NamedFiles(datasets, [path for path in files if path not in datasets])


def _named_files(argument: Path) -> NamedFiles:
    """Returns the files that an argument names. Ends the command where a folder holds no dataset."""
    from reportgen.source import Unreadable
    from reportgen.source.discovery import search_folder

    if str(argument) == "-":
        return NamedFiles([argument], [])
    if not is_folder(argument):
        return NamedFiles(match_pattern(argument), [])
    try:
        contents = search_folder(argument)
    except Unreadable as error:
        exit_with_error(str(error))
    tell_linked_folders(contents.linked_folders)
    if not contents.datasets:
        others = f" among {plural(len(contents.other_files), 'YAML file')}" if contents.other_files else ""
        exit_with_error(
            f"{argument}: there is no dataset in this folder{others} (a file with keys such as `schema` and `group`)"
        )
    return NamedFiles(contents.datasets, contents.other_files)


def tell_linked_folders(links: Sequence[Path]) -> None:
    """Says which folders were not looked into, because they are links to folders elsewhere."""
    for link in links:
        print_stderr(f"{link}: is a link to another folder and is not looked into; name it beside the others")


def describe_other_files(files: Sequence[Path]) -> str:
    """Says how many YAML files are no datasets, and which where they are few."""
    if not files:
        return ""
    verb = "is no dataset" if len(files) == 1 else "are no datasets"
    names = f": {', '.join(map(str, files))}" if len(files) <= _MAX_NAMED else ""
    return f"{plural(len(files), 'YAML file')} {verb}{names}"


_MAX_NAMED = 3
"""How many files are named one by one."""


def is_folder(path: Path) -> bool:
    """Tells whether a path is a folder, without an error for a name that no file can have, such as one too long."""
    return os.path.isdir(path)


def check_output_folder(output: Path | None) -> Path | None:
    """Returns the folder that `--output` names. Ends the command where it is to be made and has the name of a report's file."""
    form = next((form for form in FORMATS.values() if output and form.ending == output.suffix.lower()), None)
    if output and form and not is_folder(output):
        exit_with_error(
            f"{output}: -o names a folder, in which each file gets a name of its own; write -o {output.parent} --to {form.name}"
        )
    return output


def match_pattern(argument: Path) -> list[Path]:
    """Returns the files that an argument matches as a pattern, or the argument itself if it is a file or matches none.

    Windows hands patterns over as they are typed.
    """
    if os.path.lexists(argument):
        return [argument]
    matches = sorted(map(Path, glob(str(argument), recursive=True)))  # noqa: PTH207 (Path.glob takes no absolute pattern)
    return [path for path in matches if not os.path.isdir(path)] or [argument]


def unique_paths(paths: Sequence[Path]) -> list[Path]:
    """Returns each file once, as the first of the paths that lead to it, where the last of them stands."""
    by_file = {"-" if str(path) == "-" else os.path.realpath(path): path for path in reversed(paths)}
    return list(by_file.values())[::-1]
