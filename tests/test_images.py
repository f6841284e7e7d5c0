"""Pictures: their kind and size are read from their first bytes, and what cannot be used is refused in plain words."""

import os
import struct
import zlib
from pathlib import Path

import pytest

from reportgen.images import MAX_BYTES, UnusableFile, identify_image, picture_hint, read_image
from reportgen.images.errors import MissingFile
from reportgen.images.png import SIGNATURE
from tests.cases import TESTS
from tests.writers.sample import png

VALID = TESTS / "valid"


@pytest.mark.parametrize(
    ("name", "kind", "size"),
    [
        ("map.png", "image/png", (60, 40)),
        ("photo.jpg", "image/jpeg", (48, 32)),
        ("pictures/rule.svg", "image/svg+xml", (120, 6)),
        ("pictures/../map.png", "image/png", (60, 40)),
    ],
)
def test_a_picture_is_measured(name: str, kind: str, size: tuple[int, int]) -> None:
    image = read_image(VALID, name)
    assert (image.media_type, (image.width, image.height)) == (kind, size)


@pytest.mark.parametrize(
    ("tag", "size"),
    [
        ('<svg width="10" height="20">', (10, 20)),
        ("<svg width='1in' height='72pt'>", (96, 96)),
        ('<svg viewBox="0 0 30 40">', (30, 40)),
        ('<svg width="15" viewBox="0 0 30 40">', (15, 40)),
        ('<svg width="100%" height="100%" viewBox="0,0,30,40">', (30, 40)),
        ("<svg>", (300, 150)),
        ('<?xml version="1.0"?>\n<!-- x -->\n<svg\n  width="10"\n  height="20"\n>', (10, 20)),
    ],
)
def test_a_drawing_says_its_size_in_one_of_several_ways(tag: str, size: tuple[int, int]) -> None:
    image = identify_image(f"{tag}</svg>".encode(), "x.svg")
    assert (image.width, image.height) == size


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"GIF89a",
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff",
        b"\xff\xd8\xff\xe0\x00\x02",
        b"\xff\xd8\xff\xe0\x00\x00" + b"\x00" * 40,
        b"\xff\xd8\xff\xff\xff\xff" + b"\xff" * 40,
        b"words",
        png(60, 40, (50,))[:20],
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + struct.pack(">II", 0, 10) + b"\x08" * 30,
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + struct.pack(">II", 100_000, 100_000) + b"\x08" * 30,
        b'<svg width="' + b"9" * 400 + b'" height="9">',
        b'<svg width="99999999" height="99999999">',
    ],
)
def test_what_is_no_usable_picture_is_refused(content: bytes) -> None:
    with pytest.raises(UnusableFile, match="`x`"):
        identify_image(content, "x")


def test_a_png_that_is_cut_off_or_altered_is_refused() -> None:
    whole = png(60, 40, (50,))
    assert identify_image(whole + b"more", "x").width == 60
    for broken in (*(whole[:end] for end in range(1, len(whole))), whole[:50] + b"\0" + whole[51:]):
        with pytest.raises(UnusableFile, match="`x`"):
            identify_image(broken, "x")


def test_a_jpeg_that_is_cut_off_is_refused() -> None:
    whole = (VALID / "photo.jpg").read_bytes()
    assert identify_image(whole + b"what a telephone adds", "x").width == 48
    for end in range(1, len(whole) - 1, 7):
        with pytest.raises(UnusableFile, match="`x`"):
            identify_image(whole[:end], "x")


def svg(inside: str, more: str = "") -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {more}>{inside}</svg>'.encode()


def chained(form: str) -> str:
    """Forty elements; each shows the next one twice, and the last is a shape."""
    return "".join(form.format(here=number, next=number + 1) for number in range(40)) + '<rect id="a40" />'


