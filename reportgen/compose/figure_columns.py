"""Decides how many figures of the year stand side by side, so that none is broken or runs off the page."""

from collections.abc import Sequence

from reportgen.letters import BOLD, text_width
from reportgen.theme import Theme

_POINTS_PER_MM = 72 / 25.4
_PAGE_WIDTH = 210
_GAP = 17
"""The gap between columns in points: that of Word, which is wider than those of the other formats."""

_ROWS_OF_FOUR = frozenset({4, 7, 8})
"""The numbers of figures that stand in rows of four; all others stand in rows of three."""


def figure_columns(figures: Sequence[str], theme: Theme) -> int:
    """Returns how many figures stand side by side: in rows of like length, as long as each has room on one line.

    Where one has no room beside any other, its words may stand below each other.
    """
    count = len(figures)
    choices = [4, 2, 1] if count in _ROWS_OF_FOUR else [3, 2, 1]
    choices = [columns for columns in choices if columns <= count] or [1]
    longest = max(map(_width, figures))
    longest_word = max(_width(word) for figure in figures for word in figure.split(" "))
    fitting = (
        columns
        for width in (longest, longest_word)
        for columns in choices
        if (columns > 1 or width == longest_word)
        and width * theme.figure_size <= _column_width(columns, theme)
    )
    return next(fitting, 1)


def _column_width(columns: int, theme: Theme) -> float:
    """Returns the width of a column in points."""
    text = (_PAGE_WIDTH - 2 * theme.margin) * _POINTS_PER_MM
    return (text - (columns - 1) * _GAP) / columns


def _width(words: str) -> float:
    """Returns the width of bold words in ems: bold letters are wider, bold digits are not."""
    letters = "".join(filter(str.isalpha, words))
    return (text_width(words) + (BOLD - 1) * text_width(letters)) / 2
