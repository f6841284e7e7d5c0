"""`reportgen rollover`: begins the dataset of the next year with that of the last."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportgen.cli.console import exit_with_error, print_findings, print_stderr, write_files

if TYPE_CHECKING:
    from reportgen.schema.values import Period
    from reportgen.source import Source


def rollover(
    last: Annotated[Path, typer.Argument(metavar="LAST", help="The dataset of the year before.")],
    period: Annotated[
        str,
        typer.Option(
            "--period", metavar="YEAR", help="The new year, as in 2024/25. Left out: the one after the last."
        ),
    ] = "",
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE",
            help="The file to write; `-` is standard output. Left out: the year beside LAST.",
            show_default=False,
        ),
    ] = None,
) -> None:
    r"""Begin the dataset of the next year with that of the last.

    Contact, membership, aims, priorities, themes and sections are carried over, each with the comment `# review`: see whether it
    is still right, then delete the comment. `reportgen validate` names those that are left. The activities, the dealings with
    government, the foreword, the key figures, quotations, finances and the date of submission are emptied; last year's stay as
    comments. All else stays as it is.

    \b
    Examples:
      reportgen rollover 2023-24.yaml
      reportgen rollover 2023-24.yaml --period 2024/25 -o report.yaml

    Exit codes: 0 done, 1 the dataset cannot be understood, 2 could not run.
    """
    from reportgen.rollover import NotOnLines, roll_over
    from reportgen.schema.report_files import file_name_of_year
    from reportgen.source import Unreadable, load

    try:
        source = load(last)
    except Unreadable as error:
        exit_with_error(str(error))
    if source.data is None:
        print_findings(source.findings, {source.file: source.text}, sys.stderr)
        raise typer.Exit(1)
    year = _new_period(source, last, period)
    path = output or last.with_name(f"{file_name_of_year(year)}.yaml")
    if str(path) != "-" and os.path.lexists(path):
        exit_with_error(f"{path}: is there already, and is not replaced; choose another name with --output")
    try:
        rolled_over = roll_over(source, year)
    except NotOnLines:
        exit_with_error(f"{last}: its parts do not stand on lines of their own, so it cannot be carried over")
    content = rolled_over.text.encode()
    if str(path) == "-":
        typer.echo(content, nl=False)
        return
    write_files({path: content}, inputs=[last])
    print_stderr(f"wrote {path}")
    for word, keys in (("carried over, to review", rolled_over.marked), ("emptied", rolled_over.emptied)):
        if keys:
            print_stderr(f"  {word}: {', '.join(keys)}")
    print_stderr(f"next: fill it in, then reportgen validate {path}")


def _new_period(source: "Source", path: Path, wish: str) -> "Period":
    """Returns the period of the new dataset, or ends the command."""
    from reportgen.schema.load import load_report
    from reportgen.schema.report_files import period_label

    last = load_report(source.data or {}).report.period
    if not wish and not last:
        exit_with_error(f"{path}: has no `period` from which the next can be told; give it with --period")
    if not wish and last:
        if not last.label:
            exit_with_error(f"{path}: its `period` is no financial year; give the next with --period")
        return last.year_after()
    period = load_report({"period": wish}).report.period
    if period is None:
        exit_with_error(f"`{wish}` is no financial year; write it as in 2024/25")
    if last and period.start <= last.start:
        exit_with_error(
            f"{period_label(period)} does not come after {period_label(last)}, the period of {path}"
        )
    return period
