"""`reportgen validate`: whether a dataset is right."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from reportgen.cli.choices import Format
from reportgen.cli.output import datasets, report, say


def validate(
    dataset: Annotated[
        list[Path] | None,
        typer.Argument(help="Datasets; `-` is standard input. Left out: those in this folder."),
    ] = None,
    form: Annotated[
        Format, typer.Option("--format", help="How findings are written to standard output.")
    ] = Format.TEXT,
    strict: Annotated[bool, typer.Option("--strict", help="Let warnings fail as errors do.")] = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Write nothing where nothing is wrong.")
    ] = False,
) -> None:
    r"""Check datasets and say in plain words what is wrong and where.

    Exit code 0: no errors. 1: errors (with --strict: or warnings). 2: a file could not be read.

    \b
    Examples:
      reportgen validate 2023-24.yaml
      reportgen validate data/*/2023-24.yaml --strict
      reportgen validate 2023-24.yaml --format json > findings.json
    """
    from reportgen.findings import Finding, Severity
    from reportgen.pipeline import check
    from reportgen.source import Source, Unreadable

    findings: list[Finding] = []
    sources: dict[str, Source] = {}
    unreadable = False
    for path in datasets(dataset or []):
        try:
            checked = check(path)
        except Unreadable as error:
            say(f"reportgen: {error}")
            unreadable = True
            continue
        findings += checked.findings
        sources[checked.source.file] = checked.source
    failing = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    failed = any(finding.severity in failing for finding in findings)
    if sources and (findings or not quiet or form is not Format.TEXT):
        report(findings, sources, form, sys.stdout)
    if (
        form is Format.TEXT
        and not quiet
        and not failed
        and not unreadable
        and len(sources) == 1
        and "<stdin>" not in sources
    ):
        say(f"next: reportgen build {next(iter(sources))}")
    if unreadable or failed:
        raise typer.Exit(2 if unreadable else 1)
