"""Finds the slip of the hand behind a complaint of the YAML parser.

The parser stops where it can go no further; the slip is often on a line above.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reportgen.source.brackets import entry_at, entry_hint
from reportgen.source.quoting import quote_hint, quoted, value_in_line
from reportgen.startup.patterns import lazy_pattern

_KEY = lazy_pattern(r"(?P<indent> *)(?P<dash>- +)?(?P<key>[A-Za-z_]+):(?: +(?P<value>.*))?$")
_BLOCK_HEADER = lazy_pattern(r"[|>][-+0-9]{0,2}$")
_LIST_ENTRY = lazy_pattern(r" *- ")
_PROSE = lazy_pattern(r" *[^\s#&!|>'\"%@`{}\[\],-][^:]*\s\S")
_QUOTED = lazy_pattern(
    r"(?P<before>.*?(?:^ *|: +|- +))(?P<quote>['\"])(?P<inner>.*?)(?P=quote)(?P<after> *[^\s#,\]}:].*)$"
)

_MAX_REPEATED = 80
"""How many characters of a value a hint repeats."""

_MAX_LENGTH = 2000
"""A line with more characters is not searched: it is no slip of the hand, and some patterns would take long over it."""


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip: its line, counted from 0, its characters in that line, and the message and hint about it."""

    line: int
    start: int
    end: int
    message: str
    hint: str


def find_slip(lines: Sequence[str], complaint_line: int, problem: str) -> Slip | None:
    """Returns the slip behind the parser's complaint about a line; None where the complaint itself says it best."""
    last = min(complaint_line, len(lines) - 1)
    candidates = [number for number in (last, last - 1) if number >= 0 and len(lines[number]) < _MAX_LENGTH]
    for detect in _DETECTORS:
        for number in candidates:
            if slip := detect(lines, number, problem):
                return slip
    return None


def _tab(lines: Sequence[str], number: int, problem: str) -> Slip | None:
    match = re.match(r" *\t[ \t]*", lines[number])
    if not match or ("tab" not in problem and "token" not in problem):
        return None
    message = "a tab is used for indentation"
    return Slip(number, match.end() - len(match[0].lstrip(" ")), match.end(), message, "use spaces instead")


def _hard_space(lines: Sequence[str], number: int, _: str) -> Slip | None:
    match = re.match(r"\s*(?:- +)?(?:-|[A-Za-z_]+:)?(?P<space>\u00a0+)", lines[number])
    if not match or _in_block(lines, number):
        return None
    message = "the space here is a non-breaking one, which YAML does not take for a space"
    return Slip(number, *match.span("space"), message, "delete it and type a plain space")


def _dash(lines: Sequence[str], number: int, _: str) -> Slip | None:
    """Finds a bullet, or a dash that Word has made of a hyphen."""
    match = re.match(r" *(?P<dash>[–—•·])\s*\S", lines[number])
    if not match or _in_block(lines, number):
        return None
    message = f"this line starts with `{match['dash']}`, not with a hyphen"
    return Slip(number, *match.span("dash"), message, "start the entry with `- `")


def _words_behind_bar(lines: Sequence[str], number: int, problem: str) -> Slip | None:
    match = re.search(r":\s+[|>][-+]?[0-9]?\s+(?P<words>[^\s#].*)$", lines[number])
    if not match or "comment or line break" not in problem:
        return None
    message = "words stand behind the `|`, on the same line"
    return Slip(number, *match.span("words"), message, "begin the text on the next line, indented")


def _no_space_behind_colon(lines: Sequence[str], number: int, _: str) -> Slip | None:
    match = re.match(r" *(?:- +)?(?P<key>[a-z_]{2,}):(?P<value>[^\s:/].*)$", lines[number])
    if not match or _in_block(lines, number):
        return None
    message = f"there is no space behind the colon of `{match['key']}`"
    value = (
        match["value"].strip() if len(match["value"]) <= _MAX_REPEATED and "`" not in match["value"] else "…"
    )
    return Slip(number, *match.span("key"), message, f"write `{match['key']}: {value}`")


