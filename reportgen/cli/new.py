"""`reportgen new`: writes a dataset to fill in, or one that is made of a report from elsewhere."""

import os
import sys
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportgen.cli.console import exit_with_error, print_findings, print_stderr, write_files
from reportgen.findings import plural
from reportgen.schema.models.report import Form, Language

if TYPE_CHECKING:
    from collections.abc import Mapping

_TEMPLATE = Path(__file__).parent / "dataset.yaml"
_SCHEMA = "reportgen.schema.json"
_MODELINE = f"# yaml-language-server: $schema=./{_SCHEMA}\n"


def new(
    file: Annotated[Path, typer.Argument(help="The file to write; `-` is standard output.")] = Path(
        "report.yaml"
    ),
    form: Annotated[
        Form | None,
        typer.Option(
            "--form",
            help="The edition of the LGA form. Left out: that of the file behind --from, else 2024.",
            show_default=False,
        ),
    ] = None,
    language: Annotated[
        Language | None,
        typer.Option(
            "--language",
            help="The language of your words. Left out: that of the file behind --from, else en-GB.",
            show_default=False,
        ),
    ] = None,
    origin: Annotated[
        Path | None,
        typer.Option(
            "--from",
            metavar="FILE",
            help="A report to read: Word (.docx, .doc), Rich Text, OpenDocument, web page, PDF or plain text.",
            show_default=False,
        ),
    ] = None,
) -> None:
    r"""Write a dataset to fill in, with a comment at every key.

    With `--from`, it is filled in from a report that was written elsewhere, or from the form that `reportgen form` makes: last
    year's Word file, a page of the LGA's website. Parts are known by the form's headings in all editions, in English and Welsh.
    What is left out, guessed or has no place in the form is told; see whether it is right, then run `reportgen validate`.

    Beside it goes `reportgen.schema.json`, with which VS Code (extension "YAML") completes keys and explains them, offline. Files
    that are there already are never replaced.

    \b
    Examples:
      reportgen new 2024-25.yaml
      reportgen new 2024-25.yaml --language cy-GB
      reportgen new 2023-24.yaml --from "Annual report 2023-24.docx"

    Exit codes: 0 written, 2 could not run.
    """
    if str(file) != "-":
        _refuse(file)
    if origin is None and str(file) == "-":
        typer.echo(fill_template(form or "2024", language or "en-GB"), nl=False)
        return
    if origin is None:
        begin(file, form or "2024", language or "en-GB")
        print_stderr(f"next: fill it in, then reportgen validate {file}")
        return
    _import(file, origin, form or "", language or "")


def begin(file: Path, form: str, language: str) -> None:
    """Writes an empty dataset with the file for editors beside it, and says so. Ends the command where it cannot."""
    _refuse(file)
    _write(file, fill_template(form, language, _MODELINE), [])


def _refuse(file: Path) -> None:
    """Ends the command where the file is there already, or has the name of another that is written."""
    if os.path.lexists(file):
        exit_with_error(f"{file}: is there already, and is not replaced; choose another name")
    if file.name.casefold() == _SCHEMA:
        exit_with_error(f"{file}: has the name of the file for your editor; choose another name")


def _import(file: Path, origin: Path, form: str, language: str) -> None:
    """Writes a dataset that is made of another file, and tells what is to be seen to."""
    from reportgen.extract import UnreadableFile
    from reportgen.importer import Order, import_isolated

    name, modeline = ("<stdout>", "") if str(file) == "-" else (str(file), _MODELINE)
    try:
        template = partial(fill_template, modeline=modeline)
        beside = None if str(file) == "-" else file
        imported = import_isolated(Order(origin, name, template, form, language, beside))
    except UnreadableFile as error:
        exit_with_error(f"{origin}: {error}")
    if str(file) == "-":
        typer.echo(imported.text.encode(), nl=False)
    else:
        _write(file, imported.text, [origin], imported.pictures)
        print_stderr(f"next: look through it, then reportgen validate {file}")
    if imported.carries:
        print_stderr(
            f"{origin} carries the dataset that it was made of: reportgen extract takes it out whole"
        )
    if imported.findings:
        print_findings(imported.findings, {str(origin): imported.file_text, name: imported.text}, sys.stderr)


def _write(file: Path, text: str, inputs: list[Path], pictures: "Mapping[str, bytes] | None" = None) -> None:
    """Writes the dataset with its pictures, and the file for editors where it is not there yet."""
    from json import dumps

    from reportgen.schema.jsonschema import json_schema

    schema = file.parent / _SCHEMA
    files = {file: text.encode()}
    for name, content in (pictures or {}).items():
        _refuse(file.parent / name)
        files[file.parent / name] = content
    if not os.path.exists(schema):
        files[schema] = (dumps(json_schema(), ensure_ascii=False, indent=2) + "\n").encode()
    write_files(files, inputs=inputs)
    schema_note = f"and {schema} for your editor" if schema in files else f"and kept {schema} as it is"
    picture_note = f"{plural(len(pictures), 'picture')}, " if pictures else ""
    print_stderr(f"wrote {file}, {picture_note}{schema_note}")


def fill_template(form: str, language: str, modeline: str = "") -> str:
    """Returns an empty dataset with the edition, the language, and the financial year that ended last, below a modeline."""
    today = date.today()  # noqa: DTZ011 (the officer's own calendar)
    year = today.year - (today.month < 4) - 1
    period = f"{year}/{(year + 1) % 100:02}"
    text = _TEMPLATE.read_text("utf-8")
    return modeline + text.replace("{form}", form).replace("{language}", language).replace("{period}", period)
