"""`reportgen pack`: the reports of many groups as one document for the Board."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from reportgen.cli.choices import Language, OutputFormat, Standard
from reportgen.cli.console import datasets, deliver, refuse, report, say
from reportgen.cli.options import (
    Config,
    Datasets,
    Formats,
    Layout,
    NoEmbed,
    PdfStandard,
    Quiet,
    Register,
    Strict,
)
from reportgen.cli.settings import SettingsOptions
from reportgen.findings import plural
from reportgen.source import Unreadable
from reportgen.writers import EngineMissing

if TYPE_CHECKING:
    from reportgen.findings import Finding
    from reportgen.pack import Pack
    from reportgen.pipeline import BuildResult, Checked

_FOLDER, _NAME = Path("out"), "pack"


def pack(
    dataset: Datasets = None,
    output: Annotated[
        list[Path] | None,
        typer.Option(
            "--output",
            "-o",
            help="A file to write, whose ending says its format; may be given several times. Or a folder for all that --to asks"
            " for; `-` is standard output.  [default: out]",
        ),
    ] = None,
    to: Formats = None,
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
    layout: Layout = "lga-board",
    skip_faulty: Annotated[
        bool,
        typer.Option(
            "--skip-faulty", help="Leave out the datasets that have errors, and say so in the pack."
        ),
    ] = False,
    pdf_standard: PdfStandard = Standard.ARCHIVE_AND_ACCESS,
    no_embed: NoEmbed = False,
    strict: Strict = False,
    config: Config = None,
    register: Register = None,
    quiet: Quiet = False,
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
    from reportgen.pack import build_pack as made

    files = _files(output or [_FOLDER], to or [])
    title = _title(title)
    given = SettingsOptions(config=config, registers=register, strict=strict)
    try:
        folder = find_layout(layout)
    except Unreadable as error:
        refuse(str(error))
    paths = datasets(dataset or [])
    with _progress("checking", len(paths), quiet=quiet) as step:
        known = _checked(paths, given, step)
    _settle(known, skip=skip_faulty)
    checked = known.sound
    with _progress("laying out", None, quiet=quiet):
        try:
            found, findings = made(
                checked, folder, title=title, language=str(language or ""), left_out=known.left_out
            )
        except Unreadable as error:
            refuse(str(error))
        if found is None:
            _refused(findings, checked)
        built, lacking = _built(found, list(files), pdf_standard.value, embed=not no_embed)
    findings = (*findings, *built.findings)
    if findings and not (quiet and built.files):
        _report(findings, checked)
    if not built.files:
        if not lacking:
            say("no pack is written")
        raise typer.Exit(2 if lacking else 1)
    deliver(built, files, of=plural(len(checked), "report"), quiet=quiet)
    if lacking or known.left_out:
        raise typer.Exit(2 if lacking else known.code)


@dataclass(frozen=True, slots=True)
class _Given:
    """The datasets that were named: those without errors, those with some, and why others cannot be read."""

    sound: "list[Checked]" = field(default_factory=list)
    faulty: "list[Checked]" = field(default_factory=list)
    unreadable: dict[Path, str] = field(default_factory=dict)

    @property
    def left_out(self) -> "dict[Path, Checked | None]":
        """What cannot be in a pack."""
        return {**{each.path: each for each in self.faulty}, **dict.fromkeys(self.unreadable)}

    @property
    def code(self) -> int:
        """The exit code that they deserve."""
        return 2 if self.unreadable else min(len(self.faulty), 1)


def _files(outputs: Sequence[Path], to: Sequence[OutputFormat]) -> dict[str, Path]:
    """The file of each format. Ends the command where they do not fit each other."""
    wanted = list(dict.fromkeys(to))
    files: dict[str, Path] = {}
    for output in outputs:
        form = output.suffix.removeprefix(".").lower()
        if str(output) == "-":
            if len(wanted) != 1:
                refuse("only one format can go to standard output; say which with --to")
            given = {str(wanted[0]): output}
        elif form in set(OutputFormat):
            if wanted and form not in wanted:
                refuse(f"{output}: this is no name for {' or '.join(wanted)}")
            given = {form: output}
        elif form and not output.is_dir():
            refuse(
                f"{output}: a pack is written as {', '.join(f'.{each}' for each in OutputFormat)}, or into a folder"
            )
        else:
            given = {str(each): output / f"{_NAME}.{each}" for each in wanted or OutputFormat}
        for name, path in given.items():
            if name in files:
                refuse(f"{files[name]} and {path} would both hold {name}; name each format once")
        files |= given
    lacking = [each for each in wanted if each not in files]
    if lacking:
        refuse(f"no --output is named for {' and '.join(lacking)}")
    return files


def _title(text: str) -> str:
    """A title on one line, of characters that the font has. Ends the command for any other."""
    from reportgen.theme import missing_glyph_pattern

    title = " ".join(text.split())
    if not title.isprintable():
        refuse("--title: there is a character in it that cannot be printed")
    if odd := missing_glyph_pattern().search(title):
        refuse(f"--title: the font has no picture of `{odd[0]}`")
    return title


def _checked(paths: Sequence[Path], given: SettingsOptions, step: Callable[[], None]) -> _Given:
    from reportgen.pipeline import check

    found = _Given()
    for path in paths:
        try:
            each = check(path, given.settings(path))
            (found.faulty if each.failed or each.loaded is None else found.sound).append(each)
        except Unreadable as error:
            found.unreadable[path] = str(error)
        step()
    return found


def _settle(given: _Given, *, skip: bool) -> None:
    """Tell what is wrong with datasets. Ends the command where no pack is to be made of them."""
    from reportgen.findings import Severity
    from reportgen.pack import find_duplicates

    if given.faulty:
        found = (finding for each in given.faulty for finding in each.findings)
        _report([finding for finding in found if finding.severity is Severity.ERROR], given.faulty)
    for reason in given.unreadable.values():
        say(f"reportgen: {reason}")
    for path in given.left_out if skip else ():
        say(f"{path}: left out, because it {'cannot be read' if path in given.unreadable else 'has errors'}")
    if given.left_out and not (skip and given.sound):
        count = plural(len(given.left_out), "dataset")
        hint = "" if skip or not given.sound else "; --skip-faulty leaves what is faulty out"
        say(f"no pack is written, because {count} cannot be used{hint}")
        raise typer.Exit(given.code)
    if double := find_duplicates(given.sound):
        _refused(double, given.sound)


def _refused(findings: "Sequence[Finding]", checked: "Sequence[Checked]") -> NoReturn:
    _report(findings, checked)
    say("no pack is written")
    raise typer.Exit(1)


def _report(findings: "Sequence[Finding]", checked: "Sequence[Checked]") -> None:
    texts = {each.source.file: each.source.text for each in checked}
    report(findings, texts, "text", sys.stderr)


def _built(
    found: "Pack", formats: Sequence[str], standard: str, *, embed: bool
) -> "tuple[BuildResult, bool]":
    """The files, without those whose engine is missing on this machine, and whether there are such."""
    from reportgen.pipeline import BuildResult
    from reportgen.writers import Options

    options, wanted = Options(standard=standard), [*formats]
    if "docx" in formats and "pdf" not in formats:
        wanted.append("pdf")  # its pages are those of the Word file's contents
    try:
        built = found.write(wanted, options, embed=embed)
        return replace(built, files={name: built.files[name] for name in formats if built.files}), False
    except EngineMissing as error:
        rest = [name for name in formats if name != "pdf"]
        if "docx" in rest:
            say(
                "the contents of the Word file have no page numbers, which come from a PDF; let Word fill them in"
            )
        if rest != [*formats]:
            say(f"reportgen: {error}")
        return (found.write(rest, options, embed=embed) if rest else BuildResult({}, 0, ())), rest != [
            *formats
        ]


@contextmanager
def _progress(doing: str, total: int | None, *, quiet: bool) -> Iterator[Callable[[], None]]:
    """Show on a terminal how far some work is, or without a total, that it goes on."""
    if quiet or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(doing, total=total)
        yield lambda: bar.advance(task)
