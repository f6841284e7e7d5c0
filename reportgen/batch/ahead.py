"""Loading what workers need beside all else, from before the command line is read: of a small batch that is a third."""

import multiprocessing
import os
from collections.abc import Iterable, Sequence
from typing import Literal

from reportgen.processes.forkserver import prepare

_IDLE = frozenset({"--check", "--help", "-h", "--executor"})
"""Where one of these words stands, no process here will have work."""

FORMATS = ("docx", "html", "pdf")
"""The formats for which there is something to load. The writers, who know them too, take their own time to load."""

_OWN = ("reportgen.batch.worker", "reportgen.processes.worker")
"""What each worker begins with, whatever it is to make."""

MANIFEST = "manifest.json"
"""The file by which a folder is known as a batch's; it stands here, since the other names have more to load."""


def begin(words: Sequence[str]) -> None:
    """Begin where it is plain that there will be work: a batch into a folder where there was none yet.

    Nothing depends on it: whatever is guessed wrongly here is loaded once it is wanted.
    """
    if not words or words[0] != "batch" or _IDLE & {word.partition("=")[0] for word in words}:
        return
    folders, formats = _after(words, "--output", "-o"), _after(words, "--to")
    if "--force" in words or not os.path.isfile(os.path.join(*folders[-1:] or ["out"], MANIFEST)):  # noqa: PTH113, PTH118
        modules = needed(formats or FORMATS)
        prepare(multiprocessing.get_context(method(modules)))


def _after(words: Sequence[str], *options: str) -> list[str]:
    """The words that follow one of some options."""
    pairs = (
        word.split("=", 1) if "=" in word else (word, after)
        for word, after in zip(words, [*words[1:], ""], strict=True)
    )
    return [value for option, value in pairs if option in options]


def needed(formats: Iterable[str]) -> tuple[str, ...]:
    """The modules that load what workers need for some formats."""
    wanted = {each.lower() for each in formats}
    return tuple(f"reportgen.batch.preload.{each}" for each in FORMATS if each in wanted)


def method(modules: Sequence[str]) -> Literal["forkserver", "spawn"]:
    """How processes are started here; where one is the pattern of all, it loads these modules."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return "spawn"
    multiprocessing.set_forkserver_preload([*_OWN, *modules])
    return "forkserver"
