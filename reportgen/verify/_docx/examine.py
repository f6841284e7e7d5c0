"""Examines a Word file."""

from pathlib import Path

from reportgen.verify._docx import structure
from reportgen.verify._docx.fonts import read_fonts
from reportgen.verify._docx.links import count_links, find_broken_links
from reportgen.verify._docx.text import read_text
from reportgen.verify.external_validators import validate_open_xml
from reportgen.verify.model import ExaminedFile, pass_or_fail
from reportgen.verify.navigation import describe_links
from reportgen.word import read_package
from reportgen.word.package import open_package

_MAX_PARAGRAPHS = 500_000
"""The most paragraphs that are read: a pack has those of many reports."""


def examine(path: Path, content: bytes) -> ExaminedFile:
    """Examines a Word file. Raises UnreadableFile where it is none, is damaged or locked."""
    package = open_package(content)
    file = read_package(package, max_paragraphs=_MAX_PARAGRAPHS)
    sound = "its parts fit together; title, language, headings, tables and pictures are told to all readers"
    results = (
        pass_or_fail("structure", structure.find_problems(package, file), sound),
        validate_open_xml(path, package.document),
        pass_or_fail("links", find_broken_links(package), describe_links(count_links(package))),
    )
    return ExaminedFile(path, "docx", results, read_text(file, package), read_fonts(package))
