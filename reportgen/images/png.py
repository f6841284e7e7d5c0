"""Reads PNG files: their chunks, and whether their pixels are all there (PNG, third edition)."""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

SIGNATURE = b"\x89PNG\r\n\x1a\n"

_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
"""The number of channels of each type of colour (11.2.1)."""

_DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
_PASSES = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
"""The first column and row of each pass of an interlaced picture, and the steps between them (8.1)."""

_INDEXED = 3
_LAST_FILTER = 4
_BLOCK = 1 << 16


@dataclass(frozen=True, slots=True)
class Header:
    """What the first chunk says of a picture."""

    width: int
    height: int
    depth: int
    colour_type: int
    is_interlaced: bool

    @property
    def size(self) -> tuple[int, int]:
        """Its width and height in pixels."""
        return self.width, self.height

    def passes(self) -> Iterator[tuple[int, int]]:
        """Yields the bytes of a row and the number of rows of each pass; each row begins with the number of its filter."""
        bits = self.depth * _CHANNELS[self.colour_type]
        for left, top, step, row_step in _PASSES if self.is_interlaced else ((0, 0, 1, 1),):
            columns, rows = ceil((self.width - left) / step), ceil((self.height - top) / row_step)
            if columns > 0 and rows > 0:
                yield 1 + ceil(columns * bits / 8), rows


def chunks(content: bytes) -> Iterator[tuple[bytes, memoryview]]:
    """Yields the type and the data of each chunk, as far as they are whole and their checksums right (5.3)."""
    view, position = memoryview(content), len(SIGNATURE)
    while position + 12 <= len(content):
        end = position + 12 + int.from_bytes(view[position : position + 4])
        checksum = int.from_bytes(view[end - 4 : end])
        if end > len(content) or zlib.crc32(view[position + 4 : end - 4]) != checksum:
            return
        chunk_type = bytes(view[position + 4 : position + 8])
        yield chunk_type, view[position + 8 : end - 4]
        if chunk_type == b"IEND":
            return
        position = end


def read_header(content: bytes) -> Header | None:
    """Returns the header; None where it is not that of a PNG."""
    if content[12:16] != b"IHDR" or len(content) < 29:
        return None
    width, height, depth, colour_type, _, _, interlaced = struct.unpack(">IIBBBBB", content[16:29])
    return Header(width, height, depth, colour_type, bool(interlaced))


def is_whole(content: bytes) -> bool:
    """Tells whether a PNG ends where it should and its pixels unpack to as many as its header says."""
    header, pixels, types = read_header(content), list[memoryview](), set[bytes]()
    for chunk_type, data in chunks(content):
        types.add(chunk_type)
        if chunk_type == b"IDAT":
            pixels.append(data)
    if header is None or not {b"IDAT", b"IEND"} <= types:
        return False
    if header.depth not in _DEPTHS.get(header.colour_type, ()):
        return False
    if header.colour_type == _INDEXED and b"PLTE" not in types:
        return False
    return _pixels_unpack(header, pixels)


def _pixels_unpack(header: Header, pixels: list[memoryview]) -> bool:
    """Unpacks pixels in small blocks, so that no picture needs much memory."""
    stream = _Unpacker(pixels)
    try:
        for row_size, rows in header.passes():
            rows_at_once = max(_BLOCK // row_size, 1)
            for first in range(0, rows, rows_at_once):
                size = row_size * min(rows_at_once, rows - first)
                block = stream.read(size)
                if len(block) < size or max(block[::row_size]) > _LAST_FILTER:
                    return False
    except zlib.error:
        return False
    return True


class _Unpacker:
    """Unpacks the data of several chunks, which are one stream."""

    def __init__(self, pieces: list[memoryview]) -> None:
        self._pieces = iter(pieces)
        self._stream = zlib.decompressobj()

    def read(self, size: int) -> bytes:
        """Returns so many bytes, or fewer where the stream ends. Raises zlib.error."""
        parts, missing = list[bytes](), size
        while missing and not self._stream.eof:
            packed: bytes | memoryview | None = self._stream.unconsumed_tail or next(self._pieces, None)
            part = self._stream.decompress(packed or b"", missing)
            if packed is None and not part:
                break
            parts.append(part)
            missing -= len(part)
        return b"".join(parts)
