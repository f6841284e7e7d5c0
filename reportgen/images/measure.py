"""Finds out from a picture's bytes, before an engine opens it, its format and size, and that it is whole and not too large."""

from math import isfinite

from reportgen.document import Image
from reportgen.images import jpeg, png
from reportgen.images.errors import SMALLER, UnusableFile, damaged_file_error

MAX_PIXELS = 40_000_000
"""An engine needs seconds and a gigabyte for 144 megapixels, and drops a larger picture. An A4 page at 600 dpi has 35 million."""


def identify_image(content: bytes, name: str) -> Image:
    """Returns a picture with its media type and its size in pixels. Raises Unusable."""
    if content.startswith(png.SIGNATURE):
        header = png.read_header(content)
        image = _image(content, "image/png", header.size if header else None, name)
        is_whole = png.is_whole(content)
    elif content.startswith(jpeg.SIGNATURE):
        frame = jpeg.read_frame(content)
        image = _image(content, "image/jpeg", frame.size if frame else None, name)
        is_whole = jpeg.is_whole(content)
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
            f"`{name}` has {width} by {height} pixels; {MAX_PIXELS // 1_000_000} million are the most",
            SMALLER,
        )
    return Image(content, media_type, width, height)
