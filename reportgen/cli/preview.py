"""`reportgen preview`: shows in a browser how a report will look, while its dataset is written in an editor."""

from pathlib import Path
from typing import Annotated

import typer

from reportgen.cli.console import exit_with_error
from reportgen.cli.edit import NoOpenOption, PortOption, serve
from reportgen.cli.options import ConfigOption, LayoutOption, RegisterOption


def preview(
    file: Annotated[Path, typer.Argument(help="The dataset.")] = Path("report.yaml"),
    layout: LayoutOption = "lga-board",
    config: ConfigOption = None,
    register: RegisterOption = None,
    no_open: NoOpenOption = False,
    port: PortOption = 0,
) -> None:
    r"""Show in a browser how a report will look, anew each time that its dataset is saved.

    For those who write the dataset in an editor. Pictures, layouts, settings and registers are watched too. The file is only
    read. Ctrl-C ends the command.

    \b
    Examples:
      reportgen preview 2024-25.yaml
      reportgen preview 2024-25.yaml --layout my-layout

    Exit codes: 0 ended, 2 could not run.
    """
    if str(file) == "-":
        exit_with_error("standard input cannot be watched; name a file")
    serve(file, layout, config, register, port, opens_browser=not no_open, is_preview_alone=True)
