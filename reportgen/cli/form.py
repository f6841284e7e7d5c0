"""`reportgen form`: writes a Word form to fill in."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from reportgen.cli.console import exit_with_error, print_stderr, write_files
from reportgen.schema.models.report import Form, Language


def form(
    output: Annotated[
        Path,
        typer.Option("-o", "--output", metavar="FILE", help="The file to write; `-` is standard output."),
    ] = Path("form.docx"),
    edition: Annotated[Form, typer.Option("--form", help="The edition of the LGA form.")] = "2024",
    language: Annotated[Language, typer.Option("--language", help="The language of the form.")] = "en-GB",
) -> None:
    r"""Write a Word form to fill in, with grey words where something is to be typed.

    It has the headings of the report in their order. The grey words say what belongs there, and go as you type; what stays grey
    is left out. In its tables, the Tab key in the last cell adds a row. `reportgen new --from` makes a dataset of what was filled
    in. A file that is there already is never replaced.

    \b
    Examples:
      reportgen form
      reportgen form -o ffurflen.docx --language cy-GB
      reportgen new report.yaml --from form.docx

    Exit codes: 0 written, 2 could not run.
    """
    from reportgen.form import make_form

    if str(output) != "-" and os.path.lexists(output):
        exit_with_error(f"{output}: is there already, and is not replaced; choose another name")
    content = make_form(edition, language)
    if str(output) == "-":
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    write_files({output: content}, inputs=())
    print_stderr(f"wrote {output}")
    print_stderr(f"next: fill it in with Word, then reportgen new report.yaml --from {output}")
