"""Word files that other programs have saved: what they keep comes back, and what they drop is refused or told in words."""

import io
import shutil
import subprocess
from pathlib import Path

import pytest

from reportgen.processes.isolation import Stopped
from reportgen.pull import Request
from reportgen.pull.pulled import pull_here
from reportgen.source import read
from tests.documents import SEED
from tests.pull.reports import data_of, edited, meaning, pulled
from tests.pull.test_edits import says
from tests.pull.word_edits import EDITS

CHANGES = [EDITS[name] for name in ("officer", "paragraph_added", "member_added", "entry_title")]


def saved_by_pandoc(content: bytes, folder: Path) -> bytes:
    """Returns a Word file as pandoc writes it anew."""
    pandoc = shutil.which("pandoc")
    if pandoc is None:
        pytest.skip("pandoc is not installed")
    (folder / "edited.docx").write_bytes(content)
    command: list[str | Path] = [pandoc, folder / "edited.docx", "--output", folder / "anew.docx"]
    subprocess.run(command, capture_output=True, check=True, timeout=120)
    return (folder / "anew.docx").read_bytes()


def test_a_file_that_python_docx_has_saved_is_read(tmp_path: Path) -> None:
    import docx

    content, data = edited(*CHANGES)
    document = docx.Document(io.BytesIO(content))
    document.add_paragraph("Thank you.")
    stream = io.BytesIO()
    document.save(stream)
    result = pulled(stream.getvalue(), tmp_path)
    assert says(result, data)
    assert [finding.message for finding in result.findings] == [
        "the paragraph `Thank you.` has no place in the dataset"
    ]


def test_a_file_that_pandoc_has_written_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "report.docx").write_bytes(saved_by_pandoc(edited(*CHANGES)[0], tmp_path))
    result = pull_here(Request(tmp_path / "report.docx"))
    assert isinstance(result, Stopped)
    assert str(result).startswith("it carries no dataset: ")
    assert str(result).endswith("name the dataset that it was built from with --base")


def test_what_pandoc_keeps_comes_back_to_the_dataset_that_is_named(tmp_path: Path) -> None:
    content, data = edited(*CHANGES)
    result = pulled(saved_by_pandoc(content, tmp_path), tmp_path, base=SEED.read_bytes())
    came = meaning(read(result.text, "").data)
    assert came["contact"] == meaning(data)["contact"] != meaning(data_of())["contact"]
    assert came["aims"] == meaning(data)["aims"]
    assert {finding.code.id for finding in result.findings} == {"RG930"}
