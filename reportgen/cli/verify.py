"""`reportgen verify`: whether finished files are what they should be."""

import json
import os
import sys
from collections.abc import Iterator, Sequence
from glob import glob
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from reportgen.cli.choices import ListingFormat
from reportgen.cli.console import colourful, refuse, say
from reportgen.cli.options import Config, Register
from reportgen.cli.settings import SettingsOptions
from reportgen.findings import plural
from reportgen.formats import FORMATS
from reportgen.source import Unreadable

if TYPE_CHECKING:
    from reportgen.verify import Examined, Result, Unexamined, Verdict

VERSION = 1
"""The version of the JSON's shape. What is added leaves it as it is; what is taken away or means something else does not."""

_ENDINGS = tuple(output.ending for output in FORMATS.values())
_COLOURS = {"pass": "32", "fail": "31", "skipped": "33", "none": "2"}


def verify(
    file: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE...",
            help="Word files, PDFs and web pages that reportgen made, folders that hold some, or patterns.",
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
    config: Config = None,
    register: Register = None,
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

    What reads PDFs and knows the standards is an extra: pip install 'reportgen[verify]'.

    Web pages are compared with the dataset in a Word file or PDF of the same name beside them, or with the --dataset.

    Exit code 0: nothing fails. 1: a check fails. 2: a file could not be looked into.

    \b
    Examples:
      reportgen verify out/
      reportgen verify report.docx report.pdf --quiet
      reportgen verify report.html --dataset 2023-24.yaml
      reportgen verify out/ --format json > verified.json
    """
    from reportgen.verify import Asked, Status, verdicts

    paths = _paths(file)
    asked = Asked(layout, dataset, SettingsOptions(config=config, registers=register).settings)
    asked.settings(paths[0])
    try:
        _ = asked.given  # before the work begins
        files, unread = _examined(paths, jobs or os.cpu_count() or 1)
        found = list(verdicts(files, asked))
    except Unreadable as error:
        refuse(str(error))
    if form is ListingFormat.JSON:
        sys.stdout.write(_json(found, unread))
    else:
        sys.stdout.writelines(_text(found, quiet=quiet, colour=colourful(sys.stdout)))
    sys.stdout.flush()
    for each in unread:
        say(f"reportgen: {each.path}: {each.reason}")
    unsure = any(result.status is Status.SKIPPED for each in found for result in each.results)
    if found and form is ListingFormat.TEXT and (unsure or not quiet):
        say(_summary(found))
    failed = any(result.status is Status.FAIL for each in found for result in each.results)
    if unread or failed:
        raise typer.Exit(2 if unread else 1)


def _paths(given: Sequence[Path]) -> list[Path]:
    """The files that are meant, each once. Ends the command where a folder holds none."""
    paths = [path for each in given for path in _meant(each)]
    return list({os.path.realpath(path): path for path in reversed(paths)}.values())[::-1]


def _meant(path: Path) -> list[Path]:
    """The files that an argument stands for. Word puts `~$report.docx` beside a file that is open."""
    from reportgen.source.discovery import find_files

    if os.path.isdir(path):  # noqa: PTH112 (True or False for any name, however long)
        try:
            found = sorted(each for each in find_files(path, _ENDINGS) if not each.name.startswith("~$"))
        except Unreadable as error:
            refuse(str(error))
        if not found:
            refuse(f"{path}: there is no Word file, PDF or web page in this folder")
        return found
    if os.path.lexists(path):
        return [path]
    fitting = sorted(map(Path, glob(str(path), recursive=True)))  # noqa: PTH207 (Path.glob takes no absolute pattern)
    return [each for each in fitting if each.is_file()] or [path]


def _examined(paths: Sequence[Path], jobs: int) -> "tuple[list[Examined], list[Unexamined]]":
    from reportgen.verify import Examined, Unexamined, examine_all

    found = list(examine_all(paths, jobs))
    return [each for each in found if isinstance(each, Examined)], [
        each for each in found if isinstance(each, Unexamined)
    ]


def _text(found: "Sequence[Verdict]", *, quiet: bool, colour: bool) -> Iterator[str]:
    for each in found:
        for result in each.results:
            if result.status == "fail" or not quiet:
                status = f"{result.status:<7}"
                painted = f"\x1b[{_COLOURS[result.status]}m{status}\x1b[0m" if colour else status
                yield f"{painted} {each.path}: {result.check}: {result.message}{_more(result)}\n"


def _more(result: "Result") -> str:
    more = len(result.problems) - 1
    return f" (and {more} more; --format json lists all)" if more > 0 else ""


def _json(found: "Sequence[Verdict]", unread: "Sequence[Unexamined]") -> str:
    """`{"version", "checks": [...], "unreadable": [...], "summary": {...}}`; its shape does not change with options."""
    checks = [
        {
            "file": str(each.path),
            "check": result.check,
            "status": result.status.value,
            "message": result.message,
            "problems": list(result.problems),
        }
        for each in found
        for result in each.results
    ]
    whole: dict[str, Any] = {
        "version": VERSION,
        "checks": checks,
        "unreadable": [{"file": str(each.path), "message": each.reason} for each in unread],
        "summary": {"files": len(found) + len(unread), **_counts(found)},
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _counts(found: "Sequence[Verdict]") -> dict[str, int]:
    """How many checks came out how."""
    from reportgen.verify import Status

    statuses = [result.status for each in found for result in each.results]
    return {
        name: statuses.count(status)
        for name, status in (("passed", Status.PASS), ("failed", Status.FAIL), ("skipped", Status.SKIPPED))
    }


def _summary(found: "Sequence[Verdict]") -> str:
    """`3 files: 20 checks passed, 1 failed, 2 skipped`."""
    counts = _counts(found)
    files, passed = plural(len(found), "file"), f"{plural(counts['passed'], 'check')} passed"
    rest = [f"{counts[name]} {name}" for name in ("failed", "skipped") if counts[name]]
    return f"{files}: {', '.join([passed, *rest])}"
