"""What lies behind a complaint about syntax: the parser stops where it can go no further, the slip is often a line above."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

_KEY = re.compile(r"(?P<indent> *)(?P<dash>- +)?(?P<key>[A-Za-z_]+):(?: +(?P<value>.*))?$")
_HEADER = re.compile(r"[|>][-+0-9]{0,2}$")
_PROSE = re.compile(r" *[^\s#&!|>'\"%@`{}\[\],-][^:]*\s\S")
_QUOTED = re.compile(
    r"(?P<before>.*?(?:^ *|: +|- +))(?P<quote>['\"])(?P<inner>.*?)(?P=quote)(?P<after> *[^\s#,\]}:].*)$"
)


_LONGEST = 2000
"""A longer line is no slip of the hand, and some patterns would take their time over it."""


@dataclass(frozen=True, slots=True)
class Cause:
    """A slip: the line, counted from 0, the characters in it, and what to say of it."""

    line: int
    start: int
    end: int
    message: str
    hint: str


def cause(lines: Sequence[str], at: int, problem: str) -> Cause | None:
    """The slip behind a complaint about a line; None where the complaint says it best."""
    at = min(at, len(lines) - 1)
    near = [number for number in (at, at - 1) if number >= 0 and len(lines[number]) < _LONGEST]
    for detect in _DETECTORS:
        for number in near:
            if found := detect(lines, number, problem):
                return found
    return None


def _tab(lines: Sequence[str], number: int, problem: str) -> Cause | None:
    match = re.match(r" *\t[ \t]*", lines[number])
    if not match or ("tab" not in problem and "token" not in problem):
        return None
    message = "a tab is used for indentation"
    return Cause(number, match.end() - len(match[0].lstrip(" ")), match.end(), message, "use spaces instead")


def _hard_space(lines: Sequence[str], number: int, _: str) -> Cause | None:
    match = re.match(r"\s*(?:- +)?(?:-|[A-Za-z_]+:)?(?P<space>\u00a0+)", lines[number])
    if not match or _in_block(lines, number):
        return None
    message = "the space here is a non-breaking one, which YAML does not take for a space"
    return Cause(number, *match.span("space"), message, "delete it and type a plain space")


def _dash(lines: Sequence[str], number: int, _: str) -> Cause | None:
    """A dash that Word has made of a hyphen, or a bullet."""
    match = re.match(r" *(?P<dash>[–—•·])\s*\S", lines[number])
    if not match or _in_block(lines, number):
        return None
    message = f"this line starts with `{match['dash']}`, not with a hyphen"
    return Cause(number, *match.span("dash"), message, "start the entry with `- `")


def _words_behind_bar(lines: Sequence[str], number: int, problem: str) -> Cause | None:
    match = re.search(r":\s+[|>][-+]?[0-9]?\s+(?P<words>[^\s#].*)$", lines[number])
    if not match or "comment or line break" not in problem:
        return None
    message = "words stand behind the `|`, on the same line"
    return Cause(number, *match.span("words"), message, "begin the text on the next line, indented")


def _no_space_behind_colon(lines: Sequence[str], number: int, _: str) -> Cause | None:
    match = re.match(r" *(?:- +)?(?P<key>[a-z_]{2,}):(?P<value>[^\s:/].*)$", lines[number])
    if not match or _in_block(lines, number):
        return None
    message = f"there is no space behind the colon of `{match['key']}`"
    return Cause(number, *match.span("key"), message, f"write `{match['key']}: …`")


def _quotation(lines: Sequence[str], number: int, problem: str) -> Cause | None:
    match = _QUOTED.match(lines[number])
    if not match or "expected" not in problem or _in_block(lines, number):
        return None
    start = match.end("inner")
    apostrophe = match["quote"] == "'" and match["after"][:1].isalpha()
    message = "the value ends at this quotation mark, but words follow"
    if apostrophe:
        message = "the value ends at this apostrophe, since it starts with one"
    return Cause(number, start, start + 1, message, 'put double quotes around all of it: "like this"')


def _curly(lines: Sequence[str], number: int, problem: str) -> Cause | None:
    match = re.match(r".*?(?:: +|- +)(?P<quote>[“”‘’„])", lines[number])
    if not match or "mapping values" not in problem or _in_block(lines, number):
        return None
    message = f"`{match['quote']}` is not a quotation mark to YAML"
    return Cause(number, *match.span("quote"), message, 'use straight ones around the value: "like this"')


def _no_dash(lines: Sequence[str], number: int, _: str) -> Cause | None:
    """A line among the entries of a list that does not start as one: the entries below it were read as its words."""
    while number > 0 and re.match(r" *- ", lines[number]):
        number -= 1
    line = lines[number]
    indent = _indent(line)
    beside = [lines[row] for row in (_above(lines, number), _below(lines, number)) if row is not None]
    if not any(re.match(rf" {{{indent}}}- ", row) for row in beside) or _KEY.match(line):
        return None
    if not re.match(r" *-?[^\s#-]", line) or (line[indent : indent + 2] == "- "):
        return None
    start = f"- {_bare(line).strip().lstrip('-')}"
    end = len(_bare(line))
    hint = f"write `{start if len(start) <= 40 else '- …'}`"
    return Cause(number, indent, end, "this line stands among the entries of a list, but is none", hint)


def _no_bar(lines: Sequence[str], number: int, _: str) -> Cause | None:
    """Text below a key without the mark of a block."""
    indent = _indent(lines[number])
    for above in range(number, -1, -1):
        match = _KEY.match(lines[above])
        if match and not (match["value"] or "").strip() and _column(match) < max(indent, 1):
            below = _below(lines, above)
            text = below is not None and _PROSE.match(lines[below]) and not _KEY.match(lines[below])
            if not text or below is None or _indent(lines[below]) <= _column(match):
                return None
            key = match["key"]
            message = f"the text below `{key}:` is not marked as text"
            return Cause(above, *match.span("key"), message, f"write `{key}: |`")
        if match and _column(match) < indent:
            return None
    return None


def _left_of_block(lines: Sequence[str], number: int, _: str) -> Cause | None:
    """A line of a block of text that is indented less than the block, but not less than the key's own line."""
    line, above = lines[number], _above(lines, number)
    if above is None or _KEY.match(line) or re.match(r" *- ", line) or not line.strip():
        return None
    block = above if _opens_block(lines[above]) else _block_of(lines, above)
    if block is None or _indent(line) == 0:
        return None
    key = _KEY.match(lines[block])
    name = f"`{key['key']}:`" if key else "it"
    message = "this line stands further left than the text that it belongs to"
    end = len(line.rstrip())
    return Cause(
        number, _indent(line), end, message, f"indent it like the first line of the text below {name}"
    )


