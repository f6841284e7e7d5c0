"""A file with slips of YAML: what can be read of it is checked all the same, and nothing is built of it."""

import re
from pathlib import Path

import pytest

from reportgen.fixes import apply_fixes
from reportgen.pipeline import check_source
from reportgen.source import read
from tests.cases import TESTS
from tests.cli.running import invoke

EVERYTHING = TESTS / "valid" / "everything.yaml"
FAULTY = """schema: 1
form: "2024"
group: {name: Key Cities, establisched: 2013}
contact:
  lead_member: @john
  telephone: 07967424591
activities:
  projects:
    - title: Report: the end
      date: 2024-02-30
      text: We say that that is so.
"""


def test_what_stands_beside_a_slip_is_checked() -> None:
    checked = check_source(read(FAULTY, "x.yaml"), TESTS / "x.yaml")
    found = [(finding.span.line, finding.code.id) for finding in checked.findings]
    assert [each for each in found if each[1] != "RG306"] == [
        (3, "RG101"),
        (5, "RG003"),
        (6, "RG305"),
        (9, "RG003"),
        (10, "RG105"),
        (11, "RG601"),
    ]


def test_nothing_is_built_or_repaired(tmp_path: Path) -> None:
    checked = check_source(read(FAULTY, "x.yaml"), TESTS / "x.yaml")
    assert (checked.loaded, checked.source.data, checked.private) == (None, None, None)
    assert apply_fixes(checked.source, checked.findings, unsafe=True).text == FAULTY
    path = tmp_path / "x.yaml"
    path.write_text(FAULTY, encoding="utf-8")
    assert invoke("build", path, "--output", tmp_path / "out").exit_code == 1
    invoke("validate", path, "--fix", "--unsafe-fixes")
    assert (path.read_text(encoding="utf-8"), [*tmp_path.iterdir()]) == (FAULTY, [path])


def values_with_slips() -> list[tuple[int, str]]:
    """The lines of a sound dataset whose value can become a slip, each with the file in which it is one."""
    lines = EVERYTHING.read_text(encoding="utf-8").split("\n")
    files = []
    for index, line in enumerate(lines):
        match = re.match(r"(?P<before> *(?:- +)*(?:[a-z_]+: +|(?<=- )))(?P<value>[^\s|>#'\"\[{].*)$", line)
        if match:
            slip = f"{match['before']}@{match['value']}"
            files.append((index + 1, "\n".join([*lines[:index], slip, *lines[index + 1 :]])))
    return files


@pytest.mark.parametrize(("line", "text"), values_with_slips()[::4])
def test_a_slip_makes_no_other_finding(line: int, text: str) -> None:
    source = read(text, str(EVERYTHING))
    if source.data is None:
        findings = check_source(source, EVERYTHING).findings
        sound = check_source(read(EVERYTHING.read_bytes(), str(EVERYTHING)), EVERYTHING).findings
        assert [finding.span.line for finding in findings if finding.code.id == "RG003"] == [line]
        assert {(each.code, each.span.line) for each in findings if each.code.id != "RG003"} <= {
            (each.code, each.span.line) for each in sound
        }
