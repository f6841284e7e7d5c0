"""How much of a report comes back at its right key, from files that are stripped of all that they carry.

The figures are those that were measured. Where not all comes back, the dataset has values that the form cannot say or that are
faulty, and are not in the file, or come back otherwise: numbers in front of members, dates that are none, entries on one line,
headings in the text of a section, which come back as sections inside it.
"""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reportgen.compose import compose
from reportgen.importer.draft import Draft
from reportgen.importer.prose_text import words_of_text
from reportgen.importer.readers import html, pdf, word
from reportgen.importer.readers.cleaning import clean
from reportgen.importer.recognition import recognise
from reportgen.layout import find_layout, load_layout
from reportgen.schema.load import load_report
from reportgen.source import load
from reportgen.writers import Options, writer
from tests.cases import TESTS
from tests.importer.stripping import stripped_page, stripped_word

ROOT = TESTS.parent
MEASURED = {
    "data/key-cities/2023-24.yaml": 1.0,
    "tests/real/ccn.yaml": 0.976,
    "tests/real/nuleaf.yaml": 0.903,
    "tests/real/nuleaf-names.yaml": 1.0,
    "tests/real/nuleaf-numbered.yaml": 0.904,
    "tests/real/ptc.yaml": 1.0,
    "tests/real/sasig.yaml": 0.978,
    "tests/valid/everything.yaml": 0.964,
    "tests/valid/headings.yaml": 1.0,
    "tests/valid/quotations-and-tables.yaml": 0.911,
    "tests/valid/welsh.yaml": 1.0,
}
MEASURED_IN_PDF = 0.99
"""Of the report of Key Cities, where a line that ends in a hyphen is taken for the end of a title."""

_WORD = re.compile(r"[^\W_]+")
_NOT_IN_THE_FORM = ("schema", "form", "language", "private", "fonts", "figures", "submitted")
_FOR_CHECKS = (
    "group.other_names", "group.established", "group.renewed", "membership.declared", "membership.groups.kind", "priorities.plan",
    "activities.partnerships.kind",
)  # fmt: skip
"""What no report says in words. Neither does it say the ids of pictures."""

_ON_ONE_LINE = (
    "author", "deputies", "lead_member", "lead_officer", "members", "other_lead_officers", "vice_chairs", "website",
)  # fmt: skip
"""The keys whose values may be a line or a mapping."""


def dataset(path: str) -> dict[str, Any]:
    """The values of a dataset, those that can be read of one with a slip of syntax."""
    source = load(ROOT / path)
    data = source.data if source.readable is None else source.readable.data
    assert data is not None
    return data


def built(data: dict[str, Any], form: str) -> bytes:
    """The file of a report in a format, stripped."""
    report = load_report(data).report
    layout = load_layout(find_layout("lga-board"), report.form)
    options = Options(sources={"report.yaml": b"schema: 1\n"}) if form != "html" else Options()
    content = writer(form)(compose(report, layout, {}), layout.theme, options).content
    return stripped_word(content) if form == "docx" else stripped_page(content) if form == "html" else content


def drafted(content: bytes, form: str) -> Draft:
    return recognise(clean({"docx": word, "html": html, "pdf": pdf}[form].read(content)))


def words_at_keys(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Every word of a dataset with the key at which it stands; a person or a member on one line is as good as a mapping."""
    if isinstance(value, dict):
        for name, inner in value.items():
            is_line = key.rpartition(".")[2] in _ON_ONE_LINE
            path = key if is_line else f"{key}.{name}".lstrip(".")
            if (
                name != "figure"
                and path not in _FOR_CHECKS
                and path.partition(".")[0] not in _NOT_IN_THE_FORM
            ):
                yield from words_at_keys(inner, path)
    elif isinstance(value, list):
        for inner in value:
            yield from words_at_keys(inner, key)
    else:
        text = words_of_text(str(value)) if re.search(r"\n|\]\(", str(value)) else str(value)
        yield from ((key, word) for word in _WORD.findall(text.casefold()))


def share(data: dict[str, Any], draft: Draft) -> float:
    wanted, found = Counter(words_at_keys(data)), Counter(words_at_keys(draft.values))
    return (wanted & found).total() / wanted.total()


@pytest.mark.parametrize("form", ["docx", "html"])
@pytest.mark.parametrize(("path", "measured"), MEASURED.items(), ids=[Path(path).stem for path in MEASURED])
def test_words_come_back_at_their_keys(path: str, measured: float, form: str) -> None:
    data = dataset(path)
    assert share(data, drafted(built(data, form), form)) >= measured >= 0.9


@pytest.mark.pdf
def test_words_of_a_pdf_come_back_at_their_keys() -> None:
    data = dataset("data/key-cities/2023-24.yaml")
    assert share(data, drafted(built(data, "pdf"), "pdf")) >= MEASURED_IN_PDF


@pytest.mark.parametrize("form", ["docx", "html"])
def test_the_report_of_key_cities_comes_back_whole(form: str) -> None:
    data = dataset("data/key-cities/2023-24.yaml")
    draft = drafted(built(data, form), form)
    assert draft.values == {
        **data,
        "language": "en-GB",
        "group": {"name": data["group"]["name"]},
        "priorities": {key: value for key, value in data["priorities"].items() if key != "plan"},
        "activities": {
            **data["activities"],
            "partnerships": [
                {key: value for key, value in entry.items() if key != "kind"}
                for entry in data["activities"]["partnerships"]
            ],
        },
    }


def test_a_stripped_file_carries_nothing() -> None:
    content = built(dataset("data/key-cities/2023-24.yaml"), "docx")
    assert b"bookmarkStart" not in content
    assert word.read(content).carries is False
