"""`reportgen layouts`: lists, shows, checks and copies layouts."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportgen.cli.choices import OutputFormat
from reportgen.cli.console import (
    exit_with_error,
    print_findings,
    print_paragraphs,
    print_stderr,
    print_stdout,
    write_files,
    write_outputs,
)
from reportgen.cli.options import FormatsOption, OutputFolderOption, QuietOption
from reportgen.display import display
from reportgen.findings import plural
from reportgen.formats import FORMATS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reportgen.layout import Layout

layouts = typer.Typer(
    short_help="List the layouts, see one at work, copy or check one.",
    invoke_without_command=True,
    add_completion=False,
    rich_markup_mode=None,
)


@layouts.callback(invoke_without_command=True)
def overview(context: typer.Context) -> None:
    r"""List the layouts, see one at work, copy or check one.

    A layout says in which order, under which words and with which look a report is set. `--layout` of `reportgen build` takes a
    layout's name, or the folder of your own.

    \b
    Examples:
      reportgen layouts
      reportgen layouts preview annual-report
      reportgen layouts copy plain my-layout
      reportgen layouts check my-layout
    """
    if context.invoked_subcommand:
        return
    from reportgen.layout import DEFAULT, editions, find_layout, load_layout, shipped_layouts
    from reportgen.schema.models import FORMS

    width = max(map(len, shipped_layouts()))
    for name in shipped_layouts():
        folder = find_layout(name)
        languages = ", ".join(load_layout(folder).words)
        forms = ", ".join(FORMS) if editions(folder) else ""
        notes = [f"editions {forms} of the form" if forms else "", f"words in {languages}"]
        mark = " (used unless --layout says otherwise)" if name == DEFAULT else ""
        print_stdout(f"{name:<{width}} {'; '.join(filter(None, notes))}{mark}")


@layouts.command(short_help="Check a layout without any dataset.")
def check(layout: Annotated[str, typer.Argument(help="The folder of a layout, or a layout's name.")]) -> None:
    r"""Check a layout without any dataset: what is wrong in it, and which fields it never shows.

    Its `style.css` and `reference.docx` are tried too, if it has them.

    Exit code 0: no errors. 1: errors. 2: it could not be read.

    \b
    Example:
      reportgen layouts check my-layout
    """
    from reportgen.layout import editions, find_layout, load_layout
    from reportgen.pipeline import check_assets, has_errors
    from reportgen.source import Unreadable

    try:
        folder = find_layout(layout)
        layouts_by_name = {form or "layout": load_layout(folder, form) for form in ["", *editions(folder)]}
    except Unreadable as error:
        exit_with_error(str(error))
    findings = list(
        dict.fromkeys(finding for loaded in layouts_by_name.values() for finding in loaded.findings)
    )
    findings += check_assets(layouts_by_name["layout"], folder)
    print_findings(findings, {}, sys.stdout, file_count=len(layouts_by_name))
    if has_errors(findings):
        raise typer.Exit(1)
    for name, loaded in layouts_by_name.items():
        print_stdout("")
        print_paragraphs([f"{display(folder / name)}.yaml {_describe_unshown_fields(loaded)}"])


def _describe_unshown_fields(layout: "Layout") -> str:
    """Lists the fields that a layout never shows; those that only the rules need come last."""
    unshown = layout.unshown_fields()
    missed = [path for path in unshown if path in layout.missed_fields]
    for_checks = [path for path in unshown if path not in missed]
    if missed:
        lines = ["never shows:", *(f"  {path}" for path in missed)]
    else:
        lines = ["shows every field that readers look for" if unshown else "shows every field"]
    if for_checks:
        lines.append(f"  and, used by the checks alone: {', '.join(for_checks)}")
    return "\n".join(lines)


@layouts.command(short_help="Copy a layout into a folder of your own.")
def copy(
    layout: Annotated[str, typer.Argument(help="The layout to start from; `plain` is the smallest.")],
    folder: Annotated[Path, typer.Argument(help="The new folder.")],
) -> None:
    r"""Copy a layout into a folder of your own, to change it there: the files that reports are made of, and nothing beside them.

    \b
    Example:
      reportgen layouts copy plain my-layout
    """
    from reportgen.layout import find_layout, read_layout_files
    from reportgen.layout.assets import ASSETS
    from reportgen.source import Unreadable
    from reportgen.source.codes import MAX_BYTES

    try:
        origin = find_layout(layout)
        files = read_layout_files(origin)
    except Unreadable as error:
        exit_with_error(str(error))
    if os.path.lexists(folder):
        exit_with_error(f"{folder}: there is something of that name already; nothing was copied")
    missed = [name for name in ASSETS if name not in files and os.path.lexists(origin / name)]
    cut_off = [name for name, content in files.items() if name.endswith(".yaml") and len(content) > MAX_BYTES]
    for name in (*missed, *cut_off):
        exit_with_error(f"{origin / name}: cannot be used; see `reportgen layouts check {layout}`")
    copies = {folder / name: content for name, content in files.items() if _stays_inside(name)}
    write_files(copies, inputs=[origin / name for name in files])
    print_stderr(f"wrote {folder}")
    if count := _count_other_files(origin, files):
        print_stderr(f"not copied: {plural(count, 'other file')}, of which no report is made")
    print_stderr(f"next: change it, then reportgen layouts check {folder}")


def _stays_inside(name: str) -> bool:
    """Tells whether a name that a layout gives its logo leads into the folder of a copy, too, and not back to the original."""
    path = Path(os.path.normpath(name))
    return not path.is_absolute() and path.parts[0] != os.pardir


def _count_other_files(folder: Path, files: "Mapping[str, bytes]") -> int:
    """Counts what lies in a layout's folder and is no part of the layout."""
    own = {Path(os.path.normpath(name)).parts[0] for name in files}
    try:
        return sum(name not in own for name in os.listdir(folder))  # noqa: PTH208 (names that are no text, too)
    except OSError:
        return 0


@layouts.command(short_help="See a layout at work, with a sample report.")
def preview(
    layout: Annotated[str, typer.Argument(help="The folder of a layout, or a layout's name.")],
    to: FormatsOption = None,
    output: OutputFolderOption = Path("preview"),
    quiet: QuietOption = False,
) -> None:
    r"""Build a sample report with a layout, to see what it looks like.

    The sample is the report of a group that does not exist, with pictures, tables, events and people. The files are named after
    the layout.

    Exit code 0: all is built. 1: the layout has errors. 2: it could not be read, or a file not written.

    \b
    Examples:
      reportgen layouts preview annual-report
      reportgen layouts preview my-layout --to pdf -o look
    """
    from reportgen.layout import find_layout
    from reportgen.pipeline import build, check
    from reportgen.sample import SAMPLE
    from reportgen.source import Unreadable
    from reportgen.writers import EngineMissing

    formats = list(dict.fromkeys(to or OutputFormat))
    try:
        folder = find_layout(layout)
        checked = check(SAMPLE)
        result = build(checked, folder, formats)
    except (Unreadable, EngineMissing) as error:
        exit_with_error(str(error))
    if result.findings and not (quiet and result.files):
        print_findings(result.findings, {}, sys.stderr)
    if not result.files:
        print_stderr(f"{display(folder)}: nothing was built, because the layout has errors")
        raise typer.Exit(1)
    paths = {str(name): output / f"{folder.name}{FORMATS[name].ending}" for name in formats}
    write_outputs(result, paths, inputs=[folder], quiet=quiet)
