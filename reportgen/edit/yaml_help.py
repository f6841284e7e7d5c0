"""Completes and explains the YAML of a dataset while it is typed, from the schema; the file need not be readable."""

from collections.abc import Sequence
from typing import Any

from reportgen.edit.members import completions
from reportgen.findings import At
from reportgen.pipeline import Checked
from reportgen.schema.model import Field, Model, Shape
from reportgen.schema.models import Member, Report
from reportgen.schema.shapes import REPORT_SHAPE
from reportgen.startup.patterns import lazy_pattern

_KEY = lazy_pattern(r"([ ]*)((?:-[ ]+)*)([A-Za-z_]+)[ ]*:(?=[ ]|$)")
_DASHES = lazy_pattern(r"([ ]*)((?:-[ ]+)*-?)[ ]*")
_LONGEST_LINE = 2000


def yaml_help(checked: Checked, text: str, line: int, column: int) -> dict[str, Any]:
    """Returns what can be said at a line and a column, which count from 1: an explanation, and what can be typed there."""
    lines = text.split("\n")
    if not 1 <= line <= len(lines) or len(lines[line - 1]) > _LONGEST_LINE:
        return {"hover": None, "completions": []}
    here = lines[line - 1]
    parent = path_above(lines, line)
    shape, model = _shape(parent)
    key = _KEY.match(here)
    before = here[: column - 1]
    if key is None or column - 1 <= key.end(3):
        present = {match[3] for other in lines if (match := _KEY.match(other))} if not parent else set()
        hover = _hover(model, key[3]) if key and model else None
        names = _members(checked, before) if model is Member else []
        keys = _keys(model, present) or _values(checked, shape, before)
        return {"hover": hover, "completions": [*names, *keys]}
    inner = (shape.keys() if shape else {}).get(key[3])
    typed = before[key.end() :].strip()
    return {"hover": _hover(model, key[3]) if model else None, "completions": _values(checked, inner, typed)}


def path_above(lines: Sequence[str], line: int) -> At:
    """Returns the path of the mapping or list in which a line stands, worked out from how far lines are indented."""
    match = _DASHES.match(lines[line - 1])
    indent = len(match[0]) if match and match[2] else len(lines[line - 1]) - len(lines[line - 1].lstrip(" "))
    has_dash = bool(match and match[2])
    level = len(match[1]) if match and has_dash else indent
    steps: list[str | int] = [0] if has_dash else []
    for other in reversed(lines[: line - 1]):
        key = _KEY.match(other)
        if not other.strip() or other.lstrip().startswith("#"):
            continue
        own = len(other) - len(other.lstrip(" "))
        if key is not None and key[2] and not has_dash and len(key[1]) + len(key[2]) == level:
            level, has_dash = len(key[1]), True  # the line is a further key of this entry
            steps.insert(0, 0)
            continue
        column = len(key[1]) + len(key[2]) if key else own
        if key is not None and (column < level or (column == level and has_dash and not key[2])):
            steps.insert(0, key[3])
            level, has_dash = len(key[1]) if key[2] else column, bool(key[2])
            if key[2]:
                steps.insert(0, 0)
        if level == 0 and not has_dash:
            break
    return tuple(steps)


def _shape(at: At) -> tuple[Shape | None, type[Model] | None]:
    shape: Shape | None = REPORT_SHAPE
    for step in at:
        if shape is not None:
            shape = shape.item if isinstance(step, int) else shape.keys().get(step)
    return shape, (shape.model if shape else None)


def _hover(model: type[Model] | None, key: str) -> str | None:
    name = model.names.get(key) if model else None
    if model is None or name is None:
        return None
    field: Field = model.fields[name]
    required = " (required)" if field.required else ""
    return f"{field.about}{required}\nExample: {_shown(field.example)}"


def _shown(example: Any) -> str:
    if isinstance(example, list):
        return ", ".join(map(_shown, example))
    if isinstance(example, dict):
        return ", ".join(f"{key}: {_shown(value)}" for key, value in example.items())
    return str(example)


def _keys(model: type[Model] | None, present: set[str]) -> list[dict[str, str]]:
    if model is None:
        return []
    return [
        {"label": key, "detail": model.fields[name].about, "insert": _key_to_insert(key, model.shapes[key])}
        for key, name in model.names.items()
        if key not in present or model is not Report
    ]


def _key_to_insert(key: str, shape: Shape) -> str:
    if shape.kind == "text":
        return f"{key}: |\n  "
    if shape.model:
        return f"{key}:\n  "
    return f"{key}:\n  - " if shape.item and shape.item.model else f"{key}: "


def _values(checked: Checked, shape: Shape | None, typed: str) -> list[dict[str, str]]:
    if shape is None:
        return []
    if shape.choices:
        words = [f'"{word}"' if word.isdigit() else word for word in shape.choices if word]
        return [{"label": word, "detail": "", "insert": word} for word in words]
    if shape.kind == "truth":
        return [{"label": word, "detail": "", "insert": word} for word in ("true", "false")]
    if shape.kind == "figure" and checked.loaded:
        pictures = [picture for picture in checked.loaded.report.figures if picture.id]
        return [
            {"label": picture.id, "detail": picture.caption, "insert": picture.id} for picture in pictures
        ]
    return _members(checked, typed) if shape.kind == "line" else []


def _members(checked: Checked, typed: str) -> list[dict[str, str]]:
    names = completions(checked, "authorities", typed.lstrip(" -"))
    return [{"label": name["value"], "detail": name["note"], "insert": name["value"]} for name in names]
