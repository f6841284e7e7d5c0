"""`reportgen build`: compiles datasets to files."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportgen.cli.choices import DEFAULT_STANDARD, OutputFormat
from reportgen.cli.console import exit_with_error, print_findings, print_stderr, write_outputs
from reportgen.cli.inputs import input_files, refuse_to_replace
from reportgen.cli.options import (
    ConfigOption,
    FormatsOption,
    LayoutOption,
    NoEmbedOption,
    PdfStandardOption,
    QuietOption,
    RegisterOption,
    StrictOption,
)
from reportgen.cli.paths import check_output_folder, dataset_paths
from reportgen.cli.progress import status_line
from reportgen.cli.settings import SettingsOptions
from reportgen.findings import Finding, count_by_severity
from reportgen.formats import FORMATS
from reportgen.source import Unreadable
from reportgen.writers import EngineMissing

if TYPE_CHECKING:
    from reportgen.pipeline import BuildResult, Checked
    from reportgen.writers import Options


def build(
    dataset: Annotated[
        list[Path] | None,
        typer.Argument(help="Datasets; `-` is standard input. Left out: those in this folder."),
    ] = None,
    to: FormatsOption = None,
    layout: LayoutOption = "lga-board",
    output: Annotated[
        Path,
        typer.Option(
            "--output",
            "-o",
            callback=check_output_folder,
            help="The folder for the files; `-` writes one format to standard output.",
        ),
    ] = Path("out"),
    config: ConfigOption = None,
    register: RegisterOption = None,
    pdf_standard: PdfStandardOption = DEFAULT_STANDARD,
    no_embed: NoEmbedOption = False,
    draft: Annotated[
        bool,
        typer.Option("--draft", help="Build a dataset with errors too, with a mark at the place of each."),
    ] = False,
    strict: StrictOption = False,
    quiet: QuietOption = False,
) -> None:
    r"""Compile datasets to Word, PDF and HTML.

    Each dataset is checked first, as `reportgen validate` does. One with errors is not built. Warnings do not stop it: one line
    counts them, and names the command that shows them. The files are named after the group and the period, as in
    `key-cities-2023-24.pdf`. PDF and Word files carry the dataset, without what it names under `private`.

    With --draft, one with errors is built too: its pages show a mark where each of them is, and the word Draft across them. The
    names of its files end in `-draft`. Errors after which nothing of the dataset can be read leave nothing to show.

    Exit code 0: all is built. 1: a dataset has errors (with --strict: or warnings). 2: something could not be read or written.

    \b
    Examples:
      reportgen build 2023-24.yaml
      reportgen build 2023-24.yaml --to pdf --to docx -o reports
      reportgen build 2023-24.yaml --layout my-layout
      reportgen build 2023-24.yaml --strict
      reportgen build 2023-24.yaml --draft --to html
      reportgen build 2023-24.yaml --to html -o - > report.html
    """
    from reportgen.layout import find_layout

    formats = list(dict.fromkeys(to or OutputFormat))
    paths = dataset_paths(dataset or [])
    if str(output) == "-" and (len(formats) > 1 or len(paths) > 1):
        exit_with_error("only one format of one dataset can go to standard output; say which with --to")
    try:
        folder = find_layout(layout)
    except Unreadable as error:
        exit_with_error(str(error))
    settings_options = SettingsOptions(config=config, registers=register, strict=strict)
    datasets, code = settings_options.check_datasets(paths)
    output_paths = _output_paths(datasets, formats, output, draft=draft)
    inputs = [*input_files(paths, settings_options, layout=folder)]
    refuse_to_replace((file for files in output_paths.values() for file in files.values()), inputs)
    options = _BuildOptions(
        folder,
        settings_options,
        inputs,
        formats,
        pdf_standard.value,
        embed=not no_embed,
        draft=draft,
        quiet=quiet,
    )
    for checked in datasets:
        code = max(code, _build_dataset(checked, options, output_paths.get(checked.path, {})))
    if code:
        raise typer.Exit(code)


@dataclass(frozen=True, slots=True)
class _BuildOptions:
    """What the command line says of all builds."""

    layout: Path
    settings: SettingsOptions
    inputs: Sequence[Path]
    formats: Sequence[str]
    standard: str
    embed: bool
    draft: bool
    quiet: bool

    def writer_options(self, checked: "Checked") -> "Options":
        from reportgen.pipeline import embedded_datasets
        from reportgen.writers import Options

        return Options(standard=self.standard, sources=embedded_datasets(checked) if self.embed else {})


def _output_paths(
    datasets: Sequence["Checked"], formats: Sequence[str], output: Path, *, draft: bool
) -> dict[Path, dict[str, Path]]:
    """Returns the file of each format of each dataset. Ends the command where two would be the same."""
    from reportgen.schema.report_files import file_stem

    output_paths: dict[Path, dict[str, Path]] = {}
    dataset_by_stem: dict[str, Path] = {}
    for checked in datasets:
        if checked.loaded is None or (checked.failed and not draft):
            continue
        if str(output) == "-":
            return {checked.path: dict.fromkeys(formats, output)}
        stem = (file_stem(checked.shown.report) or checked.path.stem) + ("-draft" if draft else "")
        if other := dataset_by_stem.get(stem.casefold()):
            exit_with_error(
                f"{other} and {checked.path} would both be written to {output / stem}.*; build them apart"
            )
        dataset_by_stem[stem.casefold()] = checked.path
        output_paths[checked.path] = {name: output / f"{stem}{FORMATS[name].ending}" for name in formats}
    return output_paths


def _build_dataset(checked: "Checked", options: _BuildOptions, paths: Mapping[str, Path]) -> int:
    """Builds a dataset and returns the exit code for it."""
    if checked.loaded is None or (checked.failed and not options.draft):
        _print_findings(checked, checked.findings)
        print_stderr(f"{checked.source.file}: not built, because it has errors")
        return 1
    from reportgen.pipeline import has_errors

    with status_line(f"building {checked.source.file} …", quiet=options.quiet):
        result, is_engine_missing = _build_files(checked, options)
    findings = (*checked.findings, *result.findings)
    validation = _validation_command(checked, options.settings)
    shown = result.findings if result.files and validation else findings
    if shown and not (options.quiet and result.files):
        _print_findings(checked, shown)
    if result.files:
        write_outputs(result, paths, inputs=options.inputs, quiet=options.quiet)
        if validation and checked.findings and not options.quiet:
            print_stderr(f"{count_by_severity(checked.findings)}; {validation} shows them")
    elif not is_engine_missing:
        print_stderr(f"{checked.source.file}: not built")
        return 1
    return 2 if is_engine_missing else int(has_errors(findings))


def _build_files(checked: "Checked", options: _BuildOptions) -> tuple["BuildResult", bool]:
    """Returns the files, without those whose engine is missing on this machine, and whether one is."""
    from reportgen.pipeline import BuildResult
    from reportgen.pipeline import build as build_formats

    writer_options = options.writer_options(checked)
    try:
        return build_formats(
            checked, options.layout, options.formats, writer_options, draft=options.draft
        ), False
    except Unreadable as error:
        exit_with_error(str(error))
    except EngineMissing as error:
        print_stderr(f"reportgen: {error}")
        formats = [name for name in options.formats if not FORMATS[name].is_paged]
        if not formats:
            return BuildResult({}, 0, ()), True
        return build_formats(checked, options.layout, formats, writer_options, draft=options.draft), True


def _validation_command(checked: "Checked", settings: SettingsOptions) -> str:
    """Returns the command that shows the warnings and hints of a dataset; empty where they must be shown at once.

    With errors, they are part of one list. Standard input cannot be read again, and `validate` leaves out what a baseline holds.
    """
    import shlex

    if checked.failed or str(checked.path) == "-" or settings.settings_for(checked.path).baseline:
        return ""
    options = (("--config", settings.config), ("--register", settings.registers))
    words = [word for name, path in options if path for word in (name, str(path))]
    return shlex.join(["reportgen", "validate", *words, checked.source.file])


def _print_findings(checked: "Checked", findings: Sequence[Finding]) -> None:
    print_findings(findings, {checked.source.file: checked.source.text}, sys.stderr)
