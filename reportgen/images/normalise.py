"""Makes of every photograph one that all formats show alike: upright, in the colours of screens, no larger than the page needs.

A browser, Word and the PDF's engine each treat a turned picture, the colours of print and more than eight bits of a colour in
a way of its own. A picture in which there is nothing to do stays what it is, byte for byte.
"""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from reportgen.document import Image
from reportgen.images import jpeg, png
from reportgen.images.errors import damaged_file_error
from reportgen.images.exif import UPRIGHT, orientation

if TYPE_CHECKING:
    from PIL.Image import Image as Pixels

MAX_WIDTH, MAX_HEIGHT = 2244, 2362
"""The most pixels that a page needs: 300 to the inch over 190 mm, the widest text of A4, and 200 mm, the highest picture."""

_QUALITY = 90
_PHOTOGRAPH = "image/jpeg"
_MAX_PROFILE = 4_000_000
_CHANNELS_OF_PRINT = 4


@dataclass(frozen=True, slots=True)
class _Changes:
    """What there is to do: a way to turn the picture, a colour profile to apply, and whether its colours are stored oddly."""

    orientation: int
    profile: bytes
    is_odd: bool
    is_large: bool

    def __bool__(self) -> bool:
        return self.orientation != UPRIGHT or bool(self.profile) or self.is_odd or self.is_large


def normalise(image: Image, name: str) -> Image:
    """Returns a picture that all formats show alike. Raises Unusable where its pixels cannot be read."""
    changes = _needed_changes(image)
    if not changes:
        return image
    import warnings

    try:
        with warnings.catch_warnings(), _refusing_truncated():
            warnings.simplefilter("ignore")  # of notes in the file that are not in order
            return _changed(image, changes)
    except Exception:  # noqa: BLE001 - whatever a decoder raises, the file is what is wrong
        raise damaged_file_error(name) from None


@contextmanager
def _refusing_truncated() -> Iterator[None]:
    """Lets Pillow refuse pictures that break off, also where WeasyPrint, once it is loaded, has told it to take them."""
    from PIL import ImageFile

    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _needed_changes(image: Image) -> _Changes:
    is_large = image.width > MAX_WIDTH or image.height > MAX_HEIGHT
    if image.media_type == _PHOTOGRAPH:
        frame = jpeg.read_frame(image.content)
        is_odd = frame is None or frame.channels == _CHANNELS_OF_PRINT or not frame.is_common
        turn, profile = orientation(jpeg.exif(image.content)), jpeg.colour_profile(image.content)
    elif image.media_type == "image/png":
        header, parts = png.read_header(image.content), dict(png.chunks(image.content))
        is_odd = header is None or header.depth > 8
        turn = orientation(bytes(parts.get(b"eXIf", b"")))
        profile = _unpacked_profile(bytes(parts.get(b"iCCP", b"")))
    else:
        return _Changes(UPRIGHT, b"", is_odd=False, is_large=False)
    return _Changes(turn, b"" if _is_of_screens(profile) else profile, is_odd, is_large)


def _unpacked_profile(chunk: bytes) -> bytes:
    """Returns the profile of a PNG, which stands packed behind its name; empty where it cannot be read."""
    _, _, packed = chunk.partition(b"\0")
    try:
        return zlib.decompressobj().decompress(packed[1:], _MAX_PROFILE)
    except zlib.error:
        return b""


def _is_of_screens(profile: bytes) -> bool:
    """Whether a profile says what is meant without one, the colours of sRGB; its name is in ASCII or UTF-16."""
    return not profile or b"sRGB" in profile or "sRGB".encode("utf-16-be") in profile


