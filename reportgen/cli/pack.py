"""`reportgen pack`: compiles the reports of many groups to one document for the Board."""

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from reportgen.cli.choices import DEFAULT_STANDARD, OutputFormat
from reportgen.cli.console import exit_with_error, print_findings, print_stderr, write_outputs
from reportgen.cli.inputs import input_files, refuse_to_replace
from reportgen.cli.options import (
    ConfigOption,
    DatasetsArgument,
    FormatsOption,
    LayoutOption,
    NoEmbedOption,
    PdfStandardOption,
    QuietOption,
    RegisterOption,
    StrictOption,
)
from reportgen.cli.paths import dataset_paths
from reportgen.cli.progress import progress_bar
from reportgen.cli.settings import SettingsOptions
from reportgen.findings import plural
from reportgen.formats import FORMATS
from reportgen.schema.models.report import Language
from reportgen.source import Unreadable
from reportgen.writers import EngineMissing

if TYPE_CHECKING:
    from reportgen.findings import Finding
    from reportgen.pack import Pack
    from reportgen.pipeline import BuildResult, Checked

_FOLDER, _NAME = Path("out"), "pack"


def pack(
    dataset: DatasetsArgument = None,
    output: Annotated[
        list[Path] | None,
        typer.Option(
            "--output",
            "-o",
            help="A file to write, whose ending says its format; may be given several times. Or a folder for all that --to asks"
            " for; `-` is standard output.  [default: out]",
        ),
    ] = None,
    to: FormatsOption = None,
    title: Annotated[
        str,
        typer.Option("--title", help="The title on the cover.  [default: Annual reports to the LGA Board]"),
    ] = "",
    language: Annotated[
        Language | None,
        typer.Option(
            "--language",
            help="The language of cover and summary.  [default: en-GB, or cy-GB where all reports are in Welsh]",
        ),
    ] = None,
    layout: LayoutOption = "lga-board",
    skip_faulty: Annotated[
        bool,
        typer.Option(
            "--skip-faulty", help="Leave out the datasets that have errors, and say so in the pack."
        ),
    ] = False,
    pdf_standard: PdfStandardOption = DEFAULT_STANDARD,
    no_embed: NoEmbedOption = False,
    strict: StrictOption = False,
    config: ConfigOption = None,
    register: RegisterOption = None,
    quiet: QuietOption = False,
) -> None:
    r"""Compile the reports of many groups to one document for the Board, a board pack.

    It has a cover, one list of contents, a summary of all groups, and each report on pages of its own, with its group at their
    head, in the order of the groups' names. Each dataset is checked first. The pack is not made where one has errors, unless
    they are to be skipped. PDF and Word files carry all the datasets, without what they name under `private`.

    Exit code 0: all are in the pack. 1: some have errors (with --strict: or warnings), or two are of the same group and period.
    2: something could not be read or written.

    \b
    Examples:
      reportgen pack data/ -o pack.pdf
      reportgen pack data/*/2023-24.yaml -o pack.pdf -o pack.docx -o pack.html
      reportgen pack data/ -o pack.pdf --title "Annual reports 2023/24" --skip-faulty
    """
    from reportgen.layout import find_layout
    from reportgen.pack import build_pack

    output_paths = _output_paths(output or [_FOLDER], to or [])
    title = _valid_title(title)
    options = SettingsOptions(config=config, registers=register, strict=strict)
    try:
        folder = find_layout(layout)
    except Unreadable as error:
        exit_with_error(str(error))
    paths = dataset_paths(dataset or [])
    inputs = [*input_files(paths, options, layout=folder)]
    refuse_to_replace(output_paths.values(), inputs)
    with progress_bar("checking", len(paths), quiet=quiet) as advance:
        datasets = _check_datasets(paths, options, advance)
    _report_unusable(datasets, skip=skip_faulty)
    with progress_bar("laying out", None, quiet=quiet):
        try:
            board_pack, findings = build_pack(
                datasets.sound, folder, title=title, language=language or "", left_out=datasets.left_out
            )
        except Unreadable as error:
            exit_with_error(str(error))
        if board_pack is None:
            _exit_without_pack(findings, datasets.sound)
        result, is_engine_missing = _write_pack(
            board_pack, list(output_paths), pdf_standard.value, embed=not no_embed
        )
    findings = (*findings, *result.findings)
    if findings and not (quiet and result.files):
        _print_findings(findings, datasets.sound)
    if not result.files:
        if not is_engine_missing:
            print_stderr("no pack is written")
        raise typer.Exit(2 if is_engine_missing else 1)
    subject = plural(len(datasets.sound), "report")
    write_outputs(result, output_paths, inputs=inputs, subject=subject, quiet=quiet)
    if is_engine_missing or datasets.left_out:
        raise typer.Exit(2 if is_engine_missing else datasets.exit_code)


