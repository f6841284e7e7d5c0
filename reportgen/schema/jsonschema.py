"""Describes the dataset as JSON Schema (draft 2020-12), for editors and other checkers."""

from inspect import cleandoc
from typing import Any

from reportgen.schema.model import SCALAR, Field, Model, Shape
from reportgen.schema.models import Report

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_BLANK = {"type": ["null", "string"], "maxLength": 0}
"""YAML 1.2 reads a key with nothing behind it as null; it counts as left out."""


def json_schema() -> dict[str, Any]:
    """The schema of a dataset read as YAML 1.2."""
    models = sorted(_inner_models(Report), key=lambda model: model.__name__)
    return {
        "$schema": DIALECT,
        "title": "Dataset of a Special Interest Group's yearly report",
        "$defs": {model.__name__: _definition(model) for model in models},
        **_mapping(Report),
    }


def _inner_models(model: type[Model]) -> set[type[Model]]:
    inner = {shape.model for value in model.shapes.values() if (shape := value.item or value).model}
    return inner.union(*map(_inner_models, inner))


def _definition(model: type[Model]) -> dict[str, Any]:
    """A mapping, or one line for the models that can stand on one."""
    return {"anyOf": [SCALAR, _mapping(model)]} if model.as_line is not Model.as_line else _mapping(model)


def _mapping(model: type[Model]) -> dict[str, Any]:
    required = [key for key, name in model.names.items() if model.fields[name].required]
    return {
        "additionalProperties": False,
        "description": cleandoc(model.__doc__ or ""),
        "properties": {
            key: _property(model.fields[name], model.shapes[key]) for key, name in model.names.items()
        },
        "type": "object",
        **({"required": required} if required else {}),
    }


def _property(field: Field, shape: Shape) -> dict[str, Any]:
    value = _value(shape) if field.required else _optional(shape)
    return {"description": field.about, "examples": [field.example], **value}


def _optional(shape: Shape) -> dict[str, Any]:
    """A value that may be blank."""
    value = _value(shape)
    return {"anyOf": [*(value["anyOf"] if set(value) == {"anyOf"} else [value]), _BLANK]}


def _value(shape: Shape) -> dict[str, Any]:
    if shape.leaf:
        return {**shape.leaf.schema}
    if shape.choices:
        numbers = [*map(int, shape.choices)] if all(map(str.isdigit, shape.choices)) else []
        return (
            {"enum": [*shape.choices, *numbers]} if numbers else {"enum": [*shape.choices], "type": "string"}
        )
    if shape.item:
        array = {"items": _optional(shape.item), "type": "array"}
        return {"anyOf": [shape.one_line.schema, array]} if shape.one_line else array
    assert shape.model is not None  # noqa: S101 (nothing else is left)
    return {"$ref": f"#/$defs/{shape.model.__name__}"}
