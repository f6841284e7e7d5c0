"""Repairs of whole files: `name.yaml` becomes `name.fixed`, with `--unsafe-fixes` where the name ends with `-unsafe`.

Third parties apply the fixes of SARIF: they must come to the same text.
"""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from reportgen.cli.console import make_results
from reportgen.fixes import apply_fixes
from reportgen.pipeline import Checked, check
from reportgen.pipeline.repairing import repaired
from reportgen.reporters import reporter
from tests.cases import cases, named
from tests.cli.running import invoke

CASES = cases("fixes")


@pytest.mark.parametrize("path", CASES, ids=named)
def test_a_file_is_repaired_in_one_run(path: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    golden, unsafe = path.with_suffix(".fixed"), named(path).endswith("-unsafe")
    copy = Path(shutil.copy(path, tmp_path))
    options = ["--fix", *(["--unsafe-fixes"] if unsafe else [])]
    invoke("validate", copy, *options)
    text = copy.read_text(encoding="utf-8")
    if request.config.getoption("--accept"):
        golden.write_text(text, encoding="utf-8", newline="\n")
    assert text == golden.read_text(encoding="utf-8")
    assert repaired(check(copy), unsafe=unsafe).text == text, "a second run changes nothing"


@pytest.mark.parametrize(
    "path", [*CASES, *cases("rules"), *cases("rules", "*/2023-24.yaml"), *cases("faults")], ids=named
)
def test_sarif_offers_what_a_run_repairs(path: Path) -> None:
    checked = check(path)
    if checked.source.data is None:
        return
    fixes = sarif_fixes(checked)
    for unsafe in (False, True):
        chosen = [fix for fix in fixes if unsafe or fix["properties"]["safe"]]
        findings = [finding for finding in checked.findings if finding.problem.fix]
        in_one = apply_fixes(checked.source, findings, unsafe=unsafe).text
        if not overlap(chosen):
            assert without_trailing_spaces(apply(chosen, checked.source.text)) == without_trailing_spaces(
                in_one
            )
    for fix, finding in zip(
        fixes, (each for each in in_order(checked) if offers(checked, each)), strict=True
    ):
        alone = apply_fixes(checked.source, [finding], unsafe=True).text
        assert without_trailing_spaces(apply([fix], checked.source.text)) == without_trailing_spaces(alone)


def in_order(checked: Checked) -> Any:
    return make_results(checked.findings, {checked.source.file: None}).in_order()


def offers(checked: Checked, finding: Any) -> bool:
    return bool(make_results([finding], {checked.source.file: None}).replacements(finding))


def sarif_fixes(checked: Checked) -> list[Any]:
    """The fixes of a log, as a third party reads them."""
    log = json.loads(reporter("sarif")(make_results(checked.findings, {checked.source.file: None}), False))
    return [fix for result in log["runs"][0]["results"] for fix in result.get("fixes", ())]


def replacements(fixes: list[Any]) -> list[tuple[tuple[int, int], tuple[int, int], str]]:
    """The deleted regions, each as two pairs of line and column, with the inserted texts."""
    return sorted(
        (
            (replacement["deletedRegion"]["startLine"], replacement["deletedRegion"]["startColumn"]),
            (replacement["deletedRegion"]["endLine"], replacement["deletedRegion"]["endColumn"]),
            replacement["insertedContent"]["text"],
        )
        for fix in fixes
        for change in fix["artifactChanges"]
        for replacement in change["replacements"]
    )


def overlap(fixes: list[Any]) -> bool:
    edits = replacements(fixes)
    return any(edits[index][1] > edits[index + 1][0] for index in range(len(edits) - 1))


def apply(fixes: list[Any], text: str) -> str:
    """The text after fixes, made as SARIF 2.1.0 (3.57) says, from the last to the first."""
    lines = [*text.splitlines(keepends=True), ""]
    for (line, column), (end_line, end_column), words in reversed(replacements(fixes)):
        before, after = lines[line - 1][: column - 1], lines[end_line - 1][end_column - 1 :]
        lines[line - 1 : end_line] = [before + words + after]
    return "".join(lines)


def without_trailing_spaces(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.split("\n"))
