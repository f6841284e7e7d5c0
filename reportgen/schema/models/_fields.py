"""The kinds of fields that the models are written with: each says what a key is about and gives an example."""

from typing import Any

from reportgen.prose import Prose
from reportgen.schema.model import Field, Model, OnOneLine


def field(default: Any, about: str, example: object, *, required: bool = False, key: str = "") -> Any:
    """Describes a key with any default; a model as default stands for one with nothing in it."""
    if isinstance(default, type) and issubclass(default, Model):
        default = default()
    return Field(default, about, example, required, key)


def line_field(about: str, example: str, *, required: bool = False) -> Any:
    """Describes a key that holds one line of text."""
    return field("", about, example, required=required)


def text_field(about: str, example: str, *, required: bool = False) -> Any:
    """Describes a key that holds text in paragraphs."""
    return field(Prose(), about, example, required=required)


def list_field(about: str, example: object, *, required: bool = False) -> Any:
    """Describes a key that holds a list."""
    return field((), about, example, required=required)


def date_field(about: str, example: object) -> Any:
    """Describes a key that holds a date, which is None where it is left out."""
    return field(None, about, example)


def line_for(key: str) -> OnOneLine:
    """Lets one line stand for a mapping that has this key alone."""
    return OnOneLine(lambda line: {key: line}, key=key)
