"""RG603: the entries of a list do not end alike."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from reportgen.document import Block, BulletList, NumberedList, Paragraph, walk
from reportgen.findings import At, Fix, Problem, Severity
from reportgen.lint import Context, rule
from reportgen.prose import Passage, Prose
from reportgen.schema.models import Report

_NO_STOP = re.compile(r"(?:\betc|\b[ap]\.m|\bLtd|\bCo|\be\.g|\b[A-Z])\.$")
_JOINED = re.compile(r"[;,](?: and| or)?$")
_CLOSING = "”’\"')]»"


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
            if problem := _mixed(at, entries):
                yield problem


def _lists(text: Prose) -> Iterator[tuple[Passage, ...]]:
    """The entries of each list in which every entry is one paragraph."""
    place = 0
    for block in text.blocks if len(text.passages) > len(text.blocks) else ():  # else no list has two entries
        count = _paragraphs(block)
        if isinstance(block, BulletList | NumberedList):
            entries = text.passages[place : place + count]
            simple = all(
                len(item.blocks) == 1 and isinstance(item.blocks[0], Paragraph) for item in block.items
            )
            if simple and len(entries) == len(block.items):
                yield entries
        place += count


def _paragraphs(block: Block) -> int:
    return sum(isinstance(inner, Paragraph) for inner in walk((block,)))


def _mixed(at: At, entries: Sequence[Passage]) -> Problem | None:
    ends = [_end(passage.text) for passage in entries]
    if set(ends[:-1]) == {"joined"} or len(set(ends)) == 1:
        return None
    stops = Counter(end == "stop" for end in ends)
    usual = stops[True] > stops[False]
    odd = next((index for index, end in enumerate(ends) if (end == "stop") != usual), None)
    if odd is None:
        return None
    passage, length = entries[odd], len(entries[odd].text)
    if usual:
        part = passage.part(passage.text.rfind(" ") + 1, length)
        return Problem(
            at, "this entry ends without a full stop, though most in its list have one", "add it", part
        )
    fix = Fix("") if passage.text.endswith(".") else None
    who = "only the last entry of this list" if odd == len(entries) - 1 else "this entry"
    message = (
        f"{who} ends with a full stop"
        if who.startswith("only")
        else f"{who} ends with a full stop, others do not"
    )
    hint = "end all entries alike, with a full stop or without"
    return Problem(at, message, hint, passage.part(length - 1, length), fix)


def _end(text: str) -> str:
    bare = text.rstrip(_CLOSING)
    if bare.endswith(("?", "!", "…")) or _NO_STOP.search(bare):
        return "other"
    if bare.endswith("."):
        return "stop"
    return "joined" if _JOINED.search(bare) else "none"
