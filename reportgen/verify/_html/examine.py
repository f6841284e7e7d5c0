"""Examines a web page."""

from pathlib import Path

from reportgen.verify._html import structure
from reportgen.verify._html.links import count_links, find_broken_links
from reportgen.verify._html.text import parse_page, read_text
from reportgen.verify.model import ExaminedFile, pass_or_fail
from reportgen.verify.navigation import describe_links


def examine(path: Path, content: bytes) -> ExaminedFile:
    """Examines a web page. Raises UnreadableFile where it is none."""
    root = parse_page(content)
    sound = "it fetches nothing; title, language, headings, tables and pictures are told to all readers"
    results = (
        pass_or_fail("structure", structure.find_problems(root), sound),
        pass_or_fail("links", find_broken_links(root), describe_links(count_links(root))),
    )
    return ExaminedFile(path, "html", results, read_text(root))
