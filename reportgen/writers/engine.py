"""Loads WeasyPrint once, so that it knows no fonts but ours.

By itself, WeasyPrint starts compilers to find its libraries, imports font tools that our fonts never need, and has cffi
parse hundreds of C type names again for every declaration. This module spares it all three.
"""

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

from reportgen.environment import temporary_variable
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
    _patch_cffi_parser()
    with only_our_fonts(), _silenced():
        try:
            with _without_library_search(), _deferred_font_tools():
                return importlib.import_module("weasyprint")
        except OSError:
            return _load_with_library_search()


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


def _patch_cffi_parser() -> None:
    """Makes cffi parse a C declaration with only those known type names that occur in it.

    cffi repeats all names before every declaration, though unused ones have no effect (cffi's own comment). Where cffi has
    no such parser, nothing is patched.
    """
    from cffi.cparser import Parser

    original = getattr(Parser, "_parse", None)
    if original is None or hasattr(original, "__wrapped__"):
        return

    @functools.wraps(original)
    def parse_with_used_names(parser: Any, declaration: str) -> Any:
        declarations, words = parser._declarations, set(re.findall(r"\w+", declaration))  # noqa: SLF001 (see above)
        kind = "typedef "
        parser._declarations = {  # noqa: SLF001
            name: value
            for name, value in declarations.items()
            if not name.startswith(kind) or name.removeprefix(kind) in words
        }
        try:
            return original(parser, declaration)
        finally:
            parser._declarations = declarations  # noqa: SLF001

    Parser._parse = parse_with_used_names  # noqa: SLF001


def _load_with_library_search() -> ModuleType:
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


@contextlib.contextmanager
def _without_library_search() -> Iterator[None]:
    """Makes Linux's own loader find the libraries by their file names, which WeasyPrint tries last.

    For each name that it tries before, `ctypes.util` would run ldconfig, gcc and ld.
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
    """Puts off loading the parts of fontTools for variable fonts, and for subsetting without HarfBuzz.

    WeasyPrint 70 imports them at its start, though our fonts need neither.
    """
    lazy_modules = {
        "fontTools.subset": _lazy_module("fontTools.subset", "Options", "Subsetter"),
        "fontTools.varLib.instancer": _lazy_module("fontTools.varLib.instancer", "instantiateVariableFont"),
    }
    names = lazy_modules.keys() - sys.modules.keys()
    sys.modules |= {name: lazy_modules[name] for name in names}
    try:
        yield
    finally:
        for name in names:
            sys.modules.pop(name, None)


def _lazy_module(name: str, *functions: str) -> ModuleType:
    """Returns a module whose functions load the real module when they are called."""

    def lazy_function(function: str) -> Any:
        def call(*arguments: Any, **options: Any) -> Any:
            return getattr(importlib.import_module(name), function)(*arguments, **options)

        return call

    module = ModuleType(name)
    vars(module).update({function: lazy_function(function) for function in functions})
    return module
