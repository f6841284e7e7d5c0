"""Shows how far a batch is: a bar on a terminal, a line for each report elsewhere."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from reportgen.cli.console import print_stderr
from reportgen.display import display
from reportgen.findings import Severity, plural

if TYPE_CHECKING:
    from reportgen.batch.manifest import Record


@contextmanager
def progress(total: int, *, quiet: bool) -> Iterator[Callable[["Record"], None]]:
    """Gives the function that shows each record. With `quiet`, it shows those alone of which nothing was built."""
    if quiet or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield lambda record: _say_record(record, quiet=quiet)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("compiling"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total, rate="")

        def advance(record: "Record") -> None:
            speed = bar.tasks[0].speed
            bar.update(task, advance=1, rate=f"{speed:.1f}/s" if speed else "")
            if not _is_built(record):
                bar.console.print(
                    display(_record_line(record)), markup=False, highlight=False, soft_wrap=True
                )

        yield advance


def _say_record(record: "Record", *, quiet: bool) -> None:
    if not (quiet and _is_built(record)):
        print_stderr(_record_line(record))


def _is_built(record: "Record") -> bool:
    return record.outcome in ("built", "unchanged")


def _record_line(record: "Record") -> str:
    if record.outcome in ("failed", "unreadable"):
        reason = record.reason.removeprefix(f"{record.dataset}: ")
        return f"{record.outcome} {record.dataset}: {reason}"
    if record.outcome == "faulty":
        first, *others = (finding for finding in record.findings if finding["severity"] == Severity.ERROR)
        more = f" (and {plural(len(others), 'more error')})" if others else ""
        location = f"{first['file']}:{first['line']}:{first['column']}"
        return f"faulty {location}: {first['code']} {first['message']}{more}"
    files = ", ".join(output.path for output in record.outputs)
    return f"{record.outcome} {record.dataset}: {files}"
