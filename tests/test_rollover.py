"""The dataset of the next year: what is carried over, what is emptied, and that all other lines stay as they were."""

from pathlib import Path

import pytest

from reportgen.pipeline import check
from reportgen.rollover import NotOnLines, roll_over
from reportgen.schema.load import load_report
from reportgen.source import read
from tests.cases import TESTS
from tests.cli.running import invoke

KEY_CITIES = TESTS.parent / "data" / "key-cities" / "2023-24.yaml"
LAST = """# Ours.
schema: 1
submitted: 2024-06-30  # late
period: 2023/24

# Who we are
contact: {lead_member: Cllr A,
  lead_officer: B}
membership:   # all of them
  members:
  - Hull
  - 'York'
  eligibility: >
    Towns.
aims: Words
  that go on.
activities: {events:
   [Talk]}
government:
- {department: DfE, kind: Call}
# At the end.
"""
NEXT = """# Ours.
schema: 1
# Last year's, to look at and then delete:
# submitted: 2024-06-30  # late

period: 2024/25

# Who we are
contact: {lead_member: Cllr A,
  lead_officer: B}  # review
membership:   # all of them  # review
  members:
  - Hull
  - 'York'
  eligibility: >  # review
    Towns.
aims: Words
  that go on.  # review
activities:
  # Last year's, to look at and then delete:
  # {events:
  #  [Talk]}

# Last year's, to look at and then delete:
# government:
# - {department: DfE, kind: Call}

# At the end.
"""


def rolled_over(text: str, year: str = "2024/25") -> str:
    period = load_report({"period": year}).report.period
    assert period is not None
    return roll_over(read(text, "x.yaml"), period).text


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_what_lasts_is_carried_over_and_what_belongs_to_a_year_is_emptied(newline: str) -> None:
    assert rolled_over(LAST.replace("\n", newline)) == NEXT.replace("\n", newline)


@pytest.mark.parametrize(
    "text", ["{schema: 1, period: 2023/24}", '{\n"schema": 1,\n"aims": "x"}', " schema: 1\n aims: x"]
)
def test_parts_that_stand_on_no_lines_of_their_own_are_refused(text: str) -> None:
    with pytest.raises(NotOnLines):
        rolled_over(text)


def test_each_mark_is_a_finding_until_it_is_gone(tmp_path: Path) -> None:
    path = tmp_path / "2023-24.yaml"
    path.write_bytes(KEY_CITIES.read_bytes())
    result = invoke("rollover", path)
    assert (result.exit_code, path.read_bytes()) == (0, KEY_CITIES.read_bytes())
    new = tmp_path / "2024-25.yaml"
    text = new.read_text(encoding="utf-8")
    parts = ["contact", "membership", "eligibility", "aims", "priorities", "themes"]
    for number in range(len(parts) + 1):
        messages = [finding.problem.message for finding in check(new).findings if finding.code.id == "RG014"]
        assert [message.split("`")[1] for message in messages] == parts[number:]
        text = text.replace("  # review", "", 1)
        new.write_text(text, encoding="utf-8")
    before = KEY_CITIES.read_text(encoding="utf-8").splitlines()
    changed = [line for line in text.splitlines() if line not in before]
    assert all(line.startswith(("period: 2024/25", "  # ")) for line in changed)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--period", "2023/24"], "2023/24 does not come after 2023/24"),
        (["--period", "24-25"], "`24-25` is no financial year"),
        (["-o", "2023-24.yaml"], "is there already, and is not replaced"),
    ],
)
def test_a_wrong_wish_writes_nothing(
    arguments: list[str], words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("2023-24.yaml").write_text(LAST, encoding="utf-8")
    result = invoke("rollover", "2023-24.yaml", *arguments)
    assert (result.exit_code, words in result.stderr, [*tmp_path.iterdir()]) == (
        2,
        True,
        [tmp_path / "2023-24.yaml"],
    )


def test_a_file_with_slips_is_told_of_and_not_carried_over(tmp_path: Path) -> None:
    path = tmp_path / "2023-24.yaml"
    path.write_text(LAST.replace("'York'", "@York"), encoding="utf-8")
    result = invoke("rollover", path)
    assert (result.exit_code, "RG003" in result.stderr, [*tmp_path.iterdir()]) == (1, True, [path])


def test_standard_output_and_another_year(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(LAST, encoding="utf-8")
    result = invoke("rollover", path, "--period", "2026/27", "-o", "-")
    assert result.stdout == NEXT.replace("2024/25", "2026/27")
