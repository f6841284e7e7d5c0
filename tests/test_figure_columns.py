"""Figures of the year stand beside each other only as long as none is broken or runs off the page."""

import pytest

from reportgen.compose.figure_columns import figure_columns
from reportgen.theme import Theme


@pytest.mark.parametrize(
    ("figures", "columns"),
    [
        (["18"], 1),
        (["18", "6"], 2),
        (["18", "6", "1,240"], 3),
        (["18", "£4.6m", "6", "1,240"], 4),
        (["18"] * 5, 3),
        (["18"] * 8, 4),
        (["18", "£149,500", "6", "1,240"], 2),
        (["18", "£149,500", "6"], 3),
        (["18", "£12.4 million", "6", "1,240"], 2),
        (["18", "£12.4 million", "6"], 2),
        (["18", "more than £12.4 million", "6"], 3),
        (["£1,234,567,890.12", "6"], 1),
    ],
)
def test_figures_have_room(figures: list[str], columns: int) -> None:
    assert figure_columns(figures, Theme(margin=22)) == columns
