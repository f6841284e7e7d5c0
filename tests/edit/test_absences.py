"""What is missing is told where it can be filled in."""

from pathlib import Path
from typing import Any

import pytest

from reportgen.edit.absences import _PLACES
from reportgen.findings import At
from reportgen.pipeline import check
from reportgen.schema.shapes import shape_at
from tests.cases import TESTS
from tests.edit.sessions import session_of


def test_priorities_that_are_missing_are_told_at_their_section(tmp_path: Path) -> None:
    session = session_of(tmp_path, 'schema: 1\nform: "2024"\naims: We speak for cities.\n')
    places = [finding["at"] for finding in session.state()["findings"] if finding["code"] == "RG706"]
    assert places == [["priorities"]]


def value_at(values: Any, at: At) -> Any:
    for step in at:
        values = values.get(step) if isinstance(values, dict) else None
    return values


@pytest.mark.parametrize("code", _PLACES)
def test_the_place_exists_and_is_empty_where_the_rule_speaks(code: str) -> None:
    place = _PLACES[code]
    assert shape_at(place) is not None
    checks = [check(case) for case in sorted((TESTS / "rules").glob(f"{code.lower()}-*.yaml"))]
    speaking = [checked for checked in checks if code in {finding.code.id for finding in checked.findings}]
    assert speaking
    assert not any(value_at(checked.source.data, place) for checked in speaking)
