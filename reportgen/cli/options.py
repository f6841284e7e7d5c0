"""The arguments and options that several commands share, so that they mean and say the same in each."""

from pathlib import Path
from typing import Annotated

import typer

from reportgen.cli.choices import OutputFormat, Standard
from reportgen.cli.paths import check_output_folder

DatasetsArgument = Annotated[
    list[Path] | None,
    typer.Argument(
        readable=False,
        help="Datasets, folders that hold some, or patterns. Left out: those in this folder.",
    ),
]
FormatsOption = Annotated[
    list[OutputFormat] | None,
    typer.Option("--to", case_sensitive=False, help="A format; may be given several times. Left out: all."),
]
OutputFolderOption = Annotated[
    Path, typer.Option("--output", "-o", callback=check_output_folder, help="The folder for the files.")
]
LayoutOption = Annotated[
    str,
    typer.Option("--layout", help="A layout's name (see `reportgen layouts`), or the folder of your own."),
]
PdfStandardOption = Annotated[
    Standard,
    typer.Option(
        "--pdf-standard",
        help="What PDFs are to be: for archives and for all readers (PDF/A-3a and PDF/UA-1, or their successors in PDF 2.0,"
        " which our own tests alone have checked), or no claim.",
    ),
]
NoEmbedOption = Annotated[
    bool, typer.Option("--no-embed", help="Leave the datasets out of the PDF and Word files.")
]
ConfigOption = Annotated[
    Path | None, typer.Option("--config", help="The settings; left out, reportgen.toml is looked for.")
]
RegisterOption = Annotated[
    Path | None, typer.Option("--register", help="A folder of registers in place of those that ship.")
]
StrictOption = Annotated[
    bool, typer.Option("--strict", help="Let warnings stop a report as errors do, those in a baseline too.")
]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but what is wrong.")]
