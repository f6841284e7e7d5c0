"""Which YAML files of a folder are meant to be datasets, whatever is wrong with them, and which are other files."""

from pathlib import Path

import pytest

from reportgen.schema.models import Report
from reportgen.source.discovery import COMMON_KEYS, TELLING_KEYS, is_dataset, search_folder
from tests.cases import TESTS, cases

FOLDER = TESTS / "source" / "discovery"


@pytest.mark.parametrize("path", cases("source/discovery/datasets"), ids=lambda path: path.stem)
def test_a_faulty_dataset_is_seen(path: Path) -> None:
    assert is_dataset(path)


@pytest.mark.parametrize("path", cases("source/discovery/others"), ids=lambda path: path.stem)
def test_another_file_is_no_dataset(path: Path) -> None:
    assert not is_dataset(path)


def test_a_folder_is_searched_for_both() -> None:
    contents = search_folder(FOLDER)
    assert {path.parent.name for path in contents.datasets} == {"datasets"}
    assert {path.parent.name for path in contents.other_files} == {"others"}
    assert search_folder(TESTS.parent / "layouts").datasets == []
    assert search_folder(TESTS.parent / "data" / "registers").datasets == []


def test_every_key_of_a_dataset_tells() -> None:
    assert set(Report.names) == TELLING_KEYS | COMMON_KEYS
    assert not TELLING_KEYS & COMMON_KEYS


@pytest.mark.parametrize("mark", ["- ", "? ", "!a ", "{", '"', "'", " ", "\u201c", "{a: {"])
def test_a_hostile_file_is_judged_at_once(tmp_path: Path, mark: str) -> None:
    path = tmp_path / "hostile.yaml"
    path.write_text(mark * 100_000, "utf-8")
    assert not is_dataset(path)
