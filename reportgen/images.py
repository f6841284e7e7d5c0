"""Pictures from files: their kind and size, read from their first bytes and bounded before any engine opens them."""

import re
import struct
from pathlib import Path

from reportgen.document import Image

MAX_BYTES = 20_000_000
MAX_PIXELS = 40_000_000
"""A 144-megapixel picture takes an engine seconds and a gigabyte; a larger one vanishes. 40 fill an A3 page at 600 dpi."""

_SVG_SIZE = re.compile(r"<svg\b[^>]*?>", re.DOTALL)


class Unusable(Exception):
    """A picture that cannot be used; the message says why in plain words."""


def read_image(folder: Path, name: str) -> Image:
    """Read a PNG, JPEG or SVG file that lies in a folder or one inside it. Raises Unusable."""
    try:
        path = (folder / name).resolve()
        if not path.is_relative_to(folder.resolve()):
            raise Unusable(f"`{name}` lies outside the folder of the file that names it")
        if path.stat().st_size > MAX_BYTES:
            raise Unusable(f"`{name}` is larger than {MAX_BYTES // 1_000_000} MB")
        content = path.read_bytes()
    except FileNotFoundError:
        raise Unusable(f"there is no file `{name}`") from None
    except (OSError, RuntimeError, ValueError) as error:  # Python 3.11 and 3.12 find links in a circle so
        raise Unusable(f"`{name}` cannot be read ({getattr(error, 'strerror', None) or error})") from None
    return measured(content, name)


def measured(content: bytes, name: str) -> Image:
    """A picture with its kind and its size in pixels. Raises Unusable."""
    image = _png(content) or _jpeg(content) or _svg(content)
    if image is None:
        raise Unusable(f"`{name}` is not a PNG, JPEG or SVG picture")
    if not image.width or not image.height or image.width * image.height > MAX_PIXELS:
        raise Unusable(
            f"`{name}` has {image.width} by {image.height} pixels; {MAX_PIXELS // 1_000_000} million are the most"
        )
    return image


def _png(content: bytes) -> Image | None:
    if not content.startswith(b"\x89PNG\r\n\x1a\n") or len(content) < 33:
        return None
    width, height = struct.unpack(">II", content[16:24])
    return Image(content, "image/png", width, height)


def _jpeg(content: bytes) -> Image | None:
    """Walk the segments to the frame header (ITU-T T.81, B.2.2)."""
    if not content.startswith(b"\xff\xd8\xff"):
        return None
    position = 2
    while position + 9 < len(content):
        if content[position] != 0xFF:
            return None
        marker = content[position + 1]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", content[position + 5 : position + 9])
            return Image(content, "image/jpeg", width, height)
        padding = marker == 0xFF
        position += 1 if padding else 2 + struct.unpack(">H", content[position + 2 : position + 4])[0]
    return None


def _svg(content: bytes) -> Image | None:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return None
    tag = _SVG_SIZE.search(text)
    if not tag:
        return None
    width, height = (_length(tag[0], name) for name in ("width", "height"))
    box = re.search(r"viewBox\s*=\s*[\"']([^\"']*)[\"']", tag[0])
    sides = [float(side) for side in re.findall(r"-?\d+(?:\.\d+)?", box[1])] if box else []
    if len(sides) == 4:
        width, height = width or sides[2], height or sides[3]
    width, height = (min(side, MAX_PIXELS + 1) for side in (width or 300, height or 150))
    return Image(content, "image/svg+xml", round(width), round(height))


def _length(tag: str, name: str) -> float:
    match = re.search(rf"\s{name}\s*=\s*[\"']\s*(\d+(?:\.\d+)?)\s*(px|pt|mm|cm|in)?\s*[\"']", tag)
    scale = {"px": 1.0, "pt": 4 / 3, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
    return float(match[1]) * scale[match[2] or "px"] if match else 0.0
