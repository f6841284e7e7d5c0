"""From the codes of a PDF's fonts to letters, by the tables that the fonts bring along (ISO 32000-1, 9.10)."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from reportgen.verify._pdf.objects import direct, mapping

_MOST = 100_000
_BLOCK = re.compile(rb"begin(codespacerange|bfchar|bfrange)(.*?)end\1", re.DOTALL)
_PAIR = re.compile(rb"<([0-9A-Fa-f\s]+)>\s*<([0-9A-Fa-f\s]*)>")
_RANGE = re.compile(rb"<([0-9A-Fa-f\s]+)>\s*<([0-9A-Fa-f\s]+)>\s*(?:<([0-9A-Fa-f\s]*)>|\[(.*?)\])", re.DOTALL)
_CODE = re.compile(rb"<([0-9A-Fa-f\s]*)>")
_UNKNOWN = "\ufffd"


class Letters:
    """What the codes of a font stand for. Those of a font without a table are taken for letters as Windows numbers them."""

    def __init__(self, font: Any) -> None:
        self._width = 2 if font.get("/Subtype") == "/Type0" else 1
        self._table: dict[int, str] = {}
        self._plain = self._width == 1 and "/ToUnicode" not in font
        table = direct(font.get("/ToUnicode"))
        if hasattr(table, "get_data"):
            self._read(table.get_data())

    def words(self, codes: bytes) -> str:
        """The letters of a piece of text."""
        if self._plain:
            return codes.decode("cp1252", "replace")
        places = range(0, len(codes) - self._width + 1, self._width)
        return "".join(
            self._table.get(int.from_bytes(codes[at : at + self._width]), _UNKNOWN) for at in places
        )

    def _read(self, table: bytes) -> None:
        for block in _BLOCK.finditer(table):
            if block[1] == b"codespacerange":
                first = _PAIR.search(block[2])
                self._width = max(1, min(4, len(_packed(first[1])))) if first else self._width
            else:
                pairs = _pairs(block[2]) if block[1] == b"bfchar" else _ranges(block[2])
                self._table.update(islice(pairs, max(0, _MOST - len(self._table))))


def _pairs(block: bytes) -> Iterator[tuple[int, str]]:
    for pair in _PAIR.finditer(block):
        yield int.from_bytes(_packed(pair[1])), _letters(pair[2])


def _ranges(block: bytes) -> Iterator[tuple[int, str]]:
    for found in _RANGE.finditer(block):
        first, last = (int.from_bytes(_packed(found[place])) for place in (1, 2))
        if found[4] is not None:
            yield from zip(range(first, last + 1), map(_letters, _CODE.findall(found[4])), strict=False)
            continue
        start = _packed(found[3])
        for code in range(first, last + 1):
            value = int.from_bytes(start) + code - first
            yield (
                code,
                value.to_bytes(len(start) + 1)
                .lstrip(b"\0")
                .rjust(len(start), b"\0")
                .decode("utf-16-be", "replace"),
            )


def _packed(digits: bytes) -> bytes:
    even = b"".join(digits.split())
    return bytes.fromhex((even + b"0" * (len(even) % 2)).decode("ascii"))


def _letters(digits: bytes) -> str:
    return _packed(digits).decode("utf-16-be", "replace")


def fonts(resources: Any) -> dict[str, Any]:
    """The fonts of a page or a form by the names under which it uses them."""
    return {str(name): mapping(font) for name, font in mapping(mapping(resources).get("/Font")).items()}
