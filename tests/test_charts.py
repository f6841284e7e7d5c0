"""Charts: what is drawn of which numbers, and that it can be read."""

import re
import subprocess
import sys
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.charts import (
    KINDS,
    MAX_SERIES,
    Amount,
    ChartData,
    ChartKind,
    Series,
    is_blank,
    read_amount,
)
from reportgen.charts.drawing import draw
from reportgen.charts.looks import DASHES, series_colours
from reportgen.charts.numbers import write_amount
from reportgen.charts.scale import scale_for
from reportgen.colours import SHAPE_CONTRAST, WHITE, contrast, readable
from reportgen.compose.charts import alternative_text, chart_figure
from reportgen.document import Document
from reportgen.theme import Theme
from reportgen.writers import Options, writer

SVG = "{http://www.w3.org/2000/svg}"


def series(name: str, *values: float | None) -> Series:
    return Series(name, values, tuple("–" if value is None else write_amount(value, "£") for value in values))


MONEY = ChartData(
    "bar", ("Subscriptions", "Grants & gifts"), (series("2022/23", 27500, -200), series("2023/24", 31000, None)),
    "Income", "£",
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("26", Amount(26)),
        ("£27,500", Amount(27500, "£")),
        ("-£2.50", Amount(-2.5, "£")),
        ("£-2.50", Amount(-2.5, "£")),
        ("(1,000)", Amount(-1000)),
        ("12.5%", Amount(12.5, "%")),
        ("12 per cent", Amount(12, "%")),
        ("£1.2m", Amount(1_200_000, "£")),
        ("3 million", Amount(3_000_000)),
        ("999,999,999,999,999", Amount(999_999_999_999_999)),
        ("1,000,000,000,000,000", None),
        ("1000000bn", None),
        ("9" * 400, None),
        ("9" * 300 + "bn", None),
        ("about 20", None),
        ("1,00", None),
        ("(5", None),
        ("2022/23", None),
        ("–", None),
    ],
)
def test_an_amount_is_read_as_officers_write_it(text: str, amount: Amount | None) -> None:
    assert read_amount(text) == amount


def test_a_dash_says_that_there_is_no_amount() -> None:
    assert is_blank("–")
    assert is_blank(" N/A ")
    assert not is_blank("0")


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [(27500, "£", "£27,500"), (-2.5, "£", "\u2212£2.5"), (12.5, "%", "12.5%"), (0.1 + 0.2, "", "0.3")],
)
def test_an_amount_is_written_in_house_style(value: float, unit: str, text: str) -> None:
    assert write_amount(value, unit) == text


amounts = st.floats(-1e9, 1e9, allow_nan=False).map(lambda number: round(number, 2))


@given(amounts, amounts)
def test_a_scale_holds_zero_and_all_numbers(first: float, second: float) -> None:
    scale = scale_for(min(first, second), max(first, second), 200)
    assert 0 in scale.ticks
    assert len(scale.ticks) <= 13
    assert all(-0.01 <= scale.position(value) <= 200.01 for value in (first, second, 0))


@given(st.integers(0, 0xFFFFFF), st.integers(0, 0xFFFFFF))
def test_the_colours_of_any_theme_can_be_told_from_the_paper(accent: int, second: int) -> None:
    theme = Theme(accent=readable(f"#{accent:06x}", WHITE), second_accent=readable(f"#{second:06x}", WHITE))
    assert len(series_colours(theme)) == len(DASHES) == MAX_SERIES
    assert min(contrast(colour, WHITE) for colour in series_colours(theme)) >= SHAPE_CONTRAST


