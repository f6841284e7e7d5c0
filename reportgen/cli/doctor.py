"""`reportgen doctor`: says in plain words whether all three formats can be built here, and what mends it."""

import array
import ctypes
import ctypes.util
import json
import os
import platform
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from enum import StrEnum
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Annotated

import typer

import reportgen
from reportgen.formats import FORMATS
from reportgen.theme import font_files

_OLDEST_PYTHON = (3, 11)
_OLDEST_PANGO = (1, 44)
"""WeasyPrint, first steps: Pango 1.44 or newer."""

_FONT_SUM = 0xB1B0AFBA
"""What the 32-bit words of a whole font file add up to (OpenType, table `head`, checksumAdjustment)."""


class AnswerFormat(StrEnum):
    """How the answer is written."""

    TEXT = "text"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: what was found, the command that mends it, and the formats that need it."""

    name: str
    ok: bool
    detail: str
    mend: str = ""
    formats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Library:
    """A library of the system: the Debian package that brings it, and its names on Linux, macOS and Windows.

    The names are among those that WeasyPrint 70 tries (`weasyprint/text/ffi.py`).
    """

    package: str
    names: tuple[str, str, str]


_PANGO = Library("libpango-1.0-0", ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0"))
_FT2 = "libpangoft2-1.0-0"
_LAYING_OUT = (
    _PANGO,
    Library(_FT2, ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "libpangoft2-1.0-0")),
    Library(_FT2, ("libgobject-2.0.so.0", "libgobject-2.0.0.dylib", "libgobject-2.0-0")),
    Library(_FT2, ("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0")),
    Library(_FT2, ("libfontconfig.so.1", "libfontconfig.1.dylib", "libfontconfig-1")),
)
_SUBSETTER = Library(
    "libharfbuzz-subset0", ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib", "libharfbuzz-subset-0")
)

_INSTALLERS = {
    "apt-get": "sudo apt-get install {}",
    "dnf": "sudo dnf install pango harfbuzz",
    "zypper": "sudo zypper install libpango-1_0-0 libharfbuzz-subset0",
    "pacman": "sudo pacman -S pango",
    "apk": "sudo apk add pango harfbuzz-subset",
    "brew": "brew install pango",
}
_HOMEBREW = Path("/opt/homebrew/lib")


def doctor(
    form: Annotated[
        AnswerFormat, typer.Option("--format", help="For people or for programs.")
    ] = AnswerFormat.TEXT,
) -> None:
    """Say whether Word, PDF and HTML can be built here, and what to do where one cannot."""
    found = checks()
    missing = unbuildable(found)
    typer.echo(_json(found, missing) if form is AnswerFormat.JSON else "\n".join(_text(found, missing)))
    if missing:
        raise typer.Exit(2)


def checks() -> list[Check]:
    """Everything that building needs, looked at on this machine."""
    return [
        _python(),
        Check("reportgen", ok=True, detail=reportgen.__version__),
        _package("typer", "the commands", tuple(FORMATS)),
        _package("python-docx", "writes Word files", ("docx",)),
        _package("weasyprint", "writes PDF files", ("pdf",), series="70."),
        _pango(),
        _subsetter(),
        _fonts(),
        _layouts(),
        _libreoffice(),
    ]


def unbuildable(found: Iterable[Check]) -> tuple[str, ...]:
    """The formats that cannot be built while these checks stand as they do."""
    broken = {name for check in found if not check.ok for name in check.formats}
    return tuple(name for name in FORMATS if name in broken)


def pdf_advice() -> str:
    """What to tell someone whose machine cannot build PDFs; empty where it can."""
    wrong = [check for check in checks() if not check.ok and check.formats == ("pdf",)]
    return "\n".join(f"No PDF: {check.name} {check.detail}. To have it: {check.mend}" for check in wrong)


def debian_packages() -> list[str]:
    """The Debian packages to install for PDFs here, without those whose libraries open already."""
    missing = [library.package for library in (*_LAYING_OUT, _SUBSETTER) if _opened(library) is None]
    return list(dict.fromkeys(missing))


def _python() -> Check:
    return Check(
        "Python",
        ok=sys.version_info >= _OLDEST_PYTHON,
        detail=platform.python_version(),
        mend="install Python 3.11 or newer from https://www.python.org/downloads/",
        formats=tuple(FORMATS),
    )


def _package(name: str, purpose: str, formats: tuple[str, ...], series: str = "") -> Check:
    try:
        found = version(name)
    except PackageNotFoundError:
        found = "not installed"
    ok = found[0].isdigit() and found.startswith(series)
    wanted = f"{name}=={series}*" if series else name
    mend = f'"{sys.executable}" -m pip install "{wanted}"'
    return Check(name, ok, f"{found} ({purpose})", mend, formats)


def _pango() -> Check:
    missing = [library.names[0].split(".so")[0] for library in _LAYING_OUT if _opened(library) is None]
    mend = _mend(debian_packages() or [_PANGO.package])
    if missing:
        which = "" if len(missing) == len(_LAYING_OUT) else f" ({', '.join(missing)})"
        return Check("Pango", False, f"not found{which}", mend, ("pdf",))
    found = _pango_version()
    ok = tuple(map(int, found.split(".")[:2])) >= _OLDEST_PANGO
    detail = f"{found} (lays out PDF pages)" if ok else f"{found} is too old; 1.44 or newer is needed"
    return Check("Pango", ok, detail, mend, ("pdf",))


def _pango_version() -> str:
    library = _opened(_PANGO)
    assert library is not None, "asked only once all libraries have opened"  # noqa: S101
    library.pango_version_string.restype = ctypes.c_char_p
    return str(library.pango_version_string().decode())


def _subsetter() -> Check:
    ok = _opened(_SUBSETTER) is not None
    detail = "HarfBuzz (keeps PDFs small)" if ok else "HarfBuzz's is missing: PDFs take longer to build"
    return Check("Font subsetter", ok, detail, _mend([_SUBSETTER.package]))


def _fonts() -> Check:
    broken = [path.name for path in font_files().values() if not _whole(path)]
    detail = f"unreadable or damaged: {', '.join(broken)}" if broken else "Liberation Sans, 4 files, whole"
    return Check("Fonts", not broken, detail, _reinstall(), ("pdf", "html"))


def _whole(font: Path) -> bool:
    """Whether a font file is as its makers closed it: its words add up to the sum that the format demands."""
    try:
        content = font.read_bytes()
    except OSError:
        return False
    words = array.array("I", content + bytes(-len(content) % 4))
    if sys.byteorder == "little":
        words.byteswap()
    return sum(words) & 0xFFFFFFFF == _FONT_SUM


def _layouts() -> Check:
    from reportgen.layout import shipped_layouts  # late: it brings all that reads a dataset

    return Check(
        "Layouts",
        bool(shipped_layouts()),
        ", ".join(shipped_layouts()) or "none found",
        _reinstall(),
        tuple(FORMATS),
    )


def _libreoffice() -> Check:
    there = "found" if shutil.which("soffice") or shutil.which("libreoffice") else "not found"
    return Check("LibreOffice", ok=True, detail=f"{there}; not needed to build reports")


def _reinstall() -> str:
    return f'"{sys.executable}" -m pip install --force-reinstall --no-deps reportgen'


def _mend(packages: list[str]) -> str:
    """The one command that installs libraries on this system, where Debian calls them `packages`."""
    if sys.platform == "win32":
        return "in the shell of MSYS2 (https://www.msys2.org): pacman -S mingw-w64-ucrt-x86_64-pango"
    if sys.platform == "darwin":
        if (_HOMEBREW / "libpango-1.0.dylib").exists():
            return f"export DYLD_FALLBACK_LIBRARY_PATH={_HOMEBREW}"
        return _INSTALLERS["brew"]
    installers = (command for tool, command in _INSTALLERS.items() if shutil.which(tool))
    return next(installers, "install Pango with your system's package manager").format(" ".join(packages))


@cache
def _opened(library: Library) -> ctypes.CDLL | None:
    """The library, opened where WeasyPrint would look for it; None where it is not to be had."""
    _open_windows_folders()
    for name in library.names:
        found = ctypes.util.find_library(name) if sys.platform == "win32" else name
        with suppress(OSError):
            if found:
                return ctypes.CDLL(found)
    return None


@cache
def _open_windows_folders() -> None:
    """Let Windows look into the folders in which WeasyPrint looks."""
    if sys.platform == "win32":
        usual = r"C:\msys64\ucrt64\bin;C:\msys64\mingw64\bin;C:\Program Files\GTK3-Runtime Win64\bin"
        for folder in os.environ.get("WEASYPRINT_DLL_DIRECTORIES", usual).split(";"):
            with suppress(OSError):
                os.add_dll_directory(folder)


def _text(found: list[Check], missing: tuple[str, ...]) -> Iterator[str]:
    width = max(len(check.name) for check in found)
    for check in found:
        word = "ok" if check.ok else "missing" if check.formats else "advice"
        yield f"{word:<8} {check.name:<{width}}  {check.detail}"
        if not check.ok:
            yield f"{'':<8} {'':<{width}}  To mend it: {check.mend}"
    yield ""
    built = [FORMATS[name].title for name in FORMATS if name not in missing]
    if built:
        yield f"Can be built here: {', '.join(built)}"
    if missing:
        yield f"Cannot be built here: {', '.join(FORMATS[name].title for name in missing)}"


def _json(found: list[Check], missing: tuple[str, ...]) -> str:
    formats = {name: name not in missing for name in FORMATS}
    return json.dumps({"checks": [asdict(check) for check in found], "formats": formats}, indent=2)
