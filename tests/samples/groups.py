"""Groups and their reports: who they are stays from year to year, and what they did changes."""

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import yaml

from tests.samples.faults import FAULTS
from tests.samples.pictures import MAKERS
from tests.samples.words import ENGLISH, WELSH, Tongue, person, sentence, text

SEED = 20_240_331
REGISTER = Path(__file__).parents[2] / "data" / "registers" / "authorities.csv"

_LAST = 2024
_YEARS = 5
_LONGEST = 5
"""The most years of one group."""

_SIZES = (1, 1, 1, 2, 2, 3, 4, 6, 8, 12, 20)
"""How much there is of everything, in a group of that size; each size is as likely as the others."""


@dataclass(frozen=True)
class Sample:
    """A dataset with its pictures by their names in the folder, and the code of the error that it has, if it has one."""

    folder: str
    name: str
    files: Mapping[str, bytes] = field(repr=False)
    fault: str = ""


@dataclass(frozen=True)
class _Group:
    """What a group is, whatever the year."""

    name: str
    slug: str
    tongue: Tongue
    size: int
    members: tuple[str, ...]
    officer: str
    leader: str
    clean: bool


def samples(count: int, seed: int = SEED) -> Iterator[Sample]:
    """As many samples as asked for, group by group. One in twelve has an error, and more than half have warnings."""
    chance, codes = Random(seed), sorted(FAULTS)
    made = faulty = 0
    for number in range(count):
        group = _group(number, chance)
        years = min(1 + number % _LONGEST, count - made)
        for year in range(_LAST - years, _LAST):
            made += 1
            fault = codes[(faulty := faulty + 1) % len(codes)] if made % 12 == 0 else ""
            yield _sample(group, year, fault, chance)
        if made == count:
            return


def _group(number: int, chance: Random) -> _Group:
    tongue = WELSH if number % 8 == 5 else ENGLISH
    topic, region = chance.choice(tongue.topics), chance.choice(sorted(_councils()))
    size = chance.choice(_SIZES)
    if tongue is WELSH:
        pool, name = _welsh(), f"Grŵp {topic} {number + 1}"
    else:
        pool, name = _councils()[region], f"{region} {topic} Group {number + 1}"
    members = chance.sample(pool, min(len(pool), 10 + size))
    slug = f"{number + 1:03}-{topic.lower().replace(' ', '-')}"
    clean = number % 3 == 0
    if clean:
        members.sort()
    return _Group(
        name, slug, tongue, size, tuple(members), person(tongue, chance), person(tongue, chance), clean
    )


@cache
def _rows() -> list[dict[str, str]]:
    lines = REGISTER.read_text("utf-8").splitlines()
    rows = csv.DictReader(line for line in lines if not line.startswith("#"))
    return [row for row in rows if not row["end_date"] and not row["start_date"]]


@cache
def _councils() -> Mapping[str, Sequence[str]]:
    """The councils of England by region, by their short names."""
    regions: dict[str, list[str]] = {}
    for row in _rows():
        if row["lga_membership"] == "full" and row["region"]:
            regions.setdefault(row["region"], []).append(row["short_name"])
    return {region: names for region, names in regions.items() if len(names) > 20}


@cache
def _welsh() -> Sequence[str]:
    return [row["welsh_short_name"] for row in _rows() if row["welsh_short_name"]]


def _sample(group: _Group, year: int, fault: str, chance: Random) -> Sample:
    label = f"{year}/{(year + 1) % 100:02}"
    name = f"{label.replace('/', '-')}.yaml"
    data, pictures = _dataset(group, year, label, chance)
    content = yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1000)
    if not group.clean:
        content = _careless(content, chance)
    whole = FAULTS[fault](content) if fault else content.encode()
    return Sample(group.slug, name, {name: whole, **pictures}, fault)


