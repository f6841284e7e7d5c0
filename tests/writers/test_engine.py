"""Loading WeasyPrint: quickly, with our fonts alone, and only the version whose insides we know."""

import subprocess
import sys

import pytest

from reportgen.writers import engine

pytestmark = pytest.mark.pdf

LOADING = """
import sys
started = []
sys.addaudithook(lambda event, arguments: event == "subprocess.Popen" and started.append(arguments))
from reportgen.writers.engine import load
load()
import ctypes.util
assert ctypes.util.find_library.__module__ == "ctypes.util"
print(len(started), *(name for name in ("fontTools.subset", "fontTools.varLib", "PIL.Image") if name in sys.modules))
"""


def run(program: str) -> str:
    done = subprocess.run([sys.executable, "-W", "error", "-c", program], capture_output=True, check=True)
    assert done.stderr == b""
    return done.stdout.decode().strip()


def test_the_version_is_the_one_whose_insides_we_know() -> None:
    """On another version, look again at what is known of 70: then change the number.

    The wording of its log records (`complaints`), which names of which modules it imports from fontTools and in what
    order it tries the names of libraries (`engine`), what it marks on a page and when it makes tags (`_pdf`), and that
    `fetch` is asked for everything (`fetch`).
    """
    assert engine.load().__version__.split(".")[0] == "70"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere libraries are sought as WeasyPrint does")
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

    known = "typedef struct { int a; } one; typedef struct { one *b; } two; typedef enum { X, Y } three; two *f(one *, three);"
    asked = ("one *", "two", "three[3]", "struct other *", "int (*)(two *, one)")

    def read() -> list[str]:
        ffi = FFI()
        ffi.cdef(known)
        ffi.cdef("struct other { two *c; };")
        return [f"{ffi.typeof(each)} {ffi.sizeof(each)}" for each in asked]

    engine._patch_cffi_parser()
    brief = Parser._parse
    assert hasattr(brief, "__wrapped__"), "cffi is not as it was: its parser has no method `_parse`"
    Parser._parse = brief.__wrapped__
    try:
        at_length = read()
    finally:
        Parser._parse = brief
    assert read() == at_length
