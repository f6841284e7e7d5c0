"""The paragraphs of a text as they are written: with their lines, and the signs before their words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportgen.prose.nesting import ATTRIBUTION
from reportgen.startup.patterns import lazy_pattern

_SIGN = lazy_pattern(r"[^>\s]")


@dataclass(frozen=True, slots=True)
class Written:
    """A paragraph as it is written: the lines of the text that it takes, and its words.

    `prefix` stands before its words on the first line, and `indent` on further ones. `is_heading` says that it is a heading.
    """

    start: int
    end: int
    markup: str
    prefix: str
    indent: str
    is_heading: bool = False


def written_paragraphs(text: str) -> tuple[Written, ...]:
    """Returns the paragraphs of a text. The last line of one that is quoted stands apart if a dash begins it."""
    return tuple(_paragraphs(text))


def _paragraphs(text: str) -> Iterator[Written]:
    from reportgen.prose.markdown import parser

    source = text.split("\n")
    tokens = parser().parse(text)
    quotations = 0
    for before, token, *behind in zip(
        tokens, tokens[1:], [*tokens[2:], None], [*tokens[3:], None, None], strict=False
    ):
        quotations += {"blockquote_open": 1, "blockquote_close": -1}.get(before.type, 0)
        if token.type != "inline" or not token.map or not token.content.strip():
            continue
        start, end = token.map[0], min(token.map[1], len(source))
        *others, last = token.content.split("\n")
        dash = ATTRIBUTION.match(last.lstrip()) if quotations else None
        is_attribution = dash and [other.type for other in behind if other][1:] == ["blockquote_close"]
        if dash and others:
            yield _written(source, start, end - 1, "\n".join(others))
            start = end - 1
        if dash and (others or is_attribution):
            yield _written(source, start, end, last.lstrip()[dash.end() if is_attribution else 0 :])
        else:
            yield _written(source, start, end, token.content, is_heading=before.type == "heading_open")


def _written(
    source: Sequence[str], start: int, end: int, markup: str, *, is_heading: bool = False
) -> Written:
    first, *others = markup.split("\n")
    prefix = _before(source[start], first)
    indent = _before(source[start + 1], others[0]) if others and start + 1 < end else _SIGN.sub(" ", prefix)
    return Written(start, end, markup, prefix, indent, is_heading)


def _before(line: str, words: str) -> str:
    """Returns what stands before words on their line."""
    line, words = line.rstrip(), words.strip()
    return line.removesuffix(words) if line.endswith(words) else line[: max(line.find(words), 0)]
