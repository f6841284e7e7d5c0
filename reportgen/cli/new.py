"""`reportgen new`: a dataset to fill in."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from reportgen.cli.choices import FormEdition, Language
from reportgen.cli.console import refuse, say, write_whole

_TEMPLATE = Path(__file__).parent / "dataset.yaml"
_SCHEMA = "reportgen.schema.json"


def new(
    file: Annotated[Path, typer.Argument(help="The file to write; `-` is standard output.")] = Path(
        "report.yaml"
    ),
    form: Annotated[
        FormEdition, typer.Option("--form", help="The edition of the LGA form.")
    ] = FormEdition.E2024,
    language: Annotated[
        Language, typer.Option("--language", help="The language of your words.")
    ] = Language.ENGLISH,
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

    text = _filled(_TEMPLATE.read_text("utf-8"), form, language)
    if str(file) == "-":
        typer.echo(text, nl=False)
        return
    if file.exists():
        refuse(f"{file}: is there already, and is not replaced; choose another name")
    schema = file.parent / _SCHEMA
    modeline = f"# yaml-language-server: $schema=./{_SCHEMA}\n"
    files = {file: (modeline + text).encode()}
    if not schema.exists():
        files[schema] = (dumps(json_schema(), ensure_ascii=False, indent=2) + "\n").encode()
    write_whole(files)
    editor = f"and {schema} for your editor" if schema in files else f"and kept {schema} as it is"
    say(f"wrote {file}, {editor}\nnext: fill it in, then reportgen validate {file}")


def _filled(text: str, form: str, language: str) -> str:
    """The template for an edition, a language, and the financial year that ended last."""
    today = date.today()  # noqa: DTZ011 (the officer's own calendar)
    year = today.year - (today.month < 4) - 1
    period = f"{year}/{(year + 1) % 100:02}"
    return text.replace("{form}", form).replace("{language}", language).replace("{period}", period)