@pytest.mark.parametrize("kind", KINDS)
def test_the_words_of_a_chart_are_text(kind: ChartKind) -> None:
    drawing = ET.fromstring(draw(replace(MONEY, kind=kind), Theme(), 600).content)
    texts = [element.text for element in drawing.iter(f"{SVG}text")]
    assert texts[:3] == ["Income", "2022/23", "2023/24"]
    assert "Subscriptions" in texts
    assert ("£31,000" in texts) == (kind == "bar")
    assert drawing.findtext(f"{SVG}title") == "Income"


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_numbers_make_the_same_bytes(kind: ChartKind) -> None:
    data = replace(MONEY, kind=kind)
    assert draw(data, Theme(), 600) == draw(data, Theme(), 600)
    assert draw(data, Theme(), 600).content != draw(data, Theme(accent="#5a0a3a"), 600).content


labels = st.lists(
    st.text("abc £&<>ŵ", min_size=1, max_size=60).map(lambda text: " ".join(text.split()) or "a"),
    min_size=2,
    max_size=8,
)


@given(labels, st.sampled_from(KINDS), st.integers(1, MAX_SERIES), st.sampled_from([320, 604]), st.data())
def test_nothing_is_drawn_outside_the_picture(
    names: list[str], kind: ChartKind, count: int, width: int, numbers: st.DataObject
) -> None:
    lowest = 0 if kind == "stacked" else -1e6
    values = st.lists(
        st.floats(lowest, 1e6).map(lambda number: round(number, 1)), min_size=len(names), max_size=len(names)
    )
    drawn = tuple(series(f"Series {index}", *numbers.draw(values)) for index in range(count))
    image = draw(ChartData(kind, tuple(names), drawn, "A title"), Theme(), width)
    assert image.width == width
    for element in ET.fromstring(image.content).iter():
        for name in ("x", "x1", "x2", "cx"):
            assert -1 <= float(element.get(name, "0")) <= image.width + 1
        for name in ("y", "y1", "y2", "cy"):
            assert -1 <= float(element.get(name, "0")) <= image.height + 1


def test_an_alternative_text_says_every_number_of_a_small_chart() -> None:
    assert alternative_text(MONEY, "en-GB") == (
        "Bar chart: Income. Subscriptions: 2022/23 £27,500, 2023/24 £31,000; Grants & gifts: 2022/23 \u2212£200, 2023/24 –."
    )
    one = ChartData("line", ("2022", "2023"), (series("Members", 12, 26),))
    assert alternative_text(one, "cy-GB") == "Siart llinell. 2022: £12; 2023: £26."


def test_an_alternative_text_says_the_range_of_a_large_chart() -> None:
    years = tuple(map(str, range(2000, 2020)))
    large = ChartData("line", years, (series("Members", *range(10, 30)),), "Members by year", "£")
    assert alternative_text(large, "en-GB") == (
        "Line chart: Members by year. Members: from £10 (2000) to £29 (2019). The table below has every number."
    )


def test_a_line_is_broken_where_a_number_is_missing() -> None:
    data = ChartData("line", tuple("abcde"), (series("Members", 1, 2, None, 4, 5),))
    content = draw(data, Theme(), 600).content.decode()
    assert len(re.findall(r'<path d="M[^"]*L', content)) == 2


def test_a_web_page_has_a_drawing_for_narrow_screens() -> None:
    figure = chart_figure(MONEY, Theme(), "en-GB", None)
    document = Document("", "", "", "en-GB", "{page} of {pages}", (figure,))
    page = writer("html")(document, Theme(), Options()).content.decode()
    narrow = r'<picture><source media="\(max-width: 36rem\)" srcset="data:image/svg\+xml;base64,[^"]*" width="320" height="\d+">'
    assert re.search(rf'{narrow}<img alt="Bar chart: Income. [^"]*" src="data:image/svg\+xml', page)


@pytest.mark.parametrize(
    ("module", "room"), [("reportgen.schema.load", "charts"), ("reportgen.compose", "charts.drawing")]
)
def test_who_draws_no_chart_loads_nothing_that_draws(module: str, room: str) -> None:
    code = f"import {module}, sys; print('reportgen.{room}' in sys.modules)"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout == "False\n"
