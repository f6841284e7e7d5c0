"""Reads JPEG files: their size, and what cameras and drawing programs note beside it (ITU-T T.81)."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

SIGNATURE = b"\xff\xd8\xff"

_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_SCAN = 0xDA
_EXIF, _PROFILE = b"Exif\0\0", b"ICC_PROFILE\0"
_COMMON_FRAMES = frozenset({0xC0, 0xC1, 0xC2})
_BITS = 8


@dataclass(frozen=True, slots=True)
class Frame:
    """The size of a JPEG, and how its pixels are stored."""

    width: int
    height: int
    channels: int
    is_common: bool
    """Whether every program knows this kind: Huffman-coded, with eight bits of each colour."""

    @property
    def size(self) -> tuple[int, int]:
        """Its width and height in pixels."""
        return self.width, self.height


def segments(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Yields the marker and the data of each segment before the first scan (B.1.1.4)."""
    position = 2
    while position + 4 <= len(content) and content[position] == 0xFF:
        marker = content[position + 1]
        if marker == 0xFF:  # padding
            position += 1
            continue
        size = int.from_bytes(content[position + 2 : position + 4])
        if marker == _SCAN or size < 2:
            return
        yield marker, content[position + 4 : position + 2 + size]
        position += 2 + size


def read_frame(content: bytes) -> Frame | None:
    """Returns what the frame header says (B.2.2); None without one."""
    for marker, data in segments(content):
        if marker in _FRAMES and len(data) >= 6:
            bits, height, width, channels = struct.unpack(">BHHB", data[:6])
            return Frame(width, height, channels, marker in _COMMON_FRAMES and bits == _BITS)
    return None


def is_whole(content: bytes) -> bool:
    """Whether an end marker follows the last scan, inside which its two bytes never meet (B.1.1.5)."""
    scan = content.rfind(b"\xff\xda")
    return scan > 0 and content.find(b"\xff\xd9", scan) > 0


def exif(content: bytes) -> bytes:
    """Returns what the camera noted in Exif's form; empty where it noted nothing."""
    notes = (data[len(_EXIF) :] for marker, data in segments(content) if marker == 0xE1 and data[:6] == _EXIF)
    return next(notes, b"")


def colour_profile(content: bytes) -> bytes:
    """Returns the ICC profile of the colours, which may stand in several segments; empty without one."""
    start = len(_PROFILE) + 2
    return b"".join(
        data[start:] for marker, data in segments(content) if marker == 0xE2 and data.startswith(_PROFILE)
    )
