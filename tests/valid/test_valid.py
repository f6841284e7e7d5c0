"""Datasets in which nothing is wrong: reportgen finds no fault in them, and neither does the JSON Schema."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from reportgen.findings import Severity
from reportgen.pipeline import check
from reportgen.schema.jsonschema import json_schema
from reportgen.schema.members import listed_members
from reportgen.schema.models import MEMBER_KINDS, PARTNER_KINDS
from reportgen.schema.shapes import paths_with_shapes
from reportgen.schema.walk import mappings_with_paths
from reportgen.source.discovery import search_folder
from tests.cases import TESTS, cases, named

CASES = cases("valid")
DATA = search_folder(TESTS.parent / "data").datasets
EVERYTHING = TESTS / "valid" / "everything.yaml"


@cache
def validator() -> Draft202012Validator:
    return Draft202012Validator(json_schema())


def as_yaml_1_2(path: Path) -> Any:
    """A file as other programs read it."""
    return from_yaml_1_2(path.read_text("utf-8"))


def from_yaml_1_2(text: str) -> Any:
    """Text as other programs read it: numbers, truth values and nulls, but none of what YAML 1.2 has given up."""
    reader = YAML(typ="safe", pure=True)
    reader.version = (1, 2)
    words = reader.constructor.construct_scalar
    reader.constructor.yaml_constructors = {
        **reader.constructor.yaml_constructors,
        **{f"tag:yaml.org,2002:{name}": lambda _, node: words(node) for name in ("timestamp", "value")},
    }
    return reader.load(text)


@pytest.mark.parametrize("path", CASES, ids=named)
def test_nothing_is_wrong(path: Path) -> None:
    wrong = (each for each in check(path).findings if each.severity is not Severity.INFO)
    assert [f"{each.span.line} {each.message}" for each in wrong] == []


@pytest.mark.parametrize("path", [*CASES, *DATA], ids=named)
def test_other_programs_find_nothing_wrong_either(path: Path) -> None:
    errors = [f"{error.json_path}: {error.message}" for error in validator().iter_errors(as_yaml_1_2(path))]
    assert errors == []


def test_the_json_schema_is_one() -> None:
    Draft202012Validator.check_schema(json_schema())


def test_everything_holds_every_key_and_every_choice() -> None:
    loaded = check(EVERYTHING).loaded
    assert loaded is not None
    given = {
        ".".join([step for step in at if isinstance(step, str)] + [key])
        for at, part in mappings_with_paths(loaded.report)
        for key, name in part.names.items()
        if name in part.given
    }
    charts = {
        path.rpartition(".table.")[2] for path in given if ".table.chart" in path
    }  # alike in all tables
    missing = {path for path, _ in paths_with_shapes()} - given
    assert {path for path in missing if path.rpartition(".table.")[2] not in charts} == set()
    kinds = {member.kind for _, member in listed_members(loaded.report)}
    assert kinds == {"", *MEMBER_KINDS}
    assert {each.kind for each in loaded.report.activities.partnerships} == {"", *PARTNER_KINDS}


def test_words_stay_as_they_are_typed() -> None:
    loaded = check(TESTS / "valid" / "hostile-words.yaml").loaded
    assert loaded is not None
    report = loaded.report
    assert (report.group.name, report.group.other_names) == ("no", ("null", "~", "yes", "on", "1e3"))
    assert report.contact.address == ("0161", "1_000", "M1 1AA")
    assert report.contact.telephone == "0161"
    assert report.contact.website.label == "12:30"
    assert [member.name for member in report.membership.members] == [
        *("no", "12:30", "1_000", "0x1F", ".nan", "'quoted'"),
        "<b> & \"quotes\" 'all' \\ {braces} [brackets] *stars*",
        *("~", "=", "#hash", "a#b", "-", ":", "007"),
    ]
    assert report.aims.source == "12:30"
    assert report.activities.meetings[0].count == 0
    assert report.sections[0].table.rows == (("0123", "~"), ("1_0", "null"))


def test_what_is_left_empty_is_left_out() -> None:
    loaded = check(TESTS / "valid" / "empty-values.yaml").loaded
    assert loaded is not None
    report = loaded.report
    assert report.contact.given == {"lead_member", "lead_officer"}
    assert report.membership.given == {"members", "groups", "exception"}
    assert [member.name for member in report.membership.groups[0].members] == ["Hull", "Exeter"]
    assert report.activities.projects[0].given == {"title"}
    assert report.sections[0].given == {"title", "text"}
    assert not report.priorities.entries


def test_nothing_in_words_is_left_out_too() -> None:
    loaded = check(TESTS / "valid" / "nulls.yaml").loaded
    assert loaded is not None
    report = loaded.report
    assert report.contact.given == {"lead_member", "lead_officer", "email"}
    assert report.contact.lead_member.given == {"name"}
    assert report.membership.given == {"members"}
    assert report.membership.members[0].given == {"name"}
    assert report.activities.given == {"projects", "events"}
    assert report.activities.events[0].given == {"title"}


def test_styles_of_writing_make_no_difference() -> None:
    loaded = check(TESTS / "valid" / "styles.yaml").loaded
    assert loaded is not None
    report = loaded.report
    assert report.group.name == "Key 'Cities'"
    assert (report.contact.lead_member.name, report.contact.lead_officer.name) == (
        "Cllr John Merry",
        "Jon Stancombe",
    )
    assert report.membership.breakdown[0].label == "Cities and towns"
    assert report.aims.source == "  We speak.\n\nWe share.\n\n"
    assert report.activities.projects[1].title == 'A Ŵ ☺ "report"'
