"""The findings of all reports of a batch, in every format, whether they were compiled now or before."""

import json
from concurrent.futures import Executor, Future
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from reportgen.batch import manifest, stored_findings
from reportgen.batch.job import JobResult
from reportgen.catalogue import all_codes
from reportgen.findings import Finding, Fix, Problem, Severity, Span
from reportgen.pipeline import check
from reportgen.pipeline.codes import DUPLICATE_REPORT
from reportgen.reporters import FindingsFormat
from tests.batch.test_batch import dataset
from tests.cases import cases
from tests.cli.running import MINIMAL, SEED, invoke

CHANGED = MINIMAL.replace("We speak for cities.", "We speak for for cities")


@pytest.fixture
def year(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    dataset(Path("data"), "Key Cities", CHANGED)
    dataset(Path("data"), "Rural Services")
    dataset(Path("data"), "Faulty Group", f"{MINIMAL}colour: red\n")
    return tmp_path


def test_a_finding_comes_back_from_its_record_as_it_was() -> None:
    findings = [finding for path in (SEED, *cases("faults")) for finding in check(path).findings]
    fixed = Problem(("a", 0), "m", "h", (1, 2), Fix("x", safe=False))
    findings.append(Finding(DUPLICATE_REPORT, Severity.INFO, "f", Span(1, 2, 3, 4), fixed))
    result = JobResult({}, 0, tuple(map(stored_findings.store, findings)), 0)
    record = manifest.make_record("f", "f", "", result, {})
    parsed = manifest._parse_record(json.loads(record.to_json()))
    codes = {code.id: code for code in all_codes()}
    assert list(stored_findings.restore(parsed.findings, codes)) == findings


@pytest.mark.usefixtures("year")
@pytest.mark.parametrize("form", FindingsFormat)
def test_what_is_told_is_what_validate_tells_and_does_not_change_when_nothing_is_compiled(form: str) -> None:
    expected = invoke("validate", "data", "--format", form).stdout
    first, second = (invoke("batch", "data", "--to", "html", "-o", "out", "--format", form) for _ in range(2))
    assert first.stdout == second.stdout == expected
    assert "2 unchanged, 1 faulty" in second.stderr


@pytest.mark.usefixtures("year")
def test_several_formats_at_once_stand_beside_the_manifest() -> None:
    dataset(Path("data"), "Gone Group").write_bytes(b"form: \xff")
    files = [
        word for name in ("junit.xml", "all.sarif", "all.json") for word in ("--findings", f"out/{name}")
    ]
    result = invoke(
        "batch", "data", "missing.yaml", "--to", "html", "-o", "out", *files, "--format", "github"
    )
    assert result.exit_code == 2
    assert result.stdout.count("::error ") == 3
    suites = ET.parse("out/junit.xml").getroot()
    assert {suite.get("name"): suite.get("tests") for suite in suites} == {
        "data/faulty-group/2023-24.yaml": "1",
        "data/gone-group/2023-24.yaml": "1",
        "data/key-cities/2023-24.yaml": "2",
        "data/rural-services/2023-24.yaml": "1",
        "missing.yaml": "1",
    }
    assert (suites.get("failures"), suites.get("errors")) == ("2", "1")
    run = json.loads(Path("out/all.sarif").read_text("utf-8"))["runs"][0]
    assert run["invocations"] == [{"executionSuccessful": False}]
    findings = json.loads(Path("out/all.json").read_text("utf-8"))["findings"]
    assert [finding["code"] for finding in findings] == ["RG101", "RG001", "RG601", "RG602", "RG020"]
    assert invoke("batch", "--check", "-o", "out").exit_code == 0


class Late(Executor):
    """Workers that take too long for every report."""

    size = 1

    def __init__(self, *_: object, **__: object) -> None: ...

    def submit(self, *_: object) -> Future[JobResult]:  # type: ignore[override]  # whatever it is
        future: Future[JobResult] = Future()
        future.set_exception(TimeoutError())
        return future


@pytest.mark.usefixtures("year")
def test_a_report_that_failed_is_a_finding_for_other_programs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportgen.batch.pool.LocalPool", Late)
    result = invoke("batch", "data", "--to", "html", "-o", "out", "--format", "json")
    assert result.exit_code == 2
    findings = json.loads(result.stdout)["findings"]
    assert [finding["code"] for finding in findings] == ["RG021"] * 3
    assert findings[0]["message"] == "it took longer than the 120 seconds of --time-limit"


@pytest.mark.usefixtures("year")
def test_what_cannot_be_told_is_refused_before_any_work() -> None:
    twice = invoke("batch", "data", "-o", "out", "--format", "json", "--format", "sarif")
    assert (twice.exit_code, twice.stderr) == (
        2,
        "reportgen: only one format can go to standard output, not json and sarif; write --findings FILE for each\n",
    )
    assert invoke("batch", "data", "-o", "out", "--findings", "found").exit_code == 2
    assert not Path("out").exists()
