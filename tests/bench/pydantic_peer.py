"""A loop that reads datasets with PyYAML's C loader into pydantic's models: the least that a checker of one's own does.

python pydantic_peer.py DATASET...
"""

import sys
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict


class Model(BaseModel):
    model_config = ConfigDict(extra="ignore", coerce_numbers_to_str=True)


class Entry(Model):
    title: str
    text: str | None = None


class Group(Model):
    name: str


class Contact(Model):
    lead_member: str
    lead_officer: str
    address: str | None = None
    telephone: str | None = None


class Membership(Model):
    declared: int | None = None
    members: list[str | dict[str, Any]] = []


class Entries(Model):
    introduction: str | None = None
    entries: list[Entry] = []


class Activities(Model):
    projects: list[Entry] = []
    events: list[Entry] = []
    partnerships: list[Entry] = []
    consultations: list[Entry] = []


class Report(Model):
    form: str
    group: Group
    period: str
    contact: Contact
    membership: Membership
    aims: str
    priorities: Entries
    themes: Entries | None = None
    activities: Activities


def main() -> None:
    for path in sys.argv[1:]:
        with Path(path).open(encoding="utf-8") as file:
            Report.model_validate(yaml.load(file, Loader=yaml.CSafeLoader))


if __name__ == "__main__":
    main()
