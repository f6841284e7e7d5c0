"""`reportgen verify`: checks finished files against their datasets and the standards."""

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

import typer

from reportgen.cli.choices import ListingFormat
from reportgen.cli.console import exit_with_error, has_colours, print_json, print_stderr
from reportgen.cli.options import ConfigOption, RegisterOption
from reportgen.cli.paths import is_folder, match_pattern, tell_linked_folders, unique_paths
from reportgen.cli.settings import SettingsOptions
from reportgen.display import NOTHING, Displayed, concatenate, display, display_lines, paint
from reportgen.findings import plural
from reportgen.formats import FORMATS
from reportgen.source import Unreadable

if TYPE_CHECKING:
    from reportgen.verify import ExaminedFile, Result, UnexaminedFile, VerifyOptions

    _FileResult: TypeAlias = tuple[Path, Result]

VERSION = 1
"""The version of the JSON's shape. It rises when something is removed or changes its meaning, not when something is added."""

_ENDINGS = (*(output.ending for output in FORMATS.values()), ".receipt.json")
_COLOURS = {"pass": "32", "fail": "31", "skipped": "33", "none": "2"}


def verify(
    file: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE...",
            help="Word files, PDFs and web pages that reportgen made, receipts, folders that hold some, or patterns.",
        ),
    ],
    dataset: Annotated[
        Path | None,
        typer.Option(
            "--dataset",
            metavar="FILE",
            help="The dataset that they should say; `-` is standard input. Left out: the one in each.",
        ),
    ] = None,
    layout: Annotated[
        str,
        typer.Option(
            "--layout",
            help="The layout's name or folder. Left out: the one that a file names.",
            show_default=False,
        ),
    ] = "",
    form: Annotated[
        ListingFormat, typer.Option("--format", help="For people or for programs.")
    ] = ListingFormat.TEXT,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Show only what fails, and how much was skipped.")
    ] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="A check that is skipped counts as one that fails.")
    ] = False,
    config: ConfigOption = None,
    register: RegisterOption = None,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=0, help="Files at a time; 0: one a core.")] = 0,
) -> None:
    r"""Let Word files, PDFs and web pages prove that they are what they should be.

    Each check of each file is a line: pass, fail, skipped (with what is missing), or none where such a file has nothing to prove.

    \b
      carries     the dataset is in the file, and valid by today's rules
      parity      the file says what its dataset says, block by block
      agreement   files of one report say the same
      structure   the file is sound, and people who cannot see it find their way
      claims      the PDF claims PDF/A-3a and PDF/UA-1, or PDF/A-4 and PDF/UA-2
      pdf-a       the PDF is PDF/A-3a (no program here knows PDF/A-4)
      pdf-ua      the PDF is PDF/UA-1 (no program here knows PDF/UA-2)
      open-xml    the Word file is Open XML as its standard has it
      fonts       the fonts are those of the layout, and inside a PDF
      links       every link has its target
      sent        the files of a receipt are those that were sent

    What knows the standards is an extra: pip install 'reportgen[verify]'. A check that is skipped proves nothing.

    A receipt, which `reportgen ready` writes, names files with their hashes: each must still be what it was, byte for byte.

    Web pages are compared with the dataset in a Word file or PDF of the same name beside them, or with the --dataset.

    Exit code 0: nothing fails. 1: a check fails, or with --strict is skipped. 2: a file could not be looked into.

    \b
    Examples:
      reportgen verify out/
      reportgen verify report.docx report.pdf --quiet
      reportgen verify report.html --dataset 2023-24.yaml
      reportgen verify sent/key-cities-2023-24.receipt.json
      reportgen verify out/ --format json > verified.json
    """
    from reportgen.verify import VerifyOptions, verify_files

    paths = unique_paths([path for argument in file for path in _named_files(argument)])
    asked = VerifyOptions(layout, dataset, SettingsOptions(config=config, registers=register).settings_for)
    asked.settings(paths[0])
    try:
        _ = asked.given  # before the work begins
        receipts = [path for path in paths if path.suffix.lower() == ".json"]
        files = [path for path in paths if path not in receipts]
        examined, unexamined = _examine_files(files, jobs or os.cpu_count() or 1) if files else ([], [])
        results = [
            (verdict.path, result) for verdict in verify_files(examined, asked) for result in verdict.results
        ]
        for receipt in receipts:
            results += _verify_receipt(receipt, asked, unexamined)
    except Unreadable as error:
        exit_with_error(str(error))
    if form is ListingFormat.JSON:
        print_json(_as_json(results, len({path for path, _ in results}), unexamined))
    else:
        sys.stdout.write(
            display_lines([*_text(results, quiet=quiet, colour=has_colours(sys.stdout)), NOTHING])
        )
        sys.stdout.flush()
    for unread in unexamined:
        print_stderr(f"reportgen: {unread.path}: {unread.reason}")
    counts = _count_results(results)
    file_count = len({path for path, _ in results})
    if file_count and form is ListingFormat.TEXT and (counts["skipped"] or not quiet):
        print_stderr(_summary(counts, file_count, strict=strict))
    if unexamined or counts["failed"] or (strict and counts["skipped"]):
        raise typer.Exit(2 if unexamined else 1)


