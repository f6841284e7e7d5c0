"""`reportgen validate`: whether datasets are right."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportgen.cli.choices import FindingsFormat, HouseStyle
from reportgen.cli.console import datasets, refuse, results, say, show, write_whole
from reportgen.cli.destinations import assign_formats, render_file, write_to_standard_output
from reportgen.cli.options import Config, Register

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportgen.cli.settings import SettingsOptions
    from reportgen.findings import Finding, Severity


def validate(
    dataset: Annotated[
        list[Path] | None,
        typer.Argument(
            readable=False,
            help="Datasets, folders that hold some, or patterns; `-` is standard input. Left out: those in this folder.",
        ),
    ] = None,
    formats: Annotated[
        list[FindingsFormat] | None,
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
    select: Annotated[
        list[str] | None, typer.Option("--select", help="Apply these rules only, as in `RG2,RG601`.")
    ] = None,
    ignore: Annotated[list[str] | None, typer.Option("--ignore", help="Leave these rules out.")] = None,
    profile: Annotated[
        HouseStyle | None, typer.Option("--profile", help="The house style to check against.  [default: lga]")
    ] = None,
    config: Config = None,
    register: Register = None,
    baseline: Annotated[
        Path | None, typer.Option("--baseline", help="A file of findings that have been agreed to.")
    ] = None,
    update_baseline: Annotated[
        bool, typer.Option("--update-baseline", help="Write what the rules find now to the baseline.")
    ] = False,
    fix: Annotated[
        bool, typer.Option("--fix", help="Repair in the files what can be repaired for certain.")
    ] = False,
    unsafe_fixes: Annotated[
        bool, typer.Option("--unsafe-fixes", help="Repair also what needs a look afterwards.")
    ] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Show the repairs and change nothing.")] = False,
    jobs: Annotated[
        int, typer.Option("--jobs", "-j", min=0, help="Processes for many files; 0: one a core.")
    ] = 0,
) -> None:
    r"""Check datasets and say in plain words what is wrong and where.

    Exit code 0: no errors. 1: errors (with --strict: or warnings). 2: a file could not be read or written.

    \b
    Examples:
      reportgen validate 2023-24.yaml
      reportgen validate data/ --strict
      reportgen validate 2023-24.yaml --format json > findings.json
      reportgen validate data/ --format github --output findings.sarif
      reportgen validate 2023-24.yaml --diff
      reportgen validate 2023-24.yaml --fix
    """
    from reportgen.cli import baselines
    from reportgen.cli.settings import SettingsOptions, codes
    from reportgen.findings import Severity

    left, files = assign_formats(formats or [], output or [])
    stdout = left or FindingsFormat.TEXT
    failing = frozenset({Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR})
    given = SettingsOptions(codes(select or []), codes(ignore or []), profile, config, register)
    paths = _paths(dataset or [], stdout, files, failing)
    if fix or unsafe_fixes or diff:
        from reportgen.cli.fixing import repair

        if diff and (formats or output):
            refuse("--diff shows repairs and no findings; leave out --format and --output")
        code = repair(paths, given, unsafe=unsafe_fixes, diff=diff, quiet=quiet)
        if diff:
            raise typer.Exit(code)
    findings, read, unread = _checked(paths, given, jobs or os.cpu_count() or 1)
    if update_baseline and unread:
        refuse("the baseline is not written, because some datasets could not be read")
    if update_baseline:
        baselines.update(findings, read, given, baseline, quiet=quiet)
        return
    if baseline or any(given.settings(path).baseline for path in paths):
        findings = baselines.new(findings, read, given, baseline, quiet=quiet)
    failed = any(finding.severity in failing for finding in findings)
    whole = results([*findings, *unread], read, failing)
    write_to_standard_output(stdout, whole, results(findings, read), quiet=quiet)
    write_whole({file: render_file(whole, form) for file, form in files.items()})
    if (
        stdout is FindingsFormat.TEXT
        and not (quiet or failed or unread)
        and len(read) == 1
        and "<stdin>" not in read
    ):
        say(f"next: reportgen build {next(iter(read))}")
    if unread or failed:
        raise typer.Exit(2 if unread else 1)


def _paths(
    given: "Sequence[Path]",
    stdout: FindingsFormat,
    files: "dict[Path, FindingsFormat]",
    failing: "frozenset[Severity]",
) -> list[Path]:
    """The datasets; where there is none, other programs get a document that says so, and the command ends."""
    from reportgen.findings import Finding, Span
    from reportgen.reporters import UNREADABLE

    try:
        return datasets(given)
    except typer.Exit:  # people have been told
        none = Finding.of(UNREADABLE, ".", Span(1, 1, 1, 1), "there is no dataset")
        whole = results([none], {}, failing)
        if stdout is not FindingsFormat.TEXT:
            show(whole, stdout, sys.stdout)
        write_whole({file: render_file(whole, form) for file, form in files.items()})
        raise


def _checked(
    paths: "Sequence[Path]", given: "SettingsOptions", jobs: int
) -> "tuple[list[Finding], dict[str, str | None], list[Finding]]":
    """What was found in the datasets, the files read (with the text of standard input), and those that could not be."""
    from reportgen.findings import Finding, Span
    from reportgen.pipeline.check_many import check_all, cross_check
    from reportgen.pipeline.checking import apply_severities
    from reportgen.reporters import UNREADABLE

    findings: list[Finding] = []
    read: dict[str, str | None] = {}
    unread: list[Finding] = []
    outcomes = []
    for outcome in check_all(paths, given.settings, jobs):
        if outcome.unreadable:
            say(f"reportgen: {outcome.unreadable}")
            message = outcome.unreadable.removeprefix(f"{outcome.path}: ")
            unread.append(Finding.of(UNREADABLE, str(outcome.path), Span(1, 1, 1, 1), message))
        else:
            outcomes.append(outcome)
            findings += outcome.findings
            read[outcome.file] = outcome.text
    for finding in cross_check(outcomes):
        settings = given.settings(Path(finding.file))
        if settings.applies(finding.code.id, Path(finding.file)):
            findings += apply_severities([finding], settings)
    return findings, read, unread
