"""Contrast and mixtures of colours."""

from hypothesis import given
from hypothesis import strategies as st

from reportgen.colours import TEXT_CONTRAST, WHITE, contrast, mix, readable, text_colour_on
from reportgen.theme import Theme

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def test_the_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == contrast("#ffffff", "#000000") == 21
    assert round(contrast("#767676", WHITE), 2) == 4.54
    assert round(contrast("#ff0000", WHITE), 2) == 4.0


def test_a_mixture_lies_between_two_colours() -> None:
    assert mix("#000000", "#ffffff", 0.5) == "#808080"
    assert (mix("#0a3a5a", "#ffffff", 1), mix("#0a3a5a", "#ffffff", 0)) == ("#0a3a5a", "#ffffff")


@given(colours, colours)
def test_any_colour_can_be_made_readable_on_any_ground(colour: str, ground: str) -> None:
    shade = readable(colour, ground)
    assert contrast(shade, ground) >= TEXT_CONTRAST
    assert shade == colour or contrast(colour, ground) < TEXT_CONTRAST


@given(colours)
def test_text_can_be_read_on_any_cover(cover: str) -> None:
    theme = Theme(cover=cover)
    assert contrast(theme.cover_text, cover) >= TEXT_CONTRAST
    assert text_colour_on(cover) in ("#ffffff", "#000000")


@given(colours)
def test_text_can_be_read_on_the_shade_of_any_accent(colour: str) -> None:
    theme = Theme(accent=readable(colour, WHITE))
    for text in (theme.text, theme.muted, theme.accent, theme.second_accent):
        assert contrast(text, theme.shade) >= TEXT_CONTRAST
