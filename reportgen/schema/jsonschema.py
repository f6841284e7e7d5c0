"""Describes the dataset as JSON Schema (draft 2020-12), for editors and other checkers."""

from collections.abc import Iterable
from inspect import cleandoc
from typing import Any

from reportgen.schema.model import Field, Model, Shape
from reportgen.schema.models import Report

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_BLANK = "#/$defs/Blank"
_BLANKS: dict[str, dict[str, Any]] = {
    "Blank": {
        "description": "Nothing, in any spelling: it counts as left out",
        "type": ["null", "string", "array", "object"],
        "pattern": "^\\s*$",
        "items": {"$ref": _BLANK},
        "additionalProperties": {"$ref": _BLANK},
    },
    "BlankLineOrList": {
        "type": ["null", "string", "array"],
        "pattern": "^\\s*$",
        "items": {"$ref": _BLANK},
    },
    "BlankLineOrMapping": {
        "type": ["null", "string", "object"],
        "pattern": "^\\s*$",
        "additionalProperties": {"$ref": _BLANK},
    },
}
"""What counts as left out, however it is nested. YAML 1.2 reads a key with nothing behind it as null."""

_TRUE = {"anyOf": [{"const": True}, {"type": "string", "pattern": "^([Tt][Rr][Uu][Ee]|[Yy][Ee][Ss])\\s*$"}]}


def json_schema() -> dict[str, Any]:
    """The schema of a dataset read as YAML 1.2."""
    models = sorted(_inner_models(Report), key=lambda model: model.__name__)
    definitions = {model.__name__: _definition(model) for model in models}
    blanks = {
        f"Blank{model.__name__}": _blank_mapping(model)
        for model in models
        if _holds_cells(Shape("mapping", model))
    }
    return {
        "$schema": DIALECT,
        "title": "Dataset of a Special Interest Group's yearly report",
        "$defs": {**_BLANKS, **blanks, **definitions},
        **_mapping(Report),
        "allOf": [_demands(Report)],
    }


def _inner_models(model: type[Model]) -> set[type[Model]]:
    inner = {shape.model for value in model.shapes.values() if (shape := value.item or value).model}
    return inner.union(*map(_inner_models, inner))


def _definition(model: type[Model]) -> dict[str, Any]:
    """A mapping. Where it holds anything, what it requires must be there."""
    demands = _demands(model)
    mapping = _mapping(model)
    if demands:
        name = f"Blank{model.__name__}" if _holds_cells(Shape("mapping", model)) else "Blank"
        mapping = {**mapping, "if": {"not": {"$ref": f"#/$defs/{name}"}}, "then": demands}
    return mapping


def _mapping(model: type[Model]) -> dict[str, Any]:
    return {
        "additionalProperties": False,
        "description": cleandoc(model.__doc__ or ""),
        "properties": {
            key: _property(model.fields[name], model.shapes[key]) for key, name in model.names.items()
        },
        "type": "object",
    }


def _demands(model: type[Model]) -> dict[str, Any]:
    """What a mapping must hold where it holds anything."""
    alternatives = [_filled(model, [key]) for key in model.one_of]
    required = _filled(model, model.required) if model.required else {}
    return {**required, **({"anyOf": alternatives} if alternatives else {})}


def _filled(model: type[Model], keys: Iterable[str]) -> dict[str, Any]:
    """What a mapping with keys that must not be blank must hold."""
    values = {key: _TRUE if model.shapes[key].kind == "truth" else _not_blank(model, key) for key in keys}
    return {"required": [*values], "properties": values}


def _not_blank(model: type[Model], key: str) -> dict[str, Any]:
    """A value that must not be blank, with the words in which editors say so."""
    return {"not": _blank(model.shapes[key]), "errorMessage": f"`{key}` is required"}


def _holds_cells(shape: Shape) -> bool:
    """Whether a value has a list in it, however deep, in which a blank entry counts: it is not blank then."""
    inner = shape.item or shape
    return shape.keeps_blanks or inner.keeps_blanks or any(map(_holds_cells, inner.keys().values()))


def _blank_mapping(model: type[Model]) -> dict[str, Any]:
    cells = {key: _blank(shape) for key, shape in model.shapes.items() if _holds_cells(shape)}
    return {"type": "object", "properties": cells, "additionalProperties": {"$ref": _BLANK}}


def _blank(shape: Shape) -> dict[str, Any]:
    """What counts as left out in the place of a value."""
    if not _holds_cells(shape):
        return {"$ref": _BLANK}
    if shape.model:
        mapping = {"$ref": f"#/$defs/Blank{shape.model.__name__}"}
        return {"anyOf": [{"$ref": "#/$defs/BlankLineOrList"}, mapping]}
    array = {"maxItems": 0} if shape.keeps_blanks or not shape.item else {"items": _blank(shape.item)}
    return {"anyOf": [{"$ref": "#/$defs/BlankLineOrMapping"}, {"type": "array", **array}]}


def _property(field: Field, shape: Shape) -> dict[str, Any]:
    return {"description": field.about, "examples": [field.example], **_optional(shape)}


def _optional(shape: Shape) -> dict[str, Any]:
    """A value that may be blank. A blank list or mapping has the keys of a filled one."""
    value = _value(shape)
    blank = "BlankLineOrMapping" if shape.item else "BlankLineOrList" if shape.model else "Blank"
    values = value["anyOf"] if set(value) == {"anyOf"} else [value]
    return {"anyOf": [*values, {"$ref": f"#/$defs/{blank}"}]}


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
    mapping = {"$ref": f"#/$defs/{shape.model.__name__}"}
    return {"anyOf": [shape.one_line.schema, mapping]} if shape.one_line else mapping
