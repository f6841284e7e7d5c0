"""`reportgen pack`: what it writes where, and when it writes nothing."""

from pathlib import Path

import pytest

from reportgen.layout import shipped_layouts
from tests.cli.running import MINIMAL, invoke, run
from tests.pack.packs import dataset

FAULTY = MINIMAL.replace("2023/24", "2025")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    for group in ("Ports", "Airports"):
        dataset(tmp_path / "data", group)
    return tmp_path / "data"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("**/pack*"))


def test_each_output_says_its_format(data: Path, tmp_path: Path) -> None:
    done = invoke("pack", data, "-o", tmp_path / "pack.docx", "-o", tmp_path / "pack.HTML")
    assert done.exit_code == 0
    assert names(tmp_path) == ["pack.HTML", "pack.docx"]
    assert done.stderr.splitlines()[0].startswith(f"wrote {tmp_path / 'pack.docx'} (2 reports, ")


def test_a_folder_takes_what_is_asked_for(data: Path, tmp_path: Path) -> None:
    assert invoke("pack", data, "-o", tmp_path / "out", "--to", "html", "--to", "docx", "-q").stderr == ""
    assert names(tmp_path / "out") == ["pack.docx", "pack.html"]


def test_a_folder_may_have_a_name_like_a_file(data: Path, tmp_path: Path) -> None:
    (tmp_path / "v1.0").mkdir()
    assert invoke("pack", data, "-o", tmp_path / "v1.0", "--to", "html").exit_code == 0
    assert names(tmp_path / "v1.0") == ["pack.html"]


def test_one_format_can_go_to_standard_output(data: Path) -> None:
    done = invoke("pack", data, "-o", "-", "--to", "html", "--title", "Our  packs")
    assert done.stdout.startswith("<!doctype html>")
    assert '<h1 id="part-1">Our packs</h1>' in done.stdout
    assert done.stderr == ""


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["-o", "-"], "only one format can go to standard output; say which with --to"),
        (["-o", "pack.odt"], "pack.odt: a pack is written as .docx, .pdf, .html, or into a folder"),
        (["-o", "pack.pdf", "--to", "docx"], "pack.pdf: this is no name for docx"),
        (["-o", "a.pdf", "-o", "b.pdf"], "a.pdf and b.pdf would both hold pdf; name each format once"),
        (["-o", "a.pdf", "--to", "pdf", "--to", "html"], "no --output is named for html"),
        (["--title", "報"], "--title: the font has no picture of `報`"),
        (["--title", "a\x07"], "--title: there is a character in it that cannot be printed"),
        (["--layout", "none"], "none: there is no such layout; the layouts are {layouts}"),
    ],
)
def test_what_cannot_be_is_refused_before_any_work(data: Path, arguments: list[str], message: str) -> None:
    done = invoke("pack", data, *arguments)
    assert (done.exit_code, done.stderr) == (
        2,
        f"reportgen: {message.format(layouts=', '.join(shipped_layouts()))}\n",
    )


def test_errors_stop_it_and_are_told_without_warnings(data: Path, tmp_path: Path) -> None:
    path = dataset(data, "Canals", FAULTY.replace("John Merry", "john merry"))
    (tmp_path / "pack.html").write_text("the pack of last year", "utf-8")
    done = invoke("pack", data, "-o", tmp_path / "pack.html")
    assert done.exit_code == 1
    assert f"{path}:4:9: error[RG106]" in done.stderr
    assert "warning" not in done.stderr
    assert done.stderr.endswith(
        "no pack is written, because 1 dataset cannot be used; --skip-faulty leaves what is faulty out\n"
    )
    assert (tmp_path / "pack.html").read_text("utf-8") == "the pack of last year"


def test_what_is_faulty_can_be_left_out_and_is_named_in_the_pack(data: Path, tmp_path: Path) -> None:
    path = dataset(data, "Canals", FAULTY)
    done = invoke("pack", data, "-o", tmp_path / "pack.html", "--skip-faulty")
    assert done.exit_code == 1
    assert f"{path}: left out, because it has errors" in done.stderr
    page = (tmp_path / "pack.html").read_text("utf-8")
    assert "<p>Left out, because of errors in their data: Canals.</p>" in page
    assert "<td>left out: 1 error</td>" in page
    assert "canals-2023-24" not in page


def test_what_cannot_be_read_is_named_by_its_file(data: Path, tmp_path: Path) -> None:
    done = invoke("pack", data, data / "gone.yaml", "-o", tmp_path / "pack.html")
    assert done.exit_code == 2
    assert not (tmp_path / "pack.html").exists()
    done = invoke("pack", data, data / "gone.yaml", "-o", tmp_path / "pack.html", "--skip-faulty")
    assert done.exit_code == 2
    page = (tmp_path / "pack.html").read_text("utf-8")
    assert "<td>left out: unreadable</td>" in page
    assert "<p>Left out, because their data could not be read: data/gone.yaml.</p>" in page
    assert "because of errors" not in page
    done = invoke("pack", data / "gone.yaml", "-o", tmp_path / "other.html")
    assert done.stderr.endswith("no pack is written, because 1 dataset cannot be used\n")


def test_names_of_files_that_no_font_has_stop_nothing(data: Path, tmp_path: Path) -> None:
    odd = data / "報\t告" / "x.yaml"
    odd.parent.mkdir()
    odd.write_bytes(b"\xff")
    done = invoke("pack", data, odd, "-o", tmp_path / "pack.html", "--skip-faulty")
    assert done.exit_code == 1
    assert "<td>? ?/x.yaml</td>" in (tmp_path / "pack.html").read_text("utf-8")


def test_nothing_sound_is_no_pack(tmp_path: Path) -> None:
    path = dataset(tmp_path, "Canals", FAULTY)
    done = invoke("pack", path, "-o", tmp_path / "pack.html", "--skip-faulty")
    assert (done.exit_code, (tmp_path / "pack.html").exists()) == (1, False)
    assert done.stderr.endswith("no pack is written, because 1 dataset cannot be used\n")


def test_two_reports_of_one_group_and_period_are_refused(data: Path, tmp_path: Path) -> None:
    path = dataset(tmp_path / "copy", "PORTS")
    done = invoke("pack", data, path, "-o", tmp_path / "pack.html", "--skip-faulty")
    assert done.exit_code == 1
    assert f"{path}:4:9: error[RG813]" in done.stderr
    assert not (tmp_path / "pack.html").exists()


def test_a_dataset_may_come_from_standard_input(data: Path, tmp_path: Path) -> None:
    piped = MINIMAL.replace("Key Cities", "Canals").encode()
    done = run("pack", data, "-", "-o", tmp_path / "pack.html", stdin=piped)
    assert done.returncode == 0
    assert '<h2 id="canals-2023-24">Canals</h2>' in (tmp_path / "pack.html").read_text("utf-8")


@pytest.mark.pdf
def test_a_pack_can_be_dated_and_plain(data: Path, tmp_path: Path) -> None:
    wishes = ("-o", tmp_path / "pack.pdf", "--pdf-standard", "none", "-q")
    done = run("pack", data, *wishes, extra={"SOURCE_DATE_EPOCH": "86400"})
    assert (done.returncode, done.stderr) == (0, b"")
    content = (tmp_path / "pack.pdf").read_bytes()
    assert b"D:19700102" in content
    assert b"pdfaid" not in content
