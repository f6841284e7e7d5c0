"""Makes pictures of charts, and says in words what they show."""

from dataclasses import dataclass

from reportgen.charts import ChartData, ChartKind, Series, is_blank, read_amount, reason_not_to_draw
from reportgen.charts.numbers import write_amount
from reportgen.document import Cell, Figure, Strong, Table, plain_text
from reportgen.findings import At
from reportgen.theme import Theme

_PIXELS_PER_MM = 96 / 25.4
_PAGE_WIDTH = 210
_NARROW = 320
"""The width of the drawing for narrow screens, in CSS pixels."""

_MOST_NUMBERS = 12
"""The most numbers that an alternative text says; beyond, it says the least and the greatest, and the table has them all."""


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of an alternative text in one language."""

    kinds: dict[ChartKind, str]
    range: str
    table: str


_WORDS = {
    "en-GB": _Words(
        {"bar": "Bar chart", "stacked": "Stacked bar chart", "line": "Line chart"},
        "from {least} ({least_label}) to {greatest} ({greatest_label})",
        "The table below has every number",
    ),
    "cy-GB": _Words(
        {"bar": "Siart bar", "stacked": "Siart bar wedi'i bentyrru", "line": "Siart llinell"},
        "o {least} ({least_label}) i {greatest} ({greatest_label})",
        "Mae pob rhif yn y tabl isod",
    ),
}


def chart_figure(data: ChartData, theme: Theme, language: str, at: At | None) -> Figure:
    """Returns the picture of a chart with its alternative text."""
    from reportgen.charts.drawing import draw

    width = round((_PAGE_WIDTH - 2 * theme.margin) * _PIXELS_PER_MM)
    narrow = draw(data, theme, _NARROW)
    return Figure(
        draw(data, theme, width), alternative_text(data, language), at=at, share=1, narrow_image=narrow
    )


def data_of_table(table: Table, kind: ChartKind) -> ChartData | None:
    """Returns what a chart of a table shows: its columns of numbers without totals, which are bold; None if it cannot be."""
    words = [[plain_text(cell.children).strip() for cell in row] for row in table.rows if not _is_total(row)]
    series = []
    units = set[str]()
    for index in range(1, len(table.columns)):
        texts = [row[index] for row in words]
        amounts = [read_amount(text) for text in texts]
        if not all(amount or is_blank(text) for amount, text in zip(amounts, texts, strict=True)):
            continue
        units |= {amount.unit for amount in amounts if amount}
        values = tuple(amount.value if amount else None for amount in amounts)
        series.append(Series(table.columns[index].title, values, tuple(texts)))
    data = ChartData(
        kind, tuple(row[0] for row in words), tuple(series), table.caption, next(iter(units), "")
    )
    is_whole = kind != "stacked" or all(value >= 0 for value in data.values)
    return data if len(units) == 1 and is_whole and not reason_not_to_draw(data) else None


def _is_total(row: tuple[Cell, ...]) -> bool:
    return bool(row) and any(isinstance(child, Strong) for child in row[0].children)


def alternative_text(data: ChartData, language: str) -> str:
    """Returns what a chart shows in words: its kind, its title, and its numbers or their range."""
    words = _WORDS.get(language, _WORDS["en-GB"])
    head = ": ".join(filter(None, (words.kinds[data.kind], data.title)))
    if len(data.labels) * len(data.series) <= _MOST_NUMBERS:
        numbers = "; ".join(f"{label}: {_row(data, index)}" for index, label in enumerate(data.labels))
        return f"{head}. {numbers}."
    ranges = "; ".join(
        f"{series.name}: {_range(data, index, words)}" for index, series in enumerate(data.series)
    )
    return f"{head}. {ranges}. {words.table}."


def kind_in(alternative: str) -> tuple[ChartKind, str] | None:
    """Returns the kind and the language of the chart that an alternative text of ours describes; None for any other text."""
    for language, words in _WORDS.items():
        for kind, name in words.kinds.items():
            if alternative.startswith((f"{name}: ", f"{name}. ")):
                return kind, language
    return None


def _row(data: ChartData, index: int) -> str:
    if len(data.series) == 1:
        return data.series[0].texts[index] or "–"
    return ", ".join(f"{series.name} {series.texts[index] or '–'}" for series in data.series)


def _range(data: ChartData, index: int, words: _Words) -> str:
    series = data.series[index]
    numbers = [
        (value, label) for value, label in zip(series.values, data.labels, strict=True) if value is not None
    ]
    if not numbers:
        return "–"
    least = min(numbers, key=lambda number: number[0])
    greatest = max(numbers, key=lambda number: number[0])
    return words.range.format(
        least=write_amount(least[0], data.unit),
        least_label=least[1],
        greatest=write_amount(greatest[0], data.unit),
        greatest_label=greatest[1],
    )
