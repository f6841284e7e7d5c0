"""Headless Chromium for tests of HTML files, and axe-core in it. Nothing drives it: a page tells in itself what was found."""

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
    "--virtual-time-budget=30000",  # scripts that wait have ended before the page is told
)

_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')

_RUN = """
axe.run(document, {
  runOnly: {type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
  rules: {"target-size": {enabled: true}},
}).then((found) => {
  const kept = document.createElement("script");
  kept.type = "application/json";
  kept.id = "found";
  kept.textContent = JSON.stringify([...found.violations, ...found.incomplete]).replaceAll("<", "\\\\u003c");
  document.documentElement.append(kept);
});
"""


def dumped(page: Path) -> str:
    """A page as it stands in Chromium once its scripts have run."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if not chromium:
        pytest.skip("Chromium is not here")
    profile = f"--user-data-dir={page.parent / 'profile'}"
    told = subprocess.run(
        [chromium, *_OPTIONS, profile, "--dump-dom", page.as_uri()],
        capture_output=True,
        check=True,
        timeout=120,
    )
    return told.stdout.decode()


def barriers(content: bytes, folder: Path) -> list[tuple[str, str]]:
    """What keeps people out of a page by WCAG 2.2 AA and by good practice: axe-core's rule, and the element.

    What axe-core leaves to a person to judge counts too. The page's own policy, which lets no script run, is taken out.
    """
    axe = distribution("axe-playwright-python").locate_file("axe_playwright_python/axe.min.js")
    scripts = "".join(f"<script>{script}</script>" for script in (Path(str(axe)).read_text("utf-8"), _RUN))
    text, policies = _POLICY.subn("", content.decode())
    assert policies == 1
    (page := folder / "page.html").write_text(text.replace("</body>", f"{scripts}</body>"), "utf-8")
    found = re.search(r'<script type="application/json" id="found">(.*?)</script>', dumped(page), re.DOTALL)
    assert found, "axe-core did not come to an end"
    return [(rule["id"], node["html"]) for rule in json.loads(found[1]) for node in rule["nodes"]]
