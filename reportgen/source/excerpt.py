"""Some keys of a dataset without reading the rest: who the group is takes a tenth of the time that its words take."""

import re
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

import yaml

from reportgen.source import load
from reportgen.source.characters import is_suspect
from reportgen.source.codes import MAX_BYTES
from reportgen.source.constructor import Builder, Refused, Value
from reportgen.source.files import raw

_TOP = re.compile(r"\n(?:(\w+):(?=[ \r\n]|\Z)|(?!-(?!--)|[ \t\r\n#]|\Z).)")
"""What follows the end of a line at the left margin: a key, or anything else but an entry of a list, a comment or an empty line.

Begun with a letter and not with `^`, it is found four times as fast.
"""

_ODD_BREAK = re.compile(r"\r(?!\n)")


def excerpt(path: Path, keys: Collection[str]) -> dict[str, Value] | None:
    """The values of those of some keys that stand at the top of a file; None where nothing in it could be understood.

    What is wrong further down may stay unseen. Raises Unreadable.
    """
    with suppress(OSError):  # reading it as a whole tells why it cannot be read
        values = alone(raw(path), keys)
        if values is not None:
            return values
    whole = load(path).data
    return None if whole is None else {key: value for key, value in whole.items() if key in keys}


def alone(content: bytes, keys: Collection[str]) -> dict[str, Value] | None:
    """The values of these keys without reading the rest; None where only the whole is sure to tell."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    tops = list(_TOP.finditer(f"\n{text}"))  # each starts where its line starts in the text
    odd = len(content) > MAX_BYTES or is_suspect(text) or _ODD_BREAK.search(text)
    if odd or not tops or not all(top[1] for top in tops):
        return None
    ends = [*(top.start() for top in tops[1:]), len(text)]
    wanted = "".join(text[top.start() : end] for top, end in zip(tops, ends, strict=True) if top[1] in keys)
    builder = Builder("", wanted)
    try:
        values = builder.build()
    except (Refused, yaml.MarkedYAMLError):
        return None
    return None if builder.findings or not values.keys() <= set(keys) else values
