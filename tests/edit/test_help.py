"""The page helps while something is typed: in the form, in dates, in lists of members and in the YAML."""

import re
from pathlib import Path
from typing import Any

import pytest

from reportgen.edit.dates import understood
from reportgen.edit.form import describe_form
from reportgen.edit.labels import field_label
from reportgen.edit.members import completions, pasted_members
from reportgen.edit.session import Session
from reportgen.edit.yaml_help import path_above, yaml_help
from reportgen.pipeline import check
from reportgen.schema.models import FORMS, LANGUAGES
from reportgen.schema.shapes import paths_with_shapes
from tests.cases import TESTS
from tests.edit.sessions import session_of


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Session:
    return session_of(tmp_path_factory.mktemp("session"))


def fields_of(fields: list[Any]) -> list[Any]:
    """All fields of a form, those inside others included."""
    inner = [
        deeper
        for field in fields
        for deeper in [*field.get("fields", []), *([field["item"]] if "item" in field else [])]
    ]
    return [*fields, *fields_of(inner)] if fields else []


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_all_that_the_schema_knows_can_be_filled_in(form: str, language: str) -> None:
    sections = describe_form(form, language)["sections"]
    fields = fields_of([field for section in sections for field in section["fields"]])
    paths = {".".join(step for step in field["at"] if step != "*") for field in fields}
    assert {path for path, _ in paths_with_shapes()} <= paths
    assert all(field["label"] for field in fields)


def test_the_form_is_in_the_order_of_its_edition() -> None:
    ids = {form: [section["id"] for section in describe_form(form, "en-GB")["sections"]] for form in FORMS}
    assert ids["2024"][:7] == ["about", "foreword", "contact", "membership", "aims", "priorities", "themes"]
    assert ids["2018"][-1] == "more"
    assert {"priorities", "themes"} <= {
        field["key"] for field in describe_form("2018", "en-GB")["sections"][-1]["fields"]
    }


def test_every_field_has_a_name_in_welsh() -> None:
    keys = {path.rpartition(".")[2] for path, _ in paths_with_shapes()}
    assert {key for key in keys if field_label(key, "cy-GB") == field_label(key, "en-GB")} <= {"label"}


def test_every_field_is_explained_in_welsh_and_without_keys() -> None:
    def helps(language: str) -> list[str]:
        sections = describe_form("2024", language)["sections"]
        fields = fields_of([field for section in sections for field in section["fields"]])
        return [field["help"] for field in fields if field["at"][-1] != "*"]

    english, welsh = helps("en-GB"), helps("cy-GB")
    assert all([*english, *welsh])
    assert {word for word in english if word in welsh} == set()
    of_the_file = re.compile(r"`\w+`|: (?:each )?a (?:line|list)\b|\bkeys?\b|\bmapping\b|\bid\b")
    assert [words for words in english if of_the_file.search(words)] == []


def test_fields_say_what_they_take() -> None:
    sections = {section["id"]: section["fields"][0] for section in describe_form("2024", "cy-GB")["sections"]}
    members = next(field for field in sections["membership"]["fields"] if field["key"] == "members")
    kind = next(field for field in members["item"]["fields"] if field["key"] == "kind")
    assert members["kind"] == "members"
    assert {"value": "full", "label": "llawn"} in kind["choices"]
    assert sections["aims"]["kind"] == "text"
    assert sections["aims"]["headings"]
    assert sections["government"]["none"] == "none"


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("date", "5 March 2024", "2024-03-05"),
        ("date", "24/09/2024", "2024-09-24"),
        ("date", "May 2024", "2024-05"),
        ("date", " 2024 ", "2024"),
        ("date", "5 Mawrth 2024", "2024-03-05"),
        ("date", "9-10 October 2024", {"start": "2024-10-09", "end": "2024-10-10"}),
        ("period", "2023/24", "2023/24"),
        ("period", "2023-24", "2023/24"),
        ("period", "2023 to 2024", "2023/24"),
        ("period", "1 April 2023 to 31 March 2024", {"start": "2023-04-01", "end": "2024-03-31"}),
        ("date", "31 February 2024", None),
        ("date", "soon", None),
        ("period", "2023/25", None),
        ("date", "9" * 5000, None),
    ],
)
def test_dates_are_understood_as_people_write_them(kind: str, text: str, value: Any) -> None:
    answer = understood(kind, text, "en-GB")
    assert answer.get("value") == value
    assert ("error" in answer) == (value is None)