def _named_files(argument: Path) -> list[Path]:
    """Returns the files that an argument names. Ends the command where a folder holds none."""
    from reportgen.source.discovery import find_files

    if not is_folder(argument):
        return [path for path in match_pattern(argument) if os.path.isfile(path)] or [argument]
    links: list[Path] = []
    try:
        paths = sorted(find_files(argument, _ENDINGS, links))
    except Unreadable as error:
        exit_with_error(str(error))
    tell_linked_folders(links)
    # without Word's own, beside a file that is open, and pipes, to which nobody may ever write
    paths = [path for path in paths if not path.name.startswith("~$") and _may_be_file(path)]
    if not paths:
        exit_with_error(f"{argument}: there is no Word file, PDF or web page in this folder")
    return paths


def _may_be_file(path: Path) -> bool:
    """Tells whether a path leads to a file, or nowhere, which is told."""
    return os.path.isfile(path) or not os.path.exists(path)


def _examine_files(paths: Sequence[Path], jobs: int) -> "tuple[list[ExaminedFile], list[UnexaminedFile]]":
    from reportgen.verify import ExaminedFile, UnexaminedFile, examine_all

    outcomes = list(examine_all(paths, jobs))
    examined = [outcome for outcome in outcomes if isinstance(outcome, ExaminedFile)]
    return examined, [outcome for outcome in outcomes if isinstance(outcome, UnexaminedFile)]


def _verify_receipt(
    path: Path, asked: "VerifyOptions", unexamined: "list[UnexaminedFile]"
) -> "list[_FileResult]":
    """Returns the results of a receipt; one that cannot be read is added to what was not examined."""
    from reportgen.receipts import UnreadableReceipt, verify_sent_files
    from reportgen.verify import UnexaminedFile

    try:
        return list(verify_sent_files(path, asked.settings, asked.layout))
    except UnreadableReceipt as error:
        unexamined.append(UnexaminedFile(path, str(error)))
        return []


def _text(results: "Sequence[_FileResult]", *, quiet: bool, colour: bool) -> Iterator[Displayed]:
    for path, result in results:
        if result.status == "fail" or not quiet:
            message = f" {path}: {result.check}: {result.message}{_count_other_problems(result)}"
            yield concatenate(paint_status(result, colour=colour), display(message))


def paint_status(result: "Result", *, colour: bool) -> Displayed:
    """Returns the outcome of a check, as wide as the longest one."""
    return paint(display(f"{result.status:<7}"), _COLOURS[result.status], colour=colour)


def _count_other_problems(result: "Result") -> str:
    count = len(result.problems) - 1
    return f" (and {count} more; --format json lists all)" if count > 0 else ""


def _as_json(
    results: "Sequence[_FileResult]", examined_count: int, unexamined: "Sequence[UnexaminedFile]"
) -> dict[str, Any]:
    """Returns `{"version", "checks": [...], "unreadable": [...], "summary": {...}}`, whatever the options."""
    checks = [
        {
            "file": str(path),
            "check": result.check,
            "status": result.status.value,
            "message": result.message,
            "problems": list(result.problems),
        }
        for path, result in results
    ]
    return {
        "version": VERSION,
        "checks": checks,
        "unreadable": [{"file": str(file.path), "message": file.reason} for file in unexamined],
        "summary": {"files": examined_count + len(unexamined), **_count_results(results)},
    }


def _count_results(results: "Sequence[_FileResult]") -> dict[str, int]:
    """Returns how many checks passed, failed and were skipped."""
    from reportgen.verify import Status

    statuses = [result.status for _, result in results]
    names = {"passed": Status.PASS, "failed": Status.FAIL, "skipped": Status.SKIPPED}
    return {name: statuses.count(status) for name, status in names.items()}


def _summary(counts: Mapping[str, int], file_count: int, *, strict: bool) -> str:
    """Returns a line such as `3 files: 20 checks passed, 1 failed, 2 skipped (not proven)`."""
    others = [f"{counts[name]} {name}" for name in ("failed", "skipped") if counts[name]]
    passed = f"{plural(counts['passed'], 'check')} passed"
    unproven = f" ({'--strict: ' if strict else ''}not proven)" if counts["skipped"] else ""
    return f"{plural(file_count, 'file')}: {', '.join([passed, *others])}{unproven}"
