"""Opens HTML files in headless Chromium and runs axe-core in it. No driver is needed: a script writes results into the page."""

import json
import re
import shutil
import subprocess
from importlib.metadata import distribution
from pathlib import Path

import pytest

_OPTIONS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update", "--allow-file-access-from-files"),
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


def dump_page(page: Path) -> str:
    """Returns the markup of a page in Chromium once its scripts have run."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if not chromium:
        pytest.skip("Chromium is not here")
    profile = f"--user-data-dir={page.parent / 'profile'}"
    result = subprocess.run(
        [chromium, *_OPTIONS, profile, "--dump-dom", page.as_uri()],
        capture_output=True,
        check=True,
        timeout=120,
    )
    return result.stdout.decode()


def barriers(content: bytes, folder: Path) -> list[tuple[str, str]]:
    """Returns what breaks WCAG 2.2 AA or good practice in a page: axe-core's rule, and the element.

    What axe-core leaves to a person to judge counts too. The page's own policy, which lets no script run, is removed.
    """
    axe = distribution("axe-playwright-python").locate_file("axe_playwright_python/axe.min.js")
    scripts = "".join(f"<script>{script}</script>" for script in (Path(str(axe)).read_text("utf-8"), _RUN))
    text, policies = _POLICY.subn("", content.decode())
    assert policies == 1
    (page := folder / "page.html").write_text(text.replace("</body>", f"{scripts}</body>"), "utf-8")
    results = re.search(
        r'<script type="application/json" id="results">(.*?)</script>', dump_page(page), re.DOTALL
    )
    assert results, "axe-core did not come to an end"
    return [(rule["id"], node["html"]) for rule in json.loads(results[1]) for node in rule["nodes"]]
