"""Loads WeasyPrint once, so that it knows no fonts but ours."""

import contextlib
import importlib
import io
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from reportgen.environment import temporary_variable
from reportgen.startup.engine import quick_engine
from reportgen.writers import EngineMissing

FONT_CONFIGURATION = Path(__file__).with_name("fonts.conf")

_MISSING = """\
No PDF can be made here: the library Pango, which lays out its pages, was not found ({}).
Word and HTML files can be built without it. To install it:
  Debian, Ubuntu: sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
  macOS:          brew install pango
  Windows:        install MSYS2 (https://www.msys2.org), then in its shell: pacman -S mingw-w64-ucrt-x86_64-pango
  other systems:  https://doc.courtbouillon.org/weasyprint/stable/first_steps.html#installation"""


def load() -> ModuleType:
    """Returns WeasyPrint. Raises EngineMissing where Pango is not installed."""
    if "weasyprint" in sys.modules:
        return importlib.import_module("weasyprint")
    with only_our_fonts(), _silenced():
        try:
            with quick_engine():
                return importlib.import_module("weasyprint")
        except (OSError, ImportError):
            return _load_plainly()


def pango_version() -> str:
    """Returns the version of Pango, on which line breaks depend; `none` where the system's loader does not find it."""
    return _library_version(
        "pango_version_string", "libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0"
    )


def harfbuzz_version() -> str:
    """Returns the version of HarfBuzz, on which positions of letters and embedded fonts depend; `none` as above."""
    return _library_version("hb_version_string", "libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0")


def source_date_epoch(epoch: str) -> contextlib.AbstractContextManager[None]:
    """Sets SOURCE_DATE_EPOCH for a `with` block, or unsets it for an empty epoch, which libraries would read as a number."""
    return temporary_variable("SOURCE_DATE_EPOCH", epoch or None)


def _library_version(function: str, *library_names: str) -> str:
    """Asks a library for its version; its name differs between systems."""
    import ctypes

    for name in library_names:
        with contextlib.suppress(OSError):
            version = getattr(ctypes.CDLL(name), function)
            version.restype = ctypes.c_char_p
            return str(version().decode())
    return "none"


def _load_plainly() -> ModuleType:
    try:
        return importlib.import_module("weasyprint")
    except OSError as error:
        raise EngineMissing(_MISSING.format(str(error).split(":")[0])) from error


def only_our_fonts() -> contextlib.AbstractContextManager[None]:
    """Hides the system's fonts from fontconfig for a `with` block, so that programs started later do not inherit it."""
    return temporary_variable("FONTCONFIG_FILE", str(FONT_CONFIGURATION))


@contextlib.contextmanager
def _silenced() -> Iterator[None]:
    """Swallows what the import prints: its advice on a missing Pango, and its warning that there are no system fonts."""
    with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="No fonts configured")
        warnings.filterwarnings("ignore", message="HarfBuzz-Subset", category=DeprecationWarning)
        yield
