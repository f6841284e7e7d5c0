"""`reportgen layouts` and `reportgen schema`, and the choices that options offer."""

import json
from pathlib import Path

import pytest

from reportgen.cli import COMMANDS
from reportgen.cli.choices import DEFAULT_STANDARD, OutputFormat, Standard
from reportgen.cli.matrix import MatrixFormat
from reportgen.formats import FORMATS
from reportgen.layout import SHIPPED, shipped_layouts
from reportgen.matrix import EXPORTERS
from reportgen.schema.jsonschema import json_schema
from reportgen.schema.models import FORMS, LANGUAGES
from reportgen.writers import STANDARDS
from tests.cli.running import SEED, invoke


def test_choices_are_those_that_there_are() -> None:
    assert tuple(OutputFormat) == tuple(FORMATS)
    assert tuple(Standard) == STANDARDS
    assert tuple(MatrixFormat) == tuple(EXPORTERS)
    assert STANDARDS[0] == DEFAULT_STANDARD
    options = invoke("new", "--help").stdout
    assert f"--form <{'|'.join(FORMS)}>" in options
    assert f"--language <{'|'.join(LANGUAGES)}>" in options


def test_the_schema_is_printed_whole() -> None:
    result = invoke("schema")
    assert (result.exit_code, result.stderr) == (0, "")
    assert json.loads(result.stdout) == json_schema()


def test_the_layouts_are_listed() -> None:
    result = invoke("layouts")
    assert (result.exit_code, result.stderr) == (0, "")
    assert [line.split()[0] for line in result.stdout.splitlines()] == shipped_layouts()
    assert {"lga-board", "plain"} <= {*shipped_layouts()}


@pytest.mark.parametrize("name", shipped_layouts())
def test_a_shipped_layout_checks_well(name: str) -> None:
    result = invoke("layouts", "check", name)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("no errors in ")


def test_a_faulty_layout_ends_with_1_at_its_line(tmp_path: Path) -> None:
    own = tmp_path / "own"
    assert invoke("layouts", "copy", "lga-board", own).exit_code == 0
    edition = own / "2018.yaml"
    edition.write_text(edition.read_text("utf-8").replace("{contact.email}", "{contact.mail}"), "utf-8")
    line = next(
        n for n, row in enumerate(edition.read_text("utf-8").splitlines(), 1) if "contact.mail" in row
    )
    result = invoke("layouts", "check", own)
    assert result.exit_code == 1
    assert f"{edition}:{line}:" in result.stdout
    assert "did you mean `contact.email`?" in result.stdout
    assert result.stdout.endswith("1 error in 3 files\n")


def test_the_fields_that_a_layout_never_shows_are_listed() -> None:
    assert invoke("layouts", "check", "plain").stdout.endswith("layout.yaml shows every field\n")
    output = invoke("layouts", "check", "lga-board").stdout
    assert (
        "layout.yaml shows every field that readers look for\n  and, used by the checks alone: group.other_names,"
        in output
    )
    assert "2018.yaml never shows:\n  priorities.introduction\n" in output


@pytest.mark.pdf
def test_a_style_sheet_is_tried_and_told_by_its_line(tmp_path: Path) -> None:
    own = tmp_path / "own"
    invoke("layouts", "copy", "plain", own)
    (own / "style.css").write_bytes(b"p { color: red }\n\nh2 { colour: red }\n")
    result = invoke("layouts", "check", own)
    assert result.exit_code == 1
    assert f"{own / 'style.css'}:3:6: error[RG901] Ignored `colour: red `, unknown property" in result.stdout


def test_a_reference_document_is_tried_and_warnings_are_no_errors(tmp_path: Path) -> None:
    import docx

    own = tmp_path / "own"
    invoke("layouts", "copy", "plain", own)
    docx.Document().save(str(own / "reference.docx"))
    result = invoke("layouts", "check", own)
    assert result.exit_code == 0
    lacking = "warning[RG913] the reference document has no style `Field Label`"
    assert f"{own / 'reference.docx'}:1:1: {lacking}" in result.stdout
    (own / "reference.docx").write_bytes(b"words")
    result = invoke("layouts", "check", own)
    assert result.exit_code == 1
    assert f"{own / 'reference.docx'}:1:1: error[RG914]" in result.stdout


