"""Finds out from a picture's bytes, before an engine opens it, its format and size, and that it is whole and not too large."""

import struct
import zlib
from math import isfinite

from reportgen.document import Image
from reportgen.images.errors import UnusableFile, damaged_file_error

MAX_PIXELS = 40_000_000
"""An engine needs seconds and a gigabyte for 144 megapixels, and drops a larger picture. An A4 page at 600 dpi has 35 million."""

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"


def identify_image(content: bytes, name: str) -> Image:
    """Returns a picture with its media type and its size in pixels. Raises Unusable."""
    if content.startswith(_PNG):
        image = _image(content, "image/png", _png_size(content), name)
        is_whole = _png_is_whole(content)
    elif content.startswith(_JPEG):
        image = _image(content, "image/jpeg", _jpeg_size(content), name)
        is_whole = _jpeg_is_whole(content)
    else:
        from reportgen.images.svg import drawing_size

        image = _image(content, "image/svg+xml", drawing_size(content, name), name)
        is_whole = True  # the XML parser has seen its end
    if not is_whole:
        raise damaged_file_error(name)
    return image


def _image(content: bytes, media_type: str, size: tuple[float, float] | None, name: str) -> Image:
    """Makes an Image of a size that is known and in bounds."""
    if size is None:
        raise damaged_file_error(name)
    if min(size) <= 0:
        raise UnusableFile(f"`{name}` has no width or no height")
    width, height = (max(round(side), 1) if isfinite(side) else MAX_PIXELS + 1 for side in size)
    if width * height > MAX_PIXELS:
        raise UnusableFile(
            f"`{name}` has {width} by {height} pixels; {MAX_PIXELS // 1_000_000} million are the most"
        )
    return Image(content, media_type, width, height)


def _png_size(content: bytes) -> tuple[int, int] | None:
    if content[12:16] != b"IHDR" or len(content) < 24:
        return None
    width, height = struct.unpack(">II", content[16:24])
    return width, height


def _png_is_whole(content: bytes) -> bool:
    """Walks the chunks from the header to the end, and checks the checksum of each (PNG, third edition, 5.3)."""
    view, position, chunk_types = memoryview(content), len(_PNG), set()
    while b"IEND" not in chunk_types and position + 12 <= len(content):
        end = position + 12 + int.from_bytes(view[position : position + 4])
        checksum = int.from_bytes(view[end - 4 : end])
        if end > len(content) or zlib.crc32(view[position + 4 : end - 4]) != checksum:
            return False
        chunk_types.add(bytes(view[position + 4 : position + 8]))
        position = end
    return {b"IDAT", b"IEND"} <= chunk_types


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    """Walks the segments to the frame header (ITU-T T.81, B.2.2)."""
    position = 2
    while position + 9 < len(content):
        if content[position] != 0xFF:
            return None
        marker = content[position + 1]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", content[position + 5 : position + 9])
            return width, height
        is_padding = marker == 0xFF
        position += 1 if is_padding else 2 + struct.unpack(">H", content[position + 2 : position + 4])[0]
    return None


def _jpeg_is_whole(content: bytes) -> bool:
    """Whether an end marker follows the last scan, inside which its two bytes never meet (ITU-T T.81, B.1.1.5)."""
    scan = content.rfind(b"\xff\xda")
    return scan > 0 and content.find(b"\xff\xd9", scan) > 0
