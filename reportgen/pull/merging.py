"""Puts the edits of a Word file into the dataset as it is today, which may have moved on since the file was built."""

import re
from dataclasses import dataclass

from reportgen.findings import Finding, Problem
from reportgen.pull.codes import CONFLICT
from reportgen.pull.merge import Clash, merge
from reportgen.pull.shown import quote
from reportgen.schema.messages import dotted_path
from reportgen.source import Source, read

_LONGEST_QUOTE = 80


@dataclass(frozen=True, slots=True)
class MergedDataset:
    """The text of a dataset with the edits of a Word file in it, and the edits that clash with changes of the dataset."""

    text: str
    conflicts: tuple[Finding, ...]


def merge_into(current: Source, base: str, pulled: str) -> MergedDataset:
    """Merges the edits from `base` to `pulled` into a dataset. What clashes stays as the dataset has it."""
    if "\r\n" in current.text:  # an editor or git may have given the dataset the line ends of Windows
        base, pulled = (re.sub("\r?\n", "\r\n", text) for text in (base, pulled))
    if current.text == base:
        return MergedDataset(pulled, ())
    merged = merge(base, pulled, current.text)
    source = read(merged.text, current.file)
    if source.data is None:  # each change is sound by itself, but not both together
        whole = Clash(0, base, pulled, current.text)
        return MergedDataset(current.text, (_finding(current, current, whole),))
    return MergedDataset(merged.text, tuple(_finding(current, source, clash) for clash in merged.clashes))


def _finding(current: Source, merged: Source, clash: Clash) -> Finding:
    offset = len(clash.ours) - len(clash.ours.lstrip())
    at = merged.path_at(clash.start + offset)
    span = current.span(at)
    name = f"`{dotted_path(at)}` was" if at else "this was"
    message = f"{name} changed in the Word file and in the dataset"
    hint = f"the Word file says {_quote(clash.theirs)}; the dataset keeps {_quote(clash.ours)}"
    return Finding(CONFLICT, CONFLICT.severity, current.file, span, Problem(at, message, hint))


def _quote(text: str) -> str:
    return quote(text, _LONGEST_QUOTE) if text.strip() else "nothing"
