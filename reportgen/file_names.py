"""Names of files that every system takes."""

import re
from collections.abc import Container
from functools import lru_cache
from itertools import chain, count
from unicodedata import normalize

LONGEST = 80
"""The most characters of a part of a file name."""

_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{name}{number}" for name in ("com", "lpt") for number in range(1, 10))}
)
"""Names that Windows keeps for devices."""


def is_device(name: str) -> bool:
    """Whether Windows keeps a name for a device, whatever its extension."""
    return name.partition(".")[0].strip().lower() in _DEVICES


@lru_cache(maxsize=256)  # the reports of a batch have most words in common
def slug(text: str, longest: int = LONGEST) -> str:
    """A text as a part of a file name that every system takes: small letters, digits and hyphens; `2023/24` is `2023-24`."""
    plain = normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    name = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:longest].strip("-")
    return f"{name}-report" if name in _DEVICES else name


def unused(name: str, taken: Container[str]) -> str:
    """A name that is not taken: itself, or with the first number behind it that makes it so."""
    numbered = (f"{name}-{number}" for number in count(2))
    return next(each for each in chain((name,), numbered) if each not in taken)
