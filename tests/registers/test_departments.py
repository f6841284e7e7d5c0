"""Departments: which one a name means on a day."""

from datetime import date

import pytest

from reportgen.registers import load_registers


@pytest.mark.parametrize(
    ("name", "on", "department_id", "how"),
    [
        ("DLUHC", "2024-03-31", "dluhc", "abbreviation"),
        ("Department of Levelling-Up, Housing and Communities", "2024-03-31", "dluhc", "wrong form"),
        ("Department for Levelling-Up, Housing & Communities", "2024-03-31", "dluhc", "name"),
        ("MHCLG", "2025-03-31", "mhclg", "abbreviation"),
        ("MHCLG", "2020-03-31", "mhclg-2018", "abbreviation"),
        ("DCMS", "2020-03-31", "dcms-2017", "abbreviation"),
        ("Defra", "2024-03-31", "defra", "abbreviation"),
        ("DEFRA", "2024-03-31", "defra", "wrong form"),
        ("Department for Levelling Up, Housing and Communities Committee", "2024-03-31", "luhc-committee", "wrong form"),
    ],
)  # fmt: skip
def test_a_department_is_found(name: str, on: str, department_id: str, how: str) -> None:
    naming = load_registers().departments.find(name, date.fromisoformat(on))
    assert naming
    assert (naming.department.id, naming.matched_by) == (department_id, how)
    assert naming.department.in_force(date.fromisoformat(on))


def test_a_department_that_ended_says_so() -> None:
    naming = load_registers().departments.find("BEIS", date(2024, 3, 31))
    assert naming
    assert naming.department.has_ended(date(2024, 3, 31))
    assert not naming.department.trusted
    assert naming.department.successors == ("dbt", "desnz", "dsit")


def test_the_nearest_department_is_offered() -> None:
    department = load_registers().departments.nearest("Department of Transport", date(2024, 3, 31))
    assert department
    assert department.id == "dft"
    assert load_registers().departments.nearest("Ministry of Magic", date(2024, 3, 31)) is None
