"""Pictures in SVG in the Word file: the SVG itself for Word, and a PNG of it for programs that show no SVG."""

import io
import sys
import time
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from reportgen.document import Figure, Image
from reportgen.theme import Theme
from reportgen.writers import Options, Written
from reportgen.writers._docx import svg_renderer
from reportgen.writers._docx.svg_renderer import SvgRenderer
from reportgen.writers.docx import write
from tests.writers import sample, word
from tests.writers.word import R
from tests.writers.word_files import REPORT

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_SVG_BLIP = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip"
_SPACES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
_RED = sample.CHART.content
FIGURE = Figure(sample.DRAWING, "a circle", "Figure 2: a circle", ("figures", 0))


def svg(content: str, size: str = 'width="120" height="60"') -> Image:
    return Image(f"<svg {_SPACES} {size}>{content}</svg>".encode(), "image/svg+xml", 120, 60)


def write_figure(image: Image) -> Written:
    return write(replace(REPORT, blocks=(replace(FIGURE, image=image),)), Theme(), Options())


def pictures(content: bytes) -> tuple[bytes, bytes]:
    """The PNG and the SVG that the one blip of a file refers to."""
    (blip,) = word.part(content).iter(f"{_A}blip")
    targets = {
        element.get("Id"): element.get("Target")
        for element in word.part(content, "word/_rels/document.xml.rels")
    }
    (svg_blip,) = blip.iter(_SVG_BLIP)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        png, svg_content = (
            package.read(f"word/{targets[element.get(f'{R}embed')]}") for element in (blip, svg_blip)
        )
    return png, svg_content


def pixels(content: bytes) -> Any:
    """A picture as Pillow sees it."""
    pillow = pytest.importorskip("PIL.Image")
    return pillow.open(io.BytesIO(content)).convert("RGBA")


def test_a_drawing_is_kept_as_it_is_beside_a_picture_of_three_times_its_size() -> None:
    result = write_figure(sample.DRAWING)
    png, svg_content = pictures(result.content)
    assert result.faults == ()
    assert svg_content == sample.DRAWING.content
    image = pixels(png)
    assert image.size == (360, 180)
    assert image.getpixel((180, 90)) == (0x0A, 0x3A, 0x5A, 255)
    assert image.getpixel((0, 0))[3] == 0


def test_it_stands_at_its_own_size_under_its_words() -> None:
    content = write_figure(sample.DRAWING).content
    (properties,) = word.part(content).iter("{*}docPr")
    (extent,) = word.part(content).iter("{*}extent")
    assert properties.get("descr") == "a circle"
    assert (extent.get("cx"), extent.get("cy")) == (str(120 * 9525), str(60 * 9525))
    assert list(word.lines(content))[-1] == "Figure 2: a circle"


def test_the_package_knows_what_a_drawing_is(tmp_path: Path) -> None:
    content = write_figure(sample.DRAWING).content
    types = word.part(content, "[Content_Types].xml")
    assert {"image/svg+xml", "image/png"} <= {element.get("ContentType") for element in types}
    assert word.audit(content, tmp_path) == ""


def test_words_in_a_drawing_are_set_in_the_package_s_font_whatever_it_names() -> None:
    words = '<text x="5" y="40" font-size="30" font-family="{}">Ŵŷ £</text>'
    pngs = {
        pictures(write_figure(svg(words.format(font))).content)[0] for font in ("Nowhere", "Arial", "fantasy")
    }
    assert len(pngs) == 1
    assert pixels(pngs.pop()).getbbox() is not None


def test_the_same_drawing_is_drawn_to_the_same_bytes() -> None:
    assert write_figure(sample.DRAWING).content == write_figure(sample.DRAWING).content


@pytest.mark.parametrize(
    "inside",
    [
        '<image {}="{}" width="60" height="60"/>',
        '<filter id="f"><feImage {}="{}"/></filter><rect width="60" height="60" filter="url(#f)"/>',
    ],
)
@pytest.mark.parametrize("attribute", ["href", "xlink:href"])
def test_a_picture_from_another_file_is_neither_read_nor_named(
    inside: str, attribute: str, tmp_path: Path
) -> None:
    secret = tmp_path / "secret.png"
    secret.write_bytes(_RED)
    without, _ = pictures(write_figure(svg(inside.format("x", ""))).content)
    for address in (
        str(secret),
        f" {secret}",
        secret.as_uri(),
        "https://canary.example/x.png",
        "../secret.png",
    ):
        result = write_figure(svg(inside.format(attribute, address)))
        png, svg_content = pictures(result.content)
        assert png == without, "the secret shows"
        assert address.encode() not in svg_content
        assert [(fault.code.id, fault.problem.at) for fault in result.faults] == [("RG911", ("figures", 0))]


@pytest.mark.parametrize(
    "filtered",
    [
        '<rect width="60" height="60" filter="url(#f)"/>',
        '<rect width="60" height="60" style="Filter : url(#f)"/>',
        '<style>rect { filter: url(#f) }</style><rect width="60" height="60"/>',
        '<rect width="60" height="60" style="filter:blur(1000000px)"/>',
    ],
)
def test_filters_which_may_ask_for_hours_of_work_are_left_out_of_the_picture(filtered: str) -> None:
    bomb = '<filter id="f"><feTurbulence baseFrequency="0.05" numOctaves="100000000"/></filter>'
    png, svg_content = pictures(write_figure(svg(bomb + filtered)).content)
    assert pixels(png).getpixel((90, 90)) == (0, 0, 0, 255)
    assert b"feTurbulence" in svg_content or b"blur" in svg_content


