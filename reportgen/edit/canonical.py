"""The values of a dataset as the form shows them: mappings and lists in place of the lines that stand for them."""

from typing import Any

from reportgen.schema.model import Shape
from reportgen.schema.shapes import REPORT_SHAPE

NO_DEALINGS = "none"
"""The line that stands for an empty list under `government`; the form shows it as itself."""


def canonical(value: Any, shape: Shape | None = REPORT_SHAPE) -> Any:
    """Returns values with each line that stands for a mapping or list as the mapping or list that it stands for."""
    value = opened(value, shape)
    if isinstance(value, dict):
        keys = shape.keys() if shape else {}
        return {key: canonical(inner, keys.get(key)) for key, inner in value.items()}
    if isinstance(value, list):
        return [canonical(entry, shape.item if shape else None) for entry in value]
    return value


def opened(value: Any, shape: Shape | None) -> Any:
    """Returns the mapping or list that a line stands for; any other value as it is."""
    if not (isinstance(value, str) and shape and shape.one_line and value.strip()):
        return value
    expanded = shape.one_line.expand(value)
    return value if expanded == [] else expanded


def on_one_line(value: Any, shape: Shape | None) -> Any:
    """Returns the line that stands for a mapping with one value, where there is such a line; any other value as it is."""
    if not (isinstance(value, dict) and len(value) == 1 and shape and shape.one_line):
        return value
    [line] = value.values()
    if not (isinstance(line, str) and line.strip()):
        return value
    return line if shape.one_line.expand(line) == value else value
