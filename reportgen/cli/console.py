"""What the commands share of the outside world: streams, colours, refusals, and files written whole or not at all."""

import os
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from glob import glob
from pathlib import Path
from typing import IO, TYPE_CHECKING, NoReturn

import typer

from reportgen.findings import Finding, Severity, Span, plural
from reportgen.reporters import Results, reporter
from reportgen.source.characters import printable_lines
from reportgen.source.files import read_bytes

if TYPE_CHECKING:
    from reportgen.pipeline import BuildResult
    from reportgen.source import Source


def displayable(message: str) -> str:
    """A message in which nothing commands a terminal: names of files may hold any character."""
    return "\n".join(printable_lines(message))


def say(message: str) -> None:
    """Tell the user something beside the data: one line on standard error."""
    typer.echo(displayable(message), err=True)


def say_data(message: str) -> None:
    """Tell the user what was asked for: one line on standard output."""
    typer.echo(displayable(message))


def refuse(message: str) -> NoReturn:
    """End because the command cannot do its work: one line on standard error, exit code 2."""
    say(f"reportgen: {message}")
    raise typer.Exit(2)


def colourful(stream: IO[str]) -> bool:
    """Whether a stream shows colours: a terminal, and not where NO_COLOR or a dumb terminal says otherwise."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return bool(os.environ.get("FORCE_COLOR")) or stream.isatty()


def report(
    findings: Sequence[Finding],
    files: Mapping[str, str | None],
    form: str,
    stream: IO[str],
    *,
    count: int | None = None,
) -> None:
    """Write findings in one of the reporters' formats; `files` as for `results`, whose number can be given."""
    show(results(findings, files, count=count), form, stream)


def show(found: Results, form: str, stream: IO[str]) -> None:
    """Write results in one of the reporters' formats, in colours where the stream shows them."""
    stream.write(reporter(form)(found, colourful(stream)))
    stream.flush()


def results(
    findings: Sequence[Finding],
    files: Mapping[str, str | None],
    failing: frozenset[Severity] = frozenset({Severity.ERROR}),
    *,
    count: int | None = None,
) -> Results:
    """What the reporters need to know. `files` are those that were checked, with the text of those that cannot be read again."""
    known = {file: printable_lines(text) for file, text in files.items() if text is not None}

    def line(file: str, number: int) -> str:
        if file not in known:
            known[file] = _reread(file)
        return known[file][number - 1] if 0 < number <= len(known[file]) else ""

    @cache
    def source(file: str) -> "Source | None":
        from reportgen.pipeline.repairing import reread_source

        return reread_source(file, files.get(file))

    def replaced(finding: Finding) -> Sequence[tuple[Span, str]]:
        from reportgen.fixes import replacements

        dataset = source(finding.file) if finding.problem.fix else None
        return replacements(dataset, finding) if dataset else ()

    named = sorted({*files, *(finding.file for finding in findings)})
    return Results(findings, len(named) if count is None else count, line, named, failing, replaced)


def _reread(file: str) -> list[str]:
    path = Path(file)
    if path.suffix == ".docx" or not path.is_file():
        return []
    try:
        return printable_lines(read_bytes(path).decode("utf-8", "replace"))
    except OSError:
        return []


def datasets(given: Sequence[Path]) -> list[Path]:
    """The datasets that a command works on: files, those in folders, those that a pattern fits; or those in the current folder.

    Ends the command where there is none.
    """
    from reportgen.source.discovery import is_dataset

    if not given:
        paths = sorted(path for path in Path().glob("*.y*ml") if is_dataset(path))
        if not paths:
            refuse(
                "no dataset given, and none in this folder; name one, or write one with `reportgen new report.yaml`"
            )
        return paths
    inside = [found for path in given for found in _meant(path)]
    return list(
        {os.path.realpath(path) if str(path) != "-" else "-": path for path in reversed(inside)}.values()
    )[::-1]


def _meant(path: Path) -> list[Path]:
    """The datasets that an argument stands for: a file, those of a folder, or those that a pattern fits.

    Windows hands patterns over as they are typed. Ends the command where a folder holds none.
    """
    from reportgen.source import Unreadable
    from reportgen.source.discovery import find_datasets

    if str(path) == "-" or not os.path.lexists(path):
        fitting = sorted(map(Path, glob(str(path), recursive=True)))  # noqa: PTH207 (Path.glob takes no absolute pattern)
        return [each for each in fitting if not each.is_dir()] or [path]
    if not os.path.isdir(path):  # noqa: PTH112 (True or False for any name, however long)
        return [path]
    try:
        inside = find_datasets(path)
    except Unreadable as error:
        refuse(str(error))
    if not inside:
        refuse(
            f"{path}: there is no dataset in this folder (a file with `schema` or `form` at its left margin)"
        )
    return inside


def size(count: int) -> str:
    """A number of bytes as people read it."""
    return f"{count / 1_000_000:.1f} MB" if count >= 1_000_000 else f"{max(round(count / 1000), 1)} KB"


def deliver(built: "BuildResult", files: Mapping[str, Path], *, of: str = "", quiet: bool) -> None:
    """Write what was built to the file of each format and say so, with what it is `of`; `-` is standard output."""
    if str(next(iter(files.values()))) == "-":
        sys.stdout.buffer.write(next(iter(built.files.values())))
        sys.stdout.buffer.flush()
        return
    write_whole({files[name]: content for name, content in built.files.items()})
    for name, content in built.files.items() if not quiet else ():
        pages = plural(built.pages, "page") if name == "pdf" else ""
        say(f"wrote {files[name]} ({', '.join(filter(None, (of, size(len(content)), pages)))})")


def write_whole(files: Mapping[Path, bytes]) -> None:
    """Write files whole and together, or end the command with everything as it was."""
    from reportgen.cli.atomic_write import Unwritten, put

    try:
        put(files)
    except Unwritten as error:
        refuse(str(error))
