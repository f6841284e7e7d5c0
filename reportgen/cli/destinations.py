"""Where findings are written: which format goes to which file, and which to standard output."""

import sys
from collections.abc import Sequence
from pathlib import Path

from reportgen.cli.choices import FindingsFormat
from reportgen.cli.console import refuse, show
from reportgen.reporters import Results, reporter

_HOLDS = {
    ".sarif": (FindingsFormat.SARIF,),
    ".xml": (FindingsFormat.JUNIT,),
    ".json": (FindingsFormat.JSON, FindingsFormat.SARIF),
    ".txt": (FindingsFormat.TEXT, FindingsFormat.GITHUB),
}
"""The formats that a file of an extension can hold; the first is taken where none is asked for."""


def destinations(
    formats: Sequence[FindingsFormat], outputs: Sequence[Path], option: str = "--output"
) -> tuple[FindingsFormat | None, dict[Path, FindingsFormat]]:
    """The format that is left for standard output, if one is, and that of each file.

    A file takes the first format asked for that its extension can hold. What no file takes is for standard output (which `-`
    names too). `option` is the one that names files.
    """
    left, files = list(dict.fromkeys(formats)), dict[Path, FindingsFormat]()
    for output in dict.fromkeys(output for output in outputs if str(output) != "-"):
        fitting = _HOLDS.get(output.suffix.lower(), tuple(left))
        if not fitting:
            refuse(f"{output}: name a format with --format, or a file that ends in {', '.join(_HOLDS)}")
        files[output] = next((form for form in left if form in fitting), fitting[0])
        left = [form for form in left if form is not files[output]]
    if len(left) > 1:
        refuse(
            f"only one format can go to standard output, not {' and '.join(left)}; write {option} FILE for each"
        )
    return next(iter(left), None), files


def tell(form: FindingsFormat, whole: Results, read: Results, *, quiet: bool) -> None:
    """Write to standard output; beside GitHub's format, which its log shows without places, to standard error for people.

    `read` are the results of what could be read: people are told of the rest beside them.
    """
    if form is not FindingsFormat.TEXT:
        show(whole, form, sys.stdout)
    if form in (FindingsFormat.TEXT, FindingsFormat.GITHUB) and read.names and (read.findings or not quiet):
        show(read, FindingsFormat.TEXT, sys.stdout if form is FindingsFormat.TEXT else sys.stderr)


def document(found: Results, form: FindingsFormat) -> bytes:
    """The content of a file."""
    return reporter(form)(found, False).encode("utf-8", "backslashreplace")