def _changed(image: Image, changes: _Changes) -> Image:
    from PIL import Image as Pillow

    pixels: Pixels = Pillow.open(BytesIO(image.content), formats=("JPEG", "PNG"))
    turned = changes.orientation >= 5
    limit = (MAX_HEIGHT, MAX_WIDTH) if turned else (MAX_WIDTH, MAX_HEIGHT)
    if changes.is_large and image.media_type == _PHOTOGRAPH:
        pixels.draft(None, limit)  # decodes a half or a quarter of the pixels where that is enough
    pixels = _in_eight_bits(pixels, has_more_bits=changes.is_odd and image.media_type != _PHOTOGRAPH)
    if changes.is_large:
        scale = min(1, limit[0] / image.width, limit[1] / image.height)
        size = max(round(image.width * scale), 1), max(round(image.height * scale), 1)
        pixels = pixels.resize(size, Pillow.Resampling.LANCZOS)
    pixels = _in_colours_of_screens(pixels, changes.profile)
    if changes.orientation != UPRIGHT:
        pixels = pixels.transpose(_turns()[changes.orientation])
    return Image(_encoded(pixels, image.media_type), image.media_type, *pixels.size)


def _in_eight_bits(pixels: "Pixels", *, has_more_bits: bool) -> "Pixels":
    """Returns pixels whose colours are numbers and not entries of a palette, with eight bits each."""
    if pixels.mode.startswith("I"):
        from PIL import Image as Pillow

        transparent = pixels.info.get("transparency")
        # Of sixteen bits the upper eight: the second byte of each, as numbers are stored here.
        grey = Pillow.frombytes("L", pixels.size, pixels.convert("I;16").tobytes()[1::2])
        if transparent is not None:
            mask = Pillow.frombytes("L", pixels.size, _opacities(pixels, transparent))
            grey.putalpha(mask)
        return grey
    if has_more_bits and "transparency" in pixels.info:
        pixels.info["transparency"] = tuple(channel >> 8 for channel in pixels.info["transparency"])
    if pixels.mode in ("1", "L", "LA", "RGB", "RGBA", "CMYK") and "transparency" not in pixels.info:
        return pixels.convert("L") if pixels.mode == "1" else pixels
    return pixels.convert("RGBA" if "transparency" in pixels.info or pixels.mode == "PA" else "RGB")


def _opacities(pixels: "Pixels", transparent: int) -> bytes:
    """Returns an opacity for each pixel of a grey picture in which one shade is transparent."""
    shades = memoryview(pixels.convert("I;16").tobytes()).cast("H")
    return bytes(0 if shade == transparent else 255 for shade in shades)


def _in_colours_of_screens(pixels: "Pixels", profile: bytes) -> "Pixels":
    """Returns pixels in sRGB; a profile that cannot be read counts for nothing, as in browsers."""
    if profile:
        alpha = pixels.getchannel("A") if pixels.mode in ("LA", "RGBA") else None
        coloured = _converted(pixels.convert(pixels.mode.removesuffix("A")), profile)
        if coloured is not None:
            if alpha is not None:
                coloured.putalpha(alpha)
            return coloured
    return pixels.convert("RGB") if pixels.mode == "CMYK" else pixels


def _converted(pixels: "Pixels", profile: bytes) -> "Pixels | None":
    from PIL import ImageCms

    with suppress(ImportError, OSError, ValueError, ImageCms.PyCMSError):
        target = ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(pixels, BytesIO(profile), target, outputMode="RGB")
    return None


def _turns() -> dict[int, Any]:
    """Returns what puts a picture upright, by the orientation that its camera noted."""
    from PIL.Image import Transpose

    return {
        2: Transpose.FLIP_LEFT_RIGHT,
        3: Transpose.ROTATE_180,
        4: Transpose.FLIP_TOP_BOTTOM,
        5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270,
        7: Transpose.TRANSVERSE,
        8: Transpose.ROTATE_90,
    }


def _encoded(pixels: "Pixels", media_type: str) -> bytes:
    """Returns a file with nothing in it but the pixels, so that the same picture is the same bytes."""
    stream = BytesIO()
    pixels.info.clear()
    if media_type == _PHOTOGRAPH:
        pixels.save(stream, "JPEG", quality=_QUALITY, optimize=True)
    else:
        pixels.save(stream, "PNG")
    return stream.getvalue()
