"""The text of a file as the page shows it, with line feeds alone, and the way back to the file's own line ends."""

from reportgen.alignment import BoundedMatcher
from reportgen.source.characters import LINE_BREAK


def with_line_feeds(text: str) -> str:
    """Returns a text whose lines end with line feeds."""
    return LINE_BREAK.sub("\n", text) if "\r" in text else text


def with_own_line_ends(shown: str, before: str) -> str:
    """Returns a text from the page with the file's line ends: lines that stay keep theirs, new ones get the most usual."""
    shown = with_line_feeds(shown)
    if "\r" not in before:
        return shown
    breaks: list[str] = LINE_BREAK.findall(before)
    usual = max(("\r\n", "\n", "\r"), key=breaks.count)
    lines = shown.split("\n")
    ends = [usual] * (len(lines) - 1)
    if breaks.count(usual) < len(breaks):
        matcher = BoundedMatcher(LINE_BREAK.split(before), lines)
        for block in matcher.get_matching_blocks():
            for offset in range(block.size):
                if block.a + offset < len(breaks) and block.b + offset < len(ends):
                    ends[block.b + offset] = breaks[block.a + offset]
    return "".join(line + end for line, end in zip(lines, [*ends, ""], strict=True))
