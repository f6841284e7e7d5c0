"""Characters that Word puts into words stop no build: they are shown as they are meant, and `--fix` takes them out."""

from io import BytesIO
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest

from reportgen.document import lines
from reportgen.fixes import apply_fixes
from reportgen.layout import find_layout, load_layout
from reportgen.pipeline import build, check, compose_document
from reportgen.source import read
from tests.cases import TESTS

CASE = TESTS / "faults" / "rg013-marks-of-word.yaml"
MARKS = "\u00ad\u200b\u2060ﬀﬁﬂﬃﬄ"


def test_fixes_take_them_out() -> None:
    checked = check(CASE)
    fixed = apply_fixes(checked.source, checked.findings)
    for words in (
        '"Key Cities"',
        "Merry",
        "'Jon Stancombe'",
        "- Stoke-on-Trent",
        "After COVID-19 and for finance,",
        "offer… and",
    ):
        assert words in fixed.text
    assert not set(MARKS + "\u2011") & set(fixed.text.partition("\naims: |")[2].partition("\n")[2])


def test_the_document_is_without_them() -> None:
    folder = find_layout("lga-board")
    document, _ = compose_document(check(CASE), load_layout(folder, "2023"), folder)
    assert document is not None
    words = "\n".join(lines(document))
    assert not set(MARKS) & set(words)
    assert "After COVID\u201119 and for finance, offer…" in words
    assert "Key Cities" in document.group


@pytest.mark.pdf
def test_a_hyphen_that_does_not_break_is_shown_in_all_formats() -> None:
    result = build(check(CASE), find_layout("lga-board"), ("pdf", "html", "docx"))
    assert result.findings == ()
    assert "COVID\u201119" in result.files["html"].decode()
    body = ET.fromstring(ZipFile(BytesIO(result.files["docx"])).read("word/document.xml"))
    names = [element.tag.rpartition("}")[2] for element in body.iter()]
    assert names.count("noBreakHyphen") == 2


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("key: a\u00adb", {"key": "a\u00adb"}),
        ("key: 'a\u00adb'", {"key": "a\u00adb"}),
        ('key: "a\u00adb"', {"key": "a\u00adb"}),
        ("key: \u200bab", {"key": "\u200bab"}),
        ("key:\u200b ab", {"key": "ab"}),
        ("key: \u200b'ab'", {"key": "ab"}),
        ("- x\nkey: 1", None),
        ("\u200bkey: ab", {"key": "ab"}),
        ("key:\n  -\u200b ab\n  - \u200bcd", {"key": ["ab", "\u200bcd"]}),
        ("key: |\n  ab\n\u2060\n  cd", {"key": "ab\n\ncd"}),
        ("key: \ufb01x\u2011y", {"key": "\ufb01x\u2011y"}),
    ],
)
def test_a_mark_inside_words_is_read_as_part_of_them_and_any_other_as_a_space(
    text: str, data: object
) -> None:
    assert read(text, "x").data == data
