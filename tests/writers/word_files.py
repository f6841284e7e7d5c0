"""Word files for the tests of the Word writer."""

from dataclasses import replace
from functools import cache
from typing import Any

from reportgen import document as tree
from reportgen.theme import Theme
from reportgen.writers import Options
from reportgen.writers.docx import write
from tests.writers import sample, word
from tests.writers.word import W, attribute

REPORT = sample.document


@cache
def report() -> bytes:
    """The sample as a Word file."""
    return write(REPORT, Theme(), Options()).content


def body() -> Any:
    """The body of that file."""
    return word.part(report())


def of(*blocks: tree.Block, **changes: Any) -> bytes:
    """A Word file of some blocks, under the sample's title block."""
    return write(replace(REPORT, blocks=blocks, **changes), Theme(), Options()).content


def styles(content: bytes) -> dict[str, Any]:
    """The styles of a file by their ids."""
    return {
        attribute(style, "styleId") or "": style
        for style in word.part(content, "word/styles.xml").iter(f"{W}style")
    }
