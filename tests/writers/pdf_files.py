"""Writes PDFs for tests, in this process and in others."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from reportgen.document import Block
from reportgen.theme import Theme
from reportgen.writers import Options, Written
from reportgen.writers.pdf import write
from tests.writers.sample import document


def write_pdf(*blocks: Block, theme: Theme | None = None) -> Written:
    """Writes a PDF with the sample's title block and some blocks."""
    return write(replace(document, blocks=blocks), theme or Theme(), Options())


def run_python(arguments: list[str], folder: Path, **settings: str) -> subprocess.CompletedProcess[bytes]:
    """Runs Python in a folder, with no environment but some settings."""
    environment = {"PYTHONPATH": str(Path(__file__).parents[2]), "PATH": os.environ["PATH"], **settings}
    return subprocess.run(
        [sys.executable, *arguments],
        capture_output=True,
        check=False,
        cwd=folder,
        env=environment,
        timeout=120,
    )
