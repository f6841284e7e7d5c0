"""The log of the engine becomes faults with paths."""

import logging
import os
from pathlib import Path

import pytest

from reportgen.codes import GLYPH, PICTURE
from reportgen.document import Block, BulletList, Figure, Image, Item, Section
from reportgen.findings import Severity
from reportgen.theme import Theme
from reportgen.writers import engine
from reportgen.writers.engine_log import ENGINE, SUBSETTER
from reportgen.writers.pdf import check
from tests.writers.pdf_files import run_python, write_pdf
from tests.writers.readers import fonts
from tests.writers.sample import CHART, png, text

pytestmark = pytest.mark.pdf


TWO_FAULTS = """
from reportgen.document import Document, Paragraph, Text
from reportgen.theme import Theme
from reportgen.writers import Options, writer
document = Document("T", "G", "P", "en-GB", "{page}", (Paragraph((Text("\\u2611"),)),))
print(len(writer("pdf")(document, Theme(style="p { color: mud }"), Options()).faults))
"""


def test_nothing_is_printed_whatever_the_engine_logs(tmp_path: Path) -> None:
    result = run_python(["-W", "error", "-c", TWO_FAULTS], tmp_path)
    assert (result.stdout, result.stderr) == (b"2\n", b"")


def test_the_logger_is_left_as_it_was() -> None:
    engine.load()  # which gives the logger a handler of its own, once
    log = logging.getLogger("weasyprint")
    before = (list(log.handlers), log.level, log.propagate)
    write_pdf(text("words"), theme=Theme(style="p { color: mud }"))
    assert (log.handlers, log.level, log.propagate) == before


def test_bad_css_is_a_fault_every_time() -> None:
    theme = Theme(style="p { colour: red }")
    for _ in range(2):
        (fault,) = write_pdf(text("words"), theme=theme).faults
        assert fault.code is ENGINE
        assert fault.code.severity is Severity.ERROR
        assert "colour" in fault.problem.message


def test_a_character_without_glyph_is_a_fault_at_its_path() -> None:
    at = ("aims",)
    written = write_pdf(
        Section(
            "Aims ☑", (text("a ☑ b ☑", at=at), text("☐"), BulletList((Item((text("☑"),), ("x", 1)),))), "a"
        )
    )
    assert [(fault.code, fault.problem.at, fault.problem.message) for fault in written.faults] == [
        (GLYPH, (), "the font has no character `☑` (U+2611)"),
        (GLYPH, at, "the font has no character `☑` (U+2611)"),
        (GLYPH, ("x", 1), "the font has no character `☑` (U+2611)"),
        (GLYPH, (), "the font has no character `☐` (U+2610)"),
    ]


@pytest.mark.parametrize(
    ("content", "media_type", "words"),
    [
        (b"GIF89a" + bytes(99), "image/png", "is not a PNG, JPEG or SVG picture"),
        (png(9, 9, (1,))[:40] + bytes(99), "image/png", "cannot be read"),
        (b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + b"\x7f\xff\xff\xff" * 2 + bytes(99), "image/png", "pixels"),
        (b"<svg viewBox='0 0 9 9'><g></svg>", "image/svg+xml", "cannot be read"),
        (b"", "image/jpeg", "is not a PNG, JPEG or SVG picture"),
    ],
)
def test_a_picture_that_cannot_be_shown_is_a_fault_at_its_path(
    content: bytes, media_type: str, words: str
) -> None:
    at = ("figures", 1)
    good, bad = (
        Figure(CHART, "Good", at=("figures", 0)),
        Figure(Image(content, media_type, 9, 9), "Bad", at=at),
    )
    (fault,) = write_pdf(good, bad).faults
    assert (fault.code, fault.problem.at) == (PICTURE, at)
    assert words in fault.problem.message


def test_what_is_nested_too_deep_is_a_fault() -> None:
    block: Block = text("innermost")
    for _ in range(200):
        block = BulletList((Item((block,)),))
    written = write_pdf(block)
    assert written.content == b""
    assert [fault.code for fault in written.faults] == [ENGINE]
    assert "nested too deep" in written.faults[0].problem.message


def test_words_in_a_message_are_no_refusal() -> None:
    theme = Theme(style='p { content: "Refused: "; colour: "Unusable: words" }')
    messages = [fault.problem.message for fault in write_pdf(text("words"), theme=theme).faults]
    assert messages == ['Ignored `colour: "Unusable: words" `, unknown property']


def test_a_fault_is_at_its_line_of_the_style_sheet() -> None:
    style = "p { color: red }\n\nh2 { background: url(http://x.example/a);\n  colour: red }\n@font-face { font-family: X }"
    faults = write_pdf(Section("A", (text("words"),), "a"), theme=Theme(style=style)).faults
    assert [fault.problem.at for fault in faults] == [
        ("style.css", 4, 3),
        ("style.css", 5, 1),
        ("style.css", 3, 22),
    ]
    assert check(Theme(style=style)) == faults[:2]


@pytest.mark.parametrize("epoch", [None, "", "yesterday", "86400"])
def test_without_harfbuzz_subset_the_pdf_is_whole_with_a_warning(
    epoch: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    import weasyprint.pdf.fonts
    from fontTools.misc import timeTools

    monkeypatch.setattr(weasyprint.pdf.fonts, "harfbuzz_subset", None)
    if epoch is None:
        monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    else:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    written = write_pdf(text("words"))
    monkeypatch.setattr(timeTools.time, "time", lambda: 2_000_000_000.0)
    assert write_pdf(text("words")).content == written.content
    assert os.environ.get("SOURCE_DATE_EPOCH") == epoch
    assert [(fault.code, fault.code.severity) for fault in written.faults] == [(SUBSETTER, Severity.WARNING)]
    assert fonts(written.content) == {"Liberation-Sans", "Liberation-Sans-Bold"}
