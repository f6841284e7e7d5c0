"""Writes to the user's streams and files: messages, findings in colours, refusals, and outputs written whole or not at all."""

import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NoReturn

import typer

from reportgen.display import Displayed, display, display_json
from reportgen.findings import Finding, Severity, Span, plural
from reportgen.formats import FORMATS
from reportgen.reporters import FindingsFormat, Results, reporter
from reportgen.source.characters import printable_lines
from reportgen.source.files import read_bytes

if TYPE_CHECKING:
    from reportgen.pipeline import BuildResult
    from reportgen.source import Source


def print_stderr(message: str) -> None:
    """Prints a message to the user on standard error: one line, whatever names of files are in it."""
    typer.echo(display(message), err=True)


def print_stdout(message: str) -> None:
    """Prints a line of a command's result on standard output."""
    typer.echo(display(message))


def print_displayed(text: Displayed, *, colour: bool) -> None:
    """Prints a line, in colours or not, whose pieces have been made displayable."""
    typer.echo(text, color=colour)


def print_paragraphs(paragraphs: Iterable[str]) -> None:
    """Prints paragraphs of a command's result, with an empty line between them; names in them have been made displayable."""
    for number, paragraph in enumerate(paragraphs):
        for line in [*([""] if number else []), *paragraph.split("\n")]:
            print_stdout(line)


def print_json(value: Any) -> None:
    """Prints a command's result as JSON on standard output."""
    typer.echo(display_json(value), nl=False)


def exit_with_error(message: str) -> NoReturn:
    """Ends a command that cannot do its work, with one line on standard error and exit code 2."""
    print_stderr(f"reportgen: {message}")
    raise typer.Exit(2)


def has_colours(stream: IO[str]) -> bool:
    """Tells whether a stream shows colours: a terminal does, unless NO_COLOR or a dumb terminal says otherwise."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return bool(os.environ.get("FORCE_COLOR")) or stream.isatty()


def print_findings(
    findings: Sequence[Finding],
    files: Mapping[str, str | None],
    stream: IO[str],
    *,
    file_count: int | None = None,
) -> None:
    """Prints findings as text. `files` and `file_count` are those of `make_results`."""
    print_results(make_results(findings, files, file_count=file_count), FindingsFormat.TEXT, stream)


def print_results(results: Results, form: FindingsFormat, stream: IO[str]) -> None:
    """Prints results in a format, in colours where the stream shows them."""
    shown = reporter(form)(results, has_colours(stream))
    stream.write(shown)
    stream.flush()


def make_results(
    findings: Sequence[Finding],
    files: Mapping[str, str | None],
    failing: frozenset[Severity] = frozenset({Severity.ERROR}),
    *,
    file_count: int | None = None,
    remark: str = "",
) -> Results:
    """Gathers what the reporters need.

    `files` are the files that were checked, each with its text if it cannot be read again, as standard input, and else None.
    `file_count` is given where their number is not that of `files` and of the files with findings. `remark` is about files that
    were not checked.
    """
    lines_by_file = {file: printable_lines(text) for file, text in files.items() if text is not None}

    def source_line(file: str, number: int) -> str:
        if file not in lines_by_file:
            lines_by_file[file] = _read_lines(file)
        lines = lines_by_file[file]
        return lines[number - 1] if 0 < number <= len(lines) else ""

    @cache
    def source(file: str) -> "Source | None":
        from reportgen.pipeline.repairing import reread_source

        return reread_source(file, files.get(file))

    def replaced(finding: Finding) -> Sequence[tuple[Span, str]]:
        from reportgen.fixes import replacements

        dataset = source(finding.file) if finding.problem.fix else None
        return replacements(dataset, finding) if dataset else ()

    names = sorted({*files, *(finding.file for finding in findings)})
    count = len(names) if file_count is None else file_count
    return Results(findings, count, source_line, names, failing, display(remark), replaced)


def _read_lines(file: str) -> list[str]:
    path = Path(file)
    if path.suffix == ".docx" or not os.path.isfile(path):  # a reference.docx has no lines to show
        return []
    try:
        return printable_lines(read_bytes(path).decode("utf-8", "replace"))
    except OSError:
        return []


def write_outputs(
    result: "BuildResult",
    paths: Mapping[str, Path],
    *,
    inputs: Iterable[Path],
    subject: str = "",
    quiet: bool,
) -> None:
    """Writes the file of each format to its path and says so, with the `subject` of the files; `-` is standard output."""
    if str(next(iter(paths.values()))) == "-":
        sys.stdout.buffer.write(next(iter(result.files.values())))
        sys.stdout.buffer.flush()
        return
    write_files({paths[name]: content for name, content in result.files.items()}, inputs=inputs)
    for name, content in result.files.items() if not quiet else ():
        page_count = plural(result.pages, "page") if FORMATS[name].is_paged else ""
        details = ", ".join(filter(None, (subject, _readable_size(len(content)), page_count)))
        print_stderr(f"wrote {paths[name]} ({details})")


def _readable_size(count: int) -> str:
    """Returns a number of bytes as people read it."""
    return f"{count / 1_000_000:.1f} MB" if count >= 1_000_000 else f"{max(round(count / 1000), 1)} KB"


def write_files(files: Mapping[Path, bytes], *, inputs: Iterable[Path]) -> None:
    """Writes outputs whole and together, or ends the command with everything as it was.

    None of them may replace one of the command's `inputs`.
    """
    from reportgen.cli.inputs import refuse_to_replace

    refuse_to_replace(files, inputs)
    rewrite_files(files)


def rewrite_files(files: Mapping[Path, bytes]) -> None:
    """Writes files whole and together, also those that the command has read and is asked to renew."""
    if not files:
        return
    from reportgen.cli.atomic_write import WriteFailed, write_atomically

    try:
        write_atomically(files)
    except WriteFailed as error:
        exit_with_error(str(error))