@dataclass(frozen=True, slots=True)
class _CheckedDatasets:
    """The datasets without errors, those with errors, and the reasons why others cannot be read."""

    sound: "list[Checked]" = field(default_factory=list)
    faulty: "list[Checked]" = field(default_factory=list)
    unreadable: dict[Path, str] = field(default_factory=dict)

    @property
    def left_out(self) -> "dict[Path, Checked | None]":
        """The datasets that cannot be in a pack; None stands for one that cannot be read."""
        return {**{checked.path: checked for checked in self.faulty}, **dict.fromkeys(self.unreadable)}

    @property
    def exit_code(self) -> int:
        return 2 if self.unreadable else min(len(self.faulty), 1)


def _output_paths(outputs: Sequence[Path], to: Sequence[OutputFormat]) -> dict[str, Path]:
    """Returns the file of each format. Ends the command where the options contradict each other."""
    formats = list(dict.fromkeys(to))
    format_by_ending = {entry.ending: name for name, entry in FORMATS.items()}
    paths: dict[str, Path] = {}
    for output in outputs:
        ending = output.suffix.lower()
        if str(output) == "-":
            if len(formats) != 1:
                exit_with_error("only one format can go to standard output; say which with --to")
            paths_of_output = {str(formats[0]): output}
        elif ending in format_by_ending:
            form = format_by_ending[ending]
            if formats and form not in formats:
                exit_with_error(f"{output}: this is no name for {' or '.join(formats)}")
            paths_of_output = {form: output}
        elif ending and not os.path.isdir(output):
            exit_with_error(f"{output}: a pack is written as {', '.join(format_by_ending)}, or into a folder")
        else:
            paths_of_output = {
                str(name): output / f"{_NAME}{FORMATS[name].ending}" for name in formats or OutputFormat
            }
        for name, path in paths_of_output.items():
            if name in paths:
                exit_with_error(f"{paths[name]} and {path} would both hold {name}; name each format once")
        paths |= paths_of_output
    if without_path := [name for name in formats if name not in paths]:
        exit_with_error(f"no --output is named for {' and '.join(without_path)}")
    return paths


def _valid_title(text: str) -> str:
    """Returns a title on one line. Ends the command where it has characters that the font lacks."""
    from reportgen.theme import missing_glyph_pattern

    title = " ".join(text.split())
    if not title.isprintable():
        exit_with_error("--title: there is a character in it that cannot be printed")
    if match := missing_glyph_pattern().search(title):
        exit_with_error(f"--title: the font has no picture of `{match[0]}`")
    return title


def _check_datasets(
    paths: Sequence[Path], options: SettingsOptions, advance: Callable[[], None]
) -> _CheckedDatasets:
    from reportgen.pipeline import check

    datasets = _CheckedDatasets()
    for path in paths:
        try:
            checked = check(path, options.settings_for(path))
            is_faulty = checked.failed or checked.loaded is None
            (datasets.faulty if is_faulty else datasets.sound).append(checked)
        except Unreadable as error:
            datasets.unreadable[path] = str(error)
        advance()
    return datasets


def _report_unusable(datasets: _CheckedDatasets, *, skip: bool) -> None:
    """Tells what is wrong with datasets. Ends the command where no pack can be made of the others."""
    from reportgen.findings import Severity
    from reportgen.pack import find_duplicates

    if datasets.faulty:
        findings = (finding for checked in datasets.faulty for finding in checked.findings)
        errors = [finding for finding in findings if finding.severity is Severity.ERROR]
        _print_findings(errors, datasets.faulty)
    for reason in datasets.unreadable.values():
        print_stderr(f"reportgen: {reason}")
    left_out = datasets.left_out
    for path in left_out if skip else ():
        fault = "cannot be read" if path in datasets.unreadable else "has errors"
        print_stderr(f"{path}: left out, because it {fault}")
    if left_out and not (skip and datasets.sound):
        count = plural(len(left_out), "dataset")
        hint = "" if skip or not datasets.sound else "; --skip-faulty leaves what is faulty out"
        print_stderr(f"no pack is written, because {count} cannot be used{hint}")
        raise typer.Exit(datasets.exit_code)
    if duplicates := find_duplicates(datasets.sound):
        _exit_without_pack(duplicates, datasets.sound)


def _exit_without_pack(findings: "Sequence[Finding]", datasets: "Sequence[Checked]") -> NoReturn:
    _print_findings(findings, datasets)
    print_stderr("no pack is written")
    raise typer.Exit(1)


def _print_findings(findings: "Sequence[Finding]", datasets: "Sequence[Checked]") -> None:
    print_findings(findings, {checked.source.file: checked.source.text for checked in datasets}, sys.stderr)


def _write_pack(
    board_pack: "Pack", formats: Sequence[str], standard: str, *, embed: bool
) -> "tuple[BuildResult, bool]":
    """Returns the files, without those whose engine is missing on this machine, and whether one is."""
    from reportgen.pipeline import BuildResult
    from reportgen.writers import Options

    options = Options(standard=standard)
    try:
        return board_pack.write(formats, options, embed=embed), False
    except EngineMissing as error:
        print_stderr(f"reportgen: {error}")
        unpaged_formats = [name for name in formats if not FORMATS[name].is_paged]
        if not unpaged_formats:
            return BuildResult({}, 0, ()), True
        return board_pack.write(unpaged_formats, options, embed=embed), True
