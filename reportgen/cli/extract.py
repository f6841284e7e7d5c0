"""`reportgen extract`: the dataset that a finished file carries."""

from pathlib import Path
from typing import Annotated

import typer

from reportgen.cli.output import refuse, say, write_whole


def extract(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A Word file or a PDF that reportgen made.")],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help="Write the dataset there.", show_default=False),
    ] = None,
) -> None:
    r"""Take the dataset out of a Word file or a PDF that carries it, byte for byte.

    It is the dataset as it was when the file was made: what was changed in the file since then is not in it. What the
    dataset names as private is not in it either.

    \b
    Examples:
      reportgen extract report.docx
      reportgen extract report.pdf -o report.yaml

    Exit codes: 0 done, 1 the file carries no dataset, 2 could not run.
    """
    from reportgen.extract import NoDataset, Unreadable
    from reportgen.extract import extract as extracted

    try:
        dataset = extracted(file)
    except NoDataset as error:
        say(f"reportgen: {file}: {error}")
        raise typer.Exit(1) from None
    except Unreadable as error:
        refuse(f"{file}: {error}")
    if output is None or str(output) == "-":
        typer.echo(dataset, nl=False)
        return
    write_whole({output: dataset})
    say(f"wrote {output}")
