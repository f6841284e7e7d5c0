"""What the commands share of the outside world: streams, colours, refusals, and files written whole or not at all."""

import os
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, NoReturn

import typer

from reportgen.findings import Finding, Severity
from reportgen.reporters import Results, reporter
from reportgen.source import Source, Unreadable
from reportgen.source.codes import MAX_BYTES

_KEY = re.compile(rb"""^(?:\xef\xbb\xbf)?["']?(?:schema|form)["']?[ \t]*:""", re.MULTILINE)


def say(message: str) -> None:
    """Tell the user something beside the data: one line on standard error."""
    typer.echo(message, err=True)


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
    sources: Mapping[str, Source],
    form: str,
    stream: IO[str],
    *,
    files: int | None = None,
) -> None:
    """Write findings in one of the reporters' formats."""
    show(results(findings, sources, files=files), form, stream)


def show(found: Results, form: str, stream: IO[str]) -> None:
    """Write results in one of the reporters' formats, in colours where the stream shows them."""
    stream.write(reporter(form)(found, colourful(stream)))
    stream.flush()


def results(
    findings: Sequence[Finding],
    sources: Mapping[str, Source],
    failing: frozenset[Severity] = frozenset({Severity.ERROR}),
    *,
    files: int | None = None,
) -> Results:
    """What the reporters need to know. Files that are not among the sources are read for their lines."""
    known = dict(sources)

    def line(file: str, number: int) -> str:
        if file not in known:
            known[file] = _reread(file)
        return known[file].line(number)

    named = sorted({*sources, *(finding.file for finding in findings)})
    return Results(findings, len(named) if files is None else files, line, named, failing)


def _reread(file: str) -> Source:
    from reportgen.source import load, read

    try:
        return load(Path(file))
    except Unreadable:
        return read("", file)


def datasets(given: Sequence[Path]) -> list[Path]:
    """The datasets that a command works on: those given, or those in the current folder."""
    if given:
        return list(dict.fromkeys(given))
    found = sorted(path for path in Path.cwd().glob("*.y*ml") if _is_dataset(path))
    if not found:
        refuse(
            "no dataset given, and none in this folder; name one, or write one with `reportgen new report.yaml`"
        )
    return [path.relative_to(Path.cwd()) for path in found]


def _is_dataset(path: Path) -> bool:
    """Whether a file looks like a dataset: a `schema` or a `form` at the left margin."""
    with suppress(OSError):
        if path.is_file():
            with path.open("rb") as stream:
                return bool(_KEY.search(stream.read(MAX_BYTES)))
    return False


def write_whole(files: Mapping[Path, bytes]) -> None:
    """Write files whole and together, or end the command with everything as it was."""
    from reportgen.cli.files import Unwritten, put

    try:
        put(files)
    except Unwritten as error:
        refuse(str(error))
