"""Paths of the report and of the file, where entries of lists were left out."""

import pytest

from reportgen.findings import At
from reportgen.schema.origins import path_in_file, path_in_report

ORIGINS: dict[At, tuple[int, ...]] = {("a",): (0, 2, 5), ("a", 1, "b"): (3,), ("c",): (1,)}


@pytest.mark.parametrize(
    ("in_report", "in_file"),
    [
        (("a", 0), ("a", 0)),
        (("a", 1), ("a", 2)),
        (("a", 2, "title"), ("a", 5, "title")),
        (("a", 1, "b", 0), ("a", 2, "b", 3)),
        (("c", 0, "b", 7), ("c", 1, "b", 7)),
        (("d", 4), ("d", 4)),
        ((), ()),
    ],
)
def test_an_entry_has_the_index_of_the_file_and_of_the_report(in_report: At, in_file: At) -> None:
    assert path_in_file(in_report, ORIGINS) == in_file
    assert path_in_report(in_file, ORIGINS) == in_report


def test_an_entry_that_was_left_out_keeps_its_index() -> None:
    assert path_in_report(("a", 4, "title"), ORIGINS) == ("a", 4, "title")
