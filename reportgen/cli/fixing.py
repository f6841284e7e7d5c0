"""Fixes datasets for `reportgen validate --fix`, or shows the fixes as a difference."""

import difflib
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.cli.console import exit_with_error, print_stderr, rewrite_files

if TYPE_CHECKING:
    from reportgen.cli.settings import SettingsOptions

_BYTE_ORDER_MARK = "\ufeff"


def fix_datasets(
    paths: Sequence[Path], options: "SettingsOptions", *, unsafe: bool, diff: bool, quiet: bool
) -> int:
    """Makes the fixes that findings offer, or with `diff` shows them.

    Returns the exit code of the datasets before the fixes: 1 where one has errors, 2 where one cannot be read.
    """
    from reportgen.findings import plural
    from reportgen.fixes import apply_fixes
    from reportgen.pipeline import check
    from reportgen.source import Unreadable

    if not diff and any(str(path) == "-" for path in paths):
        exit_with_error("standard input cannot be repaired; --diff shows what would be changed")
    code = 0
    for path in paths:
        try:
            checked = check(path, options.settings_for(path))
        except Unreadable as error:
            code = 2
            if diff:  # otherwise the check that follows says so
                print_stderr(f"reportgen: {error}")
            continue
        code = max(code, int(checked.failed))
        file, text = checked.source.file, checked.source.text
        if checked.source.data is None and diff:
            print_stderr(f"{file}: nothing can be repaired before it can be read; see `reportgen validate`")
        fixed = apply_fixes(checked.source, checked.findings, unsafe=unsafe)
        if fixed.text == text:
            continue
        if diff:
            sys.stdout.write(_difference(text, fixed.text, file))
        elif (content := _fixed_content(path, text, fixed.text)) is None:
            print_stderr(f"{path}: not repaired, because of the characters in it that cannot be printed")
        else:
            rewrite_files({path: content})
            if not quiet:
                print_stderr(f"repaired {path} ({plural(len(fixed.fixed_findings), 'finding')})")
    return code


def _fixed_content(path: Path, text: str, fixed_text: str) -> bytes | None:
    """Returns the new content of a file, with its byte order mark; None where the file holds more than the text that was read."""
    content = path.read_bytes().decode("utf-8", "replace")
    mark = _BYTE_ORDER_MARK if content.startswith(_BYTE_ORDER_MARK) else ""
    return (mark + fixed_text).encode() if content == mark + text else None


def _difference(text: str, fixed_text: str, file: str) -> str:
    before, after = text.splitlines(keepends=True), fixed_text.splitlines(keepends=True)
    lines = difflib.unified_diff(before, after, file, file)
    return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)
