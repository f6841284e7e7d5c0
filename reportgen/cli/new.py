"""`reportgen new`: writes a dataset to fill in."""

import os
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from reportgen.cli.console import exit_with_error, print_stderr, write_files
from reportgen.schema.models.report import Form, Language

_TEMPLATE = Path(__file__).parent / "dataset.yaml"
_SCHEMA = "reportgen.schema.json"


def new(
    file: Annotated[Path, typer.Argument(help="The file to write; `-` is standard output.")] = Path(
        "report.yaml"
    ),
    form: Annotated[Form, typer.Option("--form", help="The edition of the LGA form.")] = "2024",
    language: Annotated[Language, typer.Option("--language", help="The language of your words.")] = "en-GB",
) -> None:
    r"""Write a dataset to fill in, with a comment at every key.

    Beside it goes `reportgen.schema.json`, with which VS Code (extension "YAML") completes keys and explains them, offline. Files
    that are there already are never replaced.

    \b
    Examples:
      reportgen new 2024-25.yaml
      reportgen new 2024-25.yaml --language cy-GB
    """
    from json import dumps

    from reportgen.schema.jsonschema import json_schema

    text = _fill_template(_TEMPLATE.read_text("utf-8"), form, language)
    if str(file) == "-":
        typer.echo(text, nl=False)
        return
    if os.path.lexists(file):
        exit_with_error(f"{file}: is there already, and is not replaced; choose another name")
    schema = file.parent / _SCHEMA
    if file.name.casefold() == _SCHEMA:
        exit_with_error(f"{file}: has the name of the file for your editor; choose another name")
    modeline = f"# yaml-language-server: $schema=./{_SCHEMA}\n"
    files = {file: (modeline + text).encode()}
    if not schema.exists():
        files[schema] = (dumps(json_schema(), ensure_ascii=False, indent=2) + "\n").encode()
    write_files(files, inputs=())
    schema_note = f"and {schema} for your editor" if schema in files else f"and kept {schema} as it is"
    print_stderr(f"wrote {file}, {schema_note}")
    print_stderr(f"next: fill it in, then reportgen validate {file}")


def _fill_template(text: str, form: str, language: str) -> str:
    """Fills in the edition, the language, and the financial year that ended last."""
    today = date.today()  # noqa: DTZ011 (the officer's own calendar)
    year = today.year - (today.month < 4) - 1
    period = f"{year}/{(year + 1) % 100:02}"
    return text.replace("{form}", form).replace("{language}", language).replace("{period}", period)