@pytest.mark.pdf
def test_a_build_tells_faults_of_a_layouts_files_at_these_files(tmp_path: Path) -> None:
    own = tmp_path / "own"
    invoke("layouts", "copy", "plain", own)
    (own / "style.css").write_text("p { color: red }\nli { background: url(x.png) }\n", "utf-8")
    (own / "reference.docx").write_bytes(b"words")
    result = invoke("build", SEED, "--layout", own, "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert f"{own / 'style.css'}:2:" in result.stderr
    assert f"{own / 'reference.docx'}:1:1: error[RG914]" in result.stderr
    assert "2023-24.yaml:1:1" not in result.stderr


def test_a_copy_replaces_nothing(tmp_path: Path) -> None:
    result = invoke("layouts", "copy", "plain", tmp_path)
    assert result.exit_code == 2
    assert result.stderr.endswith("there is something of that name already; nothing was copied\n")
    assert list(tmp_path.iterdir()) == []


def test_a_copy_is_the_whole_layout(tmp_path: Path) -> None:
    invoke("layouts", "copy", "lga-board", tmp_path / "own")
    copied = {path.name: path.read_bytes() for path in (tmp_path / "own").iterdir()}
    assert copied == {path.name: path.read_bytes() for path in (SHIPPED / "lga-board").iterdir()}


def test_a_copy_is_made_of_what_reports_are_made_of(tmp_path: Path) -> None:
    own = tmp_path / "own"
    invoke("layouts", "copy", "plain", own)
    text = (own / "layout.yaml").read_text("utf-8")
    (own / "layout.yaml").write_text(text.replace("theme:", "theme:\n  logo: look/logo.svg", 1), "utf-8")
    (own / "look").mkdir()
    (own / "look" / "logo.svg").write_text("<svg/>", "utf-8")
    (own / "style.css").write_text("p { margin: 0 }", "utf-8")
    (own / "notes.txt").write_text("for us", "utf-8")
    (own / "endless").symlink_to("/dev/zero")
    result = invoke("layouts", "copy", own, tmp_path / "copy")
    assert (result.exit_code, "not copied: 2 other files" in result.stderr) == (0, True)
    copied = {str(path.relative_to(tmp_path / "copy")) for path in (tmp_path / "copy").rglob("*.*")}
    assert copied == {"layout.yaml", "style.css", str(Path("look", "logo.svg"))}


def test_a_logo_that_is_named_by_a_way_round_is_not_written_over(tmp_path: Path) -> None:
    own = tmp_path / "own"
    invoke("layouts", "copy", "plain", own)
    text = (own / "layout.yaml").read_text("utf-8")
    (own / "logo.svg").write_text("<svg/>", "utf-8")
    for name in ("../own/logo.svg", f"{own}/logo.svg"):
        (own / "layout.yaml").write_text(text.replace("theme:", f"theme:\n  logo: {name}", 1), "utf-8")
        copy = tmp_path / f"copy-{len(name)}"
        assert invoke("layouts", "copy", own, copy).exit_code == 0
        assert [path.name for path in copy.iterdir()] == ["layout.yaml"]
        assert (own / "logo.svg").read_text("utf-8") == "<svg/>"


@pytest.mark.parametrize("name", ["style.css", "layout.yaml"])
def test_what_cannot_be_used_is_told_and_nothing_is_copied(name: str, tmp_path: Path) -> None:
    own = tmp_path / "own"
    invoke("layouts", "copy", "plain", own)
    with (own / name).open("a") as stream:
        stream.truncate(30_000_000)
    result = invoke("layouts", "copy", own, tmp_path / "copy")
    assert (result.exit_code, f"{name}: cannot be used; see `reportgen" in result.stderr) == (2, True)
    assert not (tmp_path / "copy").exists()


@pytest.mark.parametrize("arguments", [("layouts", "check", "plian"), ("layouts", "copy", "plian", "new")])
def test_a_layout_that_is_not_there_is_refused(arguments: tuple[str, ...], tmp_path: Path) -> None:
    result = invoke(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "did you mean plain?" in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", [name for name in COMMANDS if name != "doctor"])
def test_a_command_explains_itself_with_examples(name: str) -> None:
    result = invoke(name, "--help")
    assert result.exit_code == 0
    assert "Example" in result.stdout
    assert f"reportgen {name}" in result.stdout


def test_a_word_that_is_no_command_is_answered_with_the_nearest() -> None:
    result = invoke("biuld")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "There is no command 'biuld'. Did you mean 'build'?" in result.stderr


def test_the_version_is_printed() -> None:
    assert invoke("--version").stdout.startswith("reportgen ")


def test_a_layout_is_shown_with_the_sample(tmp_path: Path) -> None:
    for name in shipped_layouts():
        result = invoke("layouts", "preview", name, "--to", "html", "-o", tmp_path)
        assert result.exit_code == 0
        assert f"wrote {tmp_path / name}.html" in result.stderr
        page = (tmp_path / f"{name}.html").read_text("utf-8")
        assert "Tidewater Towns" in page
        assert page.count("<img ") >= 4


def test_a_layout_with_errors_shows_nothing(tmp_path: Path) -> None:
    own = tmp_path / "own"
    assert invoke("layouts", "copy", "plain", own).exit_code == 0
    layout = own / "layout.yaml"
    layout.write_text(layout.read_text("utf-8").replace("prose: aims", "prose: amis"), "utf-8")
    result = invoke("layouts", "preview", own, "--to", "html", "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert "RG921" in result.stderr
    assert not (tmp_path / "out").exists()
