"""Decodes the character codes of a PDF's fonts by their ToUnicode CMaps (ISO 32000-1, 9.10)."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from reportgen.startup.patterns import lazy_pattern
from reportgen.verify._pdf.objects import as_dict, resolve
from reportgen.verify.strings import in_reading_order

_MAX_ENTRIES = 100_000
_SECTION = lazy_pattern(rb"begin(codespacerange|bfchar|bfrange)(.*?)end\1", re.DOTALL)
_PAIR = lazy_pattern(rb"<([0-9A-Fa-f\s]+)>\s*<([0-9A-Fa-f\s]*)>")
_RANGE = lazy_pattern(
    rb"<([0-9A-Fa-f\s]+)>\s*<([0-9A-Fa-f\s]+)>\s*(?:<([0-9A-Fa-f\s]*)>|\[(.*?)\])", re.DOTALL
)
_HEX_STRING = lazy_pattern(rb"<([0-9A-Fa-f\s]*)>")
_UNKNOWN = "\ufffd"


class ToUnicodeMap:
    """The characters that the codes of a font stand for.

    The codes of a simple font without a CMap are taken for Windows-1252.
    """

    def __init__(self, font: Any) -> None:
        self._code_length = 2 if font.get("/Subtype") == "/Type0" else 1
        self._characters: dict[int, str] = {}
        self._is_windows_1252 = self._code_length == 1 and "/ToUnicode" not in font
        cmap = resolve(font.get("/ToUnicode"))
        if hasattr(cmap, "get_data"):
            self._read(cmap.get_data())

    def decode(self, codes: bytes) -> str:
        """Returns the text that codes stand for."""
        if self._is_windows_1252:
            return codes.decode("cp1252", "replace")
        starts = range(0, len(codes) - self._code_length + 1, self._code_length)
        numbers = (int.from_bytes(codes[start : start + self._code_length]) for start in starts)
        # Letters joined into one sign are named in the order in which they are read, unlike the signs of a line.
        return "".join(in_reading_order(self._characters.get(number, _UNKNOWN)) for number in numbers)

    def _read(self, cmap: bytes) -> None:
        for section in _SECTION.finditer(cmap):
            if section[1] == b"codespacerange":
                first = _PAIR.search(section[2])
                self._code_length = max(1, min(4, len(_unhex(first[1])))) if first else self._code_length
            else:
                entries = (
                    _bfchar_entries(section[2]) if section[1] == b"bfchar" else _bfrange_entries(section[2])
                )
                self._characters.update(islice(entries, max(0, _MAX_ENTRIES - len(self._characters))))


def _bfchar_entries(section: bytes) -> Iterator[tuple[int, str]]:
    for pair in _PAIR.finditer(section):
        yield int.from_bytes(_unhex(pair[1])), _utf16(pair[2])


def _bfrange_entries(section: bytes) -> Iterator[tuple[int, str]]:
    for match in _RANGE.finditer(section):
        first, last = (int.from_bytes(_unhex(match[group])) for group in (1, 2))
        codes = range(first, last + 1)
        if match[4] is not None:
            yield from zip(codes, map(_utf16, _HEX_STRING.findall(match[4])), strict=False)
            continue
        start = _unhex(match[3])
        for code in codes:
            value = int.from_bytes(start) + code - first
            yield code, _to_bytes(value, len(start)).decode("utf-16-be", "replace")


def _to_bytes(value: int, min_length: int) -> bytes:
    return value.to_bytes(min_length + 1).lstrip(b"\0").rjust(min_length, b"\0")


def _unhex(digits: bytes) -> bytes:
    """Returns the bytes of a hexadecimal string, in which the last digit may be left out (ISO 32000-1, 7.3.4.3)."""
    even = b"".join(digits.split())
    return bytes.fromhex((even + b"0" * (len(even) % 2)).decode("ascii"))


def _utf16(digits: bytes) -> str:
    return _unhex(digits).decode("utf-16-be", "replace")


def fonts_by_name(resources: Any) -> dict[str, Any]:
    """Returns the fonts of a page or a form by the names under which it uses them."""
    return {str(name): as_dict(font) for name, font in as_dict(as_dict(resources).get("/Font")).items()}
