"""Further fonts, which a dataset brings for letters that the package's font lacks."""

import logging
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

from reportgen.codes import FONT, GLYPH
from reportgen.findings import At, Fault, Problem
from reportgen.images.errors import MissingFile, UnusableFile, damaged_file_error
from reportgen.images.files import read_file_inside
from reportgen.prose import Prose
from reportgen.schema.load import LoadedReport
from reportgen.theme import Font

MAX_BYTES = 25_000_000
"""The largest font: those of Chinese, with some 65,000 characters, have up to 20 MB."""

_SIGNATURES = (b"\0\1\0\0", b"OTTO", b"true")
_COLLECTION = b"ttcf"
_NO_EMBEDDING = 0x0002
"""The bit of `fsType` in the table OS/2 by which a maker forbids to put a font into files (OpenType 1.9)."""


def read_fonts(files: Iterable[str], folder: Path) -> tuple[tuple[Font, ...], list[Fault]]:
    """The fonts that a dataset names, and those that cannot be used."""
    fonts: list[Font] = []
    faults: list[Fault] = []
    for index, name in enumerate(files):
        try:
            fonts.append(_read_font(read_file_inside(folder, name, MAX_BYTES), name))
        except UnusableFile as error:
            hint = "put a font, a file that ends in `.ttf` or `.otf`, into the folder of the dataset"
            if not isinstance(error, MissingFile):
                hint = "take another font; those of Google Noto may be used by everyone"
            faults.append(Fault(FONT, Problem(("fonts", index), str(error), hint)))
    return tuple(fonts), faults


def without_shown_characters(
    faults: Iterable[Fault], loaded: LoadedReport, fonts: Iterable[Font]
) -> Iterator[Fault]:
    """Faults without those about characters that one of the fonts has."""
    covered = frozenset[int]().union(*(font.characters for font in fonts))
    values: Mapping[At, object] = dict(loaded.values) if covered else {}
    for fault in faults:
        if fault.code is GLYPH and isinstance(fault.problem.part, tuple):
            value = values.get(fault.problem.at, "")
            text = value.source if isinstance(value, Prose) else str(value)
            start, end = fault.problem.part
            if text[start:end] and all(ord(character) in covered for character in text[start:end]):
                continue
        yield fault


def _read_font(content: bytes, name: str) -> Font:
    """A font of its bytes. Raises Unusable."""
    if content.startswith(_COLLECTION):
        raise UnusableFile(f"`{name}` is a collection of fonts; one font in a file is needed")
    if not content.startswith(_SIGNATURES):
        raise UnusableFile(f"`{name}` is not a TrueType or OpenType font")
    from fontTools.ttLib import TTFont

    logging.getLogger("fontTools").setLevel(logging.CRITICAL)  # its remarks are of no use to an officer
    try:
        font = TTFont(BytesIO(content), lazy=True)
        names: Any = font["name"]
        family = names.getDebugName(16) or names.getDebugName(1) or ""
        characters = frozenset(font.getBestCmap() or {})
        permission = font["OS/2"].fsType if "OS/2" in font else 0
    except Exception:  # noqa: BLE001 - whatever the library raises, the file is what is wrong
        raise damaged_file_error(name) from None
    if permission & 0xF == _NO_EMBEDDING:
        raise UnusableFile(f"`{name}` may not be put into files: its maker forbids it")
    if not characters or not family.isprintable():
        raise damaged_file_error(name)
    return Font(family[:100] or "Further font", content, characters)
