"""`reportgen validate`: whether a dataset is right."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportgen.cli.choices import Format
from reportgen.cli.destinations import destinations
from reportgen.cli.output import datasets, results, say, show, write_whole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportgen.findings import Finding
    from reportgen.reporters import Results
    from reportgen.source import Source


def validate(
    dataset: Annotated[
        list[Path] | None,
        typer.Argument(help="Datasets; `-` is standard input. Left out: those in this folder."),
    ] = None,
    formats: Annotated[
        list[Format] | None,
        typer.Option(
            "--format",
            help="How findings are written to standard output, or to the --output of that kind.  [default: text]",
        ),
    ] = None,
    output: Annotated[
        list[Path] | None,
        typer.Option(
            "--output",
            "-o",
            help="A file to write findings to; its name says the format: .sarif, .xml (JUnit), .json, .txt."
            " May be given several times.",
        ),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Let warnings fail as errors do.")] = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Write nothing where nothing is wrong.")
    ] = False,
) -> None:
    r"""Check datasets and say in plain words what is wrong and where.

    Exit code 0: no errors. 1: errors (with --strict: or warnings). 2: a file could not be read or written.

    \b
    Examples:
      reportgen validate 2023-24.yaml
      reportgen validate data/*/2023-24.yaml --strict
      reportgen validate 2023-24.yaml --format json > findings.json
      reportgen validate 2023-24.yaml --format github --output findings.sarif
    """
    from reportgen.findings import Severity

    stdout, files = destinations(formats or [], output or [])
    failing = frozenset({Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR})
    findings, sources, unread = _checked(dataset or [])
    failed = any(finding.severity in failing for finding in findings)
    whole = results([*findings, *unread], sources, failing)
    _show(stdout, whole, results(findings, sources), quiet=quiet)
    write_whole({file: _document(whole, form) for file, form in files.items()})
    if (
        stdout is Format.TEXT
        and not (quiet or failed or unread)
        and len(sources) == 1
        and "<stdin>" not in sources
    ):
        say(f"next: reportgen build {next(iter(sources))}")
    if unread or failed:
        raise typer.Exit(2 if unread else 1)


def _checked(given: "Sequence[Path]") -> "tuple[list[Finding], dict[str, Source], list[Finding]]":
    """What was found in the datasets, their sources, and for other programs a finding for each that could not be read."""
    from reportgen.findings import Finding, Span
    from reportgen.pipeline import check
    from reportgen.reporters import UNREADABLE
    from reportgen.source import Unreadable

    findings: list[Finding] = []
    sources: dict[str, Source] = {}
    unread: list[Finding] = []
    try:
        paths = datasets(given)
    except typer.Exit:  # people have been told
        return [], {}, [Finding.of(UNREADABLE, ".", Span(1, 1, 1, 1), "there is no dataset in this folder")]
    for path in paths:
        try:
            checked = check(path)
        except Unreadable as error:
            say(f"reportgen: {error}")
            message = str(error).removeprefix(f"{path}: ")
            unread.append(Finding.of(UNREADABLE, str(path), Span(1, 1, 1, 1), message))
            continue
        findings += checked.findings
        sources[checked.source.file] = checked.source
    return findings, sources, unread


def _show(form: Format, whole: "Results", read: "Results", *, quiet: bool) -> None:
    """Write to standard output; beside GitHub's format, which its log shows without places, to standard error for people."""
    if form is not Format.TEXT:
        show(whole, form, sys.stdout)
    if form in (Format.TEXT, Format.GITHUB) and read.names and (read.findings or not quiet):
        show(read, Format.TEXT, sys.stdout if form is Format.TEXT else sys.stderr)


def _document(found: "Results", form: Format) -> bytes:
    from reportgen.reporters import reporter

    return reporter(form)(found, False).encode("utf-8", "backslashreplace")
