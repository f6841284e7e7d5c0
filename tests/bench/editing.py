"""What somebody waits for who fills in a dataset in the browser, beside the time that it may take at most."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from shutil import which
from time import perf_counter
from typing import TYPE_CHECKING

from tests.bench.batches import REPORTGEN
from tests.bench.datasets import DATASET, multiplied
from tests.bench.row import Row
from tests.bench.timing import ENVIRONMENT, Pair, summed_up

if TYPE_CHECKING:
    from playwright.sync_api import Page

START = 1.5
KEYSTROKE = {1: 0.150, 10: 0.500}
"""The most seconds that a keystroke may take to be seen in the report, by the size of the report."""

_KEYS = "abcdefghijklmnopqrst"
_UNTIL_SEEN = """
(token) => new Promise((seen) => {
  const start = performance.now();
  const input = document.activeElement;
  document.execCommand("insertText", false, token.at(-1));
  const look = () => {
    const report = document.querySelector(".report-frame")?.contentDocument;
    if (report?.body?.textContent.includes(token)) seen((performance.now() - start) / 1000);
    else if (performance.now() - start > 20000 || !input) seen(20);
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})
"""


def editing(scratch: Path) -> Iterator[Row]:
    """From the start of `edit` to a page that can be used, and from a keystroke to the report that shows it, in Chromium."""
    note = _absence()
    yield Row("edit: start to usable page", "1.5 s", None if note else _starts(scratch), 1.0, note)
    for times, most in KEYSTROKE.items():
        pair = None if note else _keystrokes(scratch, times, most)
        what = f"edit: keystroke to report, {times} times the seed"
        yield Row(what, f"{most * 1000:.0f} ms", pair, 1.0, note)


def _absence() -> str:
    if not find_spec("playwright"):
        return "playwright is not here"
    return "" if which("chromium") else "chromium is not here"


def _starts(scratch: Path) -> Pair:
    times = []
    for number in range(5):
        start = perf_counter()
        with _page(_copy(scratch, f"start-{number}", 1), start) as (_, ready):
            times.append((ready, START))
    return summed_up(times)


def _keystrokes(scratch: Path, times: int, most: float) -> Pair:
    with _page(_copy(scratch, f"keys-{times}", times), perf_counter()) as (page, _):
        page.locator("section[aria-labelledby=section-aims] .ProseMirror").first.click()
        page.keyboard.press("Control+End")
        page.keyboard.type(" zq", delay=300)
        page.wait_for_timeout(1500)
        seconds = []
        for length in range(1, len(_KEYS)):
            seconds.append((page.evaluate(_UNTIL_SEEN, "zq" + _KEYS[:length]), most))
            page.wait_for_timeout(300)
    return summed_up(seconds[3:])


def _copy(scratch: Path, name: str, times: int) -> Path:
    folder = scratch / name
    folder.mkdir()
    if times == 1:
        (folder / "report.yaml").write_bytes(DATASET.read_bytes())
    else:
        multiplied(DATASET, times, folder / "report.yaml")
    return folder / "report.yaml"


@contextmanager
def _page(dataset: Path, start: float) -> Iterator[tuple["Page", float]]:
    """Opens the page of a dataset; gives it, and how long it took since a start until it could be used."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=which("chromium"), args=["--no-sandbox"])
        start = max(start, perf_counter())  # the browser is there already on a machine that people use
        command = [str(REPORTGEN), "edit", str(dataset), "--no-open"]
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=ENVIRONMENT
        ) as server:
            try:
                page = browser.new_page()
                assert server.stdout is not None
                page.goto(server.stdout.readline().strip())
                page.wait_for_selector("body[data-ready]")
                yield page, perf_counter() - start
            finally:
                browser.close()
                server.kill()