def _no_space_before_bracket(lines: Sequence[str], number: int, problem: str) -> Slip | None:
    """Finds a key without a value before the end of its brackets: YAML takes the colon for a part of the key."""
    match = re.search(r"(?P<key>\b[a-z_]{2,}):(?P<mark>[,\]}])", lines[number])
    if not match or "unexpected ':'" not in problem or _in_block(lines, number):
        return None
    message = f"there is no space behind the colon of `{match['key']}`"
    return Slip(
        number, *match.span("key"), message, f"write its value, as in `{match['key']}: …{match['mark']}`"
    )


def _no_space_behind_dash(lines: Sequence[str], number: int, _: str) -> Slip | None:
    match = re.match(r" *(?P<entry>-(?P<key>[a-z_]{2,}):)(?:\s|$)", lines[number])
    if not match or _in_block(lines, number):
        return None
    message = f"there is no space behind the dash of `{match['entry']}`"
    return Slip(number, *match.span("entry"), message, f"write `- {match['key']}: …`")


def _fence(lines: Sequence[str], number: int, _: str) -> Slip | None:
    """Finds the marks that Markdown puts around code; they come along when a file is copied from a chat or a web page."""
    match = re.match(r" *(?P<fence>`{3,}|~{3,}).*$", lines[number])
    if not match or _in_block(lines, number):
        return None
    message = "this line belongs to Markdown, and is no part of a dataset"
    return Slip(number, *match.span("fence"), message, "delete it")


def _bracket(lines: Sequence[str], number: int, problem: str) -> Slip | None:
    """Finds a value that starts with words in brackets, which YAML reads as a list or as keys, and goes on behind them."""
    span = value_in_line(lines[number])
    match = span and re.match(r"(?:\[[^\[\]]*\]|\{[^{}]*\})(?=\s*[^\s,\]}])", lines[number][slice(*span)])
    if not span or not match or "expected" not in problem or _in_block(lines, number):
        return None
    message = f"`{match[0][0]}` at the start of a value has a meaning of its own"
    return Slip(number, span[0], span[0] + match.end(), message, quote_hint(lines, number))


def _quotation(lines: Sequence[str], number: int, problem: str) -> Slip | None:
    match = _QUOTED.match(lines[number])
    if not match or "expected" not in problem or _in_block(lines, number):
        return None
    start = match.end("inner")
    apostrophe = match["quote"] == "'" and match["after"][:1].isalpha()
    message = "the value ends at this quotation mark, but words follow"
    if apostrophe:
        message = "the value ends at this apostrophe, since it starts with one"
        whole = lines[number][match.start("inner") :].rstrip()
        if whole.endswith("'") and '"' not in whole and len(whole) <= _MAX_REPEATED:
            return Slip(
                number,
                start,
                start + 1,
                message,
                f"put double quotes around all of it: `{quoted(whole[:-1])}`",
            )
    return Slip(number, start, start + 1, message, _quote_hint_at(lines, number, start))


def _curly(lines: Sequence[str], number: int, problem: str) -> Slip | None:
    match = re.match(r".*?(?:: +|- +)(?P<quote>[“”‘’„])", lines[number])
    if not match or "mapping values" not in problem or _in_block(lines, number):
        return None
    message = f"`{match['quote']}` is not a quotation mark to YAML"
    value = lines[number][match.start("quote") :].rstrip()
    if match["quote"] == "“" and value.find("”") == len(value) - 1 and '"' not in value:
        return Slip(number, *match.span("quote"), message, f"use straight ones: `{quoted(value[1:-1])}`")
    hint = _quote_hint_at(lines, number, match.end("quote"))
    return Slip(number, *match.span("quote"), message, hint)


def _quote_hint_at(lines: Sequence[str], number: int, column: int) -> str:
    """Returns the hint to put quotation marks around a value, or around the entry in brackets at a place in it."""
    entry = entry_at(lines, number, column)
    return entry_hint(entry) if entry else quote_hint(lines, number)