_DETECTORS: tuple[Callable[[Sequence[str], int, str], Cause | None], ...] = (
    _tab,
    _hard_space,
    _words_behind_bar,
    _left_of_block,
    _dash,
    _no_space_behind_colon,
    _quotation,
    _curly,
    _no_dash,
    _no_bar,
)


def _bare(line: str) -> str:
    """A line without a comment."""
    return line.partition(" #")[0].rstrip()


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _column(match: "re.Match[str]") -> int:
    """Where the key of a line starts."""
    return match.start("key")


def _above(lines: Sequence[str], number: int) -> int | None:
    return next((above for above in range(number - 1, -1, -1) if lines[above].strip()), None)


def _below(lines: Sequence[str], number: int) -> int | None:
    return next((below for below in range(number + 1, len(lines)) if lines[below].strip()), None)


def _block_of(lines: Sequence[str], number: int) -> int | None:
    """The line of the key in whose block of text a line stands."""
    indent = _indent(lines[number])
    for above in range(number - 1, -1, -1):
        line = lines[above]
        if line.strip() and _indent(line) < indent:
            if _opens_block(line):
                return above
            if _KEY.match(line) or re.match(r" *- ", line):
                return None
            indent = _indent(line)
    return None


def _opens_block(line: str) -> bool:
    return bool(_HEADER.search(_bare(line)))


def _in_block(lines: Sequence[str], number: int) -> bool:
    return _block_of(lines, number) is not None
