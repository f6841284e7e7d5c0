"""`reportgen matrix`: writes the table of councils and the groups that they belong to."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from reportgen.cli.console import exit_with_error, print_stderr, write_files
from reportgen.cli.inputs import input_files
from reportgen.cli.options import DatasetsArgument, QuietOption, RegisterOption
from reportgen.cli.paths import dataset_paths
from reportgen.cli.settings import SettingsOptions
from reportgen.findings import plural
from reportgen.matrix import EXPORTERS, build_matrix


class MatrixFormat(StrEnum):
    """The formats of the table."""

    vars().update({name: name for name in EXPORTERS})


def matrix(
    dataset: DatasetsArgument = None,
    to: Annotated[
        MatrixFormat | None, typer.Option("--to", help="The format.  [default: by the file's name, or csv]")
    ] = None,
    output: Annotated[
        Path, typer.Option("--output", "-o", help="The file to write; `-` is standard output.")
    ] = Path("-"),
    register: RegisterOption = None,
    quiet: QuietOption = False,
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
    ending = output.suffix.lower()
    form = to or next((form for form in MatrixFormat if ending == f".{form}"), None)
    if form is None and output.suffix:
        endings = ", ".join(f".{form}" for form in MatrixFormat)
        exit_with_error(f"{output}: a table is written as {endings}; or say which with --to")
    options, paths = SettingsOptions(registers=register), dataset_paths(dataset or [])
    datasets, code = options.check_datasets(paths)
    if code:
        exit_with_error("nothing is written, because a dataset cannot be read")
    for checked in datasets:
        if checked.loaded is None:
            reason = "it could not be understood; see `reportgen validate`"
            code = 1
        elif not checked.shown.report.group.name:
            reason = "its group's name is missing or private"
        else:
            continue
        print_stderr(f"{checked.source.file}: left out, because {reason}")
    table = build_matrix(datasets)
    if not table.groups:
        exit_with_error("nothing is written, because there is no group to tell of")
    try:
        content = EXPORTERS[form or "csv"](table)
    except ImportError:
        exit_with_error(
            "Excel files need XlsxWriter, which is not installed: pip install 'reportgen[xlsx]'; or choose --to csv"
        )
    if str(output) == "-":
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    else:
        write_files({output: content}, inputs=input_files(paths, options))
        if not quiet:
            members, groups = plural(len(table.rows), "member"), plural(len(table.groups), "group")
            print_stderr(f"wrote {output} ({members} in {groups})")
    if code:
        raise typer.Exit(code)
