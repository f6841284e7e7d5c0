"""Puts the further fonts of a theme into a Word file, each with the characters that the document uses.

The form is that of ECMA-376, part 1, 17.8.1: a font's first 32 bytes are mixed with a key that stands beside its name.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from reportgen.theme import Theme
from reportgen.writers._docx.xml import R, escape
from reportgen.writers.further_fonts import subset

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
EXTENSION = "odttf"
_KEY_LENGTH = 16


@dataclass(frozen=True, slots=True)
class EmbeddedFont:
    """A font of a Word file: the name of its family, the key that unlocks it, and its locked bytes."""

    family: str
    key: UUID
    content: bytes

    def xml(self, relationship_id: str) -> str:
        """Returns its entry in the font table."""
        return (
            f'<w:font w:name="{escape(self.family)}"><w:embedRegular xmlns:r="{R}" r:id="{relationship_id}"'
            f' w:fontKey="{{{str(self.key).upper()}}}" w:subsetted="true"/></w:font>'
        )


def embedded_fonts(theme: Theme, words: Iterable[str]) -> list[EmbeddedFont]:
    """Returns the further fonts that have some of the words' characters, cut down to these. Equal input makes equal bytes."""
    if not theme.fonts:
        return []
    used = frozenset(map(ord, "".join(words)))
    return [
        _lock(font.family, subset(font.content, used & font.characters))
        for font in theme.fonts
        if used & font.characters
    ]


def _lock(family: str, content: bytes) -> EmbeddedFont:
    key = UUID(bytes=sha256(content).digest()[:_KEY_LENGTH])
    mask = (key.bytes[::-1] * 2).ljust(len(content), b"\0")[: len(content)]
    head = bytes(byte ^ mixed for byte, mixed in zip(content[:32], mask, strict=False))
    return EmbeddedFont(family, key, head + content[32:])
