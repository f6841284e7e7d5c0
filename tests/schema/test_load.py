"""Loading a report from plain values: hints, paths behind entries left out, and private values."""

from typing import Any

import pytest

from reportgen.findings import Fault
from reportgen.schema.load import load_report
from reportgen.schema.privacy import without_private
from reportgen.schema.read import MAX_HINTED
from reportgen.schema.shapes import paths_with_shapes
from reportgen.source import read
from tests.cli.running import MINIMAL


def values(text: str) -> dict[str, Any]:
    source = read(text, "x.yaml")
    assert source.data is not None
    return source.data


def faults(text: str) -> list[Fault]:
    return [fault for fault in load_report(values(text)).faults if fault.code.id != "RG102"]


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("titel: x", "`titel` is not a key"),
        ("theme: x", "did you mean `themes`?"),
        ("Aims: x", "did you mean `aims`?"),
        ("contact: {leadmember: x}", "did you mean `lead_member`?"),
        ("contact: {lead-officer: x}", "did you mean `lead_officer`?"),
        ("contact: {E-mail: x}", "did you mean `email`?"),
        ("members: [x]", "did you mean `membership`?"),
        ("entries: [x]", "`entries` belongs under `priorities` or under `themes`; check the indentation"),
        ("contact: {aims: x}", "`aims` belongs at the left margin; check the indentation"),
        ("group: {zzz: x}", "the keys here are `name`, `other_names`, `established`, `renewed`"),
        ("period: {from: x}", "the keys here are `start`, `end`"),
        ("form: '2025'", "did you mean `2024`?"),
        ("membership: {members: [{name: a, kind: ful}]}", "did you mean `full`?"),
        ("private: [contact.telefone]", "did you mean `contact.telephone`?"),
        ("period: 2023/25", "did you mean `2023/24`?"),
        ("contact: {website: {url: a.example}}", "did you mean `https://a.example`?"),
        ("period: “2023/24”", "write `2023/24`: curly quotation marks"),
        ("submitted: ‘2024-04-30’", "write `2024-04-30`: curly quotation marks"),
        ("activities: {projects: [{title: A, url: https://a.example/a b}]}", "an address has no spaces"),
        (
            "sections: [{title: A, table: {columns: [B, C], rows: [[D, 1,200]]}}]",
            'put a cell with a comma in it in quotes, as in `"1,200"`',
        ),
        (
            "sections: [{title: A, table: {columns: [B, C], rows: [[D, “£1,200”]]}}]",
            'put a cell with a comma in it in quotes, as in `"£1,200"`',
        ),
        (
            "sections: [{title: A, table: {columns: [B], rows: [[Leeds, Hull]]}}]",
            'put a cell with a comma in it in quotes, as in `"£27,500"`',
        ),
        ("figures: [{id: map, file: m, alt: a}]\nsections: [{title: a, figure: mpa}]", "did you mean `map`?"),
    ],
)
def test_the_nearest_right_word_is_offered(text: str, hint: str) -> None:
    (fault,) = faults(text)
    assert hint in f"{fault.problem.message}; {fault.problem.hint}"


def test_one_fault_hides_no_other() -> None:
    text = MINIMAL.replace("period: 2023/24", "period: soon\nsubmitted: then\nzzz: 1").replace("26", "many")
    assert [fault.code.id for fault in faults(text)] == ["RG106", "RG105", "RG104", "RG101"] or sorted(
        fault.code.id for fault in faults(text)
    ) == ["RG101", "RG104", "RG105", "RG106"]


def test_a_fault_behind_blanks_and_dropped_entries_is_at_its_own_place() -> None:
    text = "activities:\n  projects:\n    -\n    - [x]\n    - {title: A, date: soon}\n    - \n    - {title: B, url: b}\n"
    at = {fault.code.id: fault.problem.at for fault in faults(text)}
    assert at == {
        "RG103": ("activities", "projects", 1),
        "RG105": ("activities", "projects", 2, "date"),
        "RG110": ("activities", "projects", 4, "url"),
    }


