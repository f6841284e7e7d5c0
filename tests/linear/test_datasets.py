"""Validation takes instructions in proportion to the file, whatever stands in it.

The steps of Python's own instructions are counted for a dataset and for one of twice its size: no clock decides.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from reportgen.pipeline.checking import check_source
from reportgen.source import read
from tests.linear.counting import count_instructions

HEAD = "schema: 1\nform: '2024'\nperiod: 2023/24\ngroup:\n  name: Key Cities\n"


def text(unit: str) -> Callable[[int], str]:
    return lambda count: f"{HEAD}aims: |\n  {unit * count}\n"


def rows(key: str, row: str) -> Callable[[int], str]:
    return lambda count: HEAD + key + "".join(row.replace("#", str(number)) for number in range(count))


MAKERS: dict[str, Callable[[int], str]] = {
    "ministries": text("X X X Ministry of "),
    "doctors": text("Dr "),
    "capitals joined by apostrophes": text("AA’AA’AA’"),
    "quotations": text("“a b” and etc. we 5% "),
    "addresses": text("HTTP://A.B "),
    "parts of other documents": text("(see part 3) "),
    "abbreviations in open brackets": text("ABC (x "),
    "brackets behind other letters": text("é [x](y "),
    "brackets alone": text("é["),
    "wrong links": text("[é](ftp://a.b) "),
    "years": text("A 2023-24 "),
    "placeholders": text("lorem ipsum "),
    "bullets of Word": lambda count: f"{HEAD}aims: |\n" + "  • item here;\n" * count,
    "marks of Word": text("\u00ad\u200b"),
    "escapes in a value": lambda count: f'{HEAD}aims: "' + "\\e" * count + '"\n',
    "escapes in keys": rows("", '"k\\e#": x\n'),
    "unknown keys": rows("", "k#: x\n"),
    "keys given twice": rows("", "x: 1\n"),
    "comments that hide": rows("", "k#: x #reportgen: ignore RG601\n"),
    "comments on one line": lambda count: f"{HEAD}aims: x # reportgen: ignore {'RG601 ' * count}\n",
    "signs of comments": rows("", "k#: x #y\n"),
    "comments in a text": lambda count: f"{HEAD}aims: |\n" + "  x #reportgen: ignore RG601\n" * count,
    "unknown members": rows("membership:\n  members:\n", "  - Unknownton #\n"),
    "members in brackets": rows("membership:\n  members:\n", "  - A (b #\n"),
    "members cut in two": rows("membership:\n  members:\n", "  - Kingston upon Hull\n  - City of\n"),
    "titles of projects": rows("activities:\n  projects:\n", "  - title: Our Big Project#\n    text: A.\n"),
    "other names of the group": lambda count: (
        HEAD
        + f"  other_names: [{', '.join(f'Name {number}' for number in range(count))}]\naims: {'Name 1 ' * count}\n"
    ),
    "a long date": lambda count: f"{HEAD}submitted: '{'& - ' * count}'\n",
    "slips": rows("", "k#: a: b\n"),
    "totals": rows(
        "sections:\n  - table:\n      columns: [A, B]\n      rows:\n", "        - [Total, '#']\n" * 8
    ),
}


@pytest.mark.parametrize("name", MAKERS)
def test_twice_the_size_takes_at_most_twice_the_instructions(name: str) -> None:
    _count(HEAD)  # what is worked out once
    small, large = (_count(MAKERS[name](count)) for count in (60, 120))
    assert large < 2.6 * small


def _count(dataset: str) -> int:
    """Counts the instructions of Python that checking a dataset takes."""
    return count_instructions(lambda: check_source(read(dataset, "report.yaml"), Path("report.yaml")))
