"""Whether the fonts of a file are those of its layout, and those of a PDF inside it."""

import re
from collections.abc import Iterator

from reportgen.theme import Theme
from reportgen.verify.model import Examined, Fonts, Result, Status, judged, printable, skipped

_FACES = ("", "bold", "italic", "bolditalic")


def fonts(file: Examined, theme: Theme) -> Result:
    """How the fonts of a file came out by a theme."""
    if file.kind == "html":
        return Result("fonts", Status.NONE, "a web page is shown in the fonts of whoever reads it")
    if file.fonts is None:
        return skipped("fonts", file.unsaid.message if file.unsaid else "its fonts could not be read")
    names = ", ".join(sorted({_bare(name) for name in file.fonts.names})) or "none"
    if file.kind == "pdf":
        return judged("fonts", _in_pdf(file.fonts, theme), f"inside the file: {names}")
    if theme.reference is not None:
        return Result(
            "fonts", Status.NONE, printable(f"the layout's reference document says the fonts: {names}")
        )
    return judged("fonts", _in_word(file.fonts, theme), f"it names {names}, the layout's font")


def _in_pdf(found: Fonts, theme: Theme) -> Iterator[str]:
    yield from (f"the font {_bare(name)} is not inside the file" for name in found.missing)
    ours = {_folded(theme.font) + face for face in _FACES}
    for name in found.names:
        if _folded(_bare(name)) not in ours:
            yield f"the font {_bare(name)} is not the layout's {theme.font}"


def _in_word(found: Fonts, theme: Theme) -> Iterator[str]:
    if not found.names:
        yield "its styles name no font"
    for name in found.names:
        if name != theme.word_font:
            yield f"it names the font {name}, not the layout's {theme.word_font}"


def _bare(name: str) -> str:
    """A font's name without the mark of a subset."""
    return re.sub(r"^[A-Z]{6}\+", "", name)


def _folded(name: str) -> str:
    return re.sub(r"[^a-z]", "", name.lower())
