"""Pictures of a report from elsewhere go beside the dataset, and stand where they stood."""

import base64
from pathlib import Path
from typing import Any

import pytest

from reportgen.images import read_image
from reportgen.importer.blocks import Grid, PictureBlock, plain_line
from reportgen.importer.captions import with_captions
from reportgen.source import read
from tests.cli.running import invoke
from tests.documents import EVERYTHING
from tests.importer.stripping import stripped_page, stripped_word
from tests.verify.files import build_file
from tests.writers.sample import CHART

PAGE = """<html><body><h1>Special Interest Group annual report to LGA Board</h1>
<p>Name of SIG: Harbours Group</p>{}<h2>Aims</h2><p>We speak.</p>{}</body></html>"""
PICTURE = f'src="data:image/png;base64,{base64.b64encode(CHART.content).decode()}"'


def imported(content: bytes, folder: Path) -> tuple[dict[str, Any], str]:
    """The dataset that is made of a file, and what is told."""
    (folder / "file").write_bytes(content)
    result = invoke("new", folder / "report.yaml", "--from", folder / "file")
    assert result.exit_code == 0, result.stderr
    data = read((folder / "report.yaml").read_bytes(), "").data
    assert data is not None
    return data, result.stderr


def shown(value: Any, data: dict[str, Any], path: str = "") -> dict[str, tuple[str, ...]]:
    """What each picture says, by the keys that show it."""
    by_id = {figure["id"]: figure for figure in data["figures"]}
    if isinstance(value, list):
        entries = (shown(entry, data, f"{path}.{index}") for index, entry in enumerate(value))
        return {key: words for entry in entries for key, words in entry.items()}
    if not isinstance(value, dict):
        return {}
    inner = {
        key: words
        for name, entry in value.items()
        for key, words in shown(entry, data, f"{path}.{name}").items()
    }
    figure = by_id.get(value.get("figure", ""))
    return inner | (
        {path: tuple(figure.get(key, "") for key in ("alt", "caption", "credit"))} if figure else {}
    )


@pytest.mark.parametrize("format_name", ["docx", "html"])
def test_each_picture_stands_where_it_stood(format_name: str, tmp_path: Path) -> None:
    content = build_file(format_name, EVERYTHING)
    stripped = stripped_word(content) if format_name == "docx" else stripped_page(content)
    data, told = imported(stripped, tmp_path)
    before = read(EVERYTHING.read_bytes(), "").data
    assert before is not None
    assert shown(data, data) == shown(before, before)
    assert "RG022" not in told
    for figure in data["figures"]:
        assert read_image(tmp_path, figure["file"]).width
    assert invoke("validate", tmp_path / "report.yaml").exit_code == 0


def test_a_picture_without_words_is_told_and_left_to_be_described(tmp_path: Path) -> None:
    data, told = imported(PAGE.format("", f"<h2>Finance</h2><p>Money.</p><img {PICTURE}>").encode(), tmp_path)
    assert data["sections"][0]["figure"] == "picture-1"
    assert data["figures"] == [{"id": "picture-1", "file": "report-picture-1.png", "alt": ""}]
    assert "warning[RG025] the picture `picture-1` has no alternative text" in told
    assert "the figure has no alternative text" in invoke("validate", tmp_path / "report.yaml").stdout


@pytest.mark.parametrize(
    ("above", "below", "words"),
    [
        (
            f"<img alt=Logo {PICTURE}>",
            "",
            "the picture `picture-1` stands where the form has no place for one",
        ),
        (
            "",
            f"<img alt=Map {PICTURE}>",
            "the picture `picture-1` stands where the form has no place for one",
        ),
        (
            "",
            f"<h2>Finance</h2><p>a</p><img alt=Map {PICTURE}><p>b</p><img alt=Plan {PICTURE}>",
            "the picture `picture-2` stands behind another",
        ),
    ],
)
def test_a_picture_without_a_place_is_kept_and_told(
    above: str, below: str, words: str, tmp_path: Path
) -> None:
    data, told = imported(PAGE.format(above, below).encode(), tmp_path)
    assert f"warning[RG023] {words}" in told
    assert (tmp_path / data["figures"][-1]["file"]).read_bytes() == CHART.content


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("chart.png", "its file is not in the file that was read"),
        ("file:///etc/passwd", "its file is not in the file that was read"),
        ("data:image/png;base64,AAAA", "it is not a PNG, JPEG or SVG picture"),
        (PICTURE[5:-201], "it cannot be read: it is cut off or damaged"),
    ],
)
def test_a_picture_that_cannot_be_had_is_told(source: str, reason: str, tmp_path: Path) -> None:
    page = PAGE.format("", f"<h2>Finance</h2><p>Money.</p><img alt='The chart' src='{source}'>")
    data, told = imported(page.encode(), tmp_path)
    assert "figures" not in data
    assert "warning[RG022] picture left out: `The chart`" in told
    assert reason in told
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "file",
        "report.yaml",
        "reportgen.schema.json",
    ]


def test_a_caption_between_a_picture_and_a_table_is_that_of_which_it_speaks() -> None:
    picture, grid = PictureBlock((), alt="Map"), Grid((((plain_line("paragraph", "a"),),),))
    for words, captions in (("Our map", ["Our map", ""]), ("Table 1: costs", ["", "Table 1: costs"])):
        blocks = with_captions([picture, plain_line("caption", words), grid], [])
        assert [block.caption for block in blocks if isinstance(block, Grid)] == captions


def test_no_file_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "report-picture-1.png").write_text("mine")
    data, _ = imported(PAGE.format("", f"<img alt=Map {PICTURE}>").encode(), tmp_path)
    assert data["figures"][0]["file"] == "report-picture-2.png"
    assert (tmp_path / "report-picture-1.png").read_text() == "mine"


def test_standard_output_holds_no_pictures(tmp_path: Path) -> None:
    (tmp_path / "file").write_text(PAGE.format("", f"<img alt=Map {PICTURE}>"))
    result = invoke("new", "-", "--from", tmp_path / "file")
    assert "picture left out: `Map`" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
