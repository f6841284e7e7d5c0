"""RG603: a list whose entries do not end alike."""

from collections.abc import Iterator, Sequence
from typing import Literal

from reportgen.document import Block, BulletList, NumberedList, Paragraph, walk
from reportgen.findings import At, Fix, Problem, Severity
from reportgen.lint import Context, rule
from reportgen.prose import Passage, Prose
from reportgen.schema.models import Report
from reportgen.startup.patterns import lazy_pattern

_ABBREVIATION_END = lazy_pattern(r"(?:\betc|\b[ap]\.m|\bLtd|\bCo|\be\.g|\b[A-Z])\.$")
_JOINING_END = lazy_pattern(r"[;,](?: and| or)?$")
_CLOSING_MARKS = "”’\"')]»"


@rule("RG603", Severity.WARNING)
def list_ends_mixed(_: Report, context: Context) -> Iterator[Problem]:
    """Some entries of a list end with a full stop and others do not.

    All may have one, or none. Entries that end with commas or semicolons may have a full stop after the last. Lists with others
    inside stay silent.

    Faulty:

        aims: |
          - to lead
          - to speak
          - to share.

    Right:

        aims: |
          - to lead
          - to speak
          - to share
    """
    for at, text in context.texts:
        for entries in _lists(text):
            if problem := _mixed_ends(at, entries):
                yield problem


def _lists(text: Prose) -> Iterator[tuple[Passage, ...]]:
    """Yields the entries of each list in which every entry is one paragraph."""
    start = 0
    for block in text.blocks:
        end = start + _paragraph_count(block)
        if isinstance(block, BulletList | NumberedList):
            entries = text.passages[start:end]
            is_simple = all(
                len(item.blocks) == 1 and isinstance(item.blocks[0], Paragraph) for item in block.items
            )
            if is_simple and len(entries) == len(block.items):
                yield entries
        start = end


def _paragraph_count(block: Block) -> int:
    return sum(isinstance(inner, Paragraph) for inner in walk((block,)))


def _mixed_ends(at: At, entries: Sequence[Passage]) -> Problem | None:
    ends = [_end(passage.text) for passage in entries]
    if set(ends[:-1]) == {"joined"} or len(set(ends)) == 1:
        return None
    have_stops = [end == "stop" for end in ends]
    stops_are_usual = 2 * sum(have_stops) > len(entries)
    odd = next((index for index, has_stop in enumerate(have_stops) if has_stop != stops_are_usual), None)
    if odd is None:
        return None
    passage, length = entries[odd], len(entries[odd].text)
    if stops_are_usual:
        message = "this entry ends without a full stop, though most in its list have one"
        return Problem(at, message, "add it", passage.part(passage.text.rfind(" ") + 1, length))
    message = "this entry ends with a full stop, others do not"
    if odd == len(entries) - 1:
        message = "only the last entry of this list ends with a full stop"
    fix = Fix("") if passage.text.endswith(".") else None
    hint = "end all entries alike, with a full stop or without"
    return Problem(at, message, hint, passage.part(length - 1, length), fix)


def _end(text: str) -> Literal["stop", "joined", "none", "other"]:
    """Returns how an entry ends: with a full stop, with a comma or semicolon, with neither, or so that it does not count."""
    bare = text.rstrip(_CLOSING_MARKS)
    if bare.endswith(("?", "!", "…")) or _ABBREVIATION_END.search(bare):
        return "other"
    if bare.endswith("."):
        return "stop"
    return "joined" if _JOINING_END.search(bare) else "none"
