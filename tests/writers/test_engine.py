"""WeasyPrint loads quickly, with our fonts alone, and only in the version whose private parts we know."""

import subprocess
import sys
from io import BytesIO

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
print(len(programs), *({"cffi", "fontTools.subset", "fontTools.varLib", "fontTools.ttLib", "PIL._imaging"} & sys.modules.keys()))
"""


def run(program: str) -> str:
    result = subprocess.run([sys.executable, "-W", "error", "-c", program], capture_output=True, check=True)
    assert result.stderr == b""
    return result.stdout.decode().strip()


def test_the_version_is_the_one_whose_insides_we_know() -> None:
    """For another version, check these facts about version 70 again; then change the number.

    The wording of its log records (`engine_log`), the names that it imports from fontTools and Pillow and the order in which it
    tries the names of libraries (`startup/engine`), what it marks on a page and when it makes tags (`_pdf`), and that it asks the
    fetcher for everything that it opens (`fetch`).
    """
    assert engine.load().__version__.split(".")[0] == "70"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere WeasyPrint searches for libraries its own way")
def test_loading_starts_no_programs_and_leaves_out_what_no_font_of_ours_needs() -> None:
    assert run(LOADING) == "0"


def test_what_was_left_out_is_loaded_when_it_is_needed() -> None:
    engine.load()
    from weasyprint.pdf import fonts

    assert fonts.subset.Options(retain_gids=True).retain_gids is True
    with pytest.raises(TypeError, match="NoneType"):
        fonts.instantiateVariableFont(None, {})
    with pytest.raises(Exception, match="Not a TrueType") as raised:
        fonts.TTFont(BytesIO(b"no font"))
    assert raised.type is fonts.TTLibError
    from fontTools.ttLib import TTFont, TTLibError, ttFont

    assert (fonts.TTFont, fonts.TTLibError, fonts.ttFont) == (TTFont, TTLibError, ttFont)


def test_what_weasyprint_sets_in_pillow_holds_once_it_is_loaded() -> None:
    engine.load()
    from PIL import EpsImagePlugin, Image, ImageFile

    Image.init()
    assert "PNG" in Image.OPEN
    assert ImageFile.LOAD_TRUNCATED_IMAGES is True
    assert EpsImagePlugin.gs_binary is False


FALLING_BACK = """
from reportgen.startup import declarations, engine
{}
from reportgen.writers.engine import load
load()
from weasyprint.text.ffi import ffi
print(type(ffi).__module__)
"""
OTHERS = {
    "": "reportgen.startup.engine",
    "declarations.SHA256 = 'that of other declarations'": "cffi.api",
    "declarations.ARGUMENTS['_version'] = 1": "cffi.api",
    "engine._deferred_module = lambda name, *_: engine._module(name)": "cffi.api",
    "import os; os.environ['REPORTGEN_PLAIN_START'] = '1'": "cffi.api",
}
"""What can be otherwise than we know it, and who then declares the functions."""


@pytest.mark.parametrize(("other", "declarer"), OTHERS.items())
def test_what_does_not_fit_is_left_to_weasyprint(other: str, declarer: str) -> None:
    assert run(FALLING_BACK.format(other)) == declarer


def test_loading_twice_is_loading_once() -> None:
    assert engine.load() is engine.load()


def test_fonts_of_the_system_are_unknown_to_our_configuration() -> None:
    assert "<dir" not in engine.FONT_CONFIGURATION.read_text(encoding="utf-8")
