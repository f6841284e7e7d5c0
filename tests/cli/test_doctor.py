"""The doctor, on machines that lack this or that."""

import json
from importlib.util import find_spec
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from reportgen.cli import doctor, libraries
from reportgen.formats import FORMATS
from reportgen.theme import font_files


def answer(*arguments: str) -> tuple[int, str]:
    app = typer.Typer()
    app.command()(doctor.doctor)
    result = CliRunner().invoke(app, arguments)
    return result.exit_code, result.output


@pytest.fixture
def without_libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "open_library", lambda _: None)


@pytest.fixture
def without_subsetter(monkeypatch: pytest.MonkeyPatch) -> None:
    opened = libraries.open_library
    monkeypatch.setattr(
        doctor, "open_library", lambda library: None if library is libraries.SUBSETTER else opened(library)
    )


@pytest.mark.pdf
def test_nothing_is_wrong_where_pango_is() -> None:
    assert [check for check in doctor.check_requirements() if not check.ok and check.formats] == []
    assert doctor.pdf_advice() == ""
    assert answer()[0] == 0


@pytest.mark.usefixtures("without_libraries")
def test_without_pango_word_and_html_can_be_built() -> None:
    code, output = answer()
    assert code == 2
    assert "missing  Pango" in output
    titles = ", ".join(entry.title for entry in FORMATS.values() if not entry.is_paged)
    assert output.endswith(f"Can be built here: {titles}\nCannot be built here: PDF\n")


@pytest.mark.usefixtures("without_libraries")
def test_without_pango_the_advice_names_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr("shutil.which", {"apt-get": "/usr/bin/apt-get"}.get)
    assert doctor.pdf_advice().endswith(
        "To have it: sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
    )


@pytest.mark.usefixtures("without_libraries")
@pytest.mark.parametrize(
    ("platform", "command"),
    [("darwin", "brew install pango"), ("win32", "pacman -S mingw-w64-ucrt-x86_64-pango")],
)
def test_each_system_is_told_its_own_command(
    monkeypatch: pytest.MonkeyPatch, platform: str, command: str
) -> None:
    monkeypatch.setattr("sys.platform", platform)
    assert doctor._install_command(["libpango-1.0-0"]).endswith(command)


@pytest.mark.pdf
@pytest.mark.usefixtures("without_subsetter")
def test_a_missing_subsetter_is_advice_and_no_failure() -> None:
    code, output = answer()
    assert code == 0
    assert "advice   Font subsetter" in output
    assert doctor.debian_packages() == ["libharfbuzz-subset0"]


@pytest.mark.pdf
def test_an_old_pango_is_said_to_be_too_old(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "pango_version", lambda: "1.42.4")
    assert doctor._pango().detail == "1.42.4 is too old; 1.44 or newer is needed"
    assert doctor.unbuildable_formats([doctor._pango()]) == ("pdf",)


def test_another_weasyprint_than_ours_stops_the_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "version", lambda _: "71.2")
    assert doctor.unbuildable_formats([doctor._package("weasyprint", "", ("pdf",), series="70.")]) == ("pdf",)


def test_a_package_that_is_not_installed_is_said_to_be_so() -> None:
    assert not doctor._package("no-such-package-of-ours", "", ()).ok


def test_fonts_cut_short_or_changed_or_gone_are_not_whole(tmp_path: Path) -> None:
    content = font_files()[False, False].read_bytes()
    cut, changed = tmp_path / "cut.ttf", tmp_path / "changed.ttf"
    cut.write_bytes(content[:-1000])
    changed.write_bytes(content[:5000] + bytes([content[5000] ^ 1]) + content[5001:])
    assert doctor._is_whole(font_files()[False, False])
    assert [doctor._is_whole(path) for path in (cut, changed, tmp_path / "gone.ttf")] == [False, False, False]


def test_the_answer_for_programs_names_every_check_and_format() -> None:
    document = json.loads(answer("--format", "json")[1])
    assert set(document["formats"]) == set(FORMATS)
    assert {"name", "ok", "detail", "mend", "formats"} == set(document["checks"][0])


def test_the_libraries_looked_for_are_those_that_weasyprint_opens() -> None:
    spec = find_spec("weasyprint")
    assert spec is not None
    assert spec.origin is not None
    source = (Path(spec.origin).parent / "text" / "ffi.py").read_text(encoding="utf-8")
    names = [name for library in (*libraries.LAYOUT_LIBRARIES, libraries.SUBSETTER) for name in library.names]
    assert [name for name in names if f"'{name}'" not in source] == []


@pytest.mark.parametrize("found_as", ["libpango-1.0-0.dll", "C:\\pango\\pango-1.0-0.dll"])
def test_windows_files_are_opened_by_their_full_names_or_where_the_path_leads(
    monkeypatch: pytest.MonkeyPatch, found_as: str
) -> None:
    """Windows takes what stands behind the last dot for an ending: `libpango-1.0-0` alone is not found in an added folder."""

    def opened(file: str, **_: int) -> str:
        if file != found_as:
            raise OSError
        return file

    monkeypatch.setattr("sys.platform", "darwin")
    monkeypatch.setattr("ctypes.CDLL", opened)
    monkeypatch.setattr("ctypes.util.find_library", {"pango-1.0-0": "C:\\pango\\pango-1.0-0.dll"}.get)
    found: object = libraries.open_library.__wrapped__(libraries.PANGO)
    assert found == found_as
