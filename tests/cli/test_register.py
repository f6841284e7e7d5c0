"""`reportgen register`: what a name resolves to."""

import json
from pathlib import Path

import pytest

from tests.cli.running import invoke


def test_the_registers_are_listed_with_their_source() -> None:
    result = invoke("register")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "authorities.csv: 470 entries\n  source: mySociety" in result.stdout
    assert result.stdout.count("  licence: ") == 3


def test_a_name_is_explained() -> None:
    result = invoke("register", "authority", "Bath & NES", "--on", "2024-03-31")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        "`Bath & NES` is Bath and North East Somerset Council\n"
        "  matched by      another name for it\n"
        "  short name      Bath and North East Somerset\n"
        "  code            E06000022\n"
        "  type            unitary, South West, England\n"
        "  LGA membership  as a full member\n"
        "  in force        yes\n"
    )


def register_output(*words: str) -> str:
    return invoke("register", *words).stdout


def test_one_that_ended_names_its_successor() -> None:
    output = register_output("authority", "Carlisle City Council", "--on", "2024-03-31")
    assert "  in force        no, ended on 31 March 2023; now Cumberland Council\n" in output
    assert "  in force        yes, until 31 March 2023\n" in register_output(
        "authority", "Carlisle", "--on", "2023-03"
    )
    assert "not yet on 31 March 2022, since it began on 1 April 2023" in register_output(
        "authority", "Cumberland", "--on", "2022-03-31"
    )


def test_a_name_that_is_not_known_ends_with_1_and_the_nearest() -> None:
    result = invoke("register", "authority", "Hull", "Teignbridg", "Dartmoor National Park")
    assert (result.exit_code, result.stderr) == (1, "")
    assert (
        "`Teignbridg` is no authority that is known\n  nearest names   Teignbridge District Council\n"
        in result.stdout
    )
    assert "by its name a national park authority; as a member it needs a `kind`" in result.stdout


def test_a_name_split_at_its_comma_is_told() -> None:
    output = register_output("authority", "Bournemouth", "Christchurch and Poole")
    assert "`Bournemouth` and `Christchurch and Poole` are one name split at its comma" in output


def test_programs_read_json() -> None:
    result = invoke(
        "register", "authority", "Ynys Môn", "Nowhere-in-Particular", "--on", "2024-03-31", "--format", "json"
    )
    assert result.exit_code == 1
    answer = json.loads(result.stdout)
    assert answer["names"][0]["authority"]["gss_code"] == "W06000001"
    assert answer["names"][0]["authority"]["welsh_name"] == "Cyngor Sir Ynys Môn"
    assert answer["names"][0]["authority"]["lga_membership"] == "corporate"
    assert (answer["names"][1]["authority"], answer["names"][1]["matched_by"]) == (None, "unknown")
    for words in (("department", "DLUHC"), ("plan",), ("plan", "2022-25")):
        assert json.loads(register_output(*words, "--format", "json"))


def test_a_department_is_explained() -> None:
    output = register_output("department", "DLUHC", "--on", "2025-03-31")
    assert output.startswith("`DLUHC` is Department for Levelling Up, Housing and Communities\n")
    assert "no, ended on 9 July 2024; now Ministry of Housing, Communities and Local Government\n" in output
    result = invoke("register", "department", "Department of Transport")
    assert (result.exit_code, result.stdout.splitlines()[-1]) == (
        1,
        "  nearest name    Department for Transport",
    )


def test_an_edition_of_the_plan_is_shown() -> None:
    assert "  theme 3: Putting people first\n" in register_output("plan", "2022/25")
    assert register_output("plan").count("  source: ") == 5
    result = invoke("register", "plan", "2018-19")
    assert result.exit_code == 1
    assert result.stdout.startswith("`2018-19` is no edition that is known; there are 2014-15, ")


@pytest.mark.parametrize("word", ["authority", "department"])
def test_a_day_that_is_none_is_refused(word: str) -> None:
    result = invoke("register", word, "x", "--on", "soon")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "reportgen: --on: `soon` is no date; write it as in 2024-03-31\n"


def test_a_broken_register_of_ones_own_is_refused(tmp_path: Path) -> None:
    (tmp_path / "authorities.csv").write_text("code\n", "utf-8")
    result = invoke("register", "authority", "Hull", "--register", tmp_path)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"reportgen: {tmp_path}/authorities.csv:1: lacks the column `name`\n"
