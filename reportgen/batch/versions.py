"""The versions of everything that the bytes of outputs depend on: reportgen itself, its libraries and its engines."""

import zlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version

import reportgen
from reportgen.writers.engine import harfbuzz_version, pango_version

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
    """A worker with other versions, which would make other bytes; the message says which differ."""


@cache
def engines(*, paged: bool) -> str:
    """Returns the versions here, as one line; with those of the layout libraries where `paged` files (PDFs) are made."""
    names = [f"reportgen {reportgen.__version__}", *(f"{name} {_version(name)}" for name in _PACKAGES)]
    layout_names = (f"Pango {pango_version()}", f"HarfBuzz {harfbuzz_version()}") if paged else ()
    return "; ".join((*names, *layout_names, f"zlib {zlib.ZLIB_RUNTIME_VERSION}"))


def compare(remote: str, owner: str, *, paged: bool) -> None:
    """Raises OtherEngines where the versions of another machine, whose `owner` the message names, differ from those here."""
    local_versions, remote_versions = engines(paged=paged).split("; "), remote.split("; ")
    if local_versions != remote_versions:
        theirs = ", ".join(name for name in remote_versions if name not in local_versions) or "less"
        ours = ", ".join(name for name in local_versions if name not in remote_versions) or "less"
        raise OtherEngines(f"{owner} has {theirs}, and here is {ours}; bring both to the same versions")


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "none"
