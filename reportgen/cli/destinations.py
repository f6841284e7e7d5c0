"""Where findings are written: which format goes to which file, and which to standard output."""

import sys
from collections.abc import Sequence
from pathlib import Path

from reportgen.cli.choices import FindingsFormat
from reportgen.cli.console import refuse, show
from reportgen.reporters import Results, reporter


def assign_formats(
    formats: Sequence[FindingsFormat], outputs: Sequence[Path], option: str = "--output"
) -> tuple[FindingsFormat | None, dict[Path, FindingsFormat]]:
    """Returns the format that is left for standard output, if one is, and that of each file.

    A file takes the first format asked for that its ending can hold. What no file takes is for standard output (which `-`
    names too). `option` is the one that names files.
    """
    left, files = list(dict.fromkeys(formats)), dict[Path, FindingsFormat]()
    formats_by_ending = _formats_by_ending()
    for output in dict.fromkeys(output for output in outputs if str(output) != "-"):
        fitting = formats_by_ending.get(output.suffix.lower(), left)
        if not fitting:
            endings = sorted(formats_by_ending, key=lambda ending: (len(formats_by_ending[ending]), ending))
            refuse(f"{output}: name a format with --format, or a file that ends in {', '.join(endings)}")
        files[output] = next((form for form in left if form in fitting), fitting[0])
        left = [form for form in left if form is not files[output]]
    if len(left) > 1:
        refuse(
            f"only one format can go to standard output, not {' and '.join(left)}; write {option} FILE for each"
        )
    return next(iter(left), None), files


def _formats_by_ending() -> dict[str, list[FindingsFormat]]:
    """Returns the formats that a file of each ending can hold; the first is taken where none is asked for."""
    formats: dict[str, list[FindingsFormat]] = {}
    for form in FindingsFormat:
        for ending in form.endings:
            formats.setdefault(ending, []).append(form)
    return formats


def write_to_standard_output(form: FindingsFormat, whole: Results, read: Results, *, quiet: bool) -> None:
    """Writes results to standard output; beside annotations, whose log shows no places, the text to standard error.

    `read` are the results of what could be read: people are told of the rest beside them.
    """
    if form.audience != "people":
        show(whole, form, sys.stdout)
    if read.checked_files and (read.findings or not quiet):
        if form.audience == "people":
            show(read, form, sys.stdout)
        elif form.audience == "annotations":
            show(read, FindingsFormat.TEXT, sys.stderr)


def render_file(found: Results, form: FindingsFormat) -> bytes:
    """Returns the content of a file."""
    return reporter(form)(found, False).encode("utf-8", "backslashreplace")
