"""HTML files are accessible: in a browser, axe-core finds no breach of WCAG 2.2 AA or good practice."""

import re
from pathlib import Path

import pytest

from reportgen.comparison import compare
from reportgen.comparison.html import to_html
from reportgen.pipeline import check
from tests.documents import EVERYTHING, SEED, WELSH
from tests.writers.browser import barriers
from tests.writers.reports import each_report, written_report

pytestmark = pytest.mark.chromium


@each_report
def test_nothing_keeps_anybody_out(name: str, layout: str, tmp_path: Path) -> None:
    assert barriers(written_report(name, layout, "html").content, tmp_path) == []


def test_the_page_of_a_comparison_keeps_nobody_out(tmp_path: Path) -> None:
    for old, new in ((SEED, EVERYTHING), (EVERYTHING, WELSH)):
        page = to_html(compare(check(old), check(new)))
        # Contrast where unseen words stand in a changed text is left to a person to judge; the next lines do that.
        breaches = barriers(page, tmp_path)
        assert [
            (rule, element)
            for rule, element in breaches
            if not (rule == "color-contrast" and element[:4] in {"<del", "<ins"})
        ] == []
        pairs = re.findall(
            r"^(?:ins|del) { background: (#\w{6}); color: (#\w{6});", page.decode(), re.MULTILINE
        )
        assert len(pairs) == 2
        assert all(contrast(background, colour) > 4.5 for background, colour in pairs)


def contrast(*colours: str) -> float:
    """The contrast of two colours (WCAG 2.2, relative luminance)."""
    weights = (0.2126, 0.7152, 0.0722)
    luminances = []
    for colour in colours:
        parts = (int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5))
        linear = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        luminances.append(sum(weight * part for weight, part in zip(weights, linear, strict=True)))
    return (max(luminances) + 0.05) / (min(luminances) + 0.05)


SMALL = '<button aria-label="Small" style="display: block; width: 9px; height: 9px; padding: 0"></button>'
BROKEN = {
    "html-has-lang": ('<html lang="en-GB" ', "<html "),
    "document-title": ("<title>", "<title></title><title>"),
    "meta-viewport": ("initial-scale=1", "initial-scale=1, user-scalable=no"),
    "image-alt": (' alt="Map of the 14 members"', ""),
    "color-contrast": ("</style>", "main p { color: #b0b0b0 }</style>"),
    "heading-order": ("<h2", "<h4>Too deep</h4><h2"),
    "link-name": ("</header>", '</header><a href="#aims"></a>'),
    "duplicate-id-aria": ("</header>", '</header><p id="part-3">Again</p>'),
    "valid-lang": ('<span lang="cy-GB">', '<span lang="welsh">'),
    "target-size": ("</header>", f"</header><div>{2 * SMALL}</div>"),
}
"""Changes that break a page, by the rules that must notice them: words of the page, and their replacements."""


def test_what_is_broken_on_purpose_is_found(tmp_path: Path) -> None:
    page = written_report("everything", "lga-board", "html").content.decode()
    for good, bad in BROKEN.values():
        assert good in page
        page = page.replace(good, bad, 1)
    rules = {rule for rule, _ in barriers(page.encode(), tmp_path)}
    assert set(BROKEN) - rules == set()
