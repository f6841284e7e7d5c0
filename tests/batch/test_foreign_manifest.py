"""Manifests that somebody has changed: `--check` reads nothing outside the export, and no version that it does not know."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reportgen.batch.file_names import MANIFEST
from tests.cli.running import MINIMAL, invoke


@pytest.fixture
def export(tmp_path: Path) -> Path:
    (tmp_path / "data.yaml").write_text(MINIMAL, "utf-8")
    assert (
        invoke("batch", tmp_path / "data.yaml", "--to", "html", "-o", tmp_path / "out", "-q").exit_code == 0
    )
    assert invoke("batch", "--check", "-o", tmp_path / "out").exit_code == 0
    return tmp_path / "out"


def change(export: Path, edit: Callable[[dict[str, Any]], object]) -> None:
    manifest = json.loads((export / MANIFEST).read_text("utf-8"))
    edit(manifest)
    (export / MANIFEST).write_text(json.dumps(manifest), "utf-8")


@pytest.mark.parametrize("version", [0, 2, "1", None])
def test_a_manifest_of_another_version_is_refused(export: Path, version: object) -> None:
    change(export, lambda manifest: manifest.update(version=version))
    result = invoke("batch", "--check", "-o", export)
    assert result.exit_code == 2
    assert f"{MANIFEST}: is a manifest of another version of reportgen" in result.stderr


@pytest.mark.parametrize(
    "path", ["/dev/zero", "../data.yaml", "a/../../data.yaml", "C:\\x", "\\\\host\\x", "C:x"]
)
def test_a_manifest_that_lists_files_elsewhere_is_refused(export: Path, path: str) -> None:
    change(export, lambda manifest: manifest["reports"][0]["outputs"][0].update(path=path))
    result = invoke("batch", "--check", "-o", export)
    assert (result.exit_code, "is no manifest that can be read" in result.stderr) == (2, True)


def test_a_link_that_leads_out_of_an_export_is_not_followed(export: Path) -> None:
    (file,) = export.rglob("*.html")
    elsewhere = export.parent / "elsewhere.html"
    file.rename(elsewhere)
    file.symlink_to(elsewhere)
    result = invoke("batch", "--check", "-o", export)
    assert result.exit_code == 1
    assert f"{file}: is not the file that was written" in result.stdout


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
def test_what_is_no_file_is_not_read(export: Path) -> None:
    (file,) = export.rglob("*.html")
    file.unlink()
    os.mkfifo(file)
    assert "is not the file that was written" in invoke("batch", "--check", "-o", export).stdout
    (export / MANIFEST).unlink()
    (export / MANIFEST).symlink_to("/dev/zero")
    assert invoke("batch", "--check", "-o", export).exit_code == 2


@pytest.mark.parametrize("size", [-1, 10**30, True])
def test_a_size_that_no_file_has_is_damage(export: Path, size: int) -> None:
    change(export, lambda manifest: manifest["reports"][0]["outputs"][0].update(size=size))
    assert invoke("batch", "--check", "-o", export).exit_code == 1


def test_a_manifest_nested_too_deeply_is_none(export: Path) -> None:
    (export / MANIFEST).write_text("[" * 100_000)
    assert "is no manifest that can be read" in invoke("batch", "--check", "-o", export).stderr
