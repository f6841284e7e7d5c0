"""Authorities: which one a name means, and whether the register contradicts itself."""

import csv
from collections.abc import Sequence
from datetime import date
from difflib import get_close_matches
from pathlib import Path

import pytest

from reportgen.registers import Authorities, Authority, Lga, MatchMethod, load_registers
from reportgen.registers.nearest import _MIN_LIKENESS, _MOST_OF_A_LETTER, NearestNames
from reportgen.source import load
from tests.cli.running import SEED

YEAR = date(2024, 3, 31)
REGISTER = load_registers().authorities
WELSH = [authority for authority in REGISTER if authority.nation == "Wales"]


def rows() -> list[dict[str, str]]:
    with Path(__file__).with_name("names.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def day_in_force(authority: Authority) -> date:
    return authority.end or YEAR.replace(year=2026)


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['name']}, {row['on']}")
def test_a_name_means_an_authority(row: dict[str, str]) -> None:
    resolution = REGISTER.resolve(row["name"], date.fromisoformat(row["on"]))
    name = resolution.authority.name if resolution.authority else ""
    assert (name, resolution.matched_by, resolution.note) == (row["means"], row["matched_by"], row["note"])


@pytest.mark.parametrize("authority", list(REGISTER), ids=lambda authority: authority.code)
def test_an_authority_is_found_by_all_that_it_is_called(authority: Authority) -> None:
    on = day_in_force(authority)
    for name in authority.names:
        assert (REGISTER.resolve(name, on).authority, REGISTER.resolve(name, on).matched_by) == (
            authority,
            MatchMethod.EXACT,
        )
        assert REGISTER.resolve(name.upper().replace(" and ", " & "), on).authority is authority
    for name in (*authority.aliases, *(former.name for former in authority.former_names), authority.gss_code):
        assert not name or REGISTER.resolve(name, on).authority is authority


def test_the_22_welsh_councils_have_two_names_each() -> None:
    assert len(WELSH) == 22
    assert all(council.welsh_name.startswith("Cyngor ") and council.welsh_short_name for council in WELSH)
    assert {council.lga for council in WELSH} == {Lga.CORPORATE}


def test_codes_are_nobody_elses() -> None:
    codes = [
        code for authority in REGISTER for code in (authority.gss_code, *authority.former_gss_codes) if code
    ]
    assert len(codes) == len(set(codes))


def test_what_ended_has_successors_that_came_after_it() -> None:
    for authority in REGISTER:
        assert bool(authority.end) == bool(authority.successors), authority.name
        for heir in REGISTER.all_successors(authority):
            assert authority.end
            assert heir.begun(date(2026, 6, 1))
            assert not heir.has_ended(authority.end), f"{heir.name} ended before {authority.name}"


def test_no_two_in_force_have_one_name() -> None:
    for on in (date(2018, 3, 31), date(2019, 4, 1), date(2022, 3, 31), YEAR):
        names = [name for authority in REGISTER if authority.in_force(on) for name in set(authority.names)]
        assert len(names) == len(set(names))


def test_heirs_of_heirs_are_named() -> None:
    authority = REGISTER.resolve("West Somerset", YEAR).authority
    assert authority
    assert [heir.name for heir in REGISTER.all_successors(authority)] == [
        "Somerset West and Taunton Council",
        "Somerset Council",
    ]


def test_a_council_that_ended_on_the_last_day_was_there() -> None:
    authority = REGISTER.resolve("Carlisle", date(2023, 3, 31)).authority
    assert authority
    assert authority.in_force(date(2023, 3, 31))
    assert authority.has_ended(date(2023, 4, 1))


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


def test_a_table_of_near_names_is_made_once_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[date] = []
    make = NearestNames.__init__

    def count(names: NearestNames, authorities: Sequence[Authority], on: date) -> None:
        made.append(on)
        make(names, authorities, on)

    monkeypatch.setattr(NearestNames, "__init__", count)
    register = Authorities({}, list(REGISTER))
    near = [register.resolve(f"Teignbridg{letter}", YEAR).nearest for letter in "abc"]
    assert [council.short_name for (council,) in near] == ["Teignbridge"] * 3
    assert made == [YEAR]


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("Dartmoor National Park", "national park authority"),
        ("Dorset Fire and Rescue", "fire authority"),
        ("Transport for West Midlands", "transport body"),
        ("Greater Manchester Archaeological Advisory Service", "joint service"),
        ("Adur and Worthing", ""),
        ("East Berkshire (Bracknell Forest, Reading, Slough)", "joint service"),
        ("Cheshire (East/West)", "joint service"),
        ("West Midlands Airport Shareholders Committee", "committee"),
        ("Publica Group Ltd", "company"),
    ],
)
def test_a_body_that_is_no_council_is_recognised(name: str, body: str) -> None:
    assert (REGISTER.resolve(name, YEAR).body, REGISTER.resolve(name, YEAR).authority) == (body, None)


def test_a_name_split_at_its_comma_is_found() -> None:
    names = ["Bath & NES", "Bournemouth", "Christchurch and Poole", "Bradford"]
    [(index, resolution)] = REGISTER.split_names(names, YEAR)
    assert (index, resolution.authority and resolution.authority.short_name) == (
        1,
        "Bournemouth, Christchurch and Poole",
    )


def test_neighbours_that_are_councils_are_not_joined() -> None:
    assert list(REGISTER.split_names(["Bournemouth", "Christchurch", "Poole"], date(2019, 3, 31))) == []
    assert list(REGISTER.split_names(["Bournemouth, Christchurch and Poole", "Bradford"], YEAR)) == []


def test_every_member_of_the_one_real_report_resolves() -> None:
    data = load(SEED).data
    assert data
    members = data["membership"]["members"]  # type: ignore[index, call-overload]
    authorities = [REGISTER.resolve(str(name), YEAR).authority for name in members]
    assert all(authority and authority.in_force(YEAR) for authority in authorities)
    assert len({authority.code for authority in authorities if authority}) == 26


def test_names_with_other_letters_are_left_out_and_no_others() -> None:
    names = NearestNames(tuple(REGISTER), YEAR)
    assert max(max(map(form.count, form)) for form in names._by_form) <= _MOST_OF_A_LETTER
    for form in names._by_form:
        for name in (form[1:], form[::-1], f"{form[2:]}{form[:4]}", form * 20, form.replace("e", "ou")):
            like = get_close_matches(name, names._by_form, 5, _MIN_LIKENESS)
            assert get_close_matches(name, names._with_like_letters(name), 5, _MIN_LIKENESS) == like
