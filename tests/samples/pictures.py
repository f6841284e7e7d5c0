"""Pictures made from numbers: a bar chart as SVG and as PNG, and a photograph with a remark in it."""

import struct
import zlib
from collections.abc import Sequence
from pathlib import Path

_PHOTO = Path(__file__).parents[1] / "valid" / "photo.jpg"
_BAR = 24
_HIGH = 120


def svg(values: Sequence[int]) -> bytes:
    bars = "".join(
        f'<rect x="{index * _BAR}" y="{_HIGH - value}" width="{_BAR - 4}" height="{value}" fill="#0a5c84"/>'
        f'<text x="{index * _BAR}" y="{_HIGH - value - 3}" font-size="9">{value}</text>'
        for index, value in enumerate(values)
    )
    wide = len(values) * _BAR
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {_HIGH}" width="{wide}" height="{_HIGH}">'
    return f"{head}{bars}</svg>\n".encode()


def png(values: Sequence[int]) -> bytes:
    """Grey bars on white. The rows are not compressed: libraries that compress differ in their bytes."""
    rows = [
        bytes(
            0x60 if column % _BAR < _BAR - 4 and row >= _HIGH - values[column // _BAR] else 0xFF
            for column in range(wide)
        )
        for wide in (len(values) * _BAR,)
        for row in range(_HIGH)
    ]
    size = struct.pack(">IIBBBBB", len(values) * _BAR, _HIGH, 8, 0, 0, 0, 0)
    pixels = zlib.compress(b"".join(b"\0" + row for row in rows), 0)
    chunks = ((b"IHDR", size), (b"IDAT", pixels), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, content) for kind, content in chunks)


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def jpeg(values: Sequence[int]) -> bytes:
    remark = bytes(values)
    start, rest = (photo := _PHOTO.read_bytes())[:2], photo[2:]
    return start + b"\xff\xfe" + struct.pack(">H", len(remark) + 2) + remark + rest


MAKERS = {"svg": svg, "png": png, "jpg": jpeg}
