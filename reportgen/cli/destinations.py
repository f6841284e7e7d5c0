"""Decides where findings are written: which format goes to which file, and which to standard output."""

import sys
from collections.abc import Sequence
from pathlib import Path
from secrets import token_hex

from reportgen.cli.console import exit_with_error, has_colours, print_results
from reportgen.reporters import FindingsFormat, Results, reporter


def assign_formats(
    formats: Sequence[FindingsFormat], outputs: Sequence[Path], option: str = "--output"
) -> tuple[FindingsFormat | None, dict[Path, FindingsFormat]]:
    """Returns the format that is left for standard output, if one is, and that of each file.

    A file takes the first format asked for that its ending can hold. A format without a file goes to standard output, which
    `-` names too. `option` is the one that names files.
    """
    left, files = list(dict.fromkeys(formats)), dict[Path, FindingsFormat]()
    formats_by_ending = _formats_by_ending()
    for output in dict.fromkeys(output for output in outputs if str(output) != "-"):
        fitting = formats_by_ending.get(output.suffix.lower(), left)
        if not fitting:
            endings = sorted(formats_by_ending, key=lambda ending: (len(formats_by_ending[ending]), ending))
            exit_with_error(
                f"{output}: name a format with --format, or a file that ends in {', '.join(endings)}"
            )
        files[output] = next((form for form in left if form in fitting), fitting[0])
        left = [form for form in left if form is not files[output]]
    if len(left) > 1:
        exit_with_error(
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


def write_to_standard_output(
    form: FindingsFormat, all_results: Results, read_results: Results, *, quiet: bool
) -> None:
    """Writes results to standard output; with annotations, whose log shows no places, also the text to standard error.

    `read_results` leave out the datasets that could not be read: people have been told of these before.
    """
    if form.audience != "people":
        print_results(all_results, form, sys.stdout)
    if read_results.checked_files and (read_results.findings or not quiet):
        if form.audience == "people":
            print_results(read_results, form, sys.stdout)
        elif form.audience == "annotations":
            _print_without_commands(read_results)


def _print_without_commands(results: Results) -> None:
    """Writes results as text to standard error, in which GitHub's runner takes nothing for a command.

    https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#stopping-and-starting-workflow-commands
    """
    word = token_hex(16)
    text = reporter(FindingsFormat.TEXT)(results, has_colours(sys.stderr))
    sys.stderr.write(f"::stop-commands::{word}\n{text}::{word}::\n")
    sys.stderr.flush()


def render_file(results: Results, form: FindingsFormat) -> bytes:
    """Returns the content of a file of findings."""
    return reporter(form)(results, False).encode("utf-8", "backslashreplace")
