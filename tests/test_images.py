"""Pictures: their kind and size are read from their first bytes, and what cannot be used is refused in plain words."""

import struct
from pathlib import Path

import pytest

from reportgen.images import MAX_BYTES, Unusable, measured, read_image
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
    image = measured(f"{tag}</svg>".encode(), "x.svg")
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
    with pytest.raises(Unusable, match="`x`"):
        measured(content, "x")


@pytest.mark.parametrize(
    "name", ["../faults/ten-faults.yaml", "/etc/hostname", "nowhere.png", ".", "a\0b", "x" * 5000]
)
def test_a_file_that_may_not_be_used_is_refused(name: str) -> None:
    with pytest.raises(Unusable):
        read_image(VALID, name)


def test_a_link_that_leads_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "secret.png").write_bytes(png(6, 4, (50,)))
    (tmp_path / "in" / "link.png").symlink_to(tmp_path / "secret.png")
    with pytest.raises(Unusable, match="outside the folder"):
        read_image(tmp_path / "in", "link.png")


def test_a_file_that_is_too_large_is_refused_unread(tmp_path: Path) -> None:
    with (tmp_path / "large.png").open("wb") as stream:
        stream.truncate(MAX_BYTES + 1)
    with pytest.raises(Unusable, match="larger than 20 MB"):
        read_image(tmp_path, "large.png")


def test_links_in_a_circle_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.png").symlink_to(tmp_path / "b.png")
    (tmp_path / "b.png").symlink_to(tmp_path / "a.png")
    with pytest.raises(Unusable):
        read_image(tmp_path, "a.png")
