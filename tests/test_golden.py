"""The seed's report as it should come out, in each format. `pytest tests/test_golden.py --accept` renews the expected files.

What changes with a library's version and not with ours is left out: where pages end, and the numbers of a PDF's objects.
"""

import re
from collections.abc import Iterator
from functools import cache
from io import BytesIO

import pypdf
import pytest

from reportgen.sample import SAMPLE
from reportgen.theme import Theme
from reportgen.writers import Options, writer
from tests.cases import TESTS
from tests.documents import SEED, composed
from tests.writers import word
from tests.writers.readers import read_aloud, tags
from tests.writers.reports import written_report as finished

GOLDEN = TESTS / "golden"
_RUNNING = re.compile(r"(Key Cities 2023/24 )?Page \d of \d$")
_NOT_SHOWN = re.compile(r"(Span|NonStruct|Object)\b")


@cache
def made(form: str) -> bytes:
    return writer(form)(composed(SEED)[0], Theme(), Options()).content


def compare(text: str, name: str, config: pytest.Config) -> None:
    """Hold a text against its expected file, or renew the file."""
    path = GOLDEN / name
    if config.getoption("--accept"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert path.is_file(), f"there is no {name} yet: run pytest with --accept"
    assert text.splitlines() == path.read_text("utf-8").splitlines()


def test_the_html(pytestconfig: pytest.Config) -> None:
    compare(made("html").decode(), "key-cities.html", pytestconfig)


def test_the_words_and_styles_of_the_word_file(pytestconfig: pytest.Config) -> None:
    from lxml import etree

    xml = etree.tostring(word.part(made("docx")), pretty_print=True, encoding="unicode")
    compare(xml, "key-cities.docx.xml", pytestconfig)


@pytest.mark.pdf
def test_the_text_of_the_pdf(pytestconfig: pytest.Config) -> None:
    pages = [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(BytesIO(made("pdf"))).pages]
    text = " ".join(_RUNNING.sub("", page).strip() for page in pages)
    body = text[text.index("Contact details Lead Member") :]
    compare(re.sub(r"(?<=[.:;]) ", "\n", body) + "\n", "key-cities.pdf.txt", pytestconfig)


@pytest.mark.pdf
def test_the_tags_of_the_pdf(pytestconfig: pytest.Config) -> None:
    compare("\n".join(blocks(tags(made("pdf")))) + "\n", "key-cities.pdf.tags", pytestconfig)


@pytest.mark.pdf
def test_the_tags_of_everything(pytestconfig: pytest.Config) -> None:
    """Every tag there is, with what is said of it."""
    content = finished("everything", "lga-board", "pdf").content
    told = tags(content)
    kept = [line for line in told if "/BBox" not in line]
    compare("\n".join(blocks(kept)) + "\n", "everything.pdf.tags", pytestconfig)
    assert words(told) == words(read_aloud(content))


@pytest.mark.pdf
def test_the_tags_of_a_report_of_ones_own(pytestconfig: pytest.Config) -> None:
    document, layout = composed(SAMPLE, "annual-report")
    content = writer("pdf")(document, layout.theme, Options()).content
    told = [line for line in read_aloud(content) if "/BBox" not in line]
    compare("\n".join(blocks(told)) + "\n", "annual-report.pdf.tags", pytestconfig)


def test_the_web_page_of_a_report_of_ones_own(pytestconfig: pytest.Config) -> None:
    document, layout = composed(SEED, "annual-report")
    page = writer("html")(document, layout.theme, Options()).content.decode()
    compare(page[page.index("<body>") :], "annual-report.html", pytestconfig)


@pytest.mark.pdf
def test_the_tags_of_what_is_hard_to_set(pytestconfig: pytest.Config) -> None:
    told = read_aloud(finished("torture", "plain", "pdf").content)
    shortened = (line if len(line) <= 100 else f"{line[:99]}…" for line in blocks(told))
    compare("\n".join(shortened) + "\n", "torture.pdf.tags", pytestconfig)


def blocks(lines: list[str]) -> Iterator[str]:
    """The elements of a tag tree but for those inside a line, each with its words; page numbers are left out."""
    words: list[str] = []
    depths: list[int] = []
    for line in [*lines, ""]:
        bare, depth = line.strip(), len(line) - len(line.lstrip())
        if bare.startswith('"'):
            words += [] if re.fullmatch(r'"\d+"', bare) else [bare[1:-1]]
            continue
        if _NOT_SHOWN.match(bare):
            continue
        if words:
            yield "  " * len(depths) + '"' + " ".join(words).replace("- ", "-") + '"'
            words = []
        while depths and depths[-1] >= depth:
            depths.pop()
        if bare:
            yield "  " * len(depths) + bare
            depths.append(depth)


def words(lines: list[str]) -> list[str]:
    """The words in a tag tree."""
    return [line.strip() for line in lines if line.lstrip().startswith('"')]
