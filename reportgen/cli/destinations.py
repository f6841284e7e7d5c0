"""Where findings are written: which format goes to which file, and which to standard output."""

import sys
from collections.abc import Sequence
from pathlib import Path

from reportgen.cli.choices import Format
from reportgen.cli.output import refuse, show
from reportgen.reporters import Results, reporter

_HOLDS = {
    ".sarif": (Format.SARIF,),
    ".xml": (Format.JUNIT,),
    ".json": (Format.JSON, Format.SARIF),
    ".txt": (Format.TEXT, Format.GITHUB),
}
"""The formats that a file of an extension can hold; the first is taken where none is asked for."""


def destinations(
    formats: Sequence[Format], outputs: Sequence[Path], option: str = "--output"
) -> tuple[Format | None, dict[Path, Format]]:
    """The format that is left for standard output, if one is, and that of each file.

    A file takes the first format asked for that its extension can hold. What no file takes is for standard output (which `-`
    names too). `option` is the one that names files.
    """
    left, files = list(dict.fromkeys(formats)), dict[Path, Format]()
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


def tell(form: Format, whole: Results, read: Results, *, quiet: bool) -> None:
    """Write to standard output; beside GitHub's format, which its log shows without places, to standard error for people.

    `read` are the results of what could be read: people are told of the rest beside them.
    """
    if form is not Format.TEXT:
        show(whole, form, sys.stdout)
    if form in (Format.TEXT, Format.GITHUB) and read.names and (read.findings or not quiet):
        show(read, Format.TEXT, sys.stdout if form is Format.TEXT else sys.stderr)


def document(found: Results, form: Format) -> bytes:
    """The content of a file."""
    return reporter(form)(found, False).encode("utf-8", "backslashreplace")
