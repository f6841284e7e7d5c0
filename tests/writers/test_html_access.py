"""HTML files are accessible: in a browser, axe-core finds no breach of WCAG 2.2 AA or good practice."""

from pathlib import Path

import pytest

from tests.writers.browser import barriers
from tests.writers.reports import each_report, written_report

pytestmark = pytest.mark.chromium


@each_report
def test_nothing_keeps_anybody_out(name: str, layout: str, tmp_path: Path) -> None:
    assert barriers(written_report(name, layout, "html").content, tmp_path) == []


SMALL = '<button aria-label="Small" style="display: block; width: 9px; height: 9px; padding: 0"></button>'
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
    "target-size": ("<main>", f"<main><div>{2 * SMALL}</div>"),
}
"""Changes that break a page, by the rules that must notice them: words of the page, and their replacements."""


def test_what_is_broken_on_purpose_is_found(tmp_path: Path) -> None:
    page = written_report("everything", "lga-board", "html").content.decode()
    for good, bad in BROKEN.values():
        assert good in page
        page = page.replace(good, bad, 1)
    rules = {rule for rule, _ in barriers(page.encode(), tmp_path)}
    assert set(BROKEN) - rules == set()
