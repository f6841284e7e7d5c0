"""Loads WeasyPrint once, with our fonts alone, and without what its start spends in vain."""

import contextlib
import functools
import importlib
import io
import re
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from reportgen.environment import variable
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
    """WeasyPrint itself. Raises EngineMissing where Pango is not installed."""
    if "weasyprint" in sys.modules:
        return importlib.import_module("weasyprint")
    _parse_only_what_is_asked()
    with own_fonts(), _quiet():
        try:
            with _sonames_only(), _deferred_font_tools():
                return importlib.import_module("weasyprint")
        except OSError:
            return _loaded_the_long_way()


def pango() -> str:
    """The version of Pango, on which the breaks of lines depend; `none` where the system's loader finds it not."""
    return _version("pango_version_string", "libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0")


def harfbuzz() -> str:
    """The version of HarfBuzz, on which the places of letters and the fonts in a file depend; `none` likewise."""
    return _version("hb_version_string", "libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0")


def dated(epoch: str) -> contextlib.AbstractContextManager[None]:
    """While it lasts, SOURCE_DATE_EPOCH is another; without one it is not set, since others take an empty one for a number."""
    return variable("SOURCE_DATE_EPOCH", epoch or None)


def _version(function: str, *names: str) -> str:
    """What a library, under its name on one system or another, says of its version."""
    import ctypes

    for name in names:
        with contextlib.suppress(OSError):
            tell = getattr(ctypes.CDLL(name), function)
            tell.restype = ctypes.c_char_p
            return str(tell().decode())
    return "none"


def _parse_only_what_is_asked() -> None:
    """Let cffi read a C declaration with the type names in it, not with each of the hundreds that it has ever been told.

    The names it repeats before every declaration have no part in one that does not use them (cffi's own comment), but parsing
    them is a twentieth of making a PDF. Where cffi is another than is known here, nothing is changed.
    """
    from cffi.cparser import Parser

    original = getattr(Parser, "_parse", None)
    if original is None or hasattr(original, "__wrapped__"):
        return

    @functools.wraps(original)
    def brief(parser: Any, declaration: str) -> Any:
        known, words = parser._declarations, set(re.findall(r"\w+", declaration))  # noqa: SLF001 (see above)
        kind = "typedef "
        parser._declarations = {  # noqa: SLF001
            name: value
            for name, value in known.items()
            if not name.startswith(kind) or name.removeprefix(kind) in words
        }
        try:
            return original(parser, declaration)
        finally:
            parser._declarations = known  # noqa: SLF001

    Parser._parse = brief  # noqa: SLF001


def _loaded_the_long_way() -> ModuleType:
    try:
        return importlib.import_module("weasyprint")
    except OSError as error:
        raise EngineMissing(_MISSING.format(str(error).split(":")[0])) from error


def own_fonts() -> contextlib.AbstractContextManager[None]:
    """While it lasts, fontconfig knows no font of the system; programs started later are not to inherit this."""
    return variable("FONTCONFIG_FILE", str(FONT_CONFIGURATION))


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Swallow what the import prints: its advice on a missing Pango, and its warning that there are no system fonts."""
    with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="No fonts configured")
        warnings.filterwarnings("ignore", message="HarfBuzz-Subset", category=DeprecationWarning)
        yield


@contextlib.contextmanager
def _sonames_only() -> Iterator[None]:
    """Let Linux's own loader find the libraries by their file names, which WeasyPrint tries last.

    For each name tried before, `ctypes.util` runs ldconfig, gcc and ld, 54 processes in all: a third of the import.
    """
    import ctypes.util

    search = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: None  # noqa: ARG005
    try:
        yield
    finally:
        ctypes.util.find_library = search


@contextlib.contextmanager
def _deferred_font_tools() -> Iterator[None]:
    """Put off loading the parts of fontTools for variable fonts, and for subsetting without HarfBuzz.

    WeasyPrint 70 imports them at its start: a sixth of the import, for what our fonts never ask.
    """
    subset = _stand_in("fontTools.subset", "Options", "Subsetter")
    instancer = _stand_in("fontTools.varLib.instancer", "instantiateVariableFont")
    names = [module.__name__ for module in (subset, instancer) if module.__name__ not in sys.modules]
    sys.modules |= {module.__name__: module for module in (subset, instancer) if module.__name__ in names}
    try:
        yield
    finally:
        for name in names:
            sys.modules.pop(name, None)


def _stand_in(name: str, *functions: str) -> ModuleType:
    """A module whose functions load the real one when they are called."""

    def calling(function: str) -> Any:
        def call(*arguments: Any, **options: Any) -> Any:
            return getattr(importlib.import_module(name), function)(*arguments, **options)

        return call

    module = ModuleType(name)
    vars(module).update({function: calling(function) for function in functions})
    return module