def test_keys_with_nothing_behind_them_where_none_can_stand_are_a_value_left_out() -> None:
    missing = [
        fault.problem for fault in load_report({"aims": {"text": ""}}).faults if fault.problem.at == ("aims",)
    ]
    assert [(problem.message, problem.hint) for problem in missing] == [
        ("`aims` is missing", "write it as in `aims: The group speaks for mid-sized cities.`")
    ]


@pytest.mark.parametrize("value", ["x", ""])
def test_after_many_faults_no_more_hints_are_looked_for(value: str) -> None:
    group = {
        f"name{chr(97 + number // 26)}{chr(97 + number % 26)}": value for number in range(MAX_HINTED + 10)
    }
    problems = [
        fault.problem for fault in load_report({"group": group}).faults if fault.problem.part == "key"
    ]
    assert len(problems) == MAX_HINTED + 10
    assert sum(problem.hint == "did you mean `name`?" for problem in problems) == MAX_HINTED


def test_a_line_that_stands_for_several_is_used_whole_or_not_at_all() -> None:
    loaded = load_report({"contact": {"address": "Civic\nCentre, Swinton", "lead_member": "Cllr\nMerry"}})
    assert {"address", "lead_member"} & loaded.report.contact.given == set()
    assert {("contact", "address"), ("contact", "lead_member")} <= loaded.dropped
    assert [fault.problem.at for fault in loaded.faults if fault.code.id == "RG108"] == [
        ("contact", "lead_member", "name"),
        ("contact", "address", 0),
    ]


def test_what_was_dropped_is_told_to_the_rules() -> None:
    loaded = load_report(values("themes: {entries: [{title: A, text: [b]}]}"))
    assert ("themes", "entries", 0, "text") in loaded.dropped
    assert ("themes", "entries") in loaded.dropped
    assert ("themes", "entries", 0, "title") not in loaded.dropped


def test_a_faulty_value_leaves_the_rest_of_its_entry_usable() -> None:
    report = load_report(
        values(MINIMAL.replace("{title: Report}", "{title: Report, date: soon, text: Words.}"))
    ).report
    (project,) = report.activities.projects
    assert (project.title, project.date, project.text.source) == ("Report", None, "Words.")


def test_private_values_are_taken_out_wherever_they_stand() -> None:
    data = {
        "contact": {"telephone": "0161", "email": "a@b.example"},
        "membership": {
            "members": ["Hull", {"name": "Exeter", "note": "n"}],
            "groups": [{"name": "g", "members": [{"name": "x", "note": "m"}]}],
        },
    }
    private = ("contact.telephone", "membership.members.note", "membership.groups.members", "aims")
    assert without_private(data, private) == {
        "contact": {"email": "a@b.example"},
        "membership": {"members": ["Hull", {"name": "Exeter"}], "groups": [{"name": "g"}]},
    }
    assert data["contact"]["telephone"] == "0161"  # type: ignore[index]


@pytest.mark.parametrize(
    ("path", "shape"), [*paths_with_shapes()], ids=[path for path, _ in paths_with_shapes()]
)
def test_every_path_can_be_private_but_those_a_report_needs(path: str, shape: object) -> None:
    assert shape is not None
    needed = path in ("schema", "form", "language", "private", "figures.id")
    assert bool(faults(MINIMAL + f"private: [{path}]\n")) == needed


@pytest.mark.parametrize(
    "path", ["contact.lead_officer.name", "contact.website.url", "membership.members.name"]
)
def test_a_private_value_written_on_one_line_goes_too(path: str) -> None:
    data = {
        "contact": {"lead_officer": "Sam Secret", "website": "https://secret.example"},
        "membership": {"members": ["Secret", {"name": "Secret", "note": "n"}]},
    }
    assert str(data).count("ecret") - str(without_private(data, (path,))).count("ecret") in (1, 2)
    *_, parent, key = path.split(".")
    assert key in ("name", "url")
    assert parent in ("lead_officer", "website", "members")
