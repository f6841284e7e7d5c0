"""Fixes datasets for `reportgen validate --fix`, or shows the fixes as a difference."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.cli.console import exit_with_error, print_stderr, rewrite_files
from reportgen.cli.differences import patch

if TYPE_CHECKING:
    from reportgen.cli.settings import SettingsOptions
    from reportgen.source import Source

_BYTE_ORDER_MARK = "\ufeff"


def fix_datasets(
    paths: Sequence[Path], options: "SettingsOptions", *, unsafe: bool, diff: bool, quiet: bool
) -> int:
    """Makes the fixes that findings offer, or with `diff` shows them.

    Returns the exit code of the datasets before the fixes: 1 where one has errors, 2 where one cannot be read.
    """
    from reportgen.findings import plural
    from reportgen.pipeline import check
    from reportgen.pipeline.repairing import repaired
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
        fixed = repaired(checked, unsafe=unsafe)
        if fixed.text == text:
            continue
        content = _fixed_content(path, checked.source, fixed.text)
        if diff and content:
            sys.stdout.flush()
            sys.stdout.buffer.write(patch(content.before, content.after, file))
            sys.stdout.buffer.flush()
        elif content is None:
            print_stderr(f"{path}: not repaired, because of the characters in it that cannot be printed")
        else:
            rewrite_files({path: content.after})
            if not quiet:
                print_stderr(f"repaired {path} ({plural(len(fixed.fixed_findings), 'finding')})")
    return code


@dataclass(frozen=True, slots=True)
class _Contents:
    """The bytes of a file before and after its repair, with its byte order mark."""

    before: bytes
    after: bytes


def _fixed_content(path: Path, source: "Source", fixed_text: str) -> _Contents | None:
    """Returns a file's contents; None where the file holds more than the text that was read."""
    mark = _BYTE_ORDER_MARK if source.has_byte_order_mark else ""
    before, after = ((mark + text).encode() for text in (source.text, fixed_text))
    if str(path) == "-":
        return _Contents(before, after)
    return _Contents(before, after) if path.read_bytes() == before else None
