"""A chart is drawn from its table: edits of the table come back, and the picture is nothing that could be edited."""

from pathlib import Path

import pytest

from reportgen.layout import find_layout
from reportgen.pipeline import build, check, embedded_datasets
from reportgen.writers import Options
from tests.pull.reports import pulled
from tests.pull.test_new_parts import Edit, alt_text, picture_deleted, typed
from tests.pull.word_edits import EditedFile
from tests.writers.sample import CHART

DATASET = """\
schema: 1
form: "2023"
group: {name: Key Cities}
period: 2023/24
contact: {lead_member: John Merry, lead_officer: Jon Stancombe}
membership: {breakdown: [{label: Cities, count: 26}]}
aims: We speak for cities.
activities:
  projects:
    - title: Visitors
      text: We counted them.
      figure: map
      table: {caption: Visitors by year, columns: [Year, Visitors], rows: [["2022", "120"], ["2023", "345"]], chart: line}
sections:
  - title: Finance
    table: {caption: Income, columns: [Item, Pounds], rows: [[Grants, "1,200"], [Events, "300"]], chart: bar}
figures:
  - {id: map, file: chart.png, alt: A map}
"""


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    path = tmp_path / "2023-24.yaml"
    path.write_text(DATASET, encoding="utf-8")
    (tmp_path / "chart.png").write_bytes(CHART.content)
    return path


def word_file(dataset: Path) -> EditedFile:
    checked = check(dataset)
    options = Options(sources=embedded_datasets(checked))
    return EditedFile(build(checked, find_layout("lga-board"), ["docx"], options).files["docx"])


ALT = "Bar chart: Income. Grants: 1,200; Events: 300."


def told(edits: list[Edit], dataset: Path) -> tuple[set[str], list[str]]:
    """The paths that edits change, and what is told of the rest."""
    file = word_file(dataset)
    for edit in edits:
        edit(file)
    result = pulled(file.content(), dataset.parent)
    return {".".join(map(str, change.at)) for change in result.changes}, [
        finding.message for finding in result.findings
    ]


def test_an_unedited_file_brings_nothing(dataset: Path) -> None:
    assert told([], dataset) == (set(), [])


def test_an_edit_of_the_table_comes_back(dataset: Path) -> None:
    changed, findings = told([typed("1,200", "1,400")], dataset)
    assert (changed, findings) == ({"sections.0.table.rows.0.1"}, [])


def test_a_chart_that_is_gone_is_drawn_again(dataset: Path) -> None:
    assert told([picture_deleted(ALT)], dataset) == (set(), [])


def test_the_picture_of_the_entry_is_still_read(dataset: Path) -> None:
    changed, findings = told([alt_text("A map", "A map of the members")], dataset)
    assert (changed, findings) == ({"figures.0.alt"}, [])


def test_a_new_alternative_text_of_a_chart_is_told(dataset: Path) -> None:
    changed, findings = told([alt_text(ALT, "My chart")], dataset)
    assert changed == set()
    assert findings == ["the picture `My chart` has no place in the dataset"]
