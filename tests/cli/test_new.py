"""`reportgen new`: a dataset in which only the blanks are missing, and whose optional keys work when they are uncommented."""

import json
import re
from pathlib import Path

import pytest
import yaml

from reportgen.findings import Severity
from reportgen.pipeline import check
from reportgen.schema.jsonschema import json_schema
from reportgen.schema.shapes import paths_with_shapes
from tests.cases import TESTS
from tests.cli.running import invoke
from tests.writers.sample import CHART

_FORMS = ("2018", "2023", "2024")
_COMMENT = re.compile(r"^( *)# ")
_NOTE = re.compile(r"kind: full, corporate")
"""A comment that names words to choose from, and is no key to uncomment."""

_FILLED = {
    "  name:": "  name: Key Cities",
    "  lead_member:": "  lead_member: Cllr John Merry",
    "  lead_officer:": "  lead_officer: Jon Stancombe",
    "    -": "    - Bradford",
    "    - title:": "    - title: A report",
    "aims: |": "aims: |\n  We speak for cities.",
}
"""What an officer writes on the lines that are left blank."""


def template(form: str = "2024") -> str:
    return invoke("new", "-", "--form", form).stdout


def filled(text: str) -> str:
    """The template with its blanks filled in; the rest as it was."""
    lines = []
    for line in text.splitlines():
        bare = re.sub(r" # .*$", "", line).rstrip()
        lines.append(_FILLED.get(bare, line))
    return "\n".join(lines) + "\n"


def runs(text: str) -> list[list[int]]:
    """The numbers of the lines of each block of keys that are commented out, below the notes at the top."""
    blocks: list[list[int]] = []
    lines = text.splitlines()
    for number in range(lines.index("schema: 1"), len(lines)):
        if not _COMMENT.match(lines[number]) or _NOTE.search(lines[number]):
            continue
        if blocks and blocks[-1][-1] == number - 1:
            blocks[-1].append(number)
        else:
            blocks.append([number])
    return blocks


def uncommented(text: str, numbers: list[int]) -> str:
    lines = text.splitlines()
    for number in numbers:
        lines[number] = _COMMENT.sub(r"\1", lines[number])
    return "\n".join(lines) + "\n"


def errors(folder: Path, text: str) -> list[str]:
    """What cannot be read in a dataset. That the example declares 26 members is another matter."""
    path = folder / "report.yaml"
    path.write_text(text, encoding="utf-8")
    return [
        f"{finding.span.line} {finding.code.id} {finding.message}"
        for finding in check(path).findings
        if finding.severity is Severity.ERROR and finding.code.id < "RG2"
    ]


@pytest.mark.parametrize("form", _FORMS)
@pytest.mark.parametrize("language", ["en-GB", "cy-GB"])
def test_only_its_blanks_are_missing(form: str, language: str, tmp_path: Path) -> None:
    path = tmp_path / "report.yaml"
    result = invoke("new", path, "--form", form, "--language", language)
    assert (result.exit_code, result.stdout) == (0, "")
    findings = check(path).findings
    assert {finding.code.id for finding in findings} == {"RG102"}
    lines = path.read_text("utf-8").splitlines()
    at = [lines[finding.span.line - 1].split(":")[0].strip() for finding in findings]
    assert at == ["name", "lead_officer", "members", "aims", "activities"]


@pytest.mark.parametrize("form", _FORMS)
def test_with_its_blanks_filled_in_it_has_no_errors(form: str, tmp_path: Path) -> None:
    assert errors(tmp_path, filled(template(form))) == []


def test_each_block_of_keys_can_be_uncommented(tmp_path: Path) -> None:
    """One after the other; first the figures, which the others show."""
    for name in ("map.png", "line.png", "pier.jpg", "chair.png", "harbour.png"):
        (tmp_path / name).write_bytes(CHART.content)
    font = TESTS / "valid" / "box-letters.ttf"
    (tmp_path / "NotoSansSC-Regular.ttf").write_bytes(font.read_bytes())
    text, blocks = template(), runs(template())
    assert len(blocks) > 12
    lines = text.splitlines()
    blocks.sort(key=lambda block: not any("# figures:" in lines[number] for number in block))
    numbers: list[int] = []
    for block in blocks:
        numbers += block
        assert errors(tmp_path, filled(uncommented(text, numbers))) == [], block
    assert errors(tmp_path, uncommented(text, numbers)) != []


def test_every_key_is_in_it() -> None:
    text = template()
    whole = uncommented(text, [number for block in runs(text) for number in block])
    keys = {path.rpartition(".")[2] for path, _ in paths_with_shapes()}
    keys_in_template = set(re.findall(r"(?<![\w.])([a-z_]+)(?=: |:$)", whole, re.MULTILINE))
    assert keys - keys_in_template == set()


def test_beside_it_goes_the_schema_that_it_names(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "report.yaml"
    result = invoke("new", path)
    assert result.stderr.startswith(f"wrote {path}, and {path.parent}/reportgen.schema.json for your editor")
    first = path.read_text("utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=./reportgen.schema.json"
    assert json.loads((path.parent / "reportgen.schema.json").read_text("utf-8")) == json_schema()


def test_a_file_that_is_there_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "report.yaml"
    path.write_text("mine", encoding="utf-8")
    result = invoke("new", path)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"reportgen: {path}: is there already, and is not replaced; choose another name\n"
    assert path.read_text("utf-8") == "mine"
    assert [path.name for path in tmp_path.iterdir()] == ["report.yaml"]


def test_standard_output_takes_the_dataset_alone() -> None:
    result = invoke("new", "-")
    assert result.stderr == ""
    assert "yaml-language-server" not in result.stdout
    assert yaml.safe_load(result.stdout)["schema"] == 1
