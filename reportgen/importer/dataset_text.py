"""Writes a dataset as `reportgen new` does: with a comment at every key, and the keys that are not used as comments."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from reportgen.source import read
from reportgen.source.spelling import spelt_entry, spelt_value
from reportgen.startup.patterns import lazy_pattern

_KEY = lazy_pattern(r"(?P<indent> *)(?P<mark># )?(?P<key>[a-z_]+):(?P<rest>.*)")
_COMMENT = lazy_pattern(r"\s#\s.*$")
_IN_TEMPLATE = ("schema", "form", "language")
"""The keys that the template has been given already."""

_WITHOUT_EXAMPLES = ("contact", "group")
"""The parts whose comments behind a value are examples of values, which a value makes needless."""


def dataset_text(values: Mapping[str, Any], template: str) -> str:
    """Returns the text of a dataset with some values, filled into the template of an empty one."""
    pieces: list[str] = []
    written: set[str] = set()
    for block in _blocks(template):
        match = _KEY.match(block[0])
        key = match["key"] if match and not match["indent"] else ""
        written.add(key)
        if values.get(key) and key not in _IN_TEMPLATE:
            pieces += _filled(key, values[key], block)
        else:
            pieces += block
    for key in values:
        if key not in written:
            pieces += ["", *_entry(key, values[key], 0)]
    return "\n".join(pieces).rstrip("\n") + "\n"


def _blocks(template: str) -> Iterator[list[str]]:
    """Yields the lines of a template, those of a key at the top with the lines below it that belong to it."""
    block: list[str] = []
    for line in template.splitlines():
        match = _KEY.match(line)
        begins = (match is not None and not match["indent"]) or not line.strip()
        if block and begins:
            yield block
            block = []
        block.append(line)
    yield block


def _filled(key: str, value: Any, block: list[str]) -> list[str]:
    """Returns the lines of a key at the top with its value."""
    comment = _comment(block[0])
    if not isinstance(value, dict):
        first, *rest = _entry(key, value, 0)
        return [first + comment, *rest]
    lines = [f"{key}:{comment}"]
    children = list(_children(block))
    written: set[str] = set()
    for child in children:
        match = _KEY.match(child[0])
        if match is None or match["key"] not in value:
            lines += _unused(child, was_comment=block[0].startswith("# "))
            continue
        written.add(match["key"])
        first, *rest = _entry(match["key"], value[match["key"]], 2)
        lines += [f"  {first}{'' if key in _WITHOUT_EXAMPLES else _comment(child[0])}", *rest]
    for name in value:
        if name not in written:
            first, *rest = _entry(name, value[name], 2)
            lines += [f"  {first}", *rest]
    return lines


def _entry(key: str, value: Any, indent: int) -> list[str]:
    """Returns the lines of a key with its value; each member has a line of its own, however few there are."""
    if key == "members" and value:
        lines = [line for member in value for line in _dashed(spelt_value(member, indent + 4), indent + 2)]
        return [f"{key}:", *lines]
    return spelt_entry(key, value, indent)


def _dashed(lines: list[str], indent: int) -> list[str]:
    first, *rest = lines
    return [f"{' ' * indent}- {first}", *rest]


def _comment(line: str) -> str:
    """Returns the comment behind a key and its value, with a space before it; empty where there is none."""
    match = _KEY.match(line)
    comment = _COMMENT.search(match["rest"]) if match else None
    return f" {comment[0].strip()}" if comment else ""


def _children(block: list[str]) -> Iterator[list[str]]:
    """Yields the lines of each key inside one at the top; of a key in a comment, all lines are comments."""
    child: list[str] = []
    is_comment = block[0].startswith("# ")
    for line in block[1:]:
        bare = line.removeprefix("# ") if is_comment else line
        match = re.match(r"  (?:# )?[a-z_]+:", bare)
        if match and child:
            yield child
            child = []
        child.append(bare)
    if child:
        yield child


def _unused(child: list[str], *, was_comment: bool) -> list[str]:
    """Returns the lines of a key that has no value: a blank one stays to be filled in, all others are comments."""
    if len(child) == 1 and not was_comment:
        return child
    return [
        line if line.lstrip().startswith("#") or not line.strip() else f"  # {line[2:]}" for line in child
    ]


def reads_back(text: str, values: Mapping[str, Any], template: str) -> bool:
    """Tells whether a text, read as a dataset is, has exactly some values, and else those of the template."""
    data, empty = read(text, "").data, read(template, "").data
    return data is not None and _without_blanks(data) == _without_blanks(
        {**(empty or {}), **_without_blanks(values)}
    )


def _without_blanks(value: Any) -> Any:
    """Returns values without what is blank, which counts as left out."""
    if isinstance(value, Mapping):
        inner = {key: _without_blanks(entry) for key, entry in value.items()}
        return {key: entry for key, entry in inner.items() if entry not in ("", {}, [])}
    if isinstance(value, list):
        return [_without_blanks(entry) for entry in value]
    return value
