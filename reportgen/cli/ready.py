"""`reportgen ready`: says whether a report may be sent, and writes a receipt of what is sent."""

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from reportgen.cli.choices import OutputFormat
from reportgen.cli.console import (
    exit_with_error,
    has_colours,
    print_displayed,
    print_findings,
    print_stderr,
    print_stdout,
    write_files,
)
from reportgen.cli.inputs import input_files
from reportgen.cli.options import ConfigOption, FormatsOption, LayoutOption, RegisterOption
from reportgen.cli.paths import check_output_folder
from reportgen.cli.settings import SettingsOptions
from reportgen.cli.verify import paint_status
from reportgen.display import concatenate, display
from reportgen.findings import Finding
from reportgen.formats import FORMATS
from reportgen.source import Unreadable

if TYPE_CHECKING:
    from reportgen.pipeline import Checked
    from reportgen.receipts import FinishedFile, Readiness
    from reportgen.verify import Verdict


def ready(
    dataset: Annotated[Path, typer.Argument(help="The dataset.")],
    file: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[FILE]...", help="The files that will be sent. Left out: they are built from the dataset."
        ),
    ] = None,
    receipt: Annotated[
        Path | None,
        typer.Option(
            "--receipt", "-o", metavar="FOLDER", callback=check_output_folder,
            help="Write the receipt into this folder, and with it the files if they are built.",
            show_default=False,
        ),
    ] = None,
    to: FormatsOption = None,
    layout: LayoutOption = "lga-board",
    strict: Annotated[bool, typer.Option("--strict", help="Let warnings stand in the way too.")] = False,
    config: ConfigOption = None,
    register: RegisterOption = None,
) -> None:  # fmt: skip
    r"""Say whether a report may be sent, and write a receipt of what is sent.

    Each question is a line: pass, fail, or skipped, where nothing fails and something could not be looked at.

    \b
      valid        the dataset has no errors; with --strict: and no warnings
      reviewed     nothing that was carried over from last year waits to be looked at
      parity       every file carries the dataset as it is today, and says what it says
      conformance  the files are sound, accessible and what they claim to be
      sizes        no file is too large to be sent by e-mail
      signed       somebody answers for the report: the lead member, or whoever stands in for one

    The files are built in memory and verified as `reportgen verify` does; files that are named are verified in their place.

    With --receipt, and only if the report may be sent, a receipt is written for programs (json) and for people (md): the hashes
    of the files, of the dataset without what is private and of the layout, the versions of the programs, and what the
    checks said. `reportgen verify` tells by it, years later, whether each file is still the one that was sent.

    Exit code 0: it may be sent. 1: something stands in the way. 2: something could not be read or written.

    \b
    Examples:
      reportgen ready 2023-24.yaml
      reportgen ready 2023-24.yaml -o sent
      reportgen ready 2023-24.yaml out/key-cities-2023-24.pdf --receipt out
    """
    from reportgen.layout import find_layout
    from reportgen.pipeline import check
    from reportgen.receipts import assess

    if str(dataset) == "-":
        exit_with_error("a dataset from standard input has no name to stand in a receipt; save it first")
    options = SettingsOptions(config=config, registers=register)
    try:
        folder = find_layout(layout)
        checked = check(dataset, options.settings_for(dataset))
    except Unreadable as error:
        exit_with_error(str(error))
    if checked.loaded is None:
        print_findings(checked.findings, {checked.source.file: checked.source.text}, sys.stderr)
        raise typer.Exit(1)
    formats = list(dict.fromkeys(to or OutputFormat))
    if file:
        files, findings = _read_files(file), checked.findings
    else:
        files, findings = _build_files(checked, folder, formats, receipt or Path())
    verdicts = _verify(files, checked, layout, options, are_named=bool(file)) if files else []
    readiness = assess(checked, findings, files, verdicts, strict=strict)
    _print_answers(checked, readiness)
    if readiness.may_be_sent and receipt:
        outputs = {} if file else {entry.path: entry.content for entry in files}
        outputs |= _receipts(checked, findings, files, readiness, folder=receipt, layout=folder)
        inputs = [*input_files([dataset], options, layout=folder), *(file or [])]
        write_files(outputs, inputs=inputs)
        for path in outputs:
            print_stderr(f"wrote {path}")
    if not readiness.may_be_sent:
        raise typer.Exit(1)


