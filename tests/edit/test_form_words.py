"""The form says findings with the names of its fields, and gives no advice on how a file is written."""

import re
from pathlib import Path

import pytest

from reportgen.edit.form_words import said_for_the_form
from reportgen.pipeline import check
from reportgen.schema.shapes import paths_with_shapes
from tests.cases import TESTS

CASES = sorted(path for folder in ("rules", "faults") for path in (TESTS / folder).glob("*.yaml"))
KEYS = "|".join({path.rpartition(".")[2] for path, _ in paths_with_shapes()})
OF_THE_FILE = re.compile(
    r"\bkeys?\b|in quotes|indent|\bmargin\b|its dash\b|`- |: …|"
    rf"`(?:{KEYS}):(?!//)|`[a-z]+_[a-z_]+`|`[a-z_]+\.(?:{KEYS})`"
)
"""Words about how a file is written."""


def said(path: Path) -> list[str]:
    checked = check(path)
    return [
        " ".join(filter(None, said_for_the_form(finding, checked.source.data, "en-GB")))
        for finding in checked.findings
        if finding.problem.at
    ]


def test_no_finding_of_any_case_speaks_of_the_file_in_the_form() -> None:
    wrong = {words for path in CASES for words in said(path) if OF_THE_FILE.search(words)}
    assert wrong == set()


@pytest.mark.parametrize(
    ("dataset", "code", "language", "expected"),
    [
        ("contact: {telephone: no}", "RG318", "en-GB", "`no` is not a telephone number"),
        ("activities: {projects: [{date: 2024}]}", "RG102", "en-GB", "“Projects: title” is missing"),
        ("activities: {projects: [{date: 2024}]}", "RG102", "cy-GB", "“Prosiectau: teitl” is missing"),
        ("aims: We say text text here.", "RG601", "en-GB", "the word `text` is repeated"),
        ("figures: [{id: a, file: a.png}]", "RG111", "en-GB", "tick “Only decoration” if it says nothing"),
        (
            "contact: {telephone: 07967 424591}",
            "RG306",
            "en-GB",
            "add “Contact: telephone” under “Kept private”",
        ),
        ("contact: {lead_member: Ann, email: a@b.uk}", "RG307", "en-GB", "write it under “Telephone”"),
        (
            "priorities: {entries: [{title: A, text: [b]}]}",
            "RG103",
            "en-GB",
            "write the text here, in paragraphs",
        ),
    ],
)
def test_a_finding_names_the_field(
    tmp_path: Path, dataset: str, code: str, language: str, expected: str
) -> None:
    path = tmp_path / "report.yaml"
    path.write_text(f"schema: 1\nform: 2023\n{dataset}\n")
    checked = check(path)
    words = [
        " ".join(filter(None, said_for_the_form(finding, checked.source.data, language)))
        for finding in checked.findings
        if finding.code.id == code
    ]
    assert [line for line in words if expected in line], words
