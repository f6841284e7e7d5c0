"""Editions of the LGA business plan: which one a name means."""

import pytest

from reportgen.registers import load_registers


@pytest.mark.parametrize("edition", ["2022-25", "2022/25", "2022-2025", "2022 to 2025"])
def test_an_edition_is_found_however_its_years_are_written(edition: str) -> None:
    plan = load_registers().plans.find(edition)
    assert plan
    assert (plan.edition, plan.complete, len(plan.themes), len(plan.priorities)) == ("2022-25", False, 4, 3)


def test_an_edition_that_is_not_there_is_none() -> None:
    assert load_registers().plans.find("2018-19") is None
    assert load_registers().plans.find("soon") is None
