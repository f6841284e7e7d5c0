"""Every format of the findings in one faulty dataset, against the goldens beside it."""

from pathlib import Path

import pytest

from reportgen.cli.console import results
from reportgen.pipeline import check
from reportgen.reporters import REPORTERS, Results, reporter

HERE = Path(__file__).parent
GOLDEN = {"text": "txt", "json": "json", "github": "github", "sarif": "sarif", "junit": "xml"}


@pytest.fixture
def faulty(monkeypatch: pytest.MonkeyPatch) -> Results:
    monkeypatch.chdir(HERE)
    checked = check(Path("faulty.yaml"))
    return results(checked.findings, {"faulty.yaml": checked.source.text})


def test_every_format_has_a_golden() -> None:
    assert tuple(GOLDEN) == REPORTERS


@pytest.mark.parametrize("form", REPORTERS)
def test_a_format_is_as_its_golden(form: str, faulty: Results, request: pytest.FixtureRequest) -> None:
    golden, text = HERE / f"faulty.{GOLDEN[form]}", reporter(form)(faulty, False)
    if request.config.getoption("--accept"):
        golden.write_text(text, encoding="utf-8", newline="\n")
    assert text == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("form", REPORTERS)
def test_the_order_of_the_findings_does_not_matter(form: str, faulty: Results) -> None:
    turned = Results(tuple(reversed(faulty.findings)), faulty.files, faulty.line, faulty.names)
    assert reporter(form)(turned, False) == reporter(form)(faulty, False)


@pytest.mark.parametrize("form", sorted(set(REPORTERS) - {"text"}))
def test_formats_for_programs_have_no_colours(form: str, faulty: Results) -> None:
    assert reporter(form)(faulty, True) == reporter(form)(faulty, False)