BOMBS = {
    "use": chained('<g id="a{here}"><use href="#a{next}"/><use xlink:href="#a{next}"/></g>'),
    "pattern": chained(
        '<pattern id="a{here}"><path fill="url(#a{next})"/><path stroke="url(\'#a{next}\')"/></pattern>'
    )
    + '<rect fill="url(#a0)"/>',
    "mask": chained('<mask id="a{here}"><g mask="url(#a{next})"/><g style="mask: url(#a{next})"/></mask>')
    + '<rect mask="url(#a0)"/>',
    "marker": "".join(
        f'<marker id="a{number}"><path d="{"M1 1" * 50}" marker-mid="url(#a{number + 1})"/></marker>'
        for number in range(9)
    )
    + '<path d="M1 1L2 2" marker-mid="url(#a0)"/>',
    "classes": chained(
        "<style>.a{here} {{ fill: url(#a{next}) }}</style>"
        '<pattern id="a{here}"><path class="a{here}"/><path class="a{here}"/></pattern>'
    )
    + '<rect class="a0"/>',
    "escapes": chained('<mask id="a{here}"><g style="mask: url(\\23 a{next})"/><g/></mask>'),
    "itself": '<g id="a"><use href="#a"/></g>',
    "deep": "<g>" * 500 + "</g>" * 500,
    "many": "<g/>" * 50_000,
    "inherited": '<pattern id="a">' + "<g/>" * 1000 + '</pattern><g fill="url(#a)">' + "<g/>" * 1000 + "</g>",
    "long": f'<path d="M0 0L{"1 1 " * 50_000}"/>',
    "nested": '<image href="data:image/svg+xml,%3Csvg/%3E"/>',
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_drawing_that_would_never_be_done_is_refused_at_once(name: str) -> None:
    with pytest.raises(UnusableFile, match="`x` has"):
        identify_image(svg(BOMBS[name]), "x")


@pytest.mark.parametrize(
    "inside",
    [
        '<defs><g id="a"><rect/></g></defs>' + '<use xlink:href="#a"/>' * 500,
        '<g id="a"><a xlink:href="#a"><rect/></a></g>',
        '<linearGradient id="g"><stop/><stop/></linearGradient><linearGradient id="h" xlink:href="#g"/>'
        '<style>.a { fill: url(#h) } .b, g > .c { clip-path: url("#c") }</style>'
        '<clipPath id="c"><rect class="a"/></clipPath>' + '<rect class="a b"/>' * 1000,
        '<g fill="#abc" id="abc"><rect fill="#abc"/></g>',
        '<marker id="m"><path d="M0 0"/></marker><path d="M0 0L9 9" marker-end="url(#m)"/>',
        '<image width="9" height="9" href="data:image/png;base64,AAAA"/>',
        "<!-- words --><?words?><title>&lt;svg&gt;</title>",
    ],
)
def test_what_drawing_programs_write_is_taken(inside: str) -> None:
    image = identify_image(svg(inside, 'viewBox="0 0 1e2 50"'), "x")
    assert (image.width, image.height) == (100, 50)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("<svg " * 20_000, "is not a PNG, JPEG or SVG picture"),
        ('<!doctype html><html><body><svg width="9" height="9"></svg></body></html>', "is not a PNG"),
        ('<html><!-- <svg width="9" height="9"> --></html>', "is not a PNG"),
        ('<!-- <svg width="9" height="9"> -->', "is not a PNG"),
        ('<svg xmlns="https://elsewhere.example" width="9" height="9"/>', "is not a PNG"),
        ('<svg width="9" height="9"><g></svg>', "cannot be read: it is cut off or damaged"),
        ('<svg viewBox="0 0 -30 -40"/>', "has no width or no height"),
        ('<svg viewBox="0 0 0 0"/>', "has no width or no height"),
        ('<!DOCTYPE svg [<!ENTITY a "b">]><svg width="9" height="9">&a;</svg>', "abbreviations of its own"),
        ('<?xml version="1.0" encoding="words"?><svg width="9" height="9"/>', "is not a PNG"),
        ("<svg>" + "a" * 3_000_000 + "</svg>", "is a drawing larger than 3 MB"),
    ],
)
def test_what_only_looks_like_a_drawing_is_refused(content: str, words: str) -> None:
    with pytest.raises(UnusableFile, match=words):
        identify_image(content.encode(), "x")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.png")
    with pytest.raises(UnusableFile, match="is not a file"):
        read_image(tmp_path, "pipe.png")


@pytest.mark.parametrize(
    "name", ["../faults/ten-faults.yaml", "/etc/hostname", "nowhere.png", ".", "a\0b", "x" * 5000]
)
def test_a_file_that_may_not_be_used_is_refused(name: str) -> None:
    with pytest.raises(UnusableFile):
        read_image(VALID, name)


def test_a_link_that_leads_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "secret.png").write_bytes(png(6, 4, (50,)))
    (tmp_path / "in" / "link.png").symlink_to(tmp_path / "secret.png")
    with pytest.raises(UnusableFile, match="outside the folder"):
        read_image(tmp_path / "in", "link.png")


