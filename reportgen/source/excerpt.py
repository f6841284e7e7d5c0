"""Reads some keys of a dataset and not the rest.

A batch must know the group and the year of every dataset before it builds the first, and would otherwise parse each file
twice. The lines of the wanted keys are parsed alone, but only where nothing at the left margin could give them another meaning.
"""

import re
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from reportgen.source import load
from reportgen.source.characters import mask
from reportgen.source.codes import MAX_BYTES
from reportgen.source.constructor import Constructor, Value
from reportgen.source.errors import Refused
from reportgen.source.files import read_bytes
from reportgen.source.parser import MarkedYAMLError
from reportgen.startup.patterns import lazy_pattern

_LEFT_MARGIN = lazy_pattern(r"^(?:(?P<key>\w+):(?=[ \r\n]|\Z)|(?!-(?!--)|[ \t\r\n#]|\Z).)", re.MULTILINE)
"""Finds what starts at the left margin: a key, or anything else but an entry of a list, a comment or an empty line."""

_LONE_CARRIAGE_RETURN = lazy_pattern(r"\r(?!\n)")


def read_keys(path: Path, keys: Collection[str]) -> dict[str, Value] | None:
    """Returns the values of some keys at the top of a file; None where nothing in it can be understood.

    What is wrong further down may stay unseen. Raises Unreadable.
    """
    with suppress(OSError):  # reading the whole file tells why it cannot be read
        values = read_sections(read_bytes(path), keys)
        if values is not None:
            return values
    data = load(path).data
    return None if data is None else {key: value for key, value in data.items() if key in keys}


def read_sections(content: bytes, keys: Collection[str]) -> dict[str, Value] | None:
    """Returns the values of some keys, parsing their lines alone; None where only the whole file is sure to tell."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    starts = list(_LEFT_MARGIN.finditer(text))
    is_odd = len(content) > MAX_BYTES or mask(text) != text or _LONE_CARRIAGE_RETURN.search(text)
    if is_odd or not starts or not all(start["key"] for start in starts):
        return None
    ends = [*(start.start() for start in starts[1:]), len(text)]
    sections = (
        text[start.start() : end] for start, end in zip(starts, ends, strict=True) if start["key"] in keys
    )
    constructor = Constructor("", "".join(sections))
    try:
        values = constructor.construct()
    except (Refused, MarkedYAMLError):
        return None
    return None if constructor.findings or not values.keys() <= set(keys) else values
