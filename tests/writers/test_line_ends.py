"""Lines of a PDF end where no further word fits, whatever follows them."""

import re
from collections.abc import Iterator

import pytest

from reportgen.writers._pdf.line_ends import hanging_spaces

pytestmark = pytest.mark.pdf

WORDS = "Water rose in all of our towns. So did the number of people who want to do something about it. See"
PAGE = "<style>@page {{ margin: 0; size: 900px }} p {{ width: {width}px }}</style><p>{words} <a href='#x'>What we did</a>."


def lines(width: float) -> Iterator[str]:
    import weasyprint
    from weasyprint.formatting_structure import boxes

    (page,) = weasyprint.HTML(string=PAGE.format(width=width, words=WORDS)).render().pages
    for box in page._page_box.descendants():
        if isinstance(box, boxes.LineBox):
            yield "".join(inner.text for inner in box.descendants() if isinstance(inner, boxes.TextBox))


def test_a_line_whose_last_space_does_not_fit_is_whole() -> None:
    """The font is any: somewhere among the widths is one of which the engine makes a line of one word."""
    differing = 0
    for width in range(380, 460):
        plain = [*lines(width)]
        with hanging_spaces():
            mended = [*lines(width)]
        assert all(re.search(r"\w \w", line) for line in mended[:-1]), (width, mended)
        assert " ".join(line.strip() for line in mended) == f"{WORDS} What we did."
        differing += plain != mended
    assert 0 < differing < 12
