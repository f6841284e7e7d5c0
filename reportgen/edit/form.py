"""What the form shows, made from the schema's own models: whatever the schema knows can be filled in."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from reportgen.edit.canonical import NO_DEALINGS
from reportgen.edit.help_texts import help_text
from reportgen.edit.labels import choice_label, field_label, path_label, section_title
from reportgen.findings import At
from reportgen.layout import DEFAULT, find_layout, load_layout
from reportgen.layout.paths import Scope, uses
from reportgen.schema.checks import NEVER_PRIVATE
from reportgen.schema.model import Model, Shape
from reportgen.schema.models import FORMS, Report
from reportgen.schema.models.membership import Member
from reportgen.schema.models.sections import Grid
from reportgen.schema.shapes import REPORT_SHAPE, paths_with_shapes

_ABOUT = ("form", "language", "group", "period", "submitted")
"""The keys that stand together at the top of the form."""

_OF_ONES_OWN = ("cover", "key_figures", "quotations", "finances", "imprint")
"""The keys that a group's own report has beside those of the form."""

_DEEPEST_HIDDEN = 2
"""How many keys lead at most to a field that is offered to be kept private; deeper ones can be written in the YAML tab."""

_ENTRY = "*"
"""Stands in a path for the position of an entry in its list."""

_INPUTS = {"email": "email", "url": "url", "telephone": "tel"}
_REGISTERS: Mapping[At, str] = {
    ("authority",): "authorities",
    ("departments",): "departments",
    ("department",): "departments",
    ("to",): "departments",
    ("priorities", "plan"): "plans",
    ("membership", "members", _ENTRY, "name"): "authorities",
    ("membership", "groups", _ENTRY, "members", _ENTRY, "name"): "authorities",
}
_SUMMARIES = ("title", "name", "kind", "department", "label", "id", "text")


def describe_form(form: str, language: str) -> dict[str, Any]:
    """Returns the form of an edition in a language: its sections, in the order in which the report shows them."""
    sections = [_section("about", _ABOUT, language)]
    keys = [key for key in _shown_keys(form) if key not in _ABOUT]
    sections += [_section(key, (key,), language) for key in keys]
    rest = [key for key in Report.names if key not in {*_ABOUT, *keys}]
    sections.append(_section("more", rest, language))
    return {"language": language, "words": {}, "form": form, "forms": list(FORMS), "sections": sections}


@lru_cache(maxsize=8)
def _shown_keys(form: str) -> tuple[str, ...]:
    """Returns the keys at the top of a dataset in the order in which an edition of the form first shows something of them."""
    layout = load_layout(find_layout(DEFAULT), form)
    fields = (use.field for use in uses(layout.blocks, (Scope(REPORT_SHAPE),)))
    keys = dict.fromkeys(field.partition(".")[0] for field in fields if field)
    keys.pop("figures", None)  # shown where a section names one
    own = ("sections", *_OF_ONES_OWN)
    order = [*(key for key in keys if key not in own), *(key for key in own if key in keys), "figures"]
    return tuple(order)


def _section(name: str, keys: tuple[str, ...] | list[str], language: str) -> dict[str, Any]:
    fields = [_field(Report, (), key, language) for key in keys]
    help_text = fields[0]["help"] if len(fields) == 1 else ""
    return {"id": name, "title": section_title(name, language), "help": help_text, "fields": fields}


def _field(model: type[Model], at: At, key: str, language: str) -> dict[str, Any]:
    name, shape, path = model.names[key], model.shapes[key], (*at, key)
    field = model.fields[name]
    described = _value(shape, path, language)
    return {
        "at": list(path),
        "key": key,
        "label": field_label(key, language),
        "help": help_text(field.about, language),
        "example": _example(field.example),
        "required": field.required,
        **described,
    }


def _example(example: Any) -> str:
    """Returns an example on one line; none for what has several parts."""
    if isinstance(example, list) and all(isinstance(entry, str) for entry in example):
        return ", ".join(example)
    return "" if isinstance(example, dict | list) else str(example)


def _value(shape: Shape, path: At, language: str) -> dict[str, Any]:
    """Returns what a value can be: its kind, and what belongs to it."""
    if shape.item is not None:
        item = _item(shape.item, (*path, _ENTRY), language)
        described = {"kind": "members" if shape.item.model is Member else "list", "item": item}
        if path == ("government",):
            described["none"] = NO_DEALINGS
        return described
    if shape.model is not None:
        kind = "table" if shape.model is Grid else "group"
        fields = [_field(shape.model, path, key, language) for key in shape.model.names]
        summary = next((key for key in _SUMMARIES if key in shape.model.names), None)
        return {"kind": kind, "fields": fields, "one_of": list(shape.model.one_of), "summary": summary}
    return _leaf(shape, path, language)


def _item(shape: Shape, path: At, language: str) -> dict[str, Any]:
    key = str(path[-2])
    return {
        "at": list(path),
        "key": key,
        "label": field_label(key, language),
        "help": "",
        "example": "",
        "required": False,
        **_value(shape, path, language),
    }


@lru_cache(maxsize=1)
def _paths_to_hide() -> tuple[str, ...]:
    """Returns the fields that are most likely kept private: those that stand in no list."""
    paths = [(path, shape) for path, shape in paths_with_shapes() if path.count(".") < _DEEPEST_HIDDEN]
    lists = {path for path, shape in paths if shape.item and shape.item.model}
    return tuple(
        path
        for path, shape in paths
        if shape.model is None and path not in NEVER_PRIVATE and path.rpartition(".")[0] not in lists
    )


def _leaf(shape: Shape, path: At, language: str) -> dict[str, Any]:
    key = str(next(step for step in reversed(path) if step != _ENTRY))
    if key == "private":
        fields = [{"value": name, "label": path_label(name, language)} for name in _paths_to_hide()]
        return {"kind": "choice", "choices": fields}
    if shape.choices:
        words = [word for word in shape.choices if word]
        choices = [{"value": word, "label": choice_label(word, language)} for word in words]
        return {"kind": "choice", "choices": choices}
    if shape.kind == "figure":
        return {"kind": "choice", "choices": [], "choices_from": ["figures", _ENTRY, "id"]}
    if key == "file":
        return {"kind": "picture"}
    match shape.kind:
        case "text":
            return {"kind": "text", "headings": shape.leaf is _LONG_TEXT}
        case "count":
            return {"kind": "number"}
        case "truth":
            return {"kind": "yesno"}
        case "date" | "period":
            return {"kind": "date", "precision": shape.kind}
        case _:
            described = {"kind": "line"}
    kind_of_input = _INPUTS.get(shape.kind) or _INPUTS.get(key)
    register = _REGISTERS.get(path) or _REGISTERS.get((key,))
    if kind_of_input:
        described["input"] = kind_of_input
    if register:
        described["register"] = register
    return described


_LONG_TEXT = Report.shapes["aims"].leaf
"""What reads texts that may have headings in them."""
