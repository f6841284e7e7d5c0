"""`reportgen extract`: takes the dataset out of a finished file."""

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from reportgen.cli.console import exit_with_error, print_stderr, write_files


def extract(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A Word file or a PDF that reportgen made.")],
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar="PATH",
            help="Write the dataset there; with --all, a folder.",
            show_default=False,
        ),
    ] = None,
    dataset: Annotated[
        str, typer.Option("--dataset", metavar="NAME", help="Which one, of the several that a pack carries.")
    ] = "",
    every: Annotated[bool, typer.Option("--all", help="All of them, each in a file of its own.")] = False,
) -> None:
    r"""Take the dataset out of a Word file or a PDF that carries it, byte for byte.

    It is the dataset as it was when the file was made: what was changed in the file since then is not in it
    (`reportgen pull` brings it back). What the
    dataset names as private is not in it either, and pictures are not carried. A dataset that is there already is not replaced.

    \b
    Examples:
      reportgen extract report.docx
      reportgen extract report.pdf -o report.yaml
      reportgen extract pack.pdf --all -o datasets
      reportgen extract pack.pdf --dataset key-cities-2023-24 -o report.yaml

    Exit codes: 0 done, 1 the file carries no dataset, 2 could not run.
    """
    from reportgen.extract import NoDataset, UnreadableFile, find_datasets_isolated, read_finished_file

    try:
        datasets = find_datasets_isolated(read_finished_file(file), named=every or bool(dataset))
    except NoDataset as error:
        print_stderr(f"reportgen: {file}: {error}")
        raise typer.Exit(1) from None
    except UnreadableFile as error:
        exit_with_error(f"{file}: {error}")
    path = None if str(output) == "-" else output
    if every:
        if path is None:
            exit_with_error("--all writes several files; name a folder for them with --output")
        _write_datasets({path / name: content for name, content in datasets.items()}, file)
        return
    content = datasets[""] if "" in datasets else _select_dataset(datasets, dataset, file)
    if path is None:
        typer.echo(content, nl=False)
    else:
        _write_datasets({path: content}, file)


def _write_datasets(files: Mapping[Path, bytes], finished_file: Path) -> None:
    """Writes datasets. Ends the command where one would replace another: its private values may be nowhere else."""
    new_files: dict[Path, bytes] = {}
    for path, content in files.items():
        if not os.path.isfile(path):
            new_files[path] = content
        elif not _holds(path, content):
            exit_with_error(f"{path}: is there already and says something else; name another file")
    write_files(new_files, inputs=[finished_file])
    for path in files:
        print_stderr(f"wrote {path}")


def _holds(path: Path, content: bytes) -> bool:
    """Tells whether a file has a content, without reading more of it than that."""
    with suppress(OSError), path.open("rb") as stream:
        return stream.read(len(content) + 1) == content
    return False


def _select_dataset(datasets: Mapping[str, bytes], name: str, file: Path) -> bytes:
    """Returns the dataset with a name. Ends the command where there is none, and lists the names."""
    dataset = datasets.get(f"{name.removesuffix('.yaml')}.yaml")
    if dataset is None:
        problem = f"it carries no dataset `{name}`" if name else "it carries several datasets"
        print_stderr(f"reportgen: {file}: {problem}; take --all of them, or with --dataset one of these:")
        for file_name in datasets:
            print_stderr(f"  {file_name.removesuffix('.yaml')}")
        raise typer.Exit(2)
    return dataset
