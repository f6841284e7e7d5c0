"""The table of members and their councillors, which all layouts show."""

from pathlib import Path

import pytest

from reportgen.comparison import compare
from reportgen.document import Table, plain_text, walk
from reportgen.layout import find_layout, load_layout, shipped_layouts
from reportgen.pipeline import check
from reportgen.pipeline.building import compose_document

DATASET = """\
schema: 1
form: "2023"
group: {name: Key Cities}
period: 2023/24
contact: {lead_member: Cllr John Merry, lead_officer: Jon Stancombe}
membership:
  members:
    - {name: Bradford, lead_member: Cllr Ann Example}
    - Leeds
    - {name: Hull, lead_member: Cllr Gone, left: 2023-06-01}
    - {name: Salford, lead_member: {title: Mayor, name: Paul Example, authority: Salford City Council}}
  groups:
    - {name: Founders, members: [{name: bradford, lead_member: Cllr Ann Example}, {name: Exeter, lead_member: Cllr Phil Sample}]}
aims: We speak for cities.
activities: {projects: [{title: Report}]}
"""


def lead_members(text: str, folder: Path, layout: str = "annual-report") -> list[tuple[str, ...]]:
    """The rows of the table that a layout makes of a dataset, below its heads."""
    (folder / "report.yaml").write_text(text, encoding="utf-8")
    document, findings = compose_document(
        check(folder / "report.yaml"), load_layout(find_layout(layout), "2023"), folder
    )
    assert document, findings
    assert findings == ()
    tables = [
        block for block in walk(document.blocks) if isinstance(block, Table) and len(block.columns) == 2
    ]
    rows = (row for table in tables for row in table.rows)
    return [tuple(plain_text(cell.children).replace("\xa0", " ") for cell in row) for row in rows]


@pytest.mark.parametrize("layout", shipped_layouts())
def test_each_member_stands_there_once_with_its_councillor(layout: str, tmp_path: Path) -> None:
    assert lead_members(DATASET, tmp_path, layout) == [
        ("Bradford", "Cllr Ann Example"),
        ("Salford", "Mayor Paul Example, Salford City Council"),
        ("Exeter", "Cllr Phil Sample"),
    ]


def test_there_is_no_table_where_no_member_names_anybody(tmp_path: Path) -> None:
    plain = DATASET.replace("lead_member: Cllr Ann Example", "role: Host")
    plain = plain.replace("lead_member: Cllr Phil Sample", "role: Guest")
    start, end = plain.index(", lead_member: {"), plain.index("}}\n  groups")
    assert lead_members(plain[:start] + plain[end + 1 :], tmp_path) == []


def test_another_councillor_is_a_difference(tmp_path: Path) -> None:
    sides = []
    for name, person in (("old", "Ann Example"), ("new", "Bo Sample")):
        path = tmp_path / f"{name}.yaml"
        path.write_text(DATASET.replace("Ann Example", person), encoding="utf-8")
        sides.append(check(path))
    shown = [
        (difference.names[-1], difference.old, difference.new)
        for difference in compare(*sides).differences
        if "Bradford" in difference.names
    ]
    assert shown == [("Lead member", "Cllr Ann Example", "Cllr Bo Sample")]