def test_a_drawing_that_takes_too_long_is_left_out_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    request = svg_renderer._request
    monkeypatch.setattr(svg_renderer, "TIME_LIMIT", 0.001)

    def request_slowly(*arguments: Any) -> bytes | None:
        time.sleep(0.5)
        return request(*arguments)

    monkeypatch.setattr(svg_renderer, "_request", request_slowly)
    result = write_figure(sample.DRAWING)
    assert [(fault.code.id, fault.problem.at) for fault in result.faults] == [("RG911", ("figures", 0))]
    assert "takes longer" in result.faults[0].problem.message


def test_what_lies_in_the_current_folder_is_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "resvg_py.py").write_text("raise SystemExit(1)")
    (tmp_path / "json.py").write_text("raise SystemExit(1)")
    monkeypatch.chdir(tmp_path)
    assert write_figure(sample.DRAWING).faults == ()


FROM_ANOTHER_FILE = [
    '<use href="other.svg#{}"/>',
    "<style>@import '{}'; rect {{ fill: red }}</style>",
    "<style>@font-face {{ font-family: a; src: url( '{}' ) }}</style>",
    '<rect style="fill: URL({}#a)" width="9" height="9"/>',
    '<rect filter="url(&quot;{}&quot;)" width="9" height="9"/>',
]


@pytest.mark.parametrize("inside", FROM_ANOTHER_FILE)
def test_nothing_else_of_another_file_is_named(inside: str) -> None:
    result = write_figure(svg(inside.format("https://canary.example/x")))
    assert b"canary" not in pictures(result.content)[1]
    assert [fault.code.id for fault in result.faults] == ["RG911"]


@pytest.mark.parametrize(
    "inside",
    [
        '<a href="https://example.org"><rect width="9" height="9"/></a>',
        '<g id="g"/><use xlink:href="#g"/>',
        '<rect style="fill: url(#a)" filter="url( &quot;#b&quot; )" width="9" height="9"/>',
        "<style>rect { fill: url(#a) }</style>",
        "<text>url(https://example.org) @import</text><!-- <?x?> --><?x y?>",
    ],
)
def test_what_leads_into_the_drawing_or_is_a_link_stays(inside: str) -> None:
    image = svg(inside)
    result = write_figure(image)
    assert result.faults == ()
    assert pictures(result.content)[1] == image.content


def test_a_picture_inside_the_drawing_itself_is_shown() -> None:
    from base64 import b64encode

    inside = f'<image xlink:href="data:image/png;base64,{b64encode(_RED).decode()}" width="60" height="30"/>'
    result = write_figure(svg(inside))
    assert result.faults == ()
    assert pixels(pictures(result.content)[0]).getbbox() is not None


def test_a_size_that_only_the_engine_understands_makes_no_large_picture() -> None:
    for size in ('width="4e4" height="4e4"', 'width="1e9" height="1"', 'viewBox="0 0 1 1e9"'):
        result = write_figure(svg("<rect width='9' height='9'/>", size))
        if result.faults:
            assert [fault.code.id for fault in result.faults] == ["RG114"]
        else:
            assert max(pixels(pictures(result.content)[0]).size) <= 3600


@pytest.mark.parametrize(
    "content", [b"<svg", b"", b"<p/>", b"<svg xmlns='http://www.w3.org/2000/svg'>&secret;</svg>"]
)
def test_what_is_no_drawing_is_left_out_and_told(content: bytes) -> None:
    result = write_figure(Image(content, "image/svg+xml", 9, 9))
    assert [fault.code.id for fault in result.faults] == ["RG114"]
    assert not [name for name in word.part_names(result.content) if "media" in name]


def test_without_the_engine_a_drawing_is_left_out_and_told_at_its_place(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    result = write_figure(sample.DRAWING)
    assert list(word.lines(result.content))[-1] == "Figure 2: a circle"
    assert [(fault.code.id, fault.problem.at) for fault in result.faults] == [("RG911", ("figures", 0))]
    assert not [name for name in word.part_names(result.content) if "media" in name]


def test_a_logo_can_be_a_drawing() -> None:
    result = write(REPORT, Theme(logo=sample.DRAWING), Options())
    assert result.faults == ()
    assert next(word.part(result.content).iter(f"{_A}blip")).find(f".//{_SVG_BLIP}") is not None


def test_one_process_draws_all_drawings_and_a_new_one_those_after_its_end() -> None:
    renderer, square = SvgRenderer(), b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
    try:
        first = renderer.render(square, b"{}")
        process = renderer._process
        assert process is not None
        assert renderer.render(b"<svg", b"{}") == b""
        assert renderer.render(square, b"{}") == first
        assert renderer._process is process
        process.kill()
        assert renderer.render(square, b"{}") == first
        assert renderer._process is not process
    finally:
        renderer.stop()
    assert process.poll() is not None
