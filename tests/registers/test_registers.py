"""The registers: what ships, what a user's own files replace, and what is refused."""

import tomllib
from pathlib import Path

import pytest

from reportgen.registers import FILES, SHIPPED, load_registers
from reportgen.source import Unreadable
from tests.cli.running import ROOT

HEADER = (SHIPPED / "authorities.csv").read_text("utf-8").splitlines()[7]
KENT = "KEN,Kent County Council,Kent,,,E10000016,,county,England,South East,full,,,,,"
DEPARTMENT = (
    "departments:\n  - id: dfe\n    name: Department for Education\n    kind: department\n    trust: seen\n"
)
PLAN = 'editions:\n  - edition: 2030-33\n    status: complete\n    themes: [{id: "1", title: Care}]\n'

BROKEN = [
    ("authorities.csv", "", 1, "holds no line with the names of the columns"),
    ("authorities.csv", "code,name\n", 1, "lacks the column `short_name`"),
    ("authorities.csv", f"{HEADER},colour\n", 1, "has a column `colour`, which registers do not know"),
    ("authorities.csv", f"# source: own\n{HEADER}\n{KENT},\n", 3, "has 17 cells, but there are 16 columns"),
    ("authorities.csv", f"{HEADER}\n{KENT}\n{KENT}\n", 3, "is the code of Kent County Council already"),
    ("authorities.csv", f"{HEADER}\n{KENT.replace('Kent,', ',')}\n", 2, "`short_name` is missing"),
    ("authorities.csv", f"{HEADER}\n{KENT.replace('full', 'half')}\n", 2, "must be full, corporate, none, not `half`"),
    ("authorities.csv", f"{HEADER}\n{KENT[:-3]}31/03/2023,,,\n", 2, "`31/03/2023` is no date; write 2023-03-31"),
    ("authorities.csv", f"{HEADER}\n{KENT[:-3]}soon,,,\n", 2, "`soon` is no date"),
    ("authorities.csv", f"{HEADER}\n{KENT[:-2]}XXX,,\n", 2, "the successor `XXX` is not in the register"),
    ("authorities.csv", f'{HEADER}\n"KEN"x,\n', 2, "is not CSV"),
    ("departments.yaml", "departments: [x]\n", 1, "must be a set of `key: value` lines"),
    ("departments.yaml", "departments:\n  x: y\n", 1, "`departments` must be a list"),
    ("departments.yaml", DEPARTMENT + "    colour: red\n", 6, "`colour` is no key of a register"),
    ("departments.yaml", DEPARTMENT.replace("seen", "much"), 5, "`trust` must be seen or memory, not `much`"),
    ("departments.yaml", DEPARTMENT + "    to: soon\n", 6, "`soon` is no date"),
    ("departments.yaml", DEPARTMENT + "    successors: [dfx]\n", 6, "the successor `dfx` is not in the register"),
    ("departments.yaml", DEPARTMENT + "  - id: dfe\n    name: x\n    kind: y\n    trust: seen\n", 6, "another department"),
    ("departments.yaml", "departments: [\n", 2, "between these brackets"),
    ("business-plan.yaml", PLAN.replace("complete", "full"), 3, "`status` must be complete or partial"),
    ("business-plan.yaml", PLAN.replace("Care", "[Care]"), 4, "`title` must be text"),
    ("business-plan.yaml", PLAN.replace("title: Care", "no: 2"), 4, "`no` is no key of a register"),
    ("business-plan.yaml", PLAN + "  - {edition: 2030-33, status: partial}\n", 5, "is given twice"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "line", "message"), BROKEN)
def test_a_broken_register_is_refused_at_its_line(
    name: str, text: str, line: int, message: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    with pytest.raises(Unreadable) as refused:
        load_registers(tmp_path)
    assert str(refused.value).startswith(f"{tmp_path / name}:{line}: ")
    assert message in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_register_in_another_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / "authorities.csv").write_bytes(f"{HEADER}\nYnys Môn".encode("latin-1"))
    with pytest.raises(Unreadable, match=r"authorities\.csv:2: is not saved as UTF-8"):
        load_registers(tmp_path)


def test_a_folder_without_registers_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="holds no register"):
        load_registers(tmp_path)
    with pytest.raises(Unreadable, match="there is no such folder"):
        load_registers(tmp_path / "none")


def test_ones_own_file_replaces_the_shipped_one_of_its_name_alone(tmp_path: Path) -> None:
    """Spreadsheets write a byte order mark, quote what they like and fill rows with commas."""
    commas = "," * 14
    (tmp_path / "authorities.csv").write_text(
        f'\ufeff"# source: own",{commas}\r\n{HEADER}\r\n{KENT}\r\n,{commas}\r\n', "utf-8"
    )
    own = load_registers(tmp_path)
    assert [authority.name for authority in own.authorities] == ["Kent County Council"]
    assert own.authorities.about == {"source": "own"}
    assert len(own.departments) == len(load_registers().departments)


def test_registers_are_read_once(tmp_path: Path) -> None:
    (tmp_path / "business-plan.yaml").write_text(PLAN, "utf-8")
    assert load_registers() is load_registers()
    assert load_registers().authorities is load_registers().authorities
    assert load_registers(tmp_path) is load_registers(tmp_path)
    assert load_registers(tmp_path).plans.editions == ("2030-33",)


def test_what_ships_names_source_licence_and_trust() -> None:
    for register in (load_registers().authorities, load_registers().departments, load_registers().plans):
        assert all(register.about[word] for word in ("source", "licence", "credit", "trust"))
    credit = load_registers().authorities.about["credit"]
    assert credit.startswith(
        "Contains data from mySociety's UK Local Authorities dataset v1.6.1, CC BY 4.0 (https://"
    )


def test_the_wheel_holds_the_registers() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    included = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    assert included["data/registers"] == "reportgen/registers/data"
    assert sorted(path.name for path in SHIPPED.iterdir()) == sorted(FILES)


def test_a_byte_order_mark_is_no_part_of_a_register(tmp_path: Path) -> None:
    for name in FILES:
        (tmp_path / name).write_text((SHIPPED / name).read_text("utf-8"), "utf-8-sig")
    own, shipped = load_registers(tmp_path), load_registers()
    assert len(own.authorities) == len(shipped.authorities)
    assert own.authorities.about == shipped.authorities.about
    assert own.plans.editions == shipped.plans.editions


def test_registers_of_a_stranger_are_bounded(tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "authorities.csv").write_bytes(b"#" * 5_000_001)
    with pytest.raises(Unreadable, match="is larger than 5 MB"):
        load_registers(own)
    (tmp_path / "secret.csv").write_text("root:x:0:0", "utf-8")
    linked = tmp_path / "linked"
    linked.mkdir()
    (linked / "authorities.csv").symlink_to(tmp_path / "secret.csv")
    with pytest.raises(Unreadable, match="is a link that leads out of the folder") as raised:
        load_registers(linked)
    assert "x:0:0" not in str(raised.value)
