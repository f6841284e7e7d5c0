"""Writes values as YAML: plain where other readers take them for the same, in quotes or below a bar where not."""

import re
from collections.abc import Iterator
from typing import Any

from reportgen.source import read
from reportgen.source.edits import double_quoted
from reportgen.startup.patterns import lazy_pattern

_READ_OTHERWISE = lazy_pattern(
    r"0[0-9_]*|[0-9]+_[0-9_]*|[-+][0-9_.]+|[-+.0-9_]*:[-+.0-9_:]*|0[xob].*|[-+]?[0-9_.]+e[-+]?[0-9]*|y|n|yes|no|on|off|true|false|null|~",
    re.IGNORECASE,
)
"""Plain scalars that other readers of YAML take for something else than words."""

_LONGEST_LINE = 90
"""Up to this many characters, a small mapping stands on one line."""


class InLines(list[Any]):
    """A list whose entries stand each on lines of its own, however short they are."""


class KeysInLines(dict[str, Any]):
    """A mapping whose keys stand each on lines of its own, however short they are."""


def spelt_scalar(text: str, *, in_brackets: bool = False) -> str:
    """Returns a text on one line as YAML."""
    is_plain = (
        text.strip() == text
        and "\n" not in text
        and not _READ_OTHERWISE.fullmatch(text)
        and _reads_as(f"key: {text}", text)
        and (not in_brackets or _reads_as(f"key: [{text}]", [text]))
    )
    return text if is_plain else double_quoted(text).replace("\n", "\\n").replace("\t", "\\t")


def spelt_in_brackets(value: Any) -> str:
    """Returns any value as YAML on one line."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {spelt_in_brackets(inner)}' for key, inner in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(spelt_in_brackets, value))}]"
    return spelt_scalar(str(value), in_brackets=True)


def spelt_entry(key: str, value: Any, indent: int) -> list[str]:
    """Returns the lines of a key and its value, the first without its indent."""
    lines = spelt_value(value, indent)
    if isinstance(value, dict | list) and not lines[0].startswith(("{", "[")):
        return [f"{key}:", *(" " * (indent + 2) + line if line else "" for line in spelt_value(value, 0))]
    return [f"{key}: {lines[0]}".rstrip(" "), *lines[1:]]


def spelt_value(value: Any, indent: int) -> list[str]:
    """Returns the lines of a value that stands behind a key or a dash at an indent, the first without its indent."""
    if isinstance(value, str):
        return list(_spelt_text(value, indent))
    if _is_short(value):
        return [spelt_in_brackets(value)]
    lines: list[str] = []
    if isinstance(value, dict):
        for key, inner in value.items():
            first, *rest = spelt_entry(key, inner, indent)
            lines += [first if not lines else " " * indent + first, *rest]
        return lines
    for inner in value:
        first, *rest = spelt_value(inner, indent + 2)
        lines += [f"{' ' * indent if lines else ''}- {first}".rstrip(" "), *rest]
    return lines


def _is_short(value: Any) -> bool:
    """Tells whether a mapping or list is small enough for one line: single words, and no texts."""
    if value and isinstance(value, InLines | KeysInLines):
        return False
    values = list(value.values()) if isinstance(value, dict) else list(value)
    flat = [inner for entry in values for inner in (entry if isinstance(entry, list) else [entry])]
    if not all(isinstance(inner, str) and "\n" not in inner for inner in flat):
        return False
    return "title" not in value and len(spelt_in_brackets(value)) <= _LONGEST_LINE


def _spelt_text(text: str, indent: int) -> Iterator[str]:
    lines = text.removesuffix("\n").split("\n")
    if "\n" not in text or text.startswith((" ", "\t", "\n")) or text.endswith("\n\n"):
        yield spelt_scalar(text)
        return
    yield "|" if text.endswith("\n") else "|-"
    yield from (" " * (indent + 2) + line if line else "" for line in lines)


def _reads_as(text: str, value: object) -> bool:
    source = read(text, "")
    return source.data == {"key": value} and not source.findings
