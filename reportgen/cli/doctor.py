"""`reportgen doctor`: tells which formats can be built on this machine, and how to mend what is missing."""

import array
import json
import platform
import shutil
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Annotated

import typer

import reportgen
from reportgen.cli.choices import ListingFormat
from reportgen.cli.libraries import LAYOUT_LIBRARIES, PANGO, SUBSETTER, open_library, pango_version
from reportgen.formats import FORMATS
from reportgen.theme import HEADING_FONT_FILE, font_files

_OLDEST_PYTHON = (3, 11)
_OLDEST_PANGO = (1, 44)
"""WeasyPrint, first steps: Pango 1.44 or newer."""

_FONT_SUM = 0xB1B0AFBA
"""The sum of the 32-bit words of a whole font file (OpenType, table `head`, checksumAdjustment)."""

_PAGED_FORMATS = tuple(name for name, output in FORMATS.items() if output.is_paged)


@dataclass(frozen=True, slots=True)
class Requirement:
    """Something that building needs: whether this machine has it, the command that mends it, and the formats that need it.

    The fields are the keys of the JSON. One that no format needs is advice only.
    """

    name: str
    ok: bool
    detail: str
    mend: str = ""
    formats: tuple[str, ...] = ()


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
        ListingFormat, typer.Option("--format", help="For people or for programs.")
    ] = ListingFormat.TEXT,
) -> None:
    """Say whether Word, PDF and HTML can be built here, and what to do where one cannot."""
    requirements = check_requirements()
    unbuildable = unbuildable_formats(requirements)
    typer.echo(
        _json(requirements, unbuildable)
        if form is ListingFormat.JSON
        else "\n".join(_text(requirements, unbuildable))
    )
    if unbuildable:
        raise typer.Exit(2)


def check_requirements() -> list[Requirement]:
    """Checks everything that building needs."""
    return [
        _python(),
        Requirement("reportgen", ok=True, detail=reportgen.__version__),
        _package("typer", "the commands", tuple(FORMATS)),
        _package("python-docx", "writes Word files", ("docx",)),
        _package("weasyprint", "writes PDF files", _PAGED_FORMATS, series="70."),
        _pango(),
        _subsetter(),
        _fonts(),
        _layouts(),
        _libreoffice(),
    ]


def unbuildable_formats(requirements: Iterable[Requirement]) -> tuple[str, ...]:
    """Returns the formats that lack a requirement."""
    names = {name for requirement in requirements if not requirement.ok for name in requirement.formats}
    return tuple(name for name in FORMATS if name in names)


def pdf_advice() -> str:
    """Returns what a machine lacks that cannot build PDFs, and how to get it; empty where it can."""
    return "\n".join(
        f"No PDF: {requirement.name} {requirement.detail}. To have it: {requirement.mend}"
        for requirement in check_requirements()
        if not requirement.ok and requirement.formats == _PAGED_FORMATS
    )


def debian_packages() -> list[str]:
    """Returns the Debian packages with the libraries for PDFs that this machine lacks."""
    missing = [library.package for library in (*LAYOUT_LIBRARIES, SUBSETTER) if open_library(library) is None]
    return list(dict.fromkeys(missing))


def _python() -> Requirement:
    return Requirement(
        "Python",
        ok=sys.version_info >= _OLDEST_PYTHON,
        detail=platform.python_version(),
        mend="install Python 3.11 or newer from https://www.python.org/downloads/",
        formats=tuple(FORMATS),
    )


def _package(name: str, purpose: str, formats: tuple[str, ...], series: str = "") -> Requirement:
    """Checks an installed package; `series` is the beginning of the versions that will do."""
    try:
        installed = version(name)
    except PackageNotFoundError:
        installed = "not installed"
    ok = installed[0].isdigit() and installed.startswith(series)
    specifier = f"{name}=={series}*" if series else name
    mend = f'"{sys.executable}" -m pip install "{specifier}"'
    return Requirement(name, ok, f"{installed} ({purpose})", mend, formats)


