"""A dataset makes the same bytes in all three formats, whatever the folder, time zone, locale and hash seed, and the start."""

import io
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pypdf
import pytest

from reportgen.formats import FORMATS
from tests.cases import TESTS
from tests.documents import EVERYTHING
from tests.writers.reports import LAYOUTS
from tests.writers.torture import torture
from tests.writers.validators import validation_failures
from tests.writers.word import open_with_python_docx

pytestmark = pytest.mark.pdf

ONE = {"TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONHASHSEED": "1", "HOME": "/nonexistent"}
TWO = {
    "TZ": "America/New_York",
    "LC_ALL": "C.UTF-8",
    "PYTHONHASHSEED": "2",
    "LANG": "cy_GB.UTF-8",
    "REPORTGEN_PLAIN_START": "1",
}


def built(folder: Path, layout: str, settings: dict[str, str]) -> dict[str, bytes]:
    """The files that one command makes of copies of two datasets; one is long, and is built in one layout."""
    shutil.copytree(torture().parent, folder)
    for path in (EVERYTHING, EVERYTHING.with_name("box-letters.ttf")):
        shutil.copy(path, folder)
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(TESTS.parent), **settings}
    datasets = (EVERYTHING.name, torture().name)[: 2 if layout == LAYOUTS[0] else 1]
    command = [sys.executable, "-m", "reportgen", "build", *datasets, "--layout", layout, "-q"]
    subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)
    return {path.name: path.read_bytes() for path in sorted((folder / "out").iterdir())}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_two_builds_are_the_same(layout: str, tmp_path: Path) -> None:
    dated = {"SOURCE_DATE_EPOCH": "86400"} if layout == "plain" else {}
    first = built(tmp_path / "one", layout, ONE | dated)
    second = built(tmp_path / "two – ŵ", layout, TWO | dated)
    assert sorted(name.rpartition(".")[2] for name in first) == sorted(
        [*FORMATS] * (2 if layout == LAYOUTS[0] else 1)
    )
    assert [name for name in first if first[name] != second[name]] == []
    assert first.keys() == second.keys()
    if dated:
        for name, content in first.items():
            assert day(name, content) == "1970-01-02"


def day(name: str, content: bytes) -> str:
    """The day of which a file says it is."""
    match name.rpartition(".")[2]:
        case "docx":
            return str(open_with_python_docx(content).core_properties.created)[:10]
        case "pdf":
            assert validation_failures(content) == []
            metadata = pypdf.PdfReader(io.BytesIO(content)).metadata
            return str(metadata and metadata.creation_date)[:10]
        case _:
            return content.partition(b'<meta name="dcterms.created" content="')[2][:10].decode()
