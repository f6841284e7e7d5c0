"""A Word file that nobody has edited changes nothing and tells nothing, whatever its dataset holds."""

import re
from pathlib import Path

import pytest

from reportgen.layout import find_layout, load_layout
from reportgen.pipeline import check_source, compose_document, embedded_datasets
from reportgen.pipeline.building import write
from reportgen.source import Source, read
from reportgen.writers import Options
from tests.cases import TESTS, cases, named
from tests.pull.reports import pulled

DATASETS = [*cases("valid"), *cases("real"), *sorted((TESTS.parent / "data/key-cities").rglob("*.yaml"))]
WITH_SLIPS = {"nuleaf"}
"""Those of which no report can be built."""


def in_language(dataset: Path, language: str) -> Source:
    """A dataset as it is, but for its language."""
    text = re.sub(r"^language:.*\n", "", dataset.read_text("utf-8"), flags=re.MULTILINE)
    source = read(
        re.sub(r"^(?=\"?schema\"?:)", f"language: {language}\n", text, flags=re.MULTILINE), "dataset.yaml"
    )
    assert source.data is not None
    assert source.data["language"] == language
    return source


@pytest.mark.parametrize("layout_name", ["lga-board", "plain"])
@pytest.mark.parametrize("language", ["en-GB", "cy-GB"])
@pytest.mark.parametrize("dataset", [path for path in DATASETS if path.stem not in WITH_SLIPS], ids=named)
def test_nothing_changes_and_nothing_is_told(
    dataset: Path, language: str, layout_name: str, tmp_path: Path
) -> None:
    source = in_language(dataset, language)
    checked = check_source(source, dataset)
    layout = load_layout(find_layout(layout_name), str((source.data or {}).get("form", "")))
    document, _ = compose_document(checked, layout, dataset.parent)
    assert document is not None
    options = Options(sources=embedded_datasets(checked), layout=layout_name)
    result = pulled(write(document, layout, ["docx"], options)[0]["docx"], tmp_path)
    assert (result.changes, result.findings) == ((), ())
    assert result.text == result.base