def _pango() -> Requirement:
    missing = [
        library.names[0].partition(".so")[0] for library in LAYOUT_LIBRARIES if open_library(library) is None
    ]
    mend = _install_command(debian_packages() or [PANGO.package])
    if missing:
        names = "" if len(missing) == len(LAYOUT_LIBRARIES) else f" ({', '.join(missing)})"
        return Requirement("Pango", False, f"not found{names}", mend, _PAGED_FORMATS)
    installed = pango_version()
    ok = tuple(map(int, installed.split(".")[:2])) >= _OLDEST_PANGO
    detail = f"{installed} (lays out PDF pages)" if ok else f"{installed} is too old; 1.44 or newer is needed"
    return Requirement("Pango", ok, detail, mend, _PAGED_FORMATS)


def _subsetter() -> Requirement:
    ok = open_library(SUBSETTER) is not None
    detail = "HarfBuzz (keeps PDFs small)" if ok else "HarfBuzz's is missing: PDFs take longer to build"
    return Requirement("Font subsetter", ok, detail, _install_command([SUBSETTER.package]))


def _fonts() -> Requirement:
    broken = [path.name for path in (*font_files().values(), HEADING_FONT_FILE) if not _is_whole(path)]
    detail = (
        f"unreadable or damaged: {', '.join(broken)}"
        if broken
        else "Liberation Sans and Serif, 5 files, whole"
    )
    return Requirement("Fonts", not broken, detail, _reinstall_command(), ("pdf", "html"))


def _is_whole(font: Path) -> bool:
    """Tells whether a font file is undamaged, by its checksum."""
    try:
        content = font.read_bytes()
    except OSError:
        return False
    words = array.array("I", content + bytes(-len(content) % 4))
    if sys.byteorder == "little":
        words.byteswap()
    return sum(words) & 0xFFFFFFFF == _FONT_SUM


def _layouts() -> Requirement:
    from reportgen.layout import shipped_layouts

    names = shipped_layouts()
    detail = ", ".join(names) or "none found"
    return Requirement("Layouts", bool(names), detail, _reinstall_command(), tuple(FORMATS))


def _libreoffice() -> Requirement:
    state = "found" if shutil.which("soffice") or shutil.which("libreoffice") else "not found"
    return Requirement("LibreOffice", ok=True, detail=f"{state}; not needed to build reports")


def _reinstall_command() -> str:
    return f'"{sys.executable}" -m pip install --force-reinstall --no-deps reportgen'


def _install_command(packages: list[str]) -> str:
    """Returns the command that installs libraries on this system; `packages` are their names in Debian."""
    if (
        sys.platform == "win32"
    ):  # no wheel brings Pango in files that WeasyPrint can load: manimpango links it into its own
        return (
            "use WSL, or in the shell of MSYS2 (https://www.msys2.org): pacman -S mingw-w64-ucrt-x86_64-pango"
        )
    if sys.platform == "darwin":
        if (_HOMEBREW / "libpango-1.0.dylib").exists():
            return f"export DYLD_FALLBACK_LIBRARY_PATH={_HOMEBREW}"
        return _INSTALLERS["brew"]
    installers = (command for tool, command in _INSTALLERS.items() if shutil.which(tool))
    return next(installers, "install Pango with your system's package manager").format(" ".join(packages))


def _text(requirements: list[Requirement], unbuildable: tuple[str, ...]) -> Iterator[str]:
    width = max(len(requirement.name) for requirement in requirements)
    for requirement in requirements:
        state = "ok" if requirement.ok else "missing" if requirement.formats else "advice"
        yield f"{state:<8} {requirement.name:<{width}}  {requirement.detail}"
        if not requirement.ok:
            yield f"{'':<8} {'':<{width}}  To mend it: {requirement.mend}"
    yield ""
    buildable_titles = [output.title for name, output in FORMATS.items() if name not in unbuildable]
    if buildable_titles:
        yield f"Can be built here: {', '.join(buildable_titles)}"
    if unbuildable:
        yield f"Cannot be built here: {', '.join(FORMATS[name].title for name in unbuildable)}"


def _json(requirements: list[Requirement], unbuildable: tuple[str, ...]) -> str:
    formats = {name: name not in unbuildable for name in FORMATS}
    checks = [asdict(requirement) for requirement in requirements]
    return json.dumps({"checks": checks, "formats": formats}, indent=2)
