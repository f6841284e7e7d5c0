"""Shows on a terminal that work is going on; elsewhere, and for quiet commands, nothing."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import typer

from reportgen.display import display


@contextmanager
def status_line(message: str, *, quiet: bool) -> Iterator[None]:
    """Shows a message during the work, and removes it at the end."""
    if quiet or not sys.stderr.isatty():
        yield
        return
    message = display(message)
    typer.echo(message, err=True, nl=False)
    try:
        yield
    finally:
        typer.echo(f"\r{' ' * len(message)}\r", err=True, nl=False)


@contextmanager
def progress_bar(activity: str, total: int | None, *, quiet: bool) -> Iterator[Callable[[], None]]:
    """Shows a bar, and gives the function that advances it by one step. Without a total, the bar only moves."""
    if quiet or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(activity, total=total)
        yield lambda: bar.advance(task)
