"""Reports as others wrote them: what is read of each, and what is told. `pytest --accept` renews what is expected.

A report is a file of `tests/importer/reports`; beside it stands its dataset, with what is told as comments at the head.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reportgen.importer.accounting import tell_lost_words
from reportgen.importer.draft import Draft
from reportgen.importer.readers import read_file
from reportgen.importer.recognition import recognise
from reportgen.source.spelling import spelt_entry
from tests.cases import TESTS

FOLDER = TESTS / "importer" / "reports"
REPORTS = sorted(path for path in FOLDER.iterdir() if path.suffix != ".yaml")


def told(draft: Draft) -> Iterator[str]:
    for note in draft.notes:
        place = f"line {note.number}" if note.at is None else ".".join(map(str, note.at))
        yield f"# {note.code.id} {place}: {note.message}"


def dataset(path: Path) -> str:
    reading = read_file(path)
    draft = recognise(reading)
    tell_lost_words(draft, reading)
    lines = [
        *told(draft),
        *(line for key, value in draft.values.items() if value for line in spelt_entry(key, value, 0)),
    ]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.name)
def test_a_report_is_read(path: Path, pytestconfig: pytest.Config) -> None:
    expected = path.with_suffix(".yaml")
    actual = dataset(path)
    if pytestconfig.getoption("--accept"):
        expected.write_text(actual, "utf-8")
    assert actual == expected.read_text("utf-8")


def test_every_dataset_is_that_of_a_report() -> None:
    assert {path.stem for path in FOLDER.glob("*.yaml")} == {path.stem for path in REPORTS}
