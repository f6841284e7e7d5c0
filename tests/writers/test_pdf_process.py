"""The engine and its process: files are the same from any process, whose environment and fonts are left alone."""

import os
from pathlib import Path

import pytest

from reportgen.theme import Theme
from reportgen.writers import EngineMissing
from tests.writers.pdf_files import run_python, write_pdf
from tests.writers.sample import text

pytestmark = pytest.mark.pdf


WRITE_SAMPLE = """
import sys
from tests.writers.sample import document
from reportgen.theme import Theme
from reportgen.writers import Options, writer
sys.stdout.buffer.write(writer(sys.argv[1])(document, Theme(style="p {}"), Options()).content)
"""


@pytest.mark.parametrize("name", ["pdf", "html"])
def test_the_same_bytes_come_from_any_process(name: str, tmp_path: Path) -> None:
    command = ["-c", WRITE_SAMPLE, name]
    first = run_python(
        command, tmp_path, TZ="Asia/Tokyo", PYTHONHASHSEED="1", LC_ALL="C", HOME="/nonexistent"
    )
    (folder := tmp_path / "folder").mkdir()
    second = run_python(
        command,
        folder,
        TZ="UTC",
        PYTHONHASHSEED="2",
        LC_ALL="C.UTF-8",
        TMPDIR=str(folder),
        SOURCE_DATE_EPOCH="0",
    )
    assert (first.stderr, second.stderr) == (b"", b"")
    assert first.stdout == second.stdout
    assert len(first.stdout) > 10_000
    assert list(folder.iterdir()) == []


WRITE_AS_A_WORKER = """
from importlib import import_module
from reportgen.batch.pool import preload_modules
for name in preload_modules(["pdf"]):
    import_module(name)
from reportgen.theme import Theme
from reportgen.writers import Options, writer
from tests.writers.sample import document
print(len(writer("pdf")(document, Theme(), Options()).content) > 10_000)
"""


def test_a_process_that_has_preloaded_as_workers_do_ends_well(tmp_path: Path) -> None:
    ended = run_python(["-c", WRITE_AS_A_WORKER], tmp_path)
    assert (ended.returncode, ended.stdout.strip(), ended.stderr) == (0, b"True", b"")


FORK = """
import os
from pathlib import Path
from reportgen.document import Document
from reportgen.theme import Theme
from reportgen.writers import Options, writer
from reportgen.writers.pdf import _load_theme
def write():
    return writer("pdf")(Document("T", "G", "P", "en-GB", "{page}", ()), Theme(), Options()).content
before = write()
if not (child := os.fork()):
    write()
    raise SystemExit
print(os.waitpid(child, 0)[1])
print(Path(_load_theme(Theme()).fonts._folder).is_dir() and write() == before)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows starts processes anew")
def test_a_fork_leaves_the_fonts_where_they_are(tmp_path: Path) -> None:
    result = run_python(["-c", FORK], tmp_path, TMPDIR=str(tmp_path))
    assert (result.stdout, result.stderr) == (b"0\nTrue\n", b"")
    assert list(tmp_path.iterdir()) == []


def test_fontconfig_is_left_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FONTCONFIG_FILE", "/etc/fonts/mine.conf")
    write_pdf(text("words"), theme=Theme(small_size=9))
    assert os.environ["FONTCONFIG_FILE"] == "/etc/fonts/mine.conf"
    monkeypatch.delenv("FONTCONFIG_FILE")
    write_pdf(text("words"), theme=Theme(small_size=8))
    assert "FONTCONFIG_FILE" not in os.environ


WITHOUT_PANGO = """
import _cffi_backend
import cffi
def dlopen(*_):
    raise OSError("cannot load library 'libgobject-2.0-0': libgobject-2.0-0: cannot open shared object file")
cffi.FFI.dlopen = dlopen
_cffi_backend.FFI = type("FFI", (_cffi_backend.FFI,), {"dlopen": dlopen})
from reportgen.document import Document
from reportgen.theme import Theme
from reportgen.writers import EngineMissing, Options, writer
document = Document("T", "G", "P", "en-GB", "{page}", ())
for name in ("html", "docx"):
    assert writer(name)(document, Theme(), Options()).content
try:
    writer("pdf")(document, Theme(), Options())
except EngineMissing as error:
    print(error)
"""


@pytest.mark.parametrize("start", ["", "1"])
def test_without_pango_the_message_says_what_to_install(start: str, tmp_path: Path) -> None:
    result = run_python(["-c", WITHOUT_PANGO], tmp_path, REPORTGEN_PLAIN_START=start)
    assert result.stderr == b""
    message = result.stdout.decode().splitlines()
    assert message[0].startswith(
        "No PDF can be made here: the library Pango, which lays out its pages, was not found"
    )
    assert "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0" in result.stdout.decode()
    assert not issubclass(EngineMissing, OSError)
