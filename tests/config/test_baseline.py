"""Baselines: which findings they hide, which of theirs are gone, and which files are none."""

from pathlib import Path

import pytest

from reportgen.config.baseline import baseline_content, load_baseline
from reportgen.pipeline import check
from reportgen.source import Unreadable
from tests.cases import TESTS

SEED = TESTS.parent / "data" / "key-cities" / "2023-24.yaml"


def test_a_baseline_hides_what_it_holds_and_counts_what_is_gone(tmp_path: Path) -> None:
    findings = check(SEED).findings
    path = tmp_path / "agreed.json"
    path.write_bytes(baseline_content(findings[1:], path))
    new, gone = load_baseline(path).new_findings(findings, [str(SEED)])
    assert (new, gone) == ([findings[0]], 0)
    new, gone = load_baseline(path).new_findings(findings[:2], [str(SEED)])
    assert (new, gone) == ([findings[0]], len(findings) - 2)
    assert baseline_content(findings, path) == baseline_content(tuple(reversed(findings)), path)
    assert load_baseline(path).new_findings([], ["other.yaml"]) == ([], 0), (
        "nothing is gone from files that were not checked"
    )
    assert (
        baseline_content((), path, load_baseline(path).entries_of_other_files(["other.yaml"]))
        == path.read_bytes()
    )
    assert load_baseline(path).entries_of_other_files([str(SEED)]).total() == 0


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"version": 1}', '{"version": 2, "findings": []}', "\xff"])
def test_a_file_that_is_no_baseline_is_refused_in_one_line(tmp_path: Path, text: str) -> None:
    path = tmp_path / "agreed.json"
    path.write_bytes(text.encode("latin-1"))
    with pytest.raises(Unreadable, match=r"agreed\.json: is (not )?a baseline"):
        load_baseline(path)
