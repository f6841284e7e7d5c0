"""The dataset as JSON Schema (draft 2020-12), for editors and other checkers."""

from typing import Any

from reportgen.schema.models import Report

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema() -> dict[str, Any]:
    """The schema of a dataset read as YAML 1.2, where a key with nothing behind it is null and counts as left out."""
    schema = Report.model_json_schema(by_alias=True)
    models = {"Report": schema, **schema.get("$defs", {})}
    for model in models.values():
        for variant in [model, *model.get("anyOf", [])]:
            if "properties" in variant:
                _finish(variant)
    return {
        "$schema": DIALECT,
        "title": "Dataset of a Special Interest Group's yearly report",
        **_without_titles(schema),
    }


def _finish(model: dict[str, Any]) -> None:
    """Say which keys are required, and let every other be empty."""
    required = [name for name, value in model["properties"].items() if value.pop("required", False)]
    model.pop("required", None)
    if required:
        model["required"] = required
    for name, value in model["properties"].items():
        value.pop("default", None)
        if name not in required:
            model["properties"][name] = _optional(value)
        elif "anyOf" in value:
            value["anyOf"] = [one for one in value["anyOf"] if one != _NULL]
        _optional_items(value)


_ABOUT = ("description", "examples", "title")
_NULL = {"type": "null"}
_BLANK = {"type": ["null", "string"], "maxLength": 0}


def _optional(value: dict[str, Any]) -> dict[str, Any]:
    about = {key: value.pop(key) for key in _ABOUT if key in value}
    inner = value["anyOf"] if set(value) == {"anyOf"} else [value]
    return {**about, "anyOf": [*(one for one in inner if one != _NULL), _BLANK]}


def _optional_items(value: dict[str, Any]) -> None:
    for variant in [value, *value.get("anyOf", [])]:
        if isinstance(variant.get("items"), dict) and "null" not in str(variant["items"]):
            variant["items"] = _optional(variant["items"])
            _optional_items(variant["items"])


def _without_titles(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            key: inner if key == "examples" else _without_titles(inner)
            for key, inner in value.items()
            if not (key == "title" and isinstance(inner, str))
        }
    return [_without_titles(inner) for inner in value] if isinstance(value, list) else value
