"""`reportgen diff`: says what has changed from one report to another."""

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportgen.cli.console import (
    exit_with_error,
    has_colours,
    print_findings,
    print_stderr,
    write_files,
)
from reportgen.cli.inputs import input_files
from reportgen.cli.options import ConfigOption, LayoutOption, RegisterOption
from reportgen.cli.settings import SettingsOptions
from reportgen.source import Unreadable

if TYPE_CHECKING:
    from reportgen.comparison import Comparison
    from reportgen.pipeline import Checked

_ENDINGS = {".txt": "text", ".json": "json", ".html": "html", ".docx": "docx"}


class DiffFormat(StrEnum):
    """The formats of a comparison."""

    vars().update({name: name for name in _ENDINGS.values()})


def diff(
    old: Annotated[
        Path, typer.Argument(metavar="OLD", help="The earlier report: a dataset, a Word file or a PDF.")
    ],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="The later report, of any of these kinds.")],
    to: Annotated[
        DiffFormat | None,
        typer.Option("--to", help="The format.  [default: by the file's name, or text]", show_default=False),
    ] = None,
    output: Annotated[
        Path, typer.Option("--output", "-o", help="The file to write; `-` is standard output.")
    ] = Path("-"),
    layout: LayoutOption = "lga-board",
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="End with 1 where the reports differ, for programs.")
    ] = False,
    config: ConfigOption = None,
    register: RegisterOption = None,
) -> None:
    r"""Say what has changed from one report to another.

    Members who joined, left, or go by another name, and those whose councils have been taken over, as the register knows;
    contacts; priorities, activities and all other entries that came, went or were moved; what was reworded, word by word; and
    the texts that were copied unchanged. Of Word files and PDFs the datasets count that they carry: see `reportgen extract`.
    What a dataset names as private is not compared.

    As text, as a web page (html), for programs (json), or as a Word file in which Word itself shows what has changed (docx): the
    new report in its layout, with recorded changes. When all of them are accepted it reads as the new report, when all are
    rejected as the old one.

    Exit code 0: compared, whether the reports differ or not; with --exit-code, 1 where they differ. 1: a dataset cannot be
    understood, or has faulty values, which are not compared. 2: something could not be read or written.

    \b
    Examples:
      reportgen diff 2022-23.yaml 2023-24.yaml
      reportgen diff sent/key-cities-2022-23.pdf 2023-24.yaml -o changes.html
      reportgen diff 2022-23.yaml 2023-24.yaml -o changes.docx
    """
    from reportgen.comparison import compare

    form = to or _format_by_name(output)
    options = SettingsOptions(config=config, registers=register)
    checked = [_read(path, options) for path in (old, new)]
    for dataset in checked:
        if dataset.loaded is None:
            print_findings(dataset.findings, {dataset.source.file: dataset.source.text}, sys.stderr)
    if any(dataset.loaded is None for dataset in checked):
        raise typer.Exit(1)
    faulty = [dataset for dataset in checked if _tell_faulty_values(dataset)]
    comparison = compare(*checked)
    content = _render(comparison, checked, form, layout, is_shown=str(output) == "-")
    if str(output) == "-":
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    else:
        inputs = [old, new, *input_files((), options)]
        write_files({output: content}, inputs=inputs)
        from reportgen.comparison.text import summary

        print_stderr(f"wrote {output} ({summary(comparison)})")
    if faulty or (exit_code and comparison.differences):
        raise typer.Exit(1)


def _format_by_name(output: Path) -> DiffFormat:
    if not output.suffix:
        return DiffFormat("text")
    if output.suffix.lower() not in _ENDINGS:
        exit_with_error(f"{output}: a comparison is written as {', '.join(_ENDINGS)}; or say which with --to")
    return DiffFormat(_ENDINGS[output.suffix.lower()])


def _read(path: Path, options: SettingsOptions) -> "Checked":
    """Returns a report as it is or as a finished file carries it. Ends the command where there is none."""
    from reportgen.extract import (
        NoDataset,
        UnreadableFile,
        find_datasets_isolated,
        is_package,
        is_pdf,
        read_finished_file,
    )
    from reportgen.pipeline import check, check_source
    from reportgen.source import read

    try:
        content = b"" if str(path) == "-" or not os.path.isfile(path) else read_finished_file(path)
        if content.lstrip().startswith(b"<"):
            exit_with_error(f"{path}: a web page carries no dataset; name the Word file or the PDF beside it")
        if not (is_package(content) or is_pdf(content)):
            return check(path, options.settings_for(path))
        datasets = [*find_datasets_isolated(content, named=False).values()]
    except Unreadable as error:
        exit_with_error(str(error))
    except (NoDataset, UnreadableFile) as error:
        exit_with_error(f"{path}: {error}")
    if len(datasets) > 1:
        exit_with_error(f"{path}: it carries several datasets; take one out with `reportgen extract` first")
    return check_source(read(datasets[0], str(path)), path, options.settings_for(path))


def _tell_faulty_values(checked: "Checked") -> bool:
    """Says which values are left out of the comparison because they cannot be understood, and returns whether there are any."""
    loaded = checked.loaded
    dropped = loaded.dropped if loaded else frozenset()
    innermost = sorted(
        ".".join(map(str, at))
        for at in dropped
        if not any(other[: len(at)] == at and other != at for other in dropped)
    )
    if innermost:
        values = ", ".join(f"`{path}`" for path in innermost)
        print_stderr(
            f"{checked.source.file}: not compared, because it is faulty: {values}; see `reportgen validate`"
        )
    return bool(innermost)


def _render(
    comparison: "Comparison", checked: list["Checked"], form: DiffFormat, layout: str, *, is_shown: bool
) -> bytes:
    if form == "docx":
        return _word_file(checked, layout)
    if form == "html":
        from reportgen.comparison.html import to_html

        return to_html(comparison)
    if form == "json":
        from reportgen.comparison.json import to_json

        return to_json(comparison).encode()
    from reportgen.comparison.text import to_text

    return to_text(comparison, colour=is_shown and has_colours(sys.stdout)).encode()


def _word_file(checked: list["Checked"], layout: str) -> bytes:
    from reportgen.comparison.word import to_docx
    from reportgen.layout import find_layout
    from reportgen.pipeline import has_errors

    old, new = checked
    try:
        content, findings = to_docx(old, new, find_layout(layout))
    except Unreadable as error:
        exit_with_error(str(error))
    if not content or has_errors(findings):
        print_findings(findings, {new.source.file: new.source.text}, sys.stderr)
    if not content:
        raise typer.Exit(1)
    for dataset in checked:
        for figure in dataset.shown.report.figures:
            if figure.file and figure.id not in dataset.images:
                print_stderr(
                    f"{dataset.source.file}: the picture `{figure.file}` is not beside it, and is left out"
                )
    return content