def _no_dash(lines: Sequence[str], number: int, _: str) -> Slip | None:
    """Finds a line among the entries of a list that does not start as one: the parser reads the entries below as its words."""
    while number > 0 and _LIST_ENTRY.match(lines[number]):
        number -= 1
    line = lines[number]
    indent = _indent(line)
    neighbours = (_line_above(lines, number), _line_below(lines, number))
    entry = re.compile(rf" {{{indent}}}- ")
    if _KEY.match(line) or not any(row is not None and entry.match(lines[row]) for row in neighbours):
        return None
    if not re.match(r" *-?[^\s#-]", line) or (line[indent : indent + 2] == "- "):
        return None
    content = _without_comment(line)
    entry_text = f"- {content.strip().lstrip('-')}"
    message = "this line stands among the entries of a list, but is none"
    hint = f"write `{entry_text if len(entry_text) <= 40 else '- …'}`"
    return Slip(number, indent, len(content), message, hint)


def _no_bar(lines: Sequence[str], number: int, _: str) -> Slip | None:
    """Finds a key that lacks the `|` before the text below it."""
    indent = _indent(lines[number])
    for above in range(number, -1, -1):
        match = _KEY.match(lines[above])
        if match and not (match["value"] or "").strip() and match.start("key") < max(indent, 1):
            below = _line_below(lines, above)
            if below is None or not _PROSE.match(lines[below]) or _KEY.match(lines[below]):
                return None
            if _indent(lines[below]) <= match.start("key"):
                return None
            key = match["key"]
            message = f"the text below `{key}:` is not marked as text"
            return Slip(above, *match.span("key"), message, f"write `{key}: |`")
        if match and match.start("key") < indent:
            return None
    return None


def _left_of_block(lines: Sequence[str], number: int, _: str) -> Slip | None:
    """Finds a line of a block of text that is indented less than the block, and yet is meant as part of it."""
    line, above = lines[number], _line_above(lines, number)
    if above is None or _KEY.match(line) or _LIST_ENTRY.match(line) or not line.strip():
        return None
    key_line = above if _opens_block(lines[above]) else _block_key_line(lines, above)
    if key_line is None:
        return None
    key, first = _KEY.match(lines[key_line]), _line_below(lines, key_line)
    text_indent = _indent(lines[first]) if first is not None and first < number else 1
    if first == number and key:
        text_indent = key.start("key") + 1
    if not 0 < _indent(line) < text_indent:
        return None
    name = f"`{key['key']}:`" if key else "it"
    message = "this line stands further left than the text that it belongs to"
    hint = f"indent it like the first line of the text below {name}"
    return Slip(number, _indent(line), len(line.rstrip()), message, hint)


_DETECTORS: tuple[Callable[[Sequence[str], int, str], Slip | None], ...] = (
    _tab,
    _hard_space,
    _words_behind_bar,
    _left_of_block,
    _dash,
    _no_space_behind_colon,
    _no_space_before_bracket,
    _no_space_behind_dash,
    _fence,
    _bracket,
    _quotation,
    _curly,
    _no_dash,
    _no_bar,
)


def _without_comment(line: str) -> str:
    """Returns a line without its comment."""
    return line.partition(" #")[0].rstrip()


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _line_above(lines: Sequence[str], number: int) -> int | None:
    return next((above for above in range(number - 1, -1, -1) if lines[above].strip()), None)


def _line_below(lines: Sequence[str], number: int) -> int | None:
    return next((below for below in range(number + 1, len(lines)) if lines[below].strip()), None)


def _block_key_line(lines: Sequence[str], number: int) -> int | None:
    """Returns the line of the key whose block of text holds a line; None for a line outside every block."""
    indent = _indent(lines[number])
    for above in range(number - 1, -1, -1):
        line = lines[above]
        if line.strip() and _indent(line) < indent:
            if _opens_block(line):
                return above
            if _KEY.match(line) or _LIST_ENTRY.match(line):
                return None
            indent = _indent(line)
    return None


def _opens_block(line: str) -> bool:
    return bool(_BLOCK_HEADER.search(_without_comment(line)))


def _in_block(lines: Sequence[str], number: int) -> bool:
    return _block_key_line(lines, number) is not None
