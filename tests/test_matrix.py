"""Who belongs where: one row for each council, whatever names the reports know it by."""

import csv
import io
import zipfile
from pathlib import Path

import pytest

from reportgen.matrix import Matrix, build_matrix, to_csv, to_html, to_xlsx
from reportgen.pipeline import check
from tests.cli.running import MINIMAL, invoke

COASTAL = """\
    - Kingston upon Hull
    - {name: Ynys Môn, kind: corporate}
    - {name: Exeter, left: 2023-09}
    - {name: Peak District National Park, kind: associate}
"""


def dataset(folder: Path, group: str, members: str, year: str = "2023/24") -> Path:
    path = folder / group.lower().replace(" ", "-") / f"{year.replace('/', '-')}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    text = MINIMAL.replace("Key Cities", group).replace("2023/24", year)
    membership = f"membership:\n  exception: Agreed.\n  members:\n{members}"
    path.write_text(
        text.replace("membership: {breakdown: [{label: Cities, count: 26}]}\n", membership), "utf-8"
    )
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    dataset(tmp_path, "Coastal Group", COASTAL)
    dataset(tmp_path, "Key Cities", "    - Hull\n    - Exeter\n    - =1+1\n")
    dataset(tmp_path, "Key Cities", "    - Leeds\n", "2022/23")
    return tmp_path


def matrix_of(folder: Path) -> Matrix:
    return build_matrix(check(path) for path in sorted(folder.rglob("*.yaml")))


def test_a_council_is_one_row_and_the_newest_report_counts(folder: Path) -> None:
    members = matrix_of(folder)
    assert members.groups == ("Coastal Group", "Key Cities")
    assert {row.name: row.groups for row in members.councils} == {
        "Hull City Council": {"Coastal Group": "member", "Key Cities": "member"},
        "Isle of Anglesey County Council": {"Coastal Group": "corporate"},
        "Exeter City Council": {"Key Cities": "member"},
    }
    assert [row.name for row in members.others] == ["=1+1", "Peak District National Park"]
    assert [members.members(group) for group in members.groups] == [3, 3]


def test_a_spreadsheet_takes_no_name_for_a_formula(folder: Path) -> None:
    rows = list(csv.reader(io.StringIO(to_csv(matrix_of(folder)).decode("utf-8-sig"))))
    assert rows[0] == ["Authority", "Code", "Type", "Nation", "Groups", "Coastal Group", "Key Cities"]
    assert rows[1][:1] + rows[1][4:] == ["Exeter City Council", "1", "", "member"]
    assert rows[4][0] == "'=1+1"
    assert rows[-1] == ["Members", "", "", "", "6", "3", "3"]


def test_an_excel_file_is_the_same_at_every_run(folder: Path) -> None:
    content = to_xlsx(matrix_of(folder))
    assert content == to_xlsx(matrix_of(folder))
    words = zipfile.ZipFile(io.BytesIO(content)).read("xl/sharedStrings.xml").decode()
    assert "Hull City Council" in words
    assert "<f>" not in zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml").decode()


def test_a_web_page_says_where_each_belongs(folder: Path) -> None:
    page = to_html(matrix_of(folder)).decode()
    assert "3 councils in 2 groups" in page
    assert "Coastal Group (corporate)" in page


def test_what_is_private_is_not_in_it(tmp_path: Path) -> None:
    path = dataset(tmp_path, "Key Cities", "    - Hull\n")
    path.write_text(path.read_text("utf-8") + "private: [membership.members.name]\n", "utf-8")
    assert matrix_of(tmp_path).rows == ()


def test_the_command_takes_the_format_from_the_name(folder: Path) -> None:
    assert invoke("matrix", folder).stdout_bytes == to_csv(matrix_of(folder))
    for name, start in (("m.csv", b"\xef\xbb\xbf"), ("m.xlsx", b"PK"), ("m.html", b"<!doctype html>")):
        result = invoke("matrix", folder, "-o", folder / name)
        assert (result.exit_code, result.stderr) == (0, f"wrote {folder / name} (5 members in 2 groups)\n")
        assert (folder / name).read_bytes().startswith(start)


def test_a_dataset_that_cannot_be_understood_is_left_out_and_told(folder: Path) -> None:
    (folder / "broken.yaml").write_text("schema: [\n", "utf-8")
    result = invoke("matrix", folder)
    assert result.exit_code == 1
    assert "broken.yaml: left out" in result.stderr
    assert result.stdout_bytes == to_csv(matrix_of(folder))
