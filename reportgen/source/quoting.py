"""Writes values with quotation marks, for hints that can be pasted."""

from collections.abc import Sequence

from reportgen.startup.patterns import lazy_pattern

_VALUE = lazy_pattern(
    r" *(?:-[ \t]+)*(?:(?P<key>[A-Za-z_][\w-]*):[ \t]+)?(?P<value>[^\s#](?:.*?[^\s])?)(?:[ \t]+#.*|[ \t]*)$"
)
_KEY_OF_TEXT = lazy_pattern(
    r" *(?:- +)*(?P<key>text|aims|introduction|exception|eligibility|forward_plan):[ \t]+[^\s|>]"
)
_LONGEST = 80
"""How many characters of a value a hint repeats."""


def quoted(text: str) -> str:
    """Returns a line of text in the quotation marks that change the least in it."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def value_in_line(line: str) -> tuple[int, int] | None:
    """Returns where the value of a line starts and ends, behind its dashes and its key; None where there is none."""
    match = _VALUE.match(line)
    return match.span("value") if match else None


def quoted_value(lines: Sequence[str], number: int) -> str | None:
    """Returns the value of a line in quotation marks; None where it is long, goes on below, or has marks that none closes."""
    span = value_in_line(lines[number])
    if span is None or span[1] - span[0] > _LONGEST:
        return None
    value = lines[number][slice(*span)]
    return None if value[0] in "|>" or _goes_on(lines, number) else quoted(value)


def _goes_on(lines: Sequence[str], number: int) -> bool:
    """Tells whether a value goes on below its line, where lines stand deeper."""
    below = next((line for line in lines[number + 1 :] if line.strip()), "")
    return len(below) - len(below.lstrip(" ")) > len(lines[number]) - len(lines[number].lstrip(" -"))


def quote_hint(lines: Sequence[str], number: int) -> str:
    """Returns the hint to put a value in quotation marks, as it is then written if that fits a hint; a long text gets a bar."""
    key = _KEY_OF_TEXT.match(lines[number])
    if key and _goes_on(lines, number):
        return f"write `{key['key']}: |` and the text on the lines below it, indented"
    return f"put quotes around the whole value: {_as_code(quoted_value(lines, number))}"


def _as_code(text: str | None) -> str:
    return f"`{text}`" if text and "`" not in text else text or "'like this'"
