"""HTML files keep nobody out: axe-core finds nothing against them in a browser, by WCAG 2.2 AA and by good practice."""

from pathlib import Path

import pytest

from reportgen.writers import Options
from reportgen.writers.html import write
from tests.documents import EVERYTHING, SEED, WELSH, composed
from tests.writers.browser import barriers
from tests.writers.torture import torture

pytestmark = pytest.mark.chromium

LAYOUTS = ("lga-board", "plain")
DATASETS = {"key-cities": SEED, "everything": EVERYTHING, "welsh": WELSH, "torture": torture()}


def made(dataset: Path, layout: str) -> bytes:
    found, used = composed(dataset, layout)
    return write(found, used.theme, Options()).content


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("name", DATASETS)
def test_nothing_keeps_anybody_out(name: str, layout: str, tmp_path: Path) -> None:
    assert barriers(made(DATASETS[name], layout), tmp_path) == []


BROKEN = {
    "html-has-lang": ('<html lang="en-GB">', "<html>"),
    "document-title": ("<title>", "<title></title><title>"),
    "meta-viewport": ("initial-scale=1", "initial-scale=1, user-scalable=no"),
    "image-alt": (' alt="Map of the 14 members"', ""),
    "color-contrast": ("</style>", "main p { color: #b0b0b0 }</style>"),
    "heading-order": ("<h2", "<h4>Too deep</h4><h2"),
    "link-name": ("<main>", '<main><a href="#aims"></a>'),
    "duplicate-id-aria": ("<main>", '<main><p id="part-2">Again</p>'),
    "valid-lang": ('<span lang="cy-GB">', '<span lang="welsh">'),
    "target-size": (
        "<main>",
        "<main><style>button { display: block; width: 9px; height: 9px; padding: 0 }</style>"
        '<div><button aria-label="a"></button><button aria-label="b"></button></div>',
    ),
}
"""What breaks a page, by the rules that see it: words of the page, and those in their place."""


def test_what_is_broken_on_purpose_is_found(tmp_path: Path) -> None:
    page = made(EVERYTHING, "lga-board").decode()
    for good, bad in BROKEN.values():
        assert good in page
        page = page.replace(good, bad, 1)
    found = {rule for rule, _ in barriers(page.encode(), tmp_path)}
    assert set(BROKEN) - found == set()