def _read_files(paths: Sequence[Path]) -> "list[FinishedFile]":
    from reportgen.extract import UnreadableFile, read_finished_file
    from reportgen.receipts import FinishedFile

    files = []
    for path in paths:
        form = path.suffix.removeprefix(".").lower()
        if form not in FORMATS:
            exit_with_error(f"{path}: this is no Word file, PDF or web page")
        try:
            files.append(FinishedFile(path, form, read_finished_file(path)))
        except UnreadableFile as error:
            exit_with_error(f"{path}: {error}")
    return files


def _build_files(
    checked: "Checked", layout: Path, formats: Sequence[str], folder: Path
) -> "tuple[list[FinishedFile], tuple[Finding, ...]]":
    """Returns the files of a dataset as they would lie in a folder, none if it has errors, and all findings."""
    from reportgen.pipeline import build, embedded_datasets
    from reportgen.receipts import FinishedFile
    from reportgen.schema.report_files import file_stem
    from reportgen.writers import EngineMissing, Options

    if checked.failed:
        return [], checked.findings
    try:
        result = build(checked, layout, formats, Options(sources=embedded_datasets(checked)))
    except Unreadable as error:
        exit_with_error(str(error))
    except EngineMissing as error:
        exit_with_error(f"{error}; or say with --to what is to be sent")
    stem = file_stem(checked.shown.report) or checked.path.stem
    files = [
        FinishedFile(folder / f"{stem}{FORMATS[name].ending}", name, content)
        for name, content in result.files.items()
    ]
    return files, (*checked.findings, *result.findings)


def _verify(
    files: "Sequence[FinishedFile]",
    checked: "Checked",
    layout: str,
    options: SettingsOptions,
    *,
    are_named: bool,
) -> "list[Verdict]":
    """Verifies files as they are, or in a temporary folder if they are not written yet."""
    from reportgen.verify import UnexaminedFile, VerifyOptions, examine_all, verify_files

    asked = VerifyOptions(layout, checked.path, options.settings_for)
    with TemporaryDirectory() as temporary:
        paths = [file.path if are_named else Path(temporary, file.path.name) for file in files]
        if not are_named:
            write_files(dict(zip(paths, (file.content for file in files), strict=True)), inputs=())
        examined = []
        for outcome in examine_all(paths, os.cpu_count() or 1):
            if isinstance(outcome, UnexaminedFile):
                exit_with_error(f"{outcome.path}: {outcome.reason}")
            examined.append(outcome)
        try:
            return list(verify_files(examined, asked))
        except Unreadable as error:
            exit_with_error(str(error))


def _print_answers(checked: "Checked", readiness: "Readiness") -> None:
    colour = has_colours(sys.stdout)
    for answer in readiness.answers:
        others = len(answer.problems) - 1
        more = f" (and {others} more)" if others > 0 else ""
        line = display(f" {answer.check:<11}  {answer.message}{more}")
        print_displayed(concatenate(paint_status(answer, colour=colour), line), colour=colour)
    if not readiness.may_be_sent:
        print_stdout(
            f"{checked.source.file}: may not be sent yet; see `reportgen validate` and `reportgen verify`"
        )
    else:
        unproven = "" if readiness.is_proven else ", as far as could be looked at"
        print_stdout(f"{checked.source.file}: may be sent{unproven}")


def _receipts(
    checked: "Checked",
    findings: Sequence[Finding],
    files: "Sequence[FinishedFile]",
    readiness: "Readiness",
    *,
    folder: Path,
    layout: Path,
) -> Mapping[Path, bytes]:
    """Returns the receipts by their paths in a folder."""
    from reportgen.batch.versions import engines
    from reportgen.receipts import ENDING, make_receipt
    from reportgen.schema.report_files import file_stem

    tool = engines(paged=any(FORMATS[file.format].is_paged for file in files))
    receipt = make_receipt(checked, findings, files, readiness, layout=layout, folder=folder, tool=tool)
    stem = file_stem(checked.shown.report) or checked.path.stem
    return {
        folder / f"{stem}{ENDING}.json": receipt.to_json(),
        folder / f"{stem}{ENDING}.md": receipt.to_markdown(),
    }
