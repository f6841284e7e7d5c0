"""Finds texts whose paragraphs or lists YAML joins into one, because no bar stands behind their key."""

import re
from collections.abc import Iterator

from reportgen.document import BulletList, NumberedList
from reportgen.findings import Fault, Fix, Problem
from reportgen.prose import Prose, parse
from reportgen.schema.load import LoadedReport
from reportgen.source import Source
from reportgen.source.codes import JOINED
from reportgen.source.literal import literal_text
from reportgen.startup.patterns import lazy_pattern

_BREAK = lazy_pattern(r"\n[ \t]*\n|\n[ \t]*(?:[-*+•·o–][ \t\u00a0]|1[.)] )")
_ENTRY = lazy_pattern(r"^[-*•] ", re.MULTILINE)


def find_joined_lines(loaded: LoadedReport, source: Source) -> Iterator[Fault]:
    """Yields a fault for each text that would have other paragraphs or lists if its lines counted; their paths are the file's."""
    for report_at, value in loaded.values:
        if not isinstance(value, Prose):
            continue
        at = loaded.path_in_file(report_at)
        text = literal_text(source, at)
        location = source.location(at)
        if text is None or location is None or not _BREAK.search(text):
            continue
        if not location.style and _ENTRY.search(text.partition("\n")[2]):
            continue  # RG009 says so of each entry
        meant = parse(text).blocks
        if meant != value.blocks:
            has_list = any(isinstance(block, BulletList | NumberedList) for block in meant)
            kind = "list" if has_list and "\n\n" not in text else "paragraphs"
            message = f"the {kind} of this text {'is' if kind == 'list' else 'are'} joined into one paragraph"
            if has_list and kind == "paragraphs":
                message = "the paragraphs and lists of this text are joined into one"
            hint = f"write `{at[-1]}: |` and the text on the lines below it, indented"
            yield Fault(JOINED, Problem(at, message, hint, fix=Fix(text)))
