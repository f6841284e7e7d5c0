"""The bundle that is shipped is made of the sources beside it, and its packages are named with their licences."""

import json
import re
import shutil
import subprocess
from hashlib import sha256
from pathlib import Path

import pytest

EDIT = Path("reportgen/edit")
PAGE, ASSETS = EDIT / "page", EDIT / "assets"


def _fingerprint() -> str:
    files = [path for path in (PAGE / "src").rglob("*") if path.is_file()]
    files += [PAGE / name for name in ("build.mjs", "package.json", "package-lock.json")]
    digest = sha256()
    for name, path in sorted((path.relative_to(PAGE).as_posix(), path) for path in files):
        digest.update(f"{name}\n".encode() + path.read_bytes() + b"\n")
    return digest.hexdigest()


@pytest.mark.parametrize("name", ["app.js", "preview.js", "app.css"])
def test_the_bundle_is_not_stale(name: str) -> None:
    """If it is: `npm ci && npm run build` in reportgen/edit/page."""
    assert f"sources {_fingerprint()}" in (ASSETS / name).read_text("utf-8")[:200]


@pytest.mark.parametrize("name", ["index.html", "preview.html", "icon.svg"])
def test_pages_are_those_of_the_sources(name: str) -> None:
    assert (ASSETS / name).read_bytes() == (PAGE / "src" / name).read_bytes()


def test_every_package_that_runs_in_the_page_has_its_licence() -> None:
    licences = (ASSETS / "LICENCES.txt").read_text("utf-8")
    lock = json.loads((PAGE / "package-lock.json").read_text("utf-8"))
    for path, package in lock["packages"].items():
        name = path.removeprefix("node_modules/")
        if name and not package.get("dev") and name != "argparse":  # the last is that of a command
            assert f"{name} {package['version']} ({package['license']})" in licences


def test_the_lock_names_no_place_on_the_network() -> None:
    assert "://" not in re.sub(
        r'"funding": \{.*?\}|"funding": \[.*?\]',
        "",
        (PAGE / "package-lock.json").read_text("utf-8"),
        flags=re.DOTALL,
    )


def test_both_languages_have_the_same_words() -> None:
    keys = {
        language: re.findall(
            r'^  "([\w.]+)":', (PAGE / "src" / f"words-{language}.js").read_text("utf-8"), re.MULTILINE
        )
        for language in ("en", "cy")
    }
    assert keys["en"] == keys["cy"]


def test_every_word_that_is_asked_for_is_there() -> None:
    words = (PAGE / "src" / "words-en.js").read_text("utf-8")
    keys = set(re.findall(r'^  "([\w.]+)":', words, re.MULTILINE))
    for path in (PAGE / "src").rglob("*.js"):
        text = path.read_text("utf-8")
        assert set(re.findall(r'\bt\("([\w.]+)"', text)) <= keys, path
        assert {f"{key}.one" for key in re.findall(r'\bcount\("([\w.]+)"', text)} <= keys, path


@pytest.mark.parametrize("check", ["check.mjs 1000", "check-edits.mjs"])
def test_texts_and_edits_come_out_as_they_should(check: str) -> None:
    """Texts come back as they were; edits find their place again in what others have changed."""
    if not (shutil.which("node") and (PAGE / "node_modules").is_dir()):
        pytest.skip("Node is not here, or the packages of the page are not installed")
    result = subprocess.run(["node", *check.split()], cwd=PAGE, capture_output=True, text=True, check=False)
    assert result.stdout == ""
    assert result.returncode == 0