def _dataset(group: _Group, year: int, label: str, chance: Random) -> tuple[dict[str, Any], dict[str, bytes]]:
    tongue, size = group.tongue, group.size
    form = "2018" if year < 2021 else "2023" if year < 2023 else "2024"
    figures, pictures = _figures(group, year, chance)
    kept: dict[str, Any] = {
        "schema": 1,
        "form": form,
        **({"language": tongue.code} if tongue is WELSH else {}),
        "group": {"name": group.name, "established": 2010 + size % 8, "renewed": year - 1},
        "period": label if size != 3 else {"start": f"{year}-05-01", "end": f"{year + 1}-03-31"},
        "contact": _contact(group),
        "membership": _membership(group, year, chance),
        "aims": text(tongue, chance, 1 + size // 4),
        "priorities": {"entries": [_entry(group, number, chance) for number in range(1 + size // 2)]},
        "activities": _activities(group, year, chance),
        "government": "none" if size < 2 else _government(group, year, chance),
        **({"figures": figures} if figures else {}),
        "sections": _sections(group, figures, chance),
        **({"private": ["contact.telephone"]} if size == 4 else {}),
    }
    return {key: value for key, value in kept.items() if value != []}, pictures


def _contact(group: _Group) -> dict[str, Any]:
    return {
        "lead_member": {"title": "Cllr", "name": group.leader, "role": "Chair"},
        "lead_officer": group.officer,
        "telephone": "01632 960123",
        "address": ["Town Hall", "High Street", "Salford", "M27 5FJ"],
        "website": {"label": group.name, "url": f"https://{group.slug}.example"},
    }


def _membership(group: _Group, year: int, chance: Random) -> dict[str, Any]:
    tongue = group.tongue
    members: list[Any] = list(group.members)
    if tongue is WELSH:
        members = [{"name": name, "kind": "corporate"} for name in members]
    joined = chance.randrange(len(members))
    if group.size > 3:
        name = group.members[joined]
        members[joined] = {
            "name": name,
            "kind": "corporate" if tongue is WELSH else "full",
            "joined": str(year),
        }
    found = {"introduction": f"{sentence(tongue, chance)}\n\n{tongue.heads[0]}\n", "declared": len(members)}
    if group.size == 6 and tongue is ENGLISH:
        half = len(members) // 2
        halves = [
            {"name": "Founders", "members": members[:half]},
            {"name": "Others", "members": members[half:]},
        ]
        return {**found, "groups": halves}
    return {
        **found,
        "members": members,
        **({"exception": sentence(tongue, chance)} if tongue is WELSH else {}),
    }


def _entry(group: _Group, number: int, chance: Random) -> dict[str, Any]:
    titles = group.tongue.titles
    title = titles[number % len(titles)] + (f" {number // len(titles) + 1}" if number >= len(titles) else "")
    return {"title": title, "text": text(group.tongue, chance, 1 + chance.randrange(1 + group.size // 3))}


def _activities(group: _Group, year: int, chance: Random) -> dict[str, Any]:
    def dated(number: int) -> dict[str, Any]:
        month = chance.randint(5, 12)
        return {**_entry(group, number, chance), "date": f"{year}-{month:02}-{chance.randint(1, 28):02}"}

    found: dict[str, Any] = {"projects": [dated(number) for number in range(1 + group.size)]}
    if group.size > 1:
        found["events"] = [
            {**dated(number), "place": chance.choice(group.members)} for number in range(group.size)
        ]
        found["meetings"] = [{"kind": "Plenary", "count": 2 + group.size % 5}]
    if group.size > 2:
        found["consultations"] = [dated(number + 3) for number in range(group.size // 2)]
        found["forward_plan"] = text(group.tongue, chance, 1)
    return found


def _government(group: _Group, year: int, chance: Random) -> list[dict[str, Any]]:
    kinds = ("Home Office", "HM Treasury", "Department for Transport", "Department for Education")
    return [
        {
            "department": name,
            "date": f"{year}-{chance.randint(5, 12):02}",
            "text": sentence(group.tongue, chance),
        }
        for name in kinds[: 1 + group.size // 3]
    ]


def _figures(group: _Group, year: int, chance: Random) -> tuple[list[dict[str, Any]], dict[str, bytes]]:
    figures, files = [], dict[str, bytes]()
    for kind in sorted(MAKERS)[: 0 if group.size in (1, 3) else 1 + group.size // 4]:
        values = [chance.randint(5, 100) for _ in range(4 + group.size)]
        name = f"pictures/{year}-chart.{kind}"
        files[name] = MAKERS[kind](values)
        alt = f"{len(values)} bars, {', '.join(map(str, values))}"
        figures.append({"id": kind, "file": name, "alt": alt, "caption": chance.choice(group.tongue.titles)})
    return figures, files


def _sections(group: _Group, figures: Sequence[dict[str, Any]], chance: Random) -> list[dict[str, Any]]:
    tongue = group.tongue
    sections: list[dict[str, Any]] = [
        {
            "title": f"{each['caption']} ({each['id'].upper()})",
            "text": text(tongue, chance, 1),
            "figure": each["id"],
        }
        for each in figures
    ]
    if group.size > 3:
        rows = [
            [
                chance.choice(tongue.things),
                f"£{chance.randrange(1, 90)},{chance.randrange(1000):03}",
                f"{chance.randrange(100)}%",
            ]
            for _ in range(3 * group.size)
        ]
        table = {
            "columns": list(chance.sample(tongue.topics, 3)),
            "rows": rows,
            "caption": chance.choice(tongue.titles),
        }
        inner = {"title": chance.choice(tongue.titles), "text": text(tongue, chance, 2)}
        sections.append({"title": chance.choice(tongue.topics), "table": table, "sections": [inner]})
    return sections


_SLIPS: tuple[Callable[[str], str], ...] = (
    lambda content: content.replace("01632 960123", "01632960123", 1),
    lambda content: content.replace(" the ", " the the ", 1),
    lambda content: content.replace("Council", "council", 1).replace(" and ", " & ", 1),
    lambda content: content.replace("Home Office", "the home office", 1),
)


def _careless(content: str, chance: Random) -> str:
    """A text with the slips that rules warn of."""
    for slip in chance.sample(_SLIPS, 2):
        content = slip(content)
    return content


class _Dumper(yaml.SafeDumper):
    """Writes as an officer does: lists indented, texts of several lines behind `|`."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> Any:  # noqa: ARG002 (PyYAML's signature)
        return super().increase_indent(flow, False)


def _as_text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, "|" if "\n" in value else None)


_Dumper.add_representer(str, _as_text)
