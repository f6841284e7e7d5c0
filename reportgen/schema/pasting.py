"""Writes values as they can be pasted into a dataset: quoted where YAML needs it, between brackets too."""

import re

from reportgen.source.quoting import quoted
from reportgen.startup.patterns import lazy_pattern

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
