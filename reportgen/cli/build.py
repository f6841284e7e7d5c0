"""`reportgen build`: make the files."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportgen.cli.choices import OutputFormat, Standard
from reportgen.cli.console import datasets, deliver, refuse, report, say
from reportgen.cli.options import Config, Formats, Layout, NoEmbed, PdfStandard, Quiet, Register, Strict
from reportgen.cli.settings import SettingsOptions
from reportgen.findings import Finding
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
    to: Formats = None,
    layout: Layout = "lga-board",
    output: Annotated[
        Path,
        typer.Option(
            "--output", "-o", help="The folder for the files; `-` writes one format to standard output."
        ),
    ] = Path("out"),
    config: Config = None,
    register: Register = None,
    pdf_standard: PdfStandard = Standard.ARCHIVE_AND_ACCESS,
    no_embed: NoEmbed = False,
    strict: Strict = False,
    quiet: Quiet = False,
) -> None:
    r"""Compile datasets to Word, PDF and HTML.

    Each dataset is checked first, as `reportgen validate` does. One with errors is not built; warnings do not stop it. The files
    are named after the group and the period, as in `key-cities-2023-24.pdf`. PDF and Word files carry the dataset, without
    what it names under `private`.

    Exit code 0: all is built. 1: a dataset has errors (with --strict: or warnings). 2: something could not be read or written.

    \b
    Examples:
      reportgen build 2023-24.yaml
      reportgen build 2023-24.yaml --to pdf --to docx -o reports
      reportgen build 2023-24.yaml --layout my-layout
      reportgen build 2023-24.yaml --strict
      reportgen build 2023-24.yaml --to html -o - > report.html
    """
    from reportgen.layout import find_layout

    formats = list(dict.fromkeys(to or OutputFormat))
    paths = datasets(dataset or [])
    if str(output) == "-" and (len(formats) > 1 or len(paths) > 1):
        refuse("only one format of one dataset can go to standard output; say which with --to")
    try:
        folder = find_layout(layout)
    except Unreadable as error:
        refuse(str(error))
    checked, code = SettingsOptions(config=config, registers=register, strict=strict).checked(paths)
    names = _names(checked, formats, output)
    making = _Making(folder, formats, pdf_standard.value, embed=not no_embed, quiet=quiet)
    for each in checked:
        code = max(code, _build_one(each, making, names.get(each.path, {})))
    if code:
        raise typer.Exit(code)


@dataclass(frozen=True, slots=True)
class _Making:
    """How files are made."""

    layout: Path
    formats: Sequence[str]
    standard: str
    embed: bool
    quiet: bool

    def options(self, checked: "Checked") -> "Options":
        from reportgen.pipeline import embedded_datasets
        from reportgen.writers import Options

        return Options(standard=self.standard, sources=embedded_datasets(checked) if self.embed else {})


def _names(checked: Sequence["Checked"], formats: Sequence[str], output: Path) -> dict[Path, dict[str, Path]]:
    """The file of each format of each dataset; refused where two would be the same."""
    from reportgen.schema.report_files import file_stem as named

    names: dict[Path, dict[str, Path]] = {}
    taken: dict[str, Path] = {}
    for each in checked:
        if each.loaded is None or each.failed:
            continue
        if str(output) == "-":
            return {each.path: dict.fromkeys(formats, output)}
        stem = named(each.shown.report) or each.path.stem
        if stem.casefold() in taken:
            refuse(
                f"{taken[stem.casefold()]} and {each.path} would both be written to {output / stem}.*; build them apart"
            )
        taken[stem.casefold()] = each.path
        names[each.path] = {name: output / f"{stem}.{name}" for name in formats}
    return names


def _build_one(checked: "Checked", making: _Making, names: Mapping[str, Path]) -> int:
    """Build one dataset and return the exit code it deserves."""
    if checked.failed:
        _report(checked, checked.findings)
        say(f"{checked.source.file}: not built, because it has errors")
        return 1
    with _progress(f"building {checked.source.file} …", shown=not making.quiet):
        built, missing = _built(checked, making)
    findings = (*checked.findings, *built.findings)
    if findings and not (making.quiet and built.files):
        _report(checked, findings)
    if not built.files:
        if not missing:
            say(f"{checked.source.file}: not built")
            return 1
        return 2
    deliver(built, names, quiet=making.quiet)
    return 2 if missing else 0


@contextmanager
def _progress(words: str, *, shown: bool) -> Iterator[None]:
    """Say on a terminal what is going on, and take it away when it is done."""
    if not (shown and sys.stderr.isatty()):
        yield
        return
    typer.echo(words, err=True, nl=False)
    try:
        yield
    finally:
        typer.echo(f"\r{' ' * len(words)}\r", err=True, nl=False)


def _built(checked: "Checked", making: _Making) -> tuple["BuildResult", bool]:
    """The files, without those whose engine is missing on this machine."""
    from reportgen.pipeline import BuildResult
    from reportgen.pipeline import build as build_files

    options = making.options(checked)
    try:
        return build_files(checked, making.layout, making.formats, options), False
    except Unreadable as error:
        refuse(str(error))
    except EngineMissing as error:
        say(f"reportgen: {error}")
        rest = [name for name in making.formats if name != "pdf"]
        return (build_files(checked, making.layout, rest, options) if rest else BuildResult({}, 0, ())), True


def _report(checked: "Checked", findings: Sequence[Finding]) -> None:
    report(findings, {checked.source.file: checked.source.text}, "text", sys.stderr)
