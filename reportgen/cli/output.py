"""What the commands share of the outside world: streams, colours, refusals, and files written whole or not at all."""

import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, NoReturn

import typer

from reportgen.findings import Finding
from reportgen.reporters import Results, reporter
from reportgen.source import Source, Unreadable


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
    """Write findings in one of the reporters' formats. Files that are not among the sources are read for their lines."""
    known = dict(sources)

    def line(file: str, number: int) -> str:
        if file not in known:
            known[file] = _reread(file)
        return known[file].line(number)

    named = {*sources, *(finding.file for finding in findings)}
    results = Results(findings, len(named) if files is None else files, line)
    stream.write(reporter(form)(results, colourful(stream)))
    stream.flush()


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
        lines = path.read_bytes().splitlines()
        return any(line.startswith((b"schema:", b"form:")) for line in lines)
    return False


def write_whole(files: Mapping[Path, bytes]) -> None:
    """Write files aside and put them in place together; what was there stays whole until then. Ends the command on failure."""
    aside: dict[Path, Path] = {}
    target, kept = Path(), "earlier files are as they were"
    try:
        for target, content in files.items():
            target.parent.mkdir(parents=True, exist_ok=True)
            real = target.resolve()
            if real.is_dir():
                raise IsADirectoryError
            aside[real] = real.with_name(f".{real.name}.{os.getpid()}.part")
            with aside[real].open("xb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
        for target, part in aside.items():
            part.replace(target)
            kept = "the files before it are new"
    except (OSError, RuntimeError) as error:  # Python 3.11 and 3.12 find links in a circle so
        refuse(f"{target}: cannot be written ({_reason(error)}); {kept}")
    finally:
        for part in aside.values():
            with suppress(OSError):
                part.unlink(missing_ok=True)


def _reason(error: OSError | RuntimeError) -> str:
    if isinstance(error, PermissionError) and sys.platform == "win32":
        return "it is open in another program, or may not be written"
    if isinstance(error, FileExistsError | NotADirectoryError):
        return "a file stands where a folder should be"
    if isinstance(error, IsADirectoryError):
        return "a folder stands in its place"
    return (getattr(error, "strerror", None) or str(error)).lower()
