"""Codes that were renamed: their old ids are still understood wherever somebody can have written them down."""

import json
import sys
from pathlib import Path

import pytest

from reportgen.batch.stored_findings import restore, store
from reportgen.catalogue import all_codes, code_constants
from reportgen.codes import ALIASES, PICTURE, current_id, old_ids
from reportgen.config import Settings, find_settings
from reportgen.config.baseline import baseline_content, load_baseline
from reportgen.findings import Severity
from reportgen.pipeline import check
from reportgen.pipeline.check_many import cross_check, outcome_of
from tests.cases import TESTS
from tests.cli.running import MINIMAL, invoke

TWICE = MINIMAL.replace("aims: We speak for cities.", "aims: We we speak.")


@pytest.fixture
def renamed(monkeypatch: pytest.MonkeyPatch) -> None:
    """RG601, repeated words, and RG813, two reports of one group and period, once had other ids."""
    monkeypatch.setattr("reportgen.codes.ALIASES", {**ALIASES, "RG699": "RG601", "RG899": "RG813"})


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    (path := tmp_path / "2023-24.yaml").write_text(TWICE, "utf-8")
    return path


def ids(path: Path, settings: Settings | None = None) -> list[str]:
    return [finding.code.id for finding in check(path, settings).findings]


def test_an_old_id_leads_to_a_code_and_is_none_itself() -> None:
    ids_in_use = {code.id for code in all_codes()}
    assert set(ALIASES.values()) <= ids_in_use
    assert not set(ALIASES) & ids_in_use


def test_the_codes_of_writers_are_those_of_the_checks() -> None:
    assert {old: current_id(old) for old in ("RG904", "RG905", "RG907", "RG912")} == {
        "RG904": "RG115",
        "RG905": "RG114",
        "RG907": "RG116",
        "RG912": "RG114",
    }
    assert old_ids("RG114") == ["RG905", "RG912"]


@pytest.mark.parametrize("old", ALIASES)
def test_the_page_of_an_old_id_is_that_of_the_new_one(old: str) -> None:
    shown = invoke("rule", old.lower())
    assert shown.stdout == invoke("rule", ALIASES[old]).stdout
    assert shown.stdout.startswith(f"{ALIASES[old]}: ")
    page = (TESTS.parent / "docs" / "rules.md").read_text("utf-8")
    assert f'<a id="{old.lower()}"></a>' in page


@pytest.mark.usefixtures("renamed")
def test_a_comment_may_name_a_rule_by_its_old_id(dataset: Path) -> None:
    assert "RG601" in ids(dataset)
    dataset.write_text(TWICE.replace("We we speak.", "We we speak.  # reportgen: ignore RG699"), "utf-8")
    assert not {"RG601", "RG010"} & {*ids(dataset)}
    dataset.write_text(MINIMAL.replace("for cities.", "for cities.  # reportgen: ignore RG699"), "utf-8")
    (finding,) = (each for each in check(dataset).findings if each.code.id == "RG010")
    assert finding.message == "this comment hides nothing: there is no `RG699` here"


@pytest.mark.parametrize("old", ALIASES)
def test_what_cannot_be_hidden_cannot_be_hidden_by_its_old_id(old: str, dataset: Path) -> None:
    dataset.write_text(MINIMAL.replace("for cities.", f"for cities.  # reportgen: ignore {old}"), "utf-8")
    (finding,) = (each for each in check(dataset).findings if each.code.id == "RG010")
    assert finding.message == f"`{old}` is not a rule, and cannot be hidden"


@pytest.mark.usefixtures("renamed")
def test_a_comment_on_two_reports_of_one_period_may_name_the_old_id(dataset: Path) -> None:
    other = dataset.with_name("2023-24-again.yaml")
    other.write_text(TWICE.replace("2023/24", "2023/24  # reportgen: ignore RG899"), "utf-8")
    assert list(cross_check(outcome_of(check(path)) for path in (dataset, other))) == []


@pytest.mark.usefixtures("renamed")
def test_settings_may_name_a_rule_by_its_old_id(dataset: Path) -> None:
    for text, expected in (
        ('ignore = ["RG699"]', None),
        ('select = ["RG699"]', Severity.WARNING),
        ('[severity]\nRG699 = "error"', Severity.ERROR),
        ('[severity]\nRG6 = "off"\nRG699 = "error"', Severity.ERROR),
        ('[severity]\nRG699 = "off"', None),
        ('[per-file-ignores]\n"2023-24.yaml" = ["RG699"]', None),
    ):
        dataset.with_name("reportgen.toml").write_text(text, "utf-8")
        found = check(dataset, find_settings(dataset.parent)).findings
        assert next((each.severity for each in found if each.code.id == "RG601"), None) is expected, text
        assert invoke("validate", dataset).exit_code == (1 if expected is Severity.ERROR else 0), text


@pytest.mark.usefixtures("renamed")
def test_an_option_may_name_a_rule_by_its_old_id(dataset: Path) -> None:
    assert "RG601" in invoke("validate", dataset).stdout
    assert "RG601" not in invoke("validate", dataset, "--ignore", "rg699").stdout
    assert "RG601" in invoke("validate", dataset, "--select", "RG699").stdout


@pytest.mark.parametrize("old", ALIASES)
def test_what_is_no_rule_is_no_rule_by_its_old_id(old: str, dataset: Path) -> None:
    result = invoke("validate", dataset, "--ignore", old)
    assert (result.exit_code, result.stderr.split(";")[0]) == (
        2,
        f"reportgen: `{old}` is no rule, nor the beginning of one",
    )


@pytest.mark.usefixtures("renamed")
def test_a_baseline_may_hold_an_old_id(dataset: Path) -> None:
    found = check(dataset).findings
    place = dataset.with_name("baseline.json")
    place.write_text(baseline_content(found, place).decode().replace('"RG601"', '"RG699"'), "utf-8")
    assert "RG699" in place.read_text("utf-8")
    assert load_baseline(place).new_findings(found, [str(dataset)]) == ([], 0)


def test_a_record_of_a_batch_may_hold_an_old_id() -> None:
    found = check(TESTS / "faults" / "rg111-figures.yaml").findings
    stored = json.loads(
        json.dumps([store(each) for each in found if each.code is PICTURE]).replace("RG114", "RG912")
    )
    assert len(stored) >= 4
    restored = restore(stored, {code.id: code for code in all_codes()})
    assert [each.code for each in restored] == [PICTURE] * len(stored)


def test_a_missing_engine_hides_its_modules_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    codes = list(code_constants())
    monkeypatch.delitem(sys.modules, "reportgen.writers._pdf.tag_builder", raising=False)
    monkeypatch.setitem(sys.modules, "weasyprint.formatting_structure", None)
    assert list(code_constants()) == codes


@pytest.mark.parametrize("name", ["reportgen.schema.i18n", "reportgen.writers.fetch"])
def test_a_broken_module_is_not_passed_over(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(ModuleNotFoundError, match=name):
        list(code_constants())