def test_what_was_understood_is_said_in_the_language_of_the_report() -> None:
    assert understood("date", "5 March 2024", "cy-GB")["text"] == "5 Mawrth 2024"
    assert understood("date", "x", "cy-GB")["error"].startswith("ysgrifennwch")


def test_names_are_completed_from_the_registers(session: Session) -> None:
    assert completions(session.checked, "authorities", "brad")[0]["value"] == "Bradford"
    assert completions(session.checked, "departments", "levelling up")
    assert completions(session.checked, "plans", "2022")
    assert completions(session.checked, "authorities", "") == []
    assert len(completions(session.checked, "authorities", "council")) <= 12


@pytest.mark.parametrize(
    "text",
    [
        "Hull\nBradfrod\n",
        "• Hull\r\n• Bradfrod",
        "1. Hull\t\n2. Bradfrod",
        "Hull, Bradfrod",
        "Hull and Bradfrod.",
        "Hull;Bradfrod",
    ],
)
def test_a_pasted_list_is_taken_apart(session: Session, text: str) -> None:
    first, second = pasted_members(session.checked, text)
    assert first["name"] == "Kingston upon Hull"
    assert (second["name"], second["suggestions"]) == (None, ["Bradford"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Council\tCouncillor\nHull\tJo Sample\nLeeds\t\n", [("Hull", "Jo Sample"), ("Leeds", "")]),
        ("Hull\tCllr Jo Sample, Chair", [("Hull", "Cllr Jo Sample, Chair")]),
        (
            "Cllr Jo Sample\tHull\nY Cyng. Al Sampl\tLeeds",
            [("Hull", "Cllr Jo Sample"), ("Leeds", "Y Cyng. Al Sampl")],
        ),
        ("Sir Benfro\tSir Jo Sample", [("Sir Benfro", "Sir Jo Sample")]),
        ("Member\nHull\nLeeds", [("Hull", ""), ("Leeds", "")]),
        ("Hull\tJo Sample", [("Hull", ""), ("Jo Sample", "")]),
        ("Cllr Jo Sample\nHull", [("Cllr Jo Sample", ""), ("Hull", "")]),
        ("Council", []),
    ],
)
def test_a_second_column_of_a_pasted_list_names_councillors(
    session: Session, text: str, expected: list[tuple[str, str]]
) -> None:
    members = pasted_members(session.checked, text)
    assert [(member["text"], member["lead_member"]) for member in members] == expected


YAML = """\
form: "2024"
gr
contact:
  lead_member:
    na

membership:
  members:
    - Brad
    - name: Hull
      ki
      kind: ass
    # a comment
activities:
  projects:
    - title: x
      te
"""


@pytest.mark.parametrize(
    ("line", "path"),
    [
        (2, ()),
        (4, ("contact",)),
        (5, ("contact", "lead_member")),
        (9, ("membership", "members", 0)),
        (11, ("membership", "members", 0)),
        (17, ("activities", "projects", 0)),
    ],
)
def test_where_a_line_stands_is_seen_by_its_indent(line: int, path: tuple[str | int, ...]) -> None:
    assert path_above(YAML.split("\n"), line) == path


@pytest.mark.parametrize(
    ("line", "column", "label"),
    [
        (2, 3, "group"),
        (5, 7, "name"),
        (9, 11, "Bradford"),
        (11, 9, "kind"),
        (12, 13, "associate"),
        (17, 9, "text"),
        (1, 8, '"2024"'),
    ],
)
def test_what_can_be_typed_is_offered(session: Session, line: int, column: int, label: str) -> None:
    assert label in {
        entry["label"] for entry in yaml_help(session.checked, YAML, line, column)["completions"]
    }


def test_the_pictures_of_the_dataset_are_offered() -> None:
    checked = check(TESTS / "valid" / "everything.yaml")
    offered = yaml_help(checked, "schema: 1\ncover: \n", 2, 8)["completions"]
    assert checked.loaded
    assert {entry["label"] for entry in offered} == {picture.id for picture in checked.loaded.report.figures}


def test_a_key_is_explained(session: Session) -> None:
    assert "councillor" in yaml_help(session.checked, YAML, 4, 5)["hover"]
    assert yaml_help(session.checked, YAML, 99, 1) == {"hover": None, "completions": []}


def test_help_never_fails(session: Session, tmp_path: Path) -> None:
    del tmp_path
    awkward = "a: [\n\t- x\n   - - b:\n]: }\n? x\n: y\n- \n-\n  --- \n"
    for line in range(1, 11):
        for column in range(1, 12):
            yaml_help(session.checked, awkward, line, column)
