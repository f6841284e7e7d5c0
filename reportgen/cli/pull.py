"""`reportgen pull`: brings edits made in a Word file back into the dataset."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportgen.cli.console import exit_with_error
from reportgen.cli.options import ConfigOption, QuietOption, RegisterOption
from reportgen.cli.pull_outcome import Outcome, Shown

if TYPE_CHECKING:
    from reportgen.pull import Pulled


def pull(
    report: Annotated[
        Path,
        typer.Argument(
            metavar="REPORT.docx", help="The Word file that somebody has edited.", show_default=False
        ),
    ],
    dataset: Annotated[
        Path | None,
        typer.Argument(
            metavar="DATASET",
            help="The dataset that the edits go into. Left out: the one of this group and period in the folder of the Word"
            " file, or in this one.",
            show_default=False,
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar="PATH",
            help="Write the dataset there, and leave the old one.",
            show_default=False,
        ),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Write without asking.")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would change, and write nothing.")
    ] = False,
    to: Annotated[
        Shown,
        typer.Option(
            "--to", case_sensitive=False, help="Show the changes so: in words, as JSON or as a patch."
        ),
    ] = Shown.TEXT,
    reject: Annotated[
        bool, typer.Option("--reject", help="Take tracked changes as rejected; else they count as accepted.")
    ] = False,
    base: Annotated[
        Path | None,
        typer.Option(
            "--base",
            metavar="DATASET",
            help="The dataset that the Word file was built from, if it does not carry it any more.",
            show_default=False,
        ),
    ] = None,
    layout: Annotated[
        str,
        typer.Option("--layout", help="The layout, if the Word file does not name it or it lies elsewhere."),
    ] = "",
    allow_errors: Annotated[
        bool,
        typer.Option("--allow-errors", help="Write also if the dataset then has more errors than before."),
    ] = False,
    config: ConfigOption = None,
    register: RegisterOption = None,
    quiet: QuietOption = False,
) -> None:
    r"""Bring edits made in a Word file back into the dataset.

    The Word file must be one that `reportgen build` has made. Colleagues may edit it in Word or LibreOffice, with tracked
    changes or without. What they changed is shown, and after you have agreed it is written into the dataset; all else in the
    dataset stays as it is, comments too. What has no place in a dataset, such as a new picture, is named and left to you. If the
    dataset has changed since the file was built, both are put together.

    \b
    Examples:
      reportgen pull report.docx --dry-run
      reportgen pull report.docx 2023-24.yaml
      reportgen pull report.docx 2023-24.yaml --yes --reject
      reportgen pull report.docx -o pulled.yaml
      reportgen pull report.docx --dry-run --to json > changes.json

    Exit codes: 0 everything came back, 1 something did not or has errors, 2 could not run.
    """
    from reportgen.cli.settings import SettingsOptions
    from reportgen.processes.isolate import Refused
    from reportgen.pull import Request
    from reportgen.pull import pull as pull_edits
    from reportgen.source.files import read_bytes

    try:
        base_content = read_bytes(base) if base else None
    except OSError as error:
        exit_with_error(f"{base}: cannot be read ({(error.strerror or str(error)).lower()})")
    pulled = pull_edits(Request(report, reject, layout, base_content))
    if isinstance(pulled, Refused):
        exit_with_error(f"{report}: {pulled.reason}")
    target = _target(report, dataset, output, pulled, is_written=not dry_run)
    options = SettingsOptions(config=config, registers=register)
    outcome = Outcome(report, target, output, pulled, options)
    outcome.show(to, quiet=quiet)
    code = outcome.write(yes=yes, dry_run=dry_run, allow_errors=allow_errors, shown=to, quiet=quiet)
    raise typer.Exit(code)


def _target(
    report: Path, dataset: Path | None, output: Path | None, pulled: "Pulled", *, is_written: bool
) -> Path | None:
    """Returns the dataset that the edits go into; None where there is none and a new file is to be written, or nothing."""
    if dataset is not None:
        return dataset
    found = list(_datasets_of_report(report, pulled))
    if len(found) == 1:
        return found[0]
    name = ", ".join(filter(None, (pulled.group, pulled.period)))
    if len(found) > 1:
        names = " or ".join(str(path) for path in found)
        exit_with_error(f"{report}: several datasets are of {name}; name one of them: {names}")
    if output is None and is_written:
        exit_with_error(
            f"{report}: no dataset of {name} lies beside it or in this folder; name it behind the Word file, or write a new one"
            " with --output"
        )
    return None


def _datasets_of_report(report: Path, pulled: "Pulled") -> "list[Path]":
    """Returns the datasets of the same group and period in the folder of a Word file and in this one."""
    from reportgen.source.discovery import ENDINGS, is_dataset

    found: dict[Path, Path] = {}
    for folder in (report.parent, Path()):
        try:
            paths = sorted(path for path in folder.iterdir() if path.suffix.lower() in ENDINGS)
        except OSError:
            continue
        for path in paths:
            if is_dataset(path) and _is_of(path, pulled):
                found.setdefault(path.resolve(), path)
    return list(found.values())


def _is_of(path: Path, pulled: "Pulled") -> bool:
    from reportgen.schema.i18n import period_in_words
    from reportgen.schema.load import load_report
    from reportgen.source import Unreadable
    from reportgen.source.excerpt import read_keys

    try:
        values = read_keys(path, ("form", "language", "group", "period"))
    except Unreadable:
        return False
    if values is None:
        return False
    group = load_report(values).report
    period = period_in_words(group.period, "en-GB") if group.period else ""
    return (group.group.name, period) == (pulled.group, pulled.period)
