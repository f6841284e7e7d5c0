"""Where the tokens of the Markdown parser stand, and how deep they nest."""

from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

from reportgen.prose.passages import OffsetMap

if TYPE_CHECKING:
    from markdown_it.token import Token


def token_offsets(token: "Token", lines: Sequence[str], line_starts: Sequence[int]) -> OffsetMap:
    """Returns where the lines of a paragraph's content are in the field's text: each is the end of one of its lines."""
    offset_map: OffsetMap = []
    position, first = 0, token.map[0] if token.map else 0
    for number, content in enumerate(token.content.split("\n"), first):
        line_number = min(number, len(lines) - 1)
        line = lines[line_number]
        indent = max(len(line.rstrip()) - len(content.rstrip()), 0)
        if not line.startswith(content.rstrip(), indent):
            indent = max(line.find(content.strip()), 0)
        offset_map.append((position, line_starts[line_number] + indent))
        position += len(content) + 1
    return offset_map


def token_range(token: "Token") -> tuple[int, int]:
    """Returns where an inline token starts and ends in its paragraph's content."""
    return token.meta.get("start", 0), token.meta.get("end", 1)


def nesting_of(tokens: Sequence["Token"]) -> int:
    """Returns how deep the tokens of a paragraph nest."""
    return max(accumulate((token.nesting for token in tokens), initial=0))
