"""What a picture is, told from its bytes: its kind and size, and whether it is whole and bounded, before an engine opens it."""

import struct
import zlib
from math import isfinite

from reportgen.document import Image
from reportgen.images.unusable import Unusable, damaged

MAX_PIXELS = 40_000_000
"""A 144-megapixel picture takes an engine seconds and a gigabyte; a larger one vanishes. 40 fill an A3 page at 600 dpi."""

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"


def measured(content: bytes, name: str) -> Image:
    """A picture with its kind and its size in pixels. Raises Unusable."""
    if content.startswith(_PNG):
        image = _bounded(content, "image/png", _png_size(content), name)
        whole = _png_is_whole(content)
    elif content.startswith(_JPEG):
        image = _bounded(content, "image/jpeg", _jpeg_size(content), name)
        whole = _jpeg_is_whole(content)
    else:
        from reportgen.images.svg import drawing

        image, whole = _bounded(content, "image/svg+xml", drawing(content, name), name), True
    if not whole:
        raise damaged(name)
    return image


def _bounded(content: bytes, kind: str, size: tuple[float, float] | None, name: str) -> Image:
    if size is None:
        raise damaged(name)
    if min(size) <= 0:
        raise Unusable(f"`{name}` has no width or no height")
    width, height = (max(round(side), 1) if isfinite(side) else MAX_PIXELS + 1 for side in size)
    if width * height > MAX_PIXELS:
        raise Unusable(
            f"`{name}` has {width} by {height} pixels; {MAX_PIXELS // 1_000_000} million are the most"
        )
    return Image(content, kind, width, height)


def _png_size(content: bytes) -> tuple[int, int] | None:
    if content[12:16] != b"IHDR" or len(content) < 24:
        return None
    width, height = struct.unpack(">II", content[16:24])
    return width, height


def _png_is_whole(content: bytes) -> bool:
    """Walk the chunks from the header to the end, each with its checksum (PNG, third edition, 5.3)."""
    view, position, kinds = memoryview(content), len(_PNG), set()
    while b"IEND" not in kinds and position + 12 <= len(content):
        end = position + 12 + int.from_bytes(view[position : position + 4])
        if end > len(content) or zlib.crc32(view[position + 4 : end - 4]) != int.from_bytes(
            view[end - 4 : end]
        ):
            return False
        kinds.add(bytes(view[position + 4 : position + 8]))
        position = end
    return {b"IDAT", b"IEND"} <= kinds


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    """Walk the segments to the frame header (ITU-T T.81, B.2.2)."""
    position = 2
    while position + 9 < len(content):
        if content[position] != 0xFF:
            return None
        marker = content[position + 1]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", content[position + 5 : position + 9])
            return width, height
        padding = marker == 0xFF
        position += 1 if padding else 2 + struct.unpack(">H", content[position + 2 : position + 4])[0]
    return None


def _jpeg_is_whole(content: bytes) -> bool:
    """Whether the end follows the last scan: inside one, these two bytes are never neighbours (ITU-T T.81, B.1.1.5)."""
    scan = content.rfind(b"\xff\xda")
    return scan > 0 and content.find(b"\xff\xd9", scan) > 0
