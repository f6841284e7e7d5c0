"""What `reportgen validate --fix` does: repairs in the datasets themselves, or a list of them."""

import difflib
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.cli.console import refuse, say, write_whole

if TYPE_CHECKING:
    from reportgen.cli.settings import SettingsOptions

_MARK = "\ufeff"


def repair(paths: Sequence[Path], given: "SettingsOptions", *, unsafe: bool, diff: bool, quiet: bool) -> int:
    """Repair what can be repaired in datasets, or with `diff` show what would be changed.

    Returns the exit code that the datasets deserve as they are: 1 where one has errors, 2 where one cannot be read.
    """
    from reportgen.findings import plural
    from reportgen.pipeline import check
    from reportgen.pipeline.repairing import repaired
    from reportgen.source import Unreadable

    if not diff and any(str(path) == "-" for path in paths):
        refuse("standard input cannot be repaired; --diff shows what would be changed")
    code = 0
    for path in paths:
        try:
            checked = check(path, given.settings(path))
        except Unreadable as error:
            code = 2
            if diff:  # otherwise the check that follows says so
                say(f"reportgen: {error}")
            continue
        code = max(code, int(checked.failed))
        if checked.source.data is None and diff:
            say(
                f"{checked.source.file}: nothing can be repaired before it can be read; see `reportgen validate`"
            )
        done = repaired(checked, unsafe=unsafe)
        if done.text == checked.source.text:
            continue
        if diff:
            sys.stdout.write(_difference(checked.source.text, done.text, checked.source.file))
        elif (whole := _whole(path, checked.source.text, done.text)) is None:
            say(f"{path}: not repaired, because of the characters in it that cannot be printed")
        else:
            write_whole({path: whole})
            if not quiet:
                say(f"repaired {path} ({plural(len(done.fixed_findings), 'finding')})")
    return code


def _whole(path: Path, before: str, after: str) -> bytes | None:
    """The new content of a file with the mark at its start that it had; None where it holds more than the text that was read."""
    content = path.read_bytes().decode("utf-8", "replace")
    mark = _MARK if content.startswith(_MARK) else ""
    return (mark + after).encode() if content == mark + before else None


def _difference(before: str, after: str, file: str) -> str:
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    shown = difflib.unified_diff(old, new, file, file)
    return "".join(line if line.endswith("\n") else f"{line}\n" for line in shown)
