"""A Word file that nobody has edited brings no change, whatever its dataset holds and by whatever layout it was set."""

from pathlib import Path

import pytest

from reportgen.layout import find_layout
from reportgen.pipeline import build, check, embedded_datasets
from reportgen.writers import Options
from tests.cases import TESTS
from tests.pull.reports import pulled

DATASETS = sorted((TESTS / "valid").glob("*.yaml"))


@pytest.mark.parametrize("layout", ["lga-board", "plain"])
@pytest.mark.parametrize("dataset", DATASETS, ids=lambda path: path.stem)
def test_nothing_changes(dataset: Path, layout: str, tmp_path: Path) -> None:
    checked = check(dataset)
    options = Options(sources=embedded_datasets(checked))
    result = pulled(build(checked, find_layout(layout), ["docx"], options).files["docx"], tmp_path)
    assert (result.changes, result.findings) == ((), ())
    assert result.text == result.base
