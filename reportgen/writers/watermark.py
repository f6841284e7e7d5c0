"""The marks of a draft and the word across its pages, in the style sheets of HTML and PDF. The word is no part of the text."""

from reportgen.document import Document
from reportgen.writers.style import string

_MARKS = "mark { background: #fff2a8; color: #1a1a1a }\n"

_SCREEN = """\
body::after {{ color: #b0002022; content: {word}; content: {word} / ""; font-size: 22vmin; font-weight: bold; left: 50%;
  line-height: 1; pointer-events: none; position: fixed; top: 50%; transform: translate(-50%, -50%) rotate(-45deg); z-index: 1 }}
"""
"""Readers who listen do not meet it. Browsers that do not know the empty alternative take the first `content`."""

_PAGE = """\
@page {{ @left-middle {{ color: #b0002022; content: {word}; font-size: 120pt; font-weight: bold; margin: 0; overflow: visible;
  text-align: center; transform: translateX(65mm) rotate(-45deg); white-space: nowrap }} }}
"""
"""A box in the margin, which is an artifact as the running heads are."""


def screen_watermark(document: Document) -> str:
    """Returns the rules of the HTML file for a watermark; empty without one."""
    return _MARKS + _SCREEN.format(word=string(document.watermark)) if document.watermark else ""


def page_watermark(document: Document) -> str:
    """Returns the rules of the PDF for a watermark; empty without one."""
    return _MARKS + _PAGE.format(word=string(document.watermark)) if document.watermark else ""
