"""WeasyPrint loads quickly, with our fonts alone, and only in the version whose private parts we know."""

import subprocess
import sys

import pytest

from reportgen.writers import engine

pytestmark = pytest.mark.pdf

LOADING = """
import sys
programs = []
sys.addaudithook(lambda event, arguments: event == "subprocess.Popen" and programs.append(arguments))
from reportgen.writers.engine import load
load()
import ctypes.util
assert ctypes.util.find_library.__module__ == "ctypes.util"
print(len(programs), *(name for name in ("fontTools.subset", "fontTools.varLib", "PIL.Image") if name in sys.modules))
"""


def run(program: str) -> str:
    result = subprocess.run([sys.executable, "-W", "error", "-c", program], capture_output=True, check=True)
    assert result.stderr == b""
    return result.stdout.decode().strip()


def test_the_version_is_the_one_whose_insides_we_know() -> None:
    """For another version, check these facts about version 70 again; then change the number.

    The wording of its log records (`engine_log`), the names that it imports from fontTools and the order in which it tries
    the names of libraries (`engine`), what it marks on a page and when it makes tags (`_pdf`), and that it asks the
    fetcher for everything that it opens (`fetch`).
    """
    assert engine.load().__version__.split(".")[0] == "70"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere WeasyPrint searches for libraries its own way")
def test_loading_starts_no_programs_and_leaves_out_what_no_font_of_ours_needs() -> None:
    assert run(LOADING) == "0 PIL.Image"


def test_what_was_left_out_is_loaded_when_it_is_needed() -> None:
    engine.load()
    from weasyprint.pdf import fonts

    assert fonts.subset.Options(retain_gids=True).retain_gids is True
    with pytest.raises(TypeError, match="NoneType"):
        fonts.instantiateVariableFont(None, {})


def test_loading_twice_is_loading_once() -> None:
    assert engine.load() is engine.load()


def test_fonts_of_the_system_are_unknown_to_our_configuration() -> None:
    assert "<dir" not in engine.FONT_CONFIGURATION.read_text(encoding="utf-8")


def test_a_declaration_is_parsed_with_the_names_in_it_and_comes_out_the_same() -> None:
    from cffi import FFI
    from cffi.cparser import Parser

    declarations = (
        "typedef struct { int a; } one; typedef struct { one *b; } two;"
        " typedef enum { X, Y } three; two *f(one *, three);"
    )
    types = ("one *", "two", "three[3]", "struct other *", "int (*)(two *, one)")

    def read() -> list[str]:
        ffi = FFI()
        ffi.cdef(declarations)
        ffi.cdef("struct other { two *c; };")
        return [f"{ffi.typeof(name)} {ffi.sizeof(name)}" for name in types]

    engine._patch_cffi_parser()
    patched = Parser._parse
    assert hasattr(patched, "__wrapped__"), "cffi is not as it was: its parser has no method `_parse`"
    Parser._parse = patched.__wrapped__
    try:
        unpatched_types = read()
    finally:
        Parser._parse = patched
    assert read() == unpatched_types
