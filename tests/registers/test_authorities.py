"""Which authority a name means, and whether the register holds together."""

import csv
from datetime import date
from pathlib import Path

import pytest

from reportgen.registers import Authority, How, Lga, registers
from reportgen.source import load
from tests.cli.running import SEED

YEAR = date(2024, 3, 31)
REGISTER = registers().authorities
WELSH = [each for each in REGISTER if each.nation == "Wales"]


def rows() -> list[dict[str, str]]:
    with Path(__file__).with_name("names.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def own_day(authority: Authority) -> date:
    return authority.end or YEAR.replace(year=2026)


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['name']}, {row['on']}")
def test_a_name_means_an_authority(row: dict[str, str]) -> None:
    found = REGISTER.resolve(row["name"], date.fromisoformat(row["on"]))
    meant = found.authority.name if found.authority else ""
    assert (meant, found.how, found.note) == (row["means"], row["matched_by"], row["note"])


@pytest.mark.parametrize("authority", list(REGISTER), ids=lambda authority: authority.code)
def test_an_authority_is_found_by_all_that_it_is_called(authority: Authority) -> None:
    on = own_day(authority)
    for name in authority.names:
        assert (REGISTER.resolve(name, on).authority, REGISTER.resolve(name, on).how) == (
            authority,
            How.EXACT,
        )
        assert REGISTER.resolve(name.upper().replace(" and ", " & "), on).authority is authority
    for name in (*authority.aliases, *(former.name for former in authority.former_names), authority.gss_code):
        assert not name or REGISTER.resolve(name, on).authority is authority


def test_the_22_welsh_councils_have_two_names_each() -> None:
    assert len(WELSH) == 22
    assert all(each.welsh_name.startswith("Cyngor ") and each.welsh_short_name for each in WELSH)
    assert {each.lga for each in WELSH} == {Lga.CORPORATE}


def test_codes_are_nobody_elses() -> None:
    codes = [code for each in REGISTER for code in (each.gss_code, *each.former_gss_codes) if code]
    assert len(codes) == len(set(codes))


def test_what_ended_has_successors_that_came_after_it() -> None:
    for each in REGISTER:
        assert bool(each.end) == bool(each.successors), each.name
        for heir in REGISTER.heirs(each):
            assert each.end
            assert heir.begun(date(2026, 6, 1))
            assert not heir.ended(each.end), f"{heir.name} ended before {each.name}"


def test_no_two_in_force_have_one_name() -> None:
    for on in (date(2018, 3, 31), date(2019, 4, 1), date(2022, 3, 31), YEAR):
        names = [name for each in REGISTER if each.in_force(on) for name in set(each.names)]
        assert len(names) == len(set(names))


def test_heirs_of_heirs_are_named() -> None:
    found = REGISTER.resolve("West Somerset", YEAR).authority
    assert found
    assert [heir.name for heir in REGISTER.heirs(found)] == [
        "Somerset West and Taunton Council",
        "Somerset Council",
    ]


def test_a_council_that_ended_on_the_last_day_was_there() -> None:
    found = REGISTER.resolve("Carlisle", date(2023, 3, 31)).authority
    assert found
    assert found.in_force(date(2023, 3, 31))
    assert found.ended(date(2023, 4, 1))


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("Teignbridg", "Teignbridge"),
        ("Flint District Council", "Flintshire"),
        ("Wolverhamton", "Wolverhampton"),
    ],
)
def test_the_nearest_name_is_offered(name: str, near: str) -> None:
    assert REGISTER.resolve(name, YEAR).nearest[0].short_name == near


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("Dartmoor National Park", "national park authority"),
        ("Dorset Fire and Rescue", "fire authority"),
        ("Transport for West Midlands", "transport body"),
        ("Greater Manchester Archaeological Advisory Service", "joint service"),
        ("Adur and Worthing", ""),
    ],
)
def test_a_body_that_is_no_council_is_recognised(name: str, body: str) -> None:
    assert (REGISTER.resolve(name, YEAR).body, REGISTER.resolve(name, YEAR).authority) == (body, None)


def test_a_name_split_at_its_comma_is_found() -> None:
    names = ["Bath & NES", "Bournemouth", "Christchurch and Poole", "Bradford"]
    [(place, whole)] = REGISTER.joined(names, YEAR)
    assert (place, whole.authority and whole.authority.short_name) == (
        1,
        "Bournemouth, Christchurch and Poole",
    )


def test_neighbours_that_are_councils_are_not_joined() -> None:
    assert list(REGISTER.joined(["Bournemouth", "Christchurch", "Poole"], date(2019, 3, 31))) == []
    assert list(REGISTER.joined(["Bournemouth, Christchurch and Poole", "Bradford"], YEAR)) == []


def test_every_member_of_the_one_real_report_resolves() -> None:
    data = load(SEED).data
    assert data
    members = data["membership"]["members"]  # type: ignore[index, call-overload]
    found = [REGISTER.resolve(str(name), YEAR).authority for name in members]
    assert all(each and each.in_force(YEAR) for each in found)
    assert len({each.code for each in found if each}) == 26
