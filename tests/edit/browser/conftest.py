"""One browser for all tests of the page; a server for each, which is a thread."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.edit.browser.editors import Editor, Server
from tests.writers.browser import WITHOUT_OMNIBOX

ARGUMENTS = ["--no-sandbox", "--disable-quic", WITHOUT_OMNIBOX]

KEY_CITIES = Path("data/key-cities/2023-24.yaml")

BEGUN = """\
schema: 1
form: "2024"
group:
  name: Example Cities
period: 2023/24
contact:
  lead_officer: Jon Stancombe
membership:
  members:
    - Bradford
    - Hull
    - Leeds
aims: We speak for cities.
activities:
  projects:
    - title: Skills for Cities
"""


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not here")
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if not chromium:
        pytest.skip("Chromium is not here")
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture
def open_editor(browser: Any, tmp_path: Path) -> Iterator[Callable[..., Editor]]:
    """Opens the page with a dataset. No script may have failed on it, nor anything have tried what the policy forbids."""
    editors: list[tuple[Editor, Server]] = []

    def open_it(text: str = BEGUN, *, width: int = 1440, folder: Path = tmp_path) -> Editor:
        (path := folder / "report.yaml").write_text(text, "utf-8")
        server = Server(path)
        editors.append((editor := Editor(path, server.address, browser, width=width), server))
        return editor

    yield open_it
    for editor, server in editors:
        editor.context.close()
        server.end()
        assert editor.faults == []
