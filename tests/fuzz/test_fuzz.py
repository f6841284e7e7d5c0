"""A few cases of each fuzzer, the same in every run. `make fuzz` runs thousands."""

import sys

import pytest

from tests.fuzz.run import make_case, run_cases
from tests.fuzz.targets import TARGETS

_CASES = {
    "import-docx": 30,
    "import-html": 30,
    "import-pdf": 15,
    "import-text": 40,
    "pull": 40,
    "verify-pdf": 25,
    "verify-docx": 40,
    "extract": 60,
    "register": 40,
    "layout": 40,
}


@pytest.mark.pdf
@pytest.mark.parametrize("target", TARGETS)
def test_readers_stand_damaged_files(target: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("page", "openxml_audit"):
        monkeypatch.setitem(sys.modules, name, None)
    failures = list(run_cases(target, range(_CASES.get(target, 80))))
    assert failures == [], failures[0].report


@pytest.mark.pdf
@pytest.mark.parametrize("target", TARGETS)
def test_a_case_can_be_made_again_and_is_damaged(target: str) -> None:
    cases = [make_case(target, number) for number in range(5)]
    assert cases == [make_case(target, number) for number in range(5)]
    assert set(cases) - set(TARGETS[target].seeds())
