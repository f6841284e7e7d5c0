"""Every reporter on the findings in one faulty dataset, against the goldens beside it; and the registry of reporters."""

from dataclasses import replace
from pathlib import Path
from pkgutil import iter_modules

import pytest

from reportgen import reporters
from reportgen.cli.console import make_results
from reportgen.findings import Span
from reportgen.pipeline import check
from reportgen.reporters import FindingsFormat, Results, reporter
from tests.cli.running import invoke
from tests.reporters.findings import make_finding, rendered

HERE = Path(__file__).parent


@pytest.fixture
def faulty(monkeypatch: pytest.MonkeyPatch) -> Results:
    monkeypatch.chdir(HERE)
    monkeypatch.setattr(
        reporters, "_repository", lambda _: ()
    )  # the goldens are the same where there is none
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    checked = check(Path("faulty.yaml"))
    return make_results(checked.findings, {"faulty.yaml": checked.source.text})


def golden(form: FindingsFormat) -> Path:
    """Returns the file that holds what a format makes of the findings."""
    return HERE / f"faulty-{form}{form.endings[0]}"


def test_every_module_is_registered() -> None:
    modules = {module.name for module in iter_modules(reporters.__path__)}
    assert modules == set(FindingsFormat)


def test_every_golden_is_that_of_a_format() -> None:
    assert {*HERE.glob("faulty-*")} == {golden(form) for form in FindingsFormat}


@pytest.mark.parametrize("command", ["validate", "batch"])
def test_help_names_every_ending(command: str) -> None:
    text = invoke(command, "--help").stdout
    assert [ending for form in FindingsFormat for ending in form.endings if ending not in text] == []


def test_an_unknown_format_has_no_reporter() -> None:
    with pytest.raises(KeyError, match="yaml"):
        reporter("yaml")


@pytest.mark.parametrize("form", FindingsFormat)
def test_a_format_is_as_its_golden(
    form: FindingsFormat, faulty: Results, request: pytest.FixtureRequest
) -> None:
    text = reporter(form)(faulty, False)
    if request.config.getoption("--accept"):
        golden(form).write_text(text, encoding="utf-8", newline="\n")
    assert text == golden(form).read_text(encoding="utf-8")


@pytest.mark.parametrize("form", FindingsFormat)
def test_the_order_of_the_findings_does_not_matter(form: FindingsFormat, faulty: Results) -> None:
    backwards = replace(faulty, findings=tuple(reversed(faulty.findings)))
    assert reporter(form)(backwards, False) == reporter(form)(faulty, False)


@pytest.mark.parametrize("form", [form for form in FindingsFormat if form.audience != "people"])
def test_formats_for_programs_have_no_colours(form: FindingsFormat, faulty: Results) -> None:
    assert reporter(form)(faulty, True) == reporter(form)(faulty, False)


def test_of_a_kind_a_file_shows_a_hundred_and_counts_the_others() -> None:
    findings = [make_finding(f"fault {number}", span=Span(number, 1, number, 2)) for number in range(1, 251)]
    others = [
        make_finding("fault", file="other.yaml", span=Span(number, 1, number, 2)) for number in range(1, 102)
    ]
    shown = rendered("text", [*findings, *others])
    assert shown.count("] fault ") == 100
    assert (
        "report.yaml:101:1: error[RG999] 150 more findings of this kind are in this file, from this line on"
        in shown
    )
    assert shown.count("other.yaml:") == 101
    assert "\n351 errors in " in shown
