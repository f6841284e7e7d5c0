"""The versions that outputs depend on are those that the library of packages would tell."""

import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from zipfile import ZipFile

import pytest

from reportgen.batch import versions


def installed(place: Path, name: str, number: str, kind: str = "dist-info") -> None:
    file = "METADATA" if kind == "dist-info" else "PKG-INFO"
    folder = place / f"{name}-{number}.{kind}"
    folder.mkdir(parents=True)
    (folder / file).write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {number}\n")


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Path, Path]]:
    """Two folders from which Python imports before all others."""
    first, second = tmp_path / "first", tmp_path / "second"
    for each in (first, second):
        each.mkdir()
    monkeypatch.setattr(sys, "path", [str(first), str(second), *sys.path])
    versions._installed.cache_clear()
    yield first, second
    versions._installed.cache_clear()


def test_the_first_counts(places: tuple[Path, Path]) -> None:
    installed(places[0], "WeasyPrint", "1.5")
    installed(places[1], "weasyprint", "2.5")
    installed(places[1], "python_docx", "3.0")
    assert versions._versioned("weasyprint") == f"weasyprint {version('weasyprint')}" == "weasyprint 1.5"
    assert versions._versioned("python-docx") == f"python-docx {version('python-docx')}" == "python-docx 3.0"


def test_one_that_was_installed_in_the_old_way_counts_too(places: tuple[Path, Path]) -> None:
    installed(places[0], "weasyprint", "1.5", "egg-info")
    installed(places[1], "weasyprint", "2.5")
    assert versions._versioned("weasyprint") == f"weasyprint {version('weasyprint')}" == "weasyprint 1.5"


def test_one_in_an_archive_counts_too(
    places: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ZipFile(tmp_path / "packed.zip", "w") as archive:
        archive.writestr("weasyprint-1.5.dist-info/METADATA", "Name: weasyprint\nVersion: 1.5\n")
    installed(places[0], "pydyf", "1.0")
    monkeypatch.setattr(sys, "path", [str(places[0]), str(tmp_path / "packed.zip"), *sys.path])
    assert versions._versioned("weasyprint") == f"weasyprint {version('weasyprint')}" == "weasyprint 1.5"
    assert versions._versioned("pydyf") == "pydyf 1.0"


def test_one_that_is_missing_is_none(places: tuple[Path, Path]) -> None:  # noqa: ARG001
    assert versions._versioned("no-such-package") == "no-such-package none"
