"""Answers `--version` and `--help` before Typer is loaded: they take a third and an eighth of the time.

Whatever else stands on the command line, a shell that asks for completions, and a terminal of another width than that of
the text are Typer's.
"""

import os
import sys

from reportgen import __version__
from reportgen.startup import is_plain

_WIDTH = 80
"""The width of the text, which no wider terminal changes."""


def answer(arguments: list[str]) -> bool:
    """Prints what the arguments of the process ask for; False if that is more than this module knows."""
    program, *options = arguments
    if is_plain() or "_REPORTGEN_COMPLETE" in os.environ:
        return False
    if options == ["--version"]:
        sys.stdout.write(f"reportgen {__version__}\n")
        return True
    if options in (["--help"], ["-h"]) and os.path.basename(program) == "reportgen" and _is_standard_width():  # noqa: PTH119 (loading pathlib takes as long as all the rest)
        from reportgen.startup.help_text import HELP

        sys.stdout.write(HELP)
        return True
    return False


def _is_standard_width() -> bool:
    if "COLUMNS" in os.environ:
        return False
    try:
        columns = os.get_terminal_size(sys.stdout.fileno()).columns
    except (OSError, ValueError):  # no terminal
        return True
    return columns == 0 or columns >= _WIDTH
