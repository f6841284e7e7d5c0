"""A report of the layout `annual-report` is read as its dataset says it: cards, figures of the year, callouts, the cover."""

from pathlib import Path
from typing import Any

import pytest

from reportgen.sample import SAMPLE
from reportgen.theme import Theme
from reportgen.writers import Options, writer
from tests.documents import EVERYTHING, composed
from tests.importer.stripping import stripped_page, stripped_word
from tests.importer.test_notes import lost, read
from tests.importer.test_pictures import imported
from tests.pull.reports import built, data_of

CHARTS = """\
schema: 1
form: "2024"
group: {name: Northern Ports Group}
period: 2023/24
contact: {lead_member: Cllr Ann Example, lead_officer: Jo Bloggs}
membership: {members: [Blackpool, Exeter], exception: The Board agreed to two members.}
aims: We speak for ports.
priorities: {entries: [{title: Trains, text: More of them.}]}
activities: {projects: [{title: Quay, text: We rebuilt it.}]}
sections:
  - title: Tides
    table:
      caption: Gauges
      columns: [River, Working, Broken]
      rows: [[Humber, "14", "3"], [Severn, "11", "5"], [Total, "25", "8"]]
      chart: stacked
  - title: Guests
    table:
      columns: [Month, Guests, Share]
      rows: [[May, "1,200", 5%], [June, "900", 6%]]
      chart: {kind: line, columns: [Guests]}
  - title: Money
    table:
      columns: [Item, Amount]
      rows: [[Fees, "£22,500"], [Grants, "£18,000"]]
      note: Before audit
      chart: bar
"""


def read_back(dataset: Path, form: str, folder: Path) -> dict[str, Any]:
    page = stripped_page(writer("html")(composed(dataset, "annual-report")[0], Theme(), Options()).content)
    content = stripped_word(built(dataset, "annual-report")) if form == "docx" else page
    draft = read(content, f"report.{form}", folder)
    assert [message for message in lost(draft) if message.startswith("words")] == []
    return draft.values


def names(values: dict[str, Any], part: str) -> list[str]:
    return [entry.get("title", "") for entry in values["activities"][part]]


@pytest.mark.parametrize("form", ["docx", "html"])
def test_the_sample_is_read_as_its_dataset_says_it(form: str, tmp_path: Path) -> None:
    values, written = read_back(SAMPLE, form, tmp_path), data_of(SAMPLE)
    for part in ("projects", "events", "partnerships", "consultations"):
        assert names(values, part) == names(written, part)
        dates = [[entry.get("date") for entry in data["activities"][part]] for data in (values, written)]
        assert dates[0] == dates[1]
    figures = [
        [(figure["value"], figure["label"]) for figure in data["key_figures"]] for data in (values, written)
    ]
    assert figures[0] == figures[1]
    assert values["aims"].split() == written["aims"].split()
    assert values["contact"]["lead_member"]


def test_cards_without_a_title_or_a_text_are_no_part_of_others(tmp_path: Path) -> None:
    values = read_back(EVERYTHING, "html", tmp_path)
    assert values["activities"]["projects"][1]["title"] == "Skills for Ports"
    assert "Nothing said" in names(values, "projects")


def test_the_picture_before_all_headings_is_that_of_the_cover(tmp_path: Path) -> None:
    data, told = imported(stripped_word(built(EVERYTHING, "annual-report")), tmp_path)
    assert data["cover"] == data["figures"][0]["id"]
    assert "is taken for that of the cover" in told


@pytest.mark.parametrize("layout", ["annual-report", "lga-board"])
def test_a_chart_is_drawn_anew_from_its_table(layout: str, tmp_path: Path) -> None:
    path = tmp_path / "charts.yaml"
    path.write_text(CHARTS, "utf-8")
    data, told = imported(stripped_word(built(path, layout)), tmp_path)
    charts = [section["table"]["chart"] for section in data["sections"]]
    assert charts == ["stacked", {"kind": "line", "columns": ["Guests"]}, "bar"]
    assert "figures" not in data
    assert "picture" not in told
