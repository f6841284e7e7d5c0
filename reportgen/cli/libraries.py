"""The system libraries that lay out PDF pages, looked for where WeasyPrint looks for them."""

import ctypes
import ctypes.util
import os
import sys
from contextlib import suppress
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Library:
    """A system library: its Debian package, and its names on Linux, macOS and Windows.

    They are those that WeasyPrint 70 tries (`weasyprint/text/ffi.py`). Files for Windows have several names: the compilers of
    MSYS2 and of Microsoft do not agree on `lib`.
    """

    package: str
    names: tuple[str, ...]


def _library(package: str, linux: str, macos: str, *windows: str) -> Library:
    return Library(package, (linux, macos, *windows, f"{windows[0]}.dll"))


PANGO = _library(
    "libpango-1.0-0", "libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0", "pango-1.0-0", "pango-1.0"
)
_FT2 = "libpangoft2-1.0-0"
LAYOUT_LIBRARIES = (
    PANGO,
    _library(
        _FT2,
        "libpangoft2-1.0.so.0",
        "libpangoft2-1.0.dylib",
        "libpangoft2-1.0-0",
        "pangoft2-1.0-0",
        "pangoft2-1.0",
    ),
    _library(
        _FT2,
        "libgobject-2.0.so.0",
        "libgobject-2.0.0.dylib",
        "libgobject-2.0-0",
        "gobject-2.0-0",
        "gobject-2.0",
    ),
    _library(_FT2, "libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0", "harfbuzz", "harfbuzz-0.0"),
    _library(
        _FT2, "libfontconfig.so.1", "libfontconfig.1.dylib", "libfontconfig-1", "fontconfig-1", "fontconfig"
    ),
)
SUBSETTER = _library(
    "libharfbuzz-subset0",
    "libharfbuzz-subset.so.0",
    "libharfbuzz-subset.0.dylib",
    "libharfbuzz-subset-0",
    "harfbuzz-subset",
    "harfbuzz-subset-0.0",
)
_WINDOWS_FOLDERS = 0x1000
"""How WeasyPrint opens files on Windows: LOAD_LIBRARY_SEARCH_DEFAULT_DIRS, the system's folders and those that were added."""


def pango_version() -> str:
    """Returns the version of Pango, where it can be opened."""
    library = open_library(PANGO)
    assert library is not None, "called only after all libraries have opened"  # noqa: S101
    library.pango_version_string.restype = ctypes.c_char_p
    return str(library.pango_version_string().decode())


@cache
def open_library(library: Library) -> ctypes.CDLL | None:
    """Opens a library as WeasyPrint would; None where it is not found.

    cffi, which it opens them with, asks `find_library` for a name that the system does not find. On Linux that finds nothing
    more, and starts a compiler.
    """
    _open_windows_folders()
    for name in library.names:
        with suppress(OSError):
            return ctypes.CDLL(name, winmode=_WINDOWS_FOLDERS)
        file = None if sys.platform == "linux" else ctypes.util.find_library(name)
        with suppress(OSError):
            if file:
                return ctypes.CDLL(file, winmode=_WINDOWS_FOLDERS)
    return None


@cache
def _open_windows_folders() -> None:
    """Adds the folders in which WeasyPrint looks to those of Windows."""
    if sys.platform == "win32":
        default = r"C:\msys64\ucrt64\bin;C:\msys64\mingw64\bin;C:\Program Files\GTK3-Runtime Win64\bin"
        for folder in os.environ.get("WEASYPRINT_DLL_DIRECTORIES", default).split(";"):
            with suppress(OSError):
                os.add_dll_directory(folder)
