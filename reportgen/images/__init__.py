"""Pictures from files: `measure` tells from the bytes what they are, `files` reads the bytes from a folder and no other."""

from pathlib import Path

from reportgen.document import Image
from reportgen.images.files import read_inside
from reportgen.images.measure import measured
from reportgen.images.unusable import Unusable

__all__ = ["MAX_BYTES", "Unusable", "measured", "read_image"]

MAX_BYTES = 20_000_000


def read_image(folder: Path, name: str) -> Image:
    """Read a PNG, JPEG or SVG file that lies in a folder or one inside it. Raises Unusable."""
    return measured(read_inside(folder, name, MAX_BYTES), name)
