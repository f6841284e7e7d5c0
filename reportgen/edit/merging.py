"""Brings together two texts that have both moved on from a third, and puts back what the checks do not see."""

from reportgen.alignment import BoundedMatcher
from reportgen.source import read


def merged(base: str, theirs: str, ours: str) -> str | None:
    """Returns a text with both changes in it; None where they clash, or where both together can no longer be read."""
    from reportgen.pull.merge import merge

    if theirs in {base, ours}:
        return ours
    if ours == base:
        return theirs
    result = merge(base, theirs, ours)
    is_sound = read(result.text, "").data is not None or read(ours, "").data is None
    return result.text if is_sound and not result.clashes else None


def with_raw_characters(text: str, raw: str, masked: str) -> str:
    """Returns a changed text with the characters that the checks do not see, where nothing was changed.

    `raw` is the text before the change, and `masked` the same as the checks see it.
    """
    if raw == masked or len(raw) != len(masked):
        return text
    raw_lines, before, after = (part.split("\n") for part in (raw, masked, text))
    lines: list[str] = []
    for tag, start, end, new_start, new_end in BoundedMatcher(before, after).get_opcodes():
        if tag == "equal":
            lines += raw_lines[start:end]
            continue
        changed = "\n".join(after[new_start:new_end])
        if start < end and new_start < new_end:
            old = "\n".join(before[start:end])
            changed = _with_raw_ends(changed, "\n".join(raw_lines[start:end]), old)
        if new_start < new_end:
            lines.append(changed)
    return "\n".join(lines)


def _with_raw_ends(text: str, raw: str, masked: str) -> str:
    start = _common(masked, text)
    end = _common(masked[start:][::-1], text[start:][::-1])
    return raw[:start] + text[start : len(text) - end] + (raw[len(raw) - end :] if end else "")


def _common(one: str, other: str) -> int:
    """Returns how many characters two texts share at their beginnings."""
    shortest = min(len(one), len(other))
    return next((index for index in range(shortest) if one[index] != other[index]), shortest)
