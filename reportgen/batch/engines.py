"""What the bytes of outputs depend on beside what goes in: the versions of reportgen and of all that it writes with."""

import zlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version

import reportgen
from reportgen.writers.engine import harfbuzz, pango

_PACKAGES = (
    "weasyprint",
    "pydyf",
    "python-docx",
    "lxml",
    "Pillow",
    "fonttools",
    "tinycss2",
    "cssselect2",
    "tinyhtml5",
    "pyphen",
    "resvg_py",
    "markdown-it-py",
    "PyYAML",
)


class OtherEngines(Exception):
    """A worker that would make other bytes; the message says which versions differ."""


@cache
def engines() -> str:
    """The versions here, as one line."""
    found = [f"reportgen {reportgen.__version__}", *map(_versioned, _PACKAGES)]
    libraries = (f"Pango {pango()}", f"HarfBuzz {harfbuzz()}", f"zlib {zlib.ZLIB_RUNTIME_VERSION}")
    return "; ".join((*found, *libraries))


def compare(other: str, who: str) -> None:
    """Raise OtherEngines where others, whose versions these are, would make other bytes."""
    here, there = engines().split("; "), other.split("; ")
    if here != there:
        theirs = ", ".join(each for each in there if each not in here) or "less"
        ours = ", ".join(each for each in here if each not in there) or "less"
        raise OtherEngines(f"{who} has {theirs}, and here is {ours}; bring both to the same versions")


def _versioned(name: str) -> str:
    try:
        return f"{name} {version(name)}"
    except PackageNotFoundError:
        return f"{name} none"
