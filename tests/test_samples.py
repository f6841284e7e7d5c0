"""The samples are what they promise: the same for the same seed, varied, and faulty where they are said to be."""

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from reportgen.findings import Severity
from reportgen.pipeline import check
from reportgen.registers import load_registers
from reportgen.schema.members import listed_members
from tests.samples.__main__ import main
from tests.samples.faults import FAULTS
from tests.samples.groups import Sample, samples

CHECKED = (*range(5, 200, 18), *range(11, 120, 12))


@cache
def whole() -> tuple[Sample, ...]:
    return tuple(samples(200))


def text(sample: Sample) -> str:
    return sample.files[sample.name].decode("utf-8", "replace")


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others() -> None:
    first = tuple(samples(30))
    assert first == tuple(samples(30)) != tuple(samples(30, seed=1))


def test_they_are_varied() -> None:
    texts = [text(sample) for sample in whole()]
    assert len(texts) == 200
    assert {line for each in texts for line in each.splitlines() if line.startswith("form:")} >= {
        "form: '2018'",
        "form: '2023'",
        "form: '2024'",
    }
    assert sum("language: cy-GB" in each for each in texts) > 15
    assert sum("table:" in each for each in texts) > 40
    assert sum("groups:" in each for each in texts) > 5
    assert sum("private:" in each for each in texts) > 5
    assert sum("start:" in each for each in texts) > 5
    pictures = Counter(Path(name).suffix for sample in whole() for name in sample.files)
    assert min(pictures[kind] for kind in (".png", ".jpg", ".svg")) > 10
    sizes = sorted(map(len, texts))
    assert sizes[0] < 3_000
    assert 20_000 < sizes[180] < sizes[-1] < 200_000


def test_groups_have_reports_of_several_years_in_a_row() -> None:
    years = Counter(sample.folder for sample in whole())
    assert set(years.values()) == {1, 2, 3, 4, 5}
    assert sorted(sample.name for sample in whole() if sample.folder == whole()[1].folder) == [
        "2022-23.yaml",
        "2023-24.yaml",
    ]


def test_every_fault_is_there() -> None:
    assert {sample.fault for sample in whole()} - {""} == set(FAULTS)


@pytest.mark.parametrize("number", CHECKED)
def test_a_sample_has_the_fault_that_it_is_said_to_have_and_no_other_error(
    number: int, tmp_path: Path
) -> None:
    sample = whole()[number]
    for name, content in sample.files.items():
        (path := tmp_path / name).parent.mkdir(exist_ok=True)
        path.write_bytes(content)
    checked = check(tmp_path / sample.name)
    errors = {each.code.id for each in checked.findings if each.severity is Severity.ERROR}
    assert errors == ({sample.fault} if sample.fault else set())
    assert len(checked.images) == sum("pictures/" in name for name in sample.files) or sample.fault
    if checked.loaded and not sample.fault:
        known = load_registers().authorities
        period = checked.loaded.report.period
        assert period is not None
        names = [member.name for _, member in listed_members(checked.loaded.report)]
        assert len(names) > 10
        assert [name for name in names if known.resolve(name, period.end).authority is None] == []


def test_more_than_half_have_warnings() -> None:
    slips = (" the the ", "01632960123", "the home office")
    assert 100 < sum(any(slip in text(each) for slip in slips) for each in whole()) < 160


def test_they_are_written_anew_but_never_over_anything_else(tmp_path: Path) -> None:
    folder = tmp_path / "samples"
    main(str(folder), "3")
    main(str(folder), "2")
    assert len(list(folder.rglob("*.yaml"))) == 2
    (folder / ".samples").unlink()
    with pytest.raises(SystemExit, match="holds no samples"):
        main(str(folder), "2")
