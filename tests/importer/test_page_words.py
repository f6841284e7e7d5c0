"""Each word of a web page is in the dataset or told, wherever on the page it stands."""

from pathlib import Path

import pytest

from reportgen.extract import UnreadableFile
from tests.importer.test_nothing_is_lost import everything_told
from tests.importer.test_readers import drafted

PAGE = """<html><head><title>Harbours</title></head><body><h1>SIG annual report</h1>
<h2>Aims</h2><p>To speak.</p>{}<h2>Forward plan</h2><p>To go on.</p></body></html>"""


def told(page: str, folder: Path) -> str:
    file = folder / "report.html"
    file.write_text(page)
    return everything_told(drafted(file))


@pytest.mark.parametrize(
    "markup",
    [
        "<p hidden>found</p>",
        "<template><p>found</p></template>",
        "<noscript>found</noscript>",
        "<svg><text>found</text></svg>",
        "<math><mi>found</mi></math>",
        "<object><p>found</p></object>",
        '<iframe srcdoc="&lt;p&gt;found&lt;/p&gt;"></iframe>',
        '<p title="found">other</p>',
        '<p aria-label="found">other</p>',
        '<input value="found">',
        '<select><optgroup label="found"></optgroup></select>',
        '<aside>other <img src="a.png" alt="found"></aside>',
        '<map><area alt="found"></map>',
        "<dl><dt>Email</dt><dd>a@b.example</dd><p>found</p></dl>",
        "<table><caption>found</caption></table>",
        "<table><caption>other <img alt='found' src='a.png'></caption><tr><td>1</td></tr></table>",
        "<table><tr><td>1<table><caption>found</caption><tr><td>2</td></tr></table></td></tr></table>",
        '<p>a <a href="#x" role="doc-backlink">found</a></p>',
        '<section role="doc-endnotes"><p>found</p></section>',
    ],
)
def test_every_word_of_a_page_is_told(markup: str, tmp_path: Path) -> None:
    assert "found" in told(PAGE.format(markup), tmp_path)


@pytest.mark.parametrize(
    "end", ["</html><p>found</p>", "<p>found</p></html>", "<body><p>found</p></body></html>"]
)
def test_words_behind_the_end_of_a_page_are_read(end: str, tmp_path: Path) -> None:
    assert "found" in told(PAGE.format("").replace("</html>", end), tmp_path)


def test_a_page_that_would_be_cut_off_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="too deep"):
        told(PAGE.format("<div>" * 300 + "found" + "</div>" * 300), tmp_path)


def test_styles_programs_and_ways_around_the_page_are_not_told(tmp_path: Path) -> None:
    page = '<a href="#x" aria-label="lost"></a><style>lost {}</style><script>lost()</script>'
    assert "lost" not in told(PAGE.format(page), tmp_path)
