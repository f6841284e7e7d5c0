"""The three formats say the same words in the same order: those of the tree, and those of the one real report."""

from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings

from reportgen.document import Document, footnotes, lines, lines_with_paths, plain_text
from reportgen.theme import Theme
from reportgen.writers import Options, writer
from tests.cases import TESTS
from tests.documents import EVERYTHING, SEED, WELSH, composed, documents
from tests.writers import word
from tests.writers.readers import Page, missing_lines, pdf_text, without_spaces
from tests.writers.torture import torture

REPORTS = [
    pytest.param(dataset, layout, form, id=f"{dataset.stem}-{layout}-{form or 'own'}")
    for dataset, layout, form in (
        (SEED, "lga-board", ""),
        (SEED, "lga-board", "2018"),
        (SEED, "plain", ""),
        (SEED, "annual-report", ""),
        (EVERYTHING, "lga-board", ""),
        (EVERYTHING, "lga-board", "2023"),
        (EVERYTHING, "plain", ""),
        (EVERYTHING, "annual-report", ""),
        (WELSH, "lga-board", ""),
        (WELSH, "plain", ""),
        (WELSH, "annual-report", ""),
        (torture(), "lga-board", ""),
        (torture(), "plain", ""),
    )
]


def lines_in_word(document: Document) -> list[str]:
    """The lines of a document in the order in which a Word file keeps them: all notes behind all else."""
    body = [line for line in lines_with_paths(document) if not line.is_note]
    notes = [plain_text(note.children) for line in body for note in footnotes(line.children)]
    return [words for words in (*(line.words for line in body), *notes) if words]


def content(document: Document, form: str) -> bytes:
    return writer(form)(document, Theme(), Options()).content


@pytest.mark.parametrize(("dataset", "layout", "form"), REPORTS)
def test_html_says_the_words_of_the_tree(dataset: object, layout: str, form: str) -> None:
    document, _ = composed(dataset, layout, form)
    assert Page(content(document, "html")).lines == list(lines(document))


@pytest.mark.parametrize(("dataset", "layout", "form"), REPORTS)
def test_word_says_the_words_of_the_tree(dataset: object, layout: str, form: str) -> None:
    document, _ = composed(dataset, layout, form)
    assert list(word.lines(content(document, "docx"))) == lines_in_word(document)


@pytest.mark.pdf
@pytest.mark.parametrize(("dataset", "layout", "form"), REPORTS)
def test_the_pdf_says_the_words_of_the_tree(dataset: object, layout: str, form: str) -> None:
    document, _ = composed(dataset, layout, form)
    assert missing_lines(lines(document), pdf_text(content(document, "pdf"))) == []


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents())
def test_html_says_the_words_of_any_document(document: Document) -> None:
    assert Page(content(document, "html")).lines == list(lines(document))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents())
def test_word_says_the_words_of_any_document(document: Document) -> None:
    assert list(word.lines(content(document, "docx"))) == lines_in_word(document)


@pytest.mark.pdf
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents())
def test_the_pdf_says_the_words_of_any_document(document: Document) -> None:
    assert missing_lines(lines(document), pdf_text(content(document, "pdf"))) == []


def seed() -> list[str]:
    """The lines of the one real report, without list marks."""
    text = (TESTS / "seed.txt").read_text("utf-8")
    return [line.removeprefix("- ") for line in text.splitlines() if not line.startswith("#")]


@cache
def told(form: str) -> str:
    """All words of the seed's report in a format, without spaces."""
    made = content(composed(SEED)[0], form)
    if form == "pdf":
        return pdf_text(made)
    return without_spaces("".join(Page(made).lines if form == "html" else word.lines(made)))


@pytest.mark.parametrize("form", ["html", "docx", pytest.param("pdf", marks=pytest.mark.pdf)])
def test_every_line_of_the_real_report_is_there_in_order(form: str) -> None:
    assert missing_lines(iter(seed()), told(form)) == []


def test_nothing_is_added_to_the_real_report_but_its_group_period_and_contents() -> None:
    document, _ = composed(SEED)
    without_contents = [*lines(Document("", "", "", "en-GB", "", document.blocks[1:]))]
    assert [document.title, document.group, document.period] == [seed()[0], "Key Cities", "2023/24"]
    assert without_spaces("".join(without_contents)) == without_spaces("".join(seed()[1:]))
