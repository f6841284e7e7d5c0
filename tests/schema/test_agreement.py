"""The program, the JSON Schema and YAML 1.2, as editors read it, agree on what is blank, left out or missing."""

import json
from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from itertools import islice
from random import Random
from typing import Any

from jsonschema import Draft202012Validator

from reportgen.findings import At
from reportgen.schema.jsonschema import json_schema
from reportgen.schema.load import load_report
from reportgen.source import load, read
from tests.valid.test_valid import EVERYTHING, from_yaml_1_2

VARIANTS = 2_000
SEED = 18
BLANKS = ('""', '" \\t"', "", "null", "~", "{}", "[]", "[null]", '[""]', "{odd: }", "[{}, ~]", "[[]]")
COUNTS = ("0", "26", "007", "+26", "26.0", "-1", "2.5", "12345678", '"26"', '" 26"', "twenty", "[3]")
MINIMAL = {
    "schema": "1",
    "form": "2023",
    "group": {"name": "Harbours"},
    "period": "2023/24",
    "contact": {"lead_member": "A Example", "lead_officer": "S Sample"},
    "membership": {"members": ["Hull"]},
    "aims": "We speak.",
    "activities": {"forward_plan": "A report."},
}
REQUIRED = (
    "title",
    "name",
    "kind",
    "department",
    "id",
    "file",
    "alt",
    "columns",
    "label",
    "count",
    "members",
)
BEYOND_JSON_SCHEMA = ("RG111 there is no", "RG111 a second", "RG112", "RG113", "RG118", "RG12")
"""Beginnings of faults that no JSON Schema can see: references, rows of a length, markup."""


class Raw(str):
    """A value as it is spelt in YAML."""

    __slots__ = ()


def flow(value: Any) -> str:
    """A value as one line of YAML."""
    match value:
        case Raw():
            return str(value)
        case dict():
            return f"{{{', '.join(f'{key}: {flow(inner)}' for key, inner in value.items())}}}"
        case list():
            return f"[{', '.join(map(flow, value))}]"
        case _:
            return json.dumps(value, ensure_ascii=False)


def paths(value: Any, at: At = ()) -> Iterator[At]:
    """The path of every value inside one."""
    inner_values = value.items() if isinstance(value, dict) else enumerate(value)
    for key, inner in inner_values:
        yield (*at, key)
        if isinstance(inner, dict | list):
            yield from paths(inner, (*at, key))


def vary(data: Any, random: Random) -> None:
    """Blanks, counts or takes away one value, or adds a blank entry to a list."""
    inner, outer = ([at for at in paths(data) if (len(at) > 2) is is_inner] for is_inner in (True, False))
    at = random.choice(inner if inner and random.random() < 0.9 else outer)
    holder: Any = data
    last: Any = at[-1]
    for step in at[:-1]:
        holder = holder[step]
    change = random.random()
    if last in ("count", "declared") and change < 0.7:
        holder[last] = Raw(random.choice(COUNTS))
    elif change < 0.8:
        blank = random.choice(BLANKS)
        holder[last] = Raw(blank if blank or isinstance(holder, dict) else '""')
    elif isinstance(holder, list):
        holder.insert(last, Raw(random.choice(BLANKS[:2] + BLANKS[3:])))
    else:
        del holder[last]


def pruned(value: Any, random: Random) -> Any:
    """A value with two entries at most in each list, and three keys at most in each part but its title."""
    if isinstance(value, list):
        return [pruned(inner, random) for inner in random.sample(value, min(len(value), 2))]
    if isinstance(value, dict):
        keys = random.sample([*value], min(len(value), 3))
        return {key: pruned(value[key], random) for key in value if key in (*keys, *REQUIRED)}
    return value


def variants() -> Iterator[dict[str, Any]]:
    """Small datasets, each with one or two values changed."""
    random = Random(SEED)
    data = load(EVERYTHING).data
    assert data
    parts = [part for part in data if part not in ("schema", "form", "aims")]
    for _ in range(VARIANTS):
        part = random.choice(parts)
        variant = {**deepcopy(MINIMAL), part: pruned(data[part], random)}
        for _ in range(random.randint(1, 2)):
            vary(variant, random)
        yield variant


def as_text(variant: dict[str, Any]) -> str:
    return "".join(f"{part}: {flow(value)}\n" for part, value in variant.items())


@cache
def token_in_yaml_1_2(token: str) -> Any:
    return from_yaml_1_2(f"value: {token}")["value"]


def in_yaml_1_2(value: Any) -> Any:
    """What a reader of YAML 1.2 makes of a variant."""
    match value:
        case Raw():
            return token_in_yaml_1_2(value)
        case dict():
            return {key: in_yaml_1_2(inner) for key, inner in value.items()}
        case list():
            return [in_yaml_1_2(inner) for inner in value]
        case _:
            return value


def refusals(text: str) -> list[str]:
    """What the program refuses a dataset for, as far as JSON Schema can see it."""
    source = read(text, "variant.yaml")
    assert source.data is not None, text
    faults = load_report(source.data).faults
    words = [f"{fault.code.id} {fault.problem.message}" for fault in faults]
    return [word for word in words if not word.startswith(BEYOND_JSON_SCHEMA)]


def test_program_and_json_schema_agree_on_2000_variants() -> None:
    validator = Draft202012Validator(json_schema())
    disagreements = []
    refused_count = 0
    for variant in variants():
        refused = refusals(as_text(variant))
        refused_count += bool(refused)
        if validator.is_valid(in_yaml_1_2(variant)) == bool(refused):
            disagreements.append((as_text(variant), refused))
    assert disagreements == []
    assert VARIANTS / 4 < refused_count < VARIANTS * 3 / 4


def test_a_reader_of_yaml_1_2_reads_the_variants_so() -> None:
    for variant in islice(variants(), 0, None, 100):
        assert from_yaml_1_2(as_text(variant)) == in_yaml_1_2(variant)
