"""File names that every system accepts."""

import re
from collections.abc import Container
from itertools import chain, count
from unicodedata import normalize

MAX_LENGTH = 80
"""The most characters of a part of a file name."""

_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{name}{number}" for name in ("com", "lpt") for number in range(1, 10))}
)
"""Names that Windows keeps for devices."""


def is_device_name(name: str) -> bool:
    """Tells whether Windows keeps a name for a device, whatever its extension."""
    return name.partition(".")[0].strip().lower() in _DEVICES


def slug(text: str, longest: int = MAX_LENGTH) -> str:
    """Returns a text as a part of a file name: small letters, digits and hyphens; `2023/24` becomes `2023-24`."""
    ascii_text = normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    name = re.sub(r"[^a-z0-9]+", "-", ascii_text).strip("-")[:longest].strip("-")
    return f"{name}-report" if name in _DEVICES else name


def unused_name(name: str, taken: Container[str]) -> str:
    """Returns a name that is not taken: the name itself, or the name with the first free number behind it."""
    numbered = (f"{name}-{number}" for number in count(2))
    return next(candidate for candidate in chain((name,), numbered) if candidate not in taken)