def test_a_file_that_is_too_large_is_refused_unread(tmp_path: Path) -> None:
    with (tmp_path / "large.png").open("wb") as stream:
        stream.truncate(MAX_BYTES + 1)
    with pytest.raises(UnusableFile, match="larger than 20 MB"):
        read_image(tmp_path, "large.png")


@pytest.mark.skipif(os.name == "nt", reason="links of Unix")
def test_a_circle_of_links_leads_nowhere(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "secret.png").write_bytes(png(6, 4, (50,)))
    (tmp_path / "in" / "map.png").symlink_to(tmp_path / "secret.png")
    (tmp_path / "in" / "circle").symlink_to("circle")
    for name in ("circle/../map.png", "circle"):
        with pytest.raises(UnusableFile, match=r"cannot be read|outside the folder"):
            read_image(tmp_path / "in", name)


def test_links_in_a_circle_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.png").symlink_to(tmp_path / "b.png")
    (tmp_path / "b.png").symlink_to(tmp_path / "a.png")
    with pytest.raises(UnusableFile):
        read_image(tmp_path, "a.png")


@pytest.mark.parametrize(
    ("inside", "reason"),
    [
        ("<script>alert(1)</script>", "has a program in it"),
        ('<h:script xmlns:h="http://www.w3.org/1999/xhtml">alert(1)</h:script>', "has a program in it"),
        ('<rect width="9" height="9" onclick="alert(1)"/>', "has a program in its `onclick`"),
        ('<g onLoad="alert(1)"/>', "has a program in its `onLoad`"),
        ('<a href="javascript:alert(1)"><rect/></a>', "has a program in its `href`"),
        ('<a xlink:href=" java&#10;script:alert(1)"><rect/></a>', "has a program in its `href`"),
        ('<a><set attributeName="href" to="JavaScript:alert(1)"/></a>', "has a program in its `to`"),
        (
            '<a><animate attributeName="href" values="#a;javascript:alert(1)"/></a>',
            "has a program in its `values`",
        ),
        ("<foreignObject><p>words</p></foreignObject>", "has a piece of a web page in it"),
    ],
)
def test_a_drawing_that_runs_a_program_or_holds_a_web_page_is_refused(inside: str, reason: str) -> None:
    with pytest.raises(UnusableFile, match=reason):
        identify_image(svg(inside), "x.svg")


def test_words_about_programs_are_no_programs() -> None:
    image = identify_image(svg('<title>javascript: on</title><text class="one">onclick</text>'), "x.svg")
    assert image.media_type == "image/svg+xml"


@pytest.mark.parametrize(("rows", "is_sound"), [(10, True), (9, False), (0, False)])
def test_the_pixels_of_a_png_inflate_to_its_size(rows: int, is_sound: bool) -> None:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 10, 10, 8, 0, 0, 0, 0)
    pixels = zlib.compress(b"\0" * 11 * rows)
    content = SIGNATURE + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    if is_sound:
        assert identify_image(content, "x.png").width == 10
    else:
        with pytest.raises(UnusableFile, match="cut off or damaged"):
            identify_image(content, "x.png")


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("mapp.png", "map.png"),
        ("Map.PNG", "map.png"),
        ("C:\\Users\\Ann\\Pictures\\map.png", "map.png"),
        ("/home/ann/map.png", "map.png"),
        ("../map.png", "map.png"),
        ("pictures/Rule.svg", "pictures/rule.svg"),
        ("photos/photo.jpg", "photo.jpg"),
    ],
)
def test_a_picture_that_is_missing_is_looked_for_where_it_may_be(name: str, meant: str) -> None:
    hint = picture_hint(VALID, name, MissingFile(f"there is no file `{name}`"))
    assert hint == f"did you mean `{meant}`?"


def test_what_to_do_is_said_of_each_picture_that_cannot_be_used(tmp_path: Path) -> None:
    large, word = tmp_path / "large.png", tmp_path / "photo.heic"
    with large.open("wb") as stream:
        stream.truncate(MAX_BYTES + 1)
    word.write_bytes(b"\0\0\0\x18ftypheic")
    hints = []
    for file in (large, word):
        with pytest.raises(UnusableFile) as caught:
            read_image(tmp_path, file.name)
        hints.append(str(picture_hint(tmp_path, file.name, caught.value)))
    assert "2,000 pixels across are enough" in hints[0]
    assert "save it as PNG or JPEG" in hints[1]
