"""Makes the fix of one finding in a text."""

from reportgen.edit.errors import Refused
from reportgen.findings import Finding
from reportgen.fixes import replacements
from reportgen.source import Source
from reportgen.source.characters import line_starts
from reportgen.source.edits import Edit, apply_edits


def fixed_text(source: Source, finding: Finding | None) -> str:
    """Returns a text with one finding mended. Raises Refused where nothing can be mended."""
    changes = replacements(source, finding) if finding else []
    if not changes:
        raise Refused("there is nothing left to mend here")
    starts = line_starts(source.text)
    edits = [
        Edit(
            starts[span.line - 1] + span.column - 1,
            starts[span.end_line - 1] + span.end_column - 1,
            words,
        )
        for span, words in changes
    ]
    return apply_edits(source.text, edits)
