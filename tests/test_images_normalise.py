"""Pictures that browsers, Word and the PDF would each show in a way of their own are made alike when they are read."""

import struct
import sys
import zlib
from base64 import b64encode
from io import BytesIO
from pathlib import Path
from subprocess import run
from zipfile import ZipFile

import pypdf
import pytest
from PIL import Image as Pillow  # noqa: TID253 (makes the cases)
from PIL import ImageCms  # noqa: TID253

from reportgen.document import Image
from reportgen.images import UnusableFile, identify_image, read_image
from reportgen.images.normalise import MAX_HEIGHT, MAX_WIDTH, normalise
from reportgen.layout import find_layout
from reportgen.pipeline import build, check
from tests.cases import TESTS
from tests.writers.sample import png

VALID = TESTS / "valid"
CORNERS = ("red", "lime", "blue", "black")
"""The colours of an upright picture, from left to right and from the top down."""


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def raw_png(
    width: int, height: int, depth: int, colour: int, rows: bytes, *, interlaced: bool = False
) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, interlaced)
    chunks = (chunk(b"IHDR", header), chunk(b"IDAT", zlib.compress(rows)), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def upright() -> Pillow.Image:
    pixels = Pillow.new("RGB", (32, 48))
    for index, colour in enumerate(CORNERS):
        pixels.paste(colour, (index % 2 * 16, index // 2 * 24, index % 2 * 16 + 16, index // 2 * 24 + 24))
    return pixels


def turned(orientation: int, kind: str) -> bytes:
    """A picture as a camera held in some way stores it, with its note of that way."""
    stored = {
        2: Pillow.Transpose.FLIP_LEFT_RIGHT, 3: Pillow.Transpose.ROTATE_180, 4: Pillow.Transpose.FLIP_TOP_BOTTOM,
        5: Pillow.Transpose.TRANSPOSE, 6: Pillow.Transpose.ROTATE_90, 7: Pillow.Transpose.TRANSVERSE,
        8: Pillow.Transpose.ROTATE_270,
    }  # fmt: skip
    pixels, notes, stream = upright(), Pillow.Exif(), BytesIO()
    if orientation in stored:
        pixels = pixels.transpose(stored[orientation])
    notes[0x0112] = orientation
    pixels.save(stream, kind, exif=notes)
    return stream.getvalue()


def corners(image: Image) -> list[str]:
    """The nearest of the four colours in each quarter of a picture."""
    pixels = Pillow.open(BytesIO(image.content)).convert("RGB")
    assert pixels.size == (image.width, image.height)
    shades = {"red": (255, 0, 0), "lime": (0, 255, 0), "blue": (0, 0, 255), "black": (0, 0, 0)}
    found = []
    for x, y in ((1, 1), (3, 1), (1, 3), (3, 3)):
        colour = pixels.getpixel((pixels.width * x // 4, pixels.height * y // 4))
        assert isinstance(colour, tuple)
        found.append(
            min(shades, key=lambda name: sum(abs(a - b) for a, b in zip(colour, shades[name], strict=True)))
        )
    return found


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
@pytest.mark.parametrize("orientation", range(10))
def test_a_picture_stands_upright_whichever_way_the_camera_was_held(orientation: int, kind: str) -> None:
    content = turned(orientation, kind)
    image = normalise(identify_image(content, "x"), "x")
    assert corners(image) == list(CORNERS)
    assert (image.content == content) == (orientation not in range(2, 9))
    assert normalise(image, "x") is image


@pytest.mark.parametrize("name", ["photo.jpg", "map.png", "pictures/rule.svg"])
def test_a_picture_in_which_nothing_is_to_do_stays_what_it_is(name: str) -> None:
    assert read_image(VALID, name).content == (VALID / name).read_bytes()


def test_colours_of_print_become_those_of_screens() -> None:
    content = (VALID / "pictures/colours-of-print.jpg").read_bytes()
    image = read_image(VALID, "pictures/colours-of-print.jpg")
    with Pillow.open(BytesIO(content)) as before, Pillow.open(BytesIO(image.content)) as after:
        assert (before.mode, after.mode, after.size) == ("CMYK", "RGB", before.size)
        assert "icc_profile" not in after.info


def test_more_than_eight_bits_become_eight() -> None:
    image = read_image(VALID, "pictures/sixteen-bits.png")
    with Pillow.open(BytesIO(image.content)) as pixels:
        assert (pixels.mode, pixels.getpixel((0, 0)), pixels.getpixel((0, 199))) == ("L", 0, 254)


def test_what_is_transparent_stays_so() -> None:
    """Grey and coloured pixels of sixteen bits, once with opacities, once with one shade that is transparent."""
    content = raw_png(2, 1, 16, 6, b"\0" + bytes.fromhex("ffff 0000 0000 8000 0000 0000 ffff ffff"))
    pixels = Pillow.open(BytesIO(normalise(identify_image(content, "x"), "x").content))
    assert [pixels.getpixel((x, 0)) for x in (0, 1)] == [(255, 0, 0, 128), (0, 0, 255, 255)]
    grey = raw_png(2, 1, 16, 0, b"\0" + bytes.fromhex("1234 1235"))
    marked = grey.replace(chunk(b"IEND", b""), b"")
    start = marked.index(b"IDAT") - 4
    marked = marked[:start] + chunk(b"tRNS", b"\x12\x34") + marked[start:] + chunk(b"IEND", b"")
    pixels = Pillow.open(BytesIO(normalise(identify_image(marked, "x"), "x").content))
    assert [pixels.getpixel((x, 0)) for x in (0, 1)] == [(18, 0), (18, 255)]


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_picture_has_no_more_pixels_than_the_page_needs(kind: str) -> None:
    stream = BytesIO()
    Pillow.new("RGB", (4000, 3000), "navy").save(stream, kind)
    image = normalise(identify_image(stream.getvalue(), "x"), "x")
    assert (image.width, image.height) == (MAX_WIDTH, 1683)
    assert image.height < MAX_HEIGHT
    assert image == normalise(identify_image(stream.getvalue(), "x"), "x")


def test_another_profile_of_colours_is_applied_and_that_of_screens_is_left() -> None:
    of_screens = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for kind in ("PNG", "JPEG"):
        stream = BytesIO()
        upright().save(stream, kind, icc_profile=of_screens)
        image = identify_image(stream.getvalue(), "x")
        assert normalise(image, "x") is image
        stream = BytesIO()
        upright().save(
            stream,
            kind,
            icc_profile=of_screens.replace(b"s\0R\0G\0B", b"o\0w\0n\0x").replace(
                b"\0s\0R\0G\0B", b"\0o\0w\0n\0x"
            ),
        )
        image = normalise(identify_image(stream.getvalue(), "x"), "x")
        assert image.content != stream.getvalue()
        assert corners(image) == list(CORNERS)


def broken_pngs() -> dict[str, bytes]:
    rows = b"\0abc" * 2
    return {
        "too few rows": raw_png(1, 3, 8, 2, rows),
        "no such filter": raw_png(1, 2, 8, 2, b"\x05abc" * 2),
        "no such depth": raw_png(1, 2, 16, 3, rows),
        "no such colours": raw_png(1, 2, 8, 5, rows),
        "no palette": raw_png(1, 2, 8, 3, rows),
        "not packed": raw_png(1, 2, 8, 2, rows).replace(zlib.compress(rows), b"garbage!"),
        "a pass is missing": raw_png(8, 8, 8, 0, b"\0\0" * 3, interlaced=True),
    }


@pytest.mark.parametrize("name", broken_pngs())
def test_a_png_whose_pixels_are_not_all_there_is_refused(name: str) -> None:
    content = broken_pngs()[name]
    data = content[content.index(b"IDAT") : -16]
    content = content[: content.index(b"IDAT") - 4] + chunk(b"IDAT", data[4:]) + chunk(b"IEND", b"")
    with pytest.raises(UnusableFile, match="`x` cannot be read: it is cut off or damaged"):
        identify_image(content, "x")


def test_an_interlaced_png_is_whole_with_all_its_passes() -> None:
    rows = b"".join(
        b"\0" + bytes(size)
        for size, count in ((1, 1), (1, 1), (2, 1), (2, 2), (4, 2), (4, 4), (8, 4))
        for _ in range(count)
    )
    assert identify_image(raw_png(8, 8, 8, 0, rows, interlaced=True), "x").width == 8


@pytest.mark.parametrize(
    "notes",
    [
        b"",
        b"II*\0",
        b"II*\0\xff\xff\xff\xff",
        b"MM\0*\0\0\0\x08\xff\xff",
        b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x63\0\0\0",
    ],
)
def test_notes_that_make_no_sense_count_for_nothing(notes: bytes) -> None:
    content = png(60, 40, (50,))
    content = content[:-12] + chunk(b"eXIf", notes) + content[-12:]
    image = identify_image(content, "x")
    assert normalise(image, "x") is image


@pytest.mark.parametrize(
    "takes_truncated", [False, True]
)  # WeasyPrint lets Pillow take them, for the whole process
def test_a_photograph_of_a_kind_that_nothing_shows_is_refused(
    takes_truncated: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("PIL.ImageFile.LOAD_TRUNCATED_IMAGES", takes_truncated)
    content = (VALID / "photo.jpg").read_bytes().replace(b"\xff\xc0", b"\xff\xcb")
    with pytest.raises(UnusableFile, match="`x`"):
        normalise(identify_image(content, "x"), "x")


@pytest.mark.pdf
@pytest.mark.parametrize("name", ["photo-turned", "picture-cmyk", "picture-16-bit"])
def test_all_formats_show_the_same_picture(name: str) -> None:
    checked = check(VALID / f"{name}.yaml")
    result = build(checked, find_layout("lga-board"), ("pdf", "html", "docx"))
    assert result.findings == checked.findings
    image = checked.images["picture"]
    word = ZipFile(BytesIO(result.files["docx"]))
    assert [word.read(part) for part in word.namelist() if "/media/" in part] == [image.content]
    assert b64encode(image.content) in result.files["html"]
    pages = pypdf.PdfReader(BytesIO(result.files["pdf"])).pages
    (embedded,) = {picture.name: picture.image for page in pages for picture in page.images}.values()
    assert embedded is not None
    if image.media_type == "image/jpeg":
        assert image.content in result.files["pdf"]
    with Pillow.open(BytesIO(image.content)) as pixels:
        assert embedded.size == pixels.size


def test_pillow_is_loaded_only_where_there_is_something_to_do() -> None:
    program = (
        "import sys; from pathlib import Path; from reportgen.images import read_image;"
        f"read_image(Path({str(VALID)!r}), 'photo.jpg'); assert 'PIL' not in sys.modules;"
        f"read_image(Path({str(VALID)!r}), 'pictures/turned.jpg'); assert 'PIL' in sys.modules"
    )
    run([sys.executable, "-c", program], check=True, cwd=Path(__file__).parents[1])
