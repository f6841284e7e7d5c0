"""The words in which a report shows a value of the dataset."""

from collections.abc import Mapping
from typing import Any

from reportgen.schema.i18n import choice_in_words, date_in_words
from reportgen.schema.model import Model, Shape
from reportgen.schema.values import Misread
from reportgen.word import without_note_marks


def quote(text: str, longest: int) -> str:
    """Returns the beginning of a text as a message quotes it, on one line of so many characters at most."""
    text = " ".join(without_note_marks(text).split()).replace("`", "'")
    return f"`{text if len(text) <= longest else text[: longest - 1].rstrip() + '…'}`"


def shown_words(shape: Shape, value: Any, language: str) -> str:
    """Returns the words in which a report shows a value."""
    if shape.kind == "date" and shape.leaf is not None:
        try:
            return date_in_words(shape.leaf.read(value), language)
        except Misread:
            return ""
    if isinstance(value, list):
        return ", ".join(
            shown_words(shape.item, entry, language) if shape.item else str(entry) for entry in value
        )
    if shape.kind == "list" and shape.one_line is not None and isinstance(value, str):
        return ", ".join(shape.one_line.expand(value))
    if shape.model is not None:
        model = read_model(shape, value)
        return model.as_line(language) if model is not None else ""
    if shape.kind == "choice":
        return choice_in_words(str(value), language)
    return " ".join(str(value).split())


def read_model(shape: Shape, value: Any) -> Model | None:
    """Returns the model of a mapping of a dataset, of which one line may stand for it."""
    if shape.model is None:
        return None
    if isinstance(value, str):
        value = shape.one_line.expand(value) if shape.one_line else {}
    if not isinstance(value, Mapping):
        return None
    values: dict[str, Any] = {}
    for key, inner in value.items():
        inner_shape = shape.keys().get(key)
        if inner_shape is None or inner in ("", None):
            continue
        if inner_shape.model is not None:
            values[shape.model.names[key]] = read_model(inner_shape, inner)
        elif inner_shape.leaf is not None:
            try:
                values[shape.model.names[key]] = inner_shape.leaf.read(inner)
            except Misread:
                continue
        elif inner_shape.kind == "choice":
            values[shape.model.names[key]] = str(inner)
    return shape.model(values)
