"""Opens HTML files in headless Chromium and runs axe-core in it. No driver is needed: a script writes results into the page."""

import json
import re
import shutil
import subprocess
from collections.abc import Sequence
from html import escape
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

import pytest

WITHOUT_OMNIBOX = "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup"
"""The option for no pages behind the address bar, which nobody sees here: each window loads two."""

_OPTIONS = (
    *(
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--hide-scrollbars",
        "--disable-quic",
        "--no-first-run",
        "--disable-sync",
    ),
    *("--disable-background-networking", "--disable-component-update", "--allow-file-access-from-files"),
    WITHOUT_OMNIBOX,
    "--virtual-time-budget=30000",  # lets scripts that wait end before the page is written out
)

_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')

_RUN = """
axe.run(document, {
  runOnly: {type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
  rules: {"target-size": {enabled: true}},
}).then((results) => {
  const element = document.createElement("script");
  element.type = "application/json";
  element.id = "results";
  element.textContent = JSON.stringify([...results.violations, ...results.incomplete]).replaceAll("<", "\\\\u003c");
  document.documentElement.append(element);
});
"""


DARK = "--blink-settings=preferredColorScheme=0"
"""The option for a reader who has asked for dark pages."""

_MEASURE = """
const measures = document.createElement("script");
measures.type = "application/json";
measures.id = "results";
const root = document.documentElement;
measures.textContent = JSON.stringify({
  width: innerWidth, scrollWidth: root.scrollWidth,
  background: getComputedStyle(root).backgroundColor,
  beyond: [...document.body.querySelectorAll("*")]
    .filter((element) => !element.closest(".scroll, .skip") && element.getBoundingClientRect().right > root.clientWidth + 0.5)
    .map((element) => element.outerHTML.slice(0, 80).replaceAll("<", "\\u003c")),
});
(parent === self ? root : parent.document.documentElement).append(measures);
"""


def dump_page(page: Path, *options: str) -> str:
    """Returns the markup of a page in Chromium once its scripts have run."""
    return _chromium(page, *options, "--dump-dom").decode()


def printed(content: bytes, folder: Path) -> bytes:
    """Returns the PDF of a page as Chromium prints it."""
    (page := folder / "page.html").write_bytes(content)
    _chromium(page, "--no-pdf-header-footer", f"--print-to-pdf={folder / 'page.pdf'}")
    return (folder / "page.pdf").read_bytes()


def _chromium(page: Path, *options: str) -> bytes:
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if not chromium:
        pytest.skip("Chromium is not here")
    profile = f"--user-data-dir={page.parent / 'profile'}"
    result = subprocess.run(
        [chromium, *_OPTIONS, *options, profile, page.as_uri()], capture_output=True, check=True, timeout=120
    )
    return result.stdout


def barriers(content: bytes, folder: Path, *options: str) -> list[tuple[str, str]]:
    """Returns what breaks WCAG 2.2 AA or good practice in a page: axe-core's rule, and the element.

    What axe-core leaves to a person to judge counts too.
    """
    axe = distribution("axe-playwright-python").locate_file("axe_playwright_python/axe.min.js")
    results = _run(content, folder, (Path(str(axe)).read_text("utf-8"), _RUN), options)
    return [(rule["id"], node["html"]) for rule in results for node in rule["nodes"]]


def measures(content: bytes, folder: Path, *options: str, width: int = 0) -> Any:
    """Returns how wide a page is, what reaches beyond it, and the colour of its ground.

    With a `width` the page stands in a frame: no window can be as narrow as a telephone.
    """
    if not width:
        return _run(content, folder, (_MEASURE,), options)
    text = _POLICY.sub("", content.decode()).replace("</body>", f"<script>{_MEASURE}</script></body>")
    frame = f'<iframe srcdoc="{escape(text)}" style="border: 0; height: 900px; width: {width}px"></iframe>'
    page = f'<!doctype html><meta http-equiv="Content-Security-Policy" content=""><body>{frame}</body>'
    return _run(page.encode(), folder, (), options)


def _run(content: bytes, folder: Path, scripts: Sequence[str], options: Sequence[str]) -> Any:
    """Returns the results that scripts write into a page. The page's own policy, which lets no script run, is removed."""
    elements = "".join(f"<script>{script}</script>" for script in scripts)
    text, policies = _POLICY.subn("", content.decode())
    assert policies == 1
    (page := folder / "page.html").write_text(text.replace("</body>", f"{elements}</body>"), "utf-8")
    results = re.search(
        r'<script type="application/json" id="results">(.*?)</script>', dump_page(page, *options), re.DOTALL
    )
    assert results, "the scripts did not come to an end"
    return json.loads(results[1])
