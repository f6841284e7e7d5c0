"""Writes values as they can be pasted into a dataset: quoted where YAML needs it, between brackets too."""

import re
from collections.abc import Sequence
from itertools import pairwise

from reportgen.source.characters import CURLY_QUOTES
from reportgen.source.quoting import quoted
from reportgen.startup.patterns import lazy_pattern

_THOUSANDS = lazy_pattern(r"^\D?\d{1,3},\d{3}\D?$")
_PLAIN = lazy_pattern(r"[^\W_](?:[^,\[\]{}:#]|:(?=[^\s,\[\]{}])|(?<=\S)#)*(?<!\s)")
_NOT_TEXT = lazy_pattern(r"null|true|false|yes|no|on|off|[-+.\d_:eExXoO]*", re.IGNORECASE)


def pasteable(text: str) -> str:
    """A line of text as it can stand anywhere in a dataset, in a list between brackets too: in quotes where it must be."""
    is_plain = _PLAIN.fullmatch(text) and not _NOT_TEXT.fullmatch(text)
    return text if is_plain else quoted(text)


def mapping_to_paste(**values: str) -> str:
    """A mapping on one line: `{name: Derby, note: "lead, since May"}`. A value that ends with `…` is left to the reader."""
    entries = (
        f"{key}: {value if value.endswith('…') else pasteable(value)}" for key, value in values.items()
    )
    return f"{{{', '.join(entries)}}}"


def cell_cut_in_two(row: Sequence[str]) -> str:
    """The cell that two neighbours of a row make, in quotes, where the second goes on with thousands, or an example."""
    pairs = (f"{first},{second}".strip(CURLY_QUOTES) for first, second in pairwise(row))
    return f'"{next(filter(_THOUSANDS.search, pairs), "£27,500")}"'
