"""`reportgen matrix`: who belongs where."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from reportgen.cli.choices import MatrixFormat
from reportgen.cli.console import datasets, refuse, say, write_whole
from reportgen.cli.options import Datasets, Quiet, Register
from reportgen.cli.settings import SettingsOptions


def matrix(
    dataset: Datasets = None,
    to: Annotated[
        MatrixFormat | None, typer.Option("--to", help="The format.  [default: by the file's name, or csv]")
    ] = None,
    output: Annotated[
        Path, typer.Option("--output", "-o", help="The file to write; `-` is standard output.")
    ] = Path("-"),
    register: Register = None,
    quiet: Quiet = False,
) -> None:
    r"""Say which councils belong to which groups, by the newest report of each group.

    Names are resolved by the register of authorities, so that one council is one row under whatever names the reports know it.
    Members who have left do not count.

    Exit code 0: written. 1: a dataset could not be understood and is left out. 2: nothing is written, because something could
    not be read or written.

    \b
    Examples:
      reportgen matrix data/ > members.csv
      reportgen matrix data/ -o members.xlsx
      reportgen matrix data/ -o members.html
    """
    from reportgen.findings import plural
    from reportgen.matrix import EXPORTERS
    from reportgen.matrix import build_matrix as made

    form = to or next((each for each in MatrixFormat if output.suffix.lower() == f".{each}"), None)
    if form is None and output.suffix:
        refuse(
            f"{output}: a table is written as {', '.join(f'.{each}' for each in MatrixFormat)}; or say which with --to"
        )
    form = form or MatrixFormat.CSV
    checked, code = SettingsOptions(registers=register).checked(datasets(dataset or []))
    if code:
        refuse("nothing is written, because a dataset cannot be read")
    for each in checked:
        if each.loaded is not None and not each.shown.report.group.name:
            say(f"{each.source.file}: left out, because its group's name is missing or private")
        if each.loaded is None:
            say(f"{each.source.file}: left out, because it could not be understood; see `reportgen validate`")
            code = max(code, 1)
    found = made(checked)
    if not found.groups:
        refuse("nothing is written, because there is no group to tell of")
    try:
        content = EXPORTERS[form](found)
    except ImportError:
        refuse(
            "Excel files need XlsxWriter, which is not installed: pip install 'reportgen[xlsx]'; or choose --to csv"
        )
    if str(output) == "-":
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    else:
        write_whole({output: content})
        if not quiet:
            members, groups = plural(len(found.rows), "member"), plural(len(found.groups), "group")
            say(f"wrote {output} ({members} in {groups})")
    if code:
        raise typer.Exit(code)
