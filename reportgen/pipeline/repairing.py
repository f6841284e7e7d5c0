"""Repairs a dataset until nothing is left to repair."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.fixes import FixedText, apply_fixes
from reportgen.pipeline.checking import Checked, check_source
from reportgen.schema.load import load_report
from reportgen.source import Source, Unreadable, load, read

if TYPE_CHECKING:
    from reportgen.findings import Finding

_MAX_ROUNDS = 10
"""How often a dataset is repaired and checked again: a fix may bring to light what the next one mends."""


def repaired(checked: Checked, *, unsafe: bool = False) -> FixedText:
    """The text of a dataset after all its fixes, those included that show only after others; and the findings that they mend."""
    text = checked.source.text
    mended: list[Finding] = []
    for _ in range(_MAX_ROUNDS):
        outcome = apply_fixes(checked.source, checked.findings, unsafe=unsafe)
        if outcome.text == text:
            break
        text = outcome.text
        mended += outcome.fixed_findings
        checked = check_source(read(text, checked.source.file), checked.path, checked.settings)
    return FixedText(text, tuple(mended))


def reread_source(file: str, text: str | None) -> Source | None:
    """A dataset that was checked, read again to see how it is written; `text` is given where the file cannot be read twice."""
    try:
        source = load(Path(file)) if text is None else read(text, file)
    except Unreadable:
        return None
    return replace(source, line_entries=load_report(source.data).line_entries) if source.data else None
