"""`reportgen extract`: the dataset that a finished file carries."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from reportgen.cli.console import refuse, say, write_whole


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

    It is the dataset as it was when the file was made: what was changed in the file since then is not in it. What the
    dataset names as private is not in it either, and pictures are not carried. A dataset that is there already is not replaced.

    \b
    Examples:
      reportgen extract report.docx
      reportgen extract report.pdf -o report.yaml
      reportgen extract pack.pdf --all -o datasets
      reportgen extract pack.pdf --dataset key-cities-2023-24 -o report.yaml

    Exit codes: 0 done, 1 the file carries no dataset, 2 could not run.
    """
    from reportgen.extract import NoDataset, UnreadableFile, extract_all

    try:
        carried = extract_all(file)
    except NoDataset as error:
        say(f"reportgen: {file}: {error}")
        raise typer.Exit(1) from None
    except UnreadableFile as error:
        refuse(f"{file}: {error}")
    if every:
        _all(carried, output)
        return
    chosen = carried[0] if len(carried) == 1 and not dataset else _chosen(carried, dataset, file)
    if output is None or str(output) == "-":
        typer.echo(chosen, nl=False)
        return
    _put({output: chosen})


def _put(files: Mapping[Path, bytes]) -> None:
    """Write datasets. Ends the command where one would replace another: what is private is in that alone."""
    for path, content in files.items():
        with suppress(OSError):
            if path.is_file() and path.read_bytes() != content:
                refuse(f"{path}: is there already and says something else; name another file")
    write_whole(files)
    for path in files:
        say(f"wrote {path}")


def _all(carried: Sequence[bytes], output: Path | None) -> None:
    from reportgen.extract import name_datasets

    if output is None or str(output) == "-":
        refuse("--all writes several files; name a folder for them with --output")
    _put({output / name: content for name, content in name_datasets(carried).items()})


def _chosen(carried: Sequence[bytes], name: str, file: Path) -> bytes:
    """The dataset of a name. Ends the command where there is none, and tells which there are."""
    from reportgen.extract import name_datasets

    known = name_datasets(carried)
    found = known.get(f"{name.removesuffix('.yaml')}.yaml")
    if found is None:
        wrong = f"it carries no dataset `{name}`" if name else "it carries several datasets"
        say(f"reportgen: {file}: {wrong}; take --all of them, or with --dataset one of these:")
        for each in known:
            say(f"  {each.removesuffix('.yaml')}")
        raise typer.Exit(2)
    return found
