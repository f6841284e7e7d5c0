"""`reportgen validate`: checks datasets."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportgen.cli.console import exit_with_error, make_results, print_results, print_stderr, write_files
from reportgen.cli.destinations import assign_formats, render_file, write_to_standard_output
from reportgen.cli.inputs import input_files, refuse_to_replace
from reportgen.cli.options import ConfigOption, RegisterOption
from reportgen.cli.paths import NamedFiles, describe_other_files, named_files
from reportgen.config import Profile
from reportgen.reporters import FindingsFormat

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
        Profile | None, typer.Option("--profile", help="The house style to check against.  [default: lga]")
    ] = None,
    config: ConfigOption = None,
    register: RegisterOption = None,
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
    from reportgen.cli.settings import SettingsOptions, split_codes
    from reportgen.findings import Severity

    left, files = assign_formats(formats or [], output or [])
    stdout = left or FindingsFormat.TEXT
    failing = frozenset({Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR})
    options = SettingsOptions(split_codes(select or []), split_codes(ignore or []), profile, config, register)
    named = _named_files(dataset or [], stdout, files, failing)
    paths, remark = named.datasets, describe_other_files(named.other_files)
    inputs = [*([baseline] if baseline else []), *input_files(paths, options)] if files else []
    refuse_to_replace(files, inputs)
    if fix or unsafe_fixes or diff:
        from reportgen.cli.fixing import fix_datasets

        if diff and (formats or output):
            exit_with_error("--diff shows repairs and no findings; leave out --format and --output")
        code = fix_datasets(paths, options, unsafe=unsafe_fixes, diff=diff, quiet=quiet)
        if diff:
            raise typer.Exit(code)
    findings, read, unreadable = _check_datasets(paths, options, jobs or os.cpu_count() or 1)
    if update_baseline and unreadable:
        exit_with_error("the baseline is not written, because some datasets could not be read")
    if update_baseline:
        baselines.update_baselines(findings, read, options, baseline, quiet=quiet)
        return
    if baseline or any(options.settings_for(path).baseline for path in paths):
        findings = baselines.new_findings(findings, read, options, baseline, quiet=quiet)
    if not quiet:
        options.tell_unmatched_patterns(paths)
    failed = any(finding.severity in failing for finding in findings)
    all_results = make_results([*findings, *unreadable], read, failing, remark=remark)
    read_results = make_results(findings, read, remark=remark)
    write_to_standard_output(stdout, all_results, read_results, quiet=quiet)
    if stdout.audience == "programs" and remark and not quiet:
        print_stderr(remark)
    write_files({file: render_file(all_results, form) for file, form in files.items()}, inputs=inputs)
    if unreadable or failed:
        raise typer.Exit(2 if unreadable else 1)
    if stdout.audience == "people" and not quiet and len(read) == 1 and "<stdin>" not in read:
        print_stderr(f"next: reportgen build {next(iter(read))}")


def _named_files(
    arguments: "Sequence[Path]",
    stdout: FindingsFormat,
    files: "dict[Path, FindingsFormat]",
    failing: "frozenset[Severity]",
) -> NamedFiles:
    """Returns the datasets; where there is none, writes a finding that says so to other programs and ends the command."""
    try:
        return named_files(arguments)
    except typer.Exit:  # people have been told
        results = make_results([_unreadable_finding(".", "there is no dataset")], {}, failing)
        if stdout.audience != "people":
            print_results(results, stdout, sys.stdout)
        write_files({file: render_file(results, form) for file, form in files.items()}, inputs=())
        raise


def _check_datasets(
    paths: "Sequence[Path]", options: "SettingsOptions", jobs: int
) -> "tuple[list[Finding], dict[str, str | None], list[Finding]]":
    """Returns the findings in datasets, the files that were read, and a finding for each dataset that could not be read.

    The value of a file is its text if it is standard input, and else None.
    """
    from reportgen.pipeline.check_many import check_all, cross_check
    from reportgen.pipeline.checking import apply_severities

    findings: list[Finding] = []
    read: dict[str, str | None] = {}
    unreadable: list[Finding] = []
    outcomes = []
    for outcome in check_all(paths, options.settings_for, jobs):
        if outcome.unreadable:
            print_stderr(f"reportgen: {outcome.unreadable}")
            message = outcome.unreadable.removeprefix(f"{outcome.path}: ")
            unreadable.append(_unreadable_finding(str(outcome.path), message))
        else:
            outcomes.append(outcome)
            findings += outcome.findings
            read[outcome.file] = outcome.text
    for finding in cross_check(outcomes):
        settings = options.settings_for(Path(finding.file))
        if settings.applies(finding.code.id, Path(finding.file)):
            findings += apply_severities([finding], settings)
    return findings, read, unreadable


def _unreadable_finding(file: str, message: str) -> "Finding":
    from reportgen.findings import Finding, Span
    from reportgen.reporters import UNREADABLE

    return Finding.of(UNREADABLE, file, Span(1, 1, 1, 1), message)
