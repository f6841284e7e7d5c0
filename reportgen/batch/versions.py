"""What the bytes of outputs depend on beside what goes in: the versions of reportgen and of all that it writes with."""

import os
import re
import sys
import zlib
from contextlib import suppress
from functools import cache

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
def engines(*, paged: bool) -> str:
    """The versions here, as one line; those that lay out pages where there are PDFs to be made."""
    found = [f"reportgen {reportgen.__version__}", *map(_versioned, _PACKAGES)]
    layout = (f"Pango {pango()}", f"HarfBuzz {harfbuzz()}") if paged else ()
    return "; ".join((*found, *layout, f"zlib {zlib.ZLIB_RUNTIME_VERSION}"))


def compare(other: str, who: str, *, paged: bool) -> None:
    """Raise OtherEngines where others, whose versions these are, would make other bytes."""
    here, there = engines(paged=paged).split("; "), other.split("; ")
    if here != there:
        theirs = ", ".join(each for each in there if each not in here) or "less"
        ours = ", ".join(each for each in here if each not in there) or "less"
        raise OtherEngines(f"{who} has {theirs}, and here is {ours}; bring both to the same versions")


def _versioned(name: str) -> str:
    return f"{name} {_installed().get(_plain(name)) or _version(name)}"


@cache
def _installed() -> dict[str, str]:
    """The versions of packages as the names of their `.dist-info` folders tell them; empty where the library has to.

    importlib.metadata takes fifteen times as long, since it reads what is in them. (Python's packaging guide, "Recording
    installed projects": `{name}-{version}.dist-info`.)
    """
    found: dict[str, str] = {}
    for place in sys.path:  # what stands first counts
        if os.path.isfile(place):  # noqa: PTH113 (an archive, of which the library knows more)
            return found
        with suppress(OSError):
            for each in os.listdir(place or "."):  # noqa: PTH208 (a name costs a tenth of a path)
                if each.endswith(".dist-info"):
                    name, _, version = each.removesuffix(".dist-info").rpartition("-")
                    found.setdefault(_plain(name), version)
                elif each.endswith(".egg-info"):
                    found.setdefault(_plain(each.removesuffix(".egg-info").partition("-")[0]), "")
    return found


def _plain(name: str) -> str:
    """The name of a package without the ways in which it can be written."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _version(name: str) -> str:
    """The version of a package that is not installed in the usual way, if at all."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(name)
    except PackageNotFoundError:
        return "none"
