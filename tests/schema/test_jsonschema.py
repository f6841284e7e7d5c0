"""The JSON Schema: every key described, with an example that is right, and as strict as reportgen itself."""

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis.strategies import lists, sampled_from
from jsonschema import Draft202012Validator

from reportgen.schema.jsonschema import json_schema
from reportgen.schema.values import _URL_PATTERN, Misread, _url

SCHEMA = json_schema()
BLANKS = {name: value for name, value in SCHEMA["$defs"].items() if name.startswith("Blank")}
MODELS: dict[str, dict[str, Any]] = {
    "Report": SCHEMA,
    **{name: value for name, value in SCHEMA["$defs"].items() if name not in BLANKS},
}
MINIMAL: dict[str, Any] = {
    "schema": 1,
    "form": "2023",
    "group": {"name": "Key Cities"},
    "period": "2023/24",
    "contact": {"lead_member": "John Merry", "lead_officer": "Jon Stancombe"},
    "membership": {"breakdown": [{"label": "Cities", "count": 26}]},
    "aims": "We speak for cities.",
    "activities": {"projects": [{"title": "Report"}]},
}


def properties() -> Iterator[Any]:
    for name, model in MODELS.items():
        for variant in [model, *model.get("anyOf", [])]:
            for key, value in variant.get("properties", {}).items():
                yield pytest.param(value, id=f"{name}.{key}")


def errors(value: Any, schema: dict[str, Any] = SCHEMA) -> list[str]:
    whole = {**schema, "$defs": SCHEMA["$defs"]}
    return [f"{error.json_path}: {error.message}" for error in Draft202012Validator(whole).iter_errors(value)]


@pytest.mark.parametrize("value", [*properties()])
def test_a_key_is_described_with_an_example_that_is_right(value: dict[str, Any]) -> None:
    assert value["description"][0].isupper() or value["description"].startswith("`")
    assert not value["description"].endswith(".")
    assert value["examples"]
    for example in value["examples"]:
        assert errors(example, value) == []


def test_it_says_which_dialect_it_is_written_in() -> None:
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(SCHEMA)


def test_no_mapping_takes_unknown_keys() -> None:
    for model in MODELS.values():
        for variant in [model, *model.get("anyOf", [])]:
            assert "properties" not in variant or variant["additionalProperties"] is False


def test_a_right_dataset_passes() -> None:
    assert errors(MINIMAL) == []


@pytest.mark.parametrize("name", BLANKS)
def test_what_is_blank_holds_no_word(name: str) -> None:
    value = {"$ref": f"#/$defs/{name}"}
    filled = ("x", 0, False, ["x"], {"title": "x"}, [[{"text": ["", "x"]}]])
    assert [word for word in filled if errors(word, value) == []] == []


def changed(path: str, value: Any) -> dict[str, Any]:
    """The minimal dataset with another value at a path."""
    data = deepcopy(MINIMAL)
    *parents, last = path.split(".")
    holder: Any = data
    for key in parents:
        holder = holder.setdefault(key, {})
    holder[last] = value
    return data


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("schema", 2),
        ("form", "2022"),
        ("language", "fr"),
        ("titel", "x"),
        ("group.names", "x"),
        ("group", "Key Cities"),
        ("group.established", "about 2013"),
        ("period", "2023-24"),
        ("period", None),
        ("contact.lead_officer", None),
        ("contact.website", {"url": "example.org"}),
        ("membership.declared", "twenty"),
        ("membership.declared", -1),
        ("membership.members", "Hull"),
        ("membership.members", [{"name": "Hull", "kind": "asociate"}]),
        ("aims", ["a"]),
        ("activities.projects", [{"date": "2023"}]),
        ("government", "nothing"),
        ("figures", [{"id": "map", "file": "map.png", "decorative": "maybe"}]),
        (
            "sections",
            [{"title": "a", "sections": [{"title": "b", "sections": [{"title": "c", "sections": []}]}]}],
        ),
    ],
)
def test_a_wrong_one_does_not(path: str, value: Any) -> None:
    assert errors(changed(path, value)) != []


@pytest.mark.parametrize(
    "key", ["schema", "form", "group", "period", "contact", "membership", "aims", "activities"]
)
def test_what_is_required_is_required(key: str) -> None:
    assert errors({name: value for name, value in MINIMAL.items() if name != key}) != []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("form", 2024),
        ("government", "none"),
        ("government", None),
        ("group.renewed", ""),
        ("group.established", 2013),
        ("membership.declared", "26"),
        ("membership.members", [None, "Hull", 12, True, {"name": 1.5, "left": None}]),
        ("contact.website", "Key Cities"),
        ("activities.events", None),
        ("period", {"start": "2023-01", "end": 2023}),
    ],
)
def test_other_forms_and_blanks_pass(path: str, value: Any) -> None:
    assert errors(changed(path, value)) == []


ADDRESSES = {
    "https://a.example": True,
    "HTTP://A.example:8080/x?y#z": True,
    "www.example.org/a b": False,
    "www.example.org. ": True,
    "https://münchen.example/ü": True,
    "https://[::1]:80/": True,
    "https://a.example:65535": True,
    "https://a.example:65536": False,
    "https://a.example:http": False,
    "https://user@a.example": False,
    "https://user:word@a.example/": False,
    "https://@é.example": False,
    "https://a.example/@user": True,
    "https://-a.example": False,
    "https://a..example": False,
    f"https://{'a' * 64}.example": False,
    "https://": False,
    "https://[": False,
    "https://?a": False,
    "https://a$.example": False,
    "www.": False,
    "mailto:a@b.example": False,
}


@pytest.mark.parametrize("address", ADDRESSES)
def test_addresses_are_those_of_the_program(address: str) -> None:
    assert takes_address(address) is ADDRESSES[address]
    assert bool(re.search(_URL_PATTERN, address)) is ADDRESSES[address]


PIECES = [
    *".-_:@/?#%$[]&'|^",
    "a",
    "xn--",
    "é",
    "中",
    "．",
    "\u200b",
    " ",
    "\t",
    "80",
    "65536",
    "[::1]",
    "a" * 63,
    "é" * 40,
]


@given(sampled_from(["http://", "HTTPS://", "www.", "https:/"]), lists(sampled_from(PIECES), max_size=6))
def test_no_address_of_the_program_is_refused(head: str, pieces: list[str]) -> None:
    address = head + "".join(pieces)
    assert re.search(_URL_PATTERN, address) or not takes_address(address)


def takes_address(address: str) -> bool:
    try:
        _url(address)
    except Misread:
        return False
    return True
