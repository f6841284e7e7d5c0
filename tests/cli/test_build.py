"""`reportgen build`: files and their names, streams, and what stops a build."""

import shlex
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from tests.cases import TESTS
from tests.cli.running import MINIMAL, SEED, invoke

PLAIN = ("--layout", "plain")


def write_dataset(folder: Path, text: str = MINIMAL, name: str = "report.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_files_are_named_after_the_group_and_the_period(tmp_path: Path) -> None:
    out = tmp_path / "new" / "out"
    result = invoke("build", write_dataset(tmp_path), "--to", "docx", "--to", "html", "-o", out)
    assert (result.exit_code, result.stdout) == (0, "")
    assert sorted(path.name for path in out.iterdir()) == [
        "key-cities-2023-24.docx",
        "key-cities-2023-24.html",
    ]
    assert result.stderr.splitlines() == [
        f"wrote {out}/key-cities-2023-24.docx ({round((out / 'key-cities-2023-24.docx').stat().st_size / 1000)} KB)",
        f"wrote {out}/key-cities-2023-24.html ({round((out / 'key-cities-2023-24.html').stat().st_size / 1000)} KB)",
    ]


@pytest.mark.parametrize(
    ("name", "period", "stem"),
    [
        ("Grŵp Dinasoedd", "2023/24", "grwp-dinasoedd-2023-24"),
        ("../../etc/passwd", "2023/24", "etc-passwd-2023-24"),
        ("CON", "{start: 2023-01-01, end: 2023-12-31}", "con-2023-01-01-2023-12-31"),
        ("Ελλάς", "2023/24", "2023-24"),
        ("A" * 300, "2023/24", "a" * 92 + "-2023-24"),
    ],
)
def test_names_of_files_are_safe_everywhere(tmp_path: Path, name: str, period: str, stem: str) -> None:
    text = MINIMAL.replace("Key Cities", f'"{name}"').replace("2023/24", period)
    out = tmp_path / "out"
    result = invoke("build", write_dataset(tmp_path, text), *PLAIN, "--to", "docx", "-o", out, "-q")
    assert result.exit_code == 0, result.stderr
    assert [path.name for path in out.iterdir()] == [f"{stem}.docx"]


@pytest.mark.pdf
def test_a_pdf_says_how_many_pages_it_has(tmp_path: Path) -> None:
    result = invoke("build", write_dataset(tmp_path), "--to", "pdf", "-o", tmp_path)
    assert result.exit_code == 0
    assert result.stderr.endswith(", 1 page)\n")
    assert (tmp_path / "key-cities-2023-24.pdf").read_bytes().startswith(b"%PDF-")


def test_errors_stop_a_build_and_warnings_do_not(tmp_path: Path) -> None:
    path = write_dataset(tmp_path, MINIMAL.replace("2023/24", "2023/25"))
    result = invoke("build", path, "--to", "html", "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert invoke("validate", path).stdout in result.stderr
    assert result.stderr.endswith(f"{path}: not built, because it has errors\n")
    assert not (tmp_path / "out").exists()
    path = write_dataset(tmp_path, MINIMAL.replace("speak", "speak speak"))
    result = invoke("build", path, "--to", "html", "-o", tmp_path / "out")
    assert result.exit_code == 0
    assert (tmp_path / "out" / "key-cities-2023-24.html").is_file()


def test_warnings_are_counted_in_one_line_behind_the_files(tmp_path: Path) -> None:
    path = write_dataset(tmp_path, MINIMAL.replace("speak", "speak speak"))
    settings = tmp_path / "own settings.toml"
    settings.write_text("", encoding="utf-8")
    words = ("build", path, "--to", "html", "-o", tmp_path / "out")
    assert invoke(*words, "--quiet").stderr == ""
    for options in ((), ("--config", settings)):
        wrote, counts = invoke(*words, *options).stderr.splitlines()
        validation = ["reportgen", "validate", *map(str, options), str(path)]
        assert wrote.startswith("wrote ")
        assert counts == f"1 warning; {shlex.join(validation)} shows them"
        assert "warning[RG601]" in invoke(*validation[1:]).stdout


def test_warnings_that_validate_would_not_show_are_shown_in_full(tmp_path: Path) -> None:
    text = MINIMAL.replace("speak", "speak speak")
    result = invoke("build", "-", "--to", "html", "-o", tmp_path, stdin=text)
    assert "warning[RG601]" in result.stderr
    path = write_dataset(tmp_path, text)
    (tmp_path / "reportgen.toml").write_text('baseline = "agreed.json"\n', encoding="utf-8")
    invoke("validate", path, "--update-baseline")
    assert "warning[RG601]" in invoke("build", path, "--to", "html", "-o", tmp_path).stderr


def test_with_strict_warnings_stop_a_report_as_errors_do(tmp_path: Path) -> None:
    path = tmp_path / "2023-24.yaml"
    path.write_text(MINIMAL.replace("contact: {", "contact: {telephone: 01632960123, "), "utf-8")
    words = (path, "--to", "docx", "-o", tmp_path / "out")
    for command, outcome in (("build", "not built"), ("batch", "1 faulty"), ("pack", "no pack is written")):
        stopped = invoke(command, *words, "--strict")
        assert (stopped.exit_code, outcome in stopped.stderr) == (1, True), stopped.stderr
        assert not list(tmp_path.rglob("*.docx"))
    for command in ("build", "batch", "pack"):
        assert invoke(command, *words).exit_code == 0
    assert len(list(tmp_path.rglob("*.docx"))) == 3
    clean = tmp_path / "clean.yaml"
    clean.write_text(MINIMAL, "utf-8")
    assert invoke("build", clean, "--strict", "--to", "html", "-o", tmp_path / "clean").exit_code == 0


def test_strict_knows_warnings_of_every_origin(tmp_path: Path) -> None:
    path = tmp_path / "2023-24.yaml"
    path.write_text(MINIMAL.replace('form: "2023"', 'form: "2023" # reportgen: ignore RG601'), "utf-8")
    words = (path, "--to", "html", "-o", tmp_path / "out", "--strict")
    for command in ("validate", "build", "batch", "pack"):
        assert invoke(command, *(words if command != "validate" else (path, "--strict"))).exit_code == 1, (
            command
        )
    path.write_text(f"{MINIMAL}figures: [{{id: map, file: map.png, alt: A map}}]\n", "utf-8")
    (tmp_path / "map.png").write_bytes((TESTS / "valid" / "map.png").read_bytes())
    (tmp_path / "reportgen.toml").write_text('[severity]\nRG = "off"\n')
    for command in ("build", "batch", "pack"):
        assert invoke(command, *words).exit_code == 1, command


def test_one_faulty_dataset_stops_no_other(tmp_path: Path) -> None:
    faulty = write_dataset(tmp_path, MINIMAL.replace("2023/24", "soon"), "faulty.yaml")
    right = write_dataset(tmp_path)
    nowhere = tmp_path / "nowhere.yaml"
    result = invoke("build", faulty, right, "--to", "html", "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert (tmp_path / "out" / "key-cities-2023-24.html").is_file()
    assert invoke("build", nowhere, right, "--to", "html", "-o", tmp_path / "out").exit_code == 2


def test_one_format_goes_to_standard_output(tmp_path: Path) -> None:
    result = invoke("build", write_dataset(tmp_path), "--to", "docx", "-o", "-")
    assert result.exit_code == 0
    assert zipfile.is_zipfile(BytesIO(result.stdout_bytes))
    assert result.stderr == ""
    html = invoke("build", "-", "--to", "html", "-o", "-", stdin=MINIMAL)
    assert html.stdout.startswith("<!doctype html>")
    for arguments in (["--to", "html", "--to", "docx"], ["--to", "html", SEED]):
        refused = invoke("build", write_dataset(tmp_path), *arguments, "-o", "-")
        assert (refused.exit_code, refused.stdout) == (2, "")
        assert "only one format of one dataset" in refused.stderr


def test_two_datasets_with_one_name_are_refused_before_anything_is_written(tmp_path: Path) -> None:
    first, second = write_dataset(tmp_path, name="a.yaml"), write_dataset(tmp_path, name="b.yaml")
    result = invoke("build", first, second, "--to", "html", "-o", tmp_path / "out")
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"{first} and {second} would both be written to" in result.stderr
    assert not (tmp_path / "out").exists()


def test_an_unknown_layout_is_refused_with_the_nearest(tmp_path: Path) -> None:
    result = invoke("build", write_dataset(tmp_path), "--layout", "plian")
    assert result.exit_code == 2
    assert result.stderr == "reportgen: plian: there is no such layout; did you mean plain?\n"


def test_a_layout_of_ones_own_is_a_folder(tmp_path: Path) -> None:
    own = tmp_path / "own"
    assert invoke("layouts", "copy", "plain", own).exit_code == 0
    layout = own / "layout.yaml"
    layout.write_text(layout.read_text("utf-8").replace("title: Annual report", "title: Our year"), "utf-8")
    result = invoke("build", write_dataset(tmp_path), "--layout", own, "--to", "html", "-o", "-")
    assert "Our year" in result.stdout
    layout.write_text(layout.read_text("utf-8").replace("prose: aims", "prose: aim"), "utf-8")
    result = invoke("build", write_dataset(tmp_path), "--layout", own, "--to", "html", "-o", "-")
    assert (result.exit_code, result.stdout) == (1, "")
    assert f"{layout}:" in result.stderr
    assert "error[RG921]" in result.stderr
    assert "did you mean `aims`?" in result.stderr


def test_what_is_private_is_in_no_output(tmp_path: Path) -> None:
    text = MINIMAL.replace("lead_officer: Jon Stancombe", "lead_officer: Jon Stancombe, telephone: 0161 770")
    text += "private: [contact.telephone, group.name, contact.lead_officer]\n"
    result = invoke(
        "build", write_dataset(tmp_path, text), "--to", "html", "--to", "docx", "-o", tmp_path / "out"
    )
    assert result.exit_code == 0, result.stderr
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["2023-24.docx", "2023-24.html"]
    for path in (tmp_path / "out").iterdir():
        content = path.read_bytes()
        if path.suffix == ".docx":
            with zipfile.ZipFile(path) as package:
                content = b"".join(package.read(name) for name in package.namelist())
        for secret in (b"0161 770", b"Stancombe", b"Key Cities"):
            assert secret not in content


def test_a_value_that_the_layout_does_not_show_is_named(tmp_path: Path) -> None:
    text = MINIMAL + "themes:\n  entries: [{title: Putting people first, text: We ask for funding.}]\n"
    result = invoke("build", write_dataset(tmp_path, text), "--to", "html", "-o", tmp_path)
    assert result.exit_code == 0
    assert ":9:1: warning[RG902] the layout lga-board does not show `themes`" in result.stderr


def test_a_language_that_the_layout_lacks_stops_the_build(tmp_path: Path) -> None:
    own = tmp_path / "own"
    invoke("layouts", "copy", "plain", own)
    layout = own / "layout.yaml"
    words = layout.read_text("utf-8")
    start, end = words.index("  cy-GB:"), words.index("\nblocks:")
    layout.write_text(words[:start] + words[end:], "utf-8")
    path = write_dataset(tmp_path, MINIMAL.replace("group:", "language: cy-GB\ngroup:"))
    result = invoke("build", path, "--layout", own, "--to", "html", "-o", tmp_path)
    assert result.exit_code == 1
    assert ":3:11: error[RG903] the layout own has no words in cy-GB" in result.stderr


def test_the_same_dataset_gives_the_same_bytes(tmp_path: Path) -> None:
    for out in ("one", "two"):
        invoke("build", SEED, "--to", "docx", "--to", "html", "-o", tmp_path / out)
    for name in ("key-cities-2023-24.docx", "key-cities-2023-24.html"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()
