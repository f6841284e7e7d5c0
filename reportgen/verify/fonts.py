"""The check of fonts: a file uses those of its layout, and a PDF embeds them."""

import re
from collections.abc import Iterator

from reportgen.theme import Theme
from reportgen.verify.model import ExaminedFile, Fonts, Result, Status, pass_or_fail, skip
from reportgen.verify.strings import printable

_STYLES = ("", "bold", "italic", "bolditalic")


def check_fonts(file: ExaminedFile, theme: Theme) -> Result:
    """Compares the fonts of a file with those of a theme."""
    if file.fonts is None:
        return skip(
            "fonts", file.text_failure.message if file.text_failure else "its fonts could not be read"
        )
    names = ", ".join(sorted({_without_subset_tag(name) for name in file.fonts.names})) or "none"
    if file.format == "pdf":
        return pass_or_fail("fonts", _pdf_problems(file.fonts, theme), f"inside the file: {names}")
    if theme.reference is not None:
        message = f"the layout's reference document says the fonts: {names}"
        return Result("fonts", Status.NONE, printable(message))
    return pass_or_fail("fonts", _word_problems(file.fonts, theme), f"it names {names}, the layout's font")


def _pdf_problems(fonts: Fonts, theme: Theme) -> Iterator[str]:
    yield from (f"the font {_without_subset_tag(name)} is not inside the file" for name in fonts.not_embedded)
    theme_fonts = {_letters(font) + style for font in (theme.font, theme.heading_font) for style in _STYLES}
    for name in map(_without_subset_tag, fonts.names):
        is_further = theme.fonts and name.startswith("further-")  # as the style sheet names them
        if _letters(name) not in theme_fonts and not is_further:
            yield f"the font {name} is not the layout's {theme.font}"


def _word_problems(fonts: Fonts, theme: Theme) -> Iterator[str]:
    if not fonts.names:
        yield "its styles name no font"
    for name in fonts.names:
        if name not in (theme.word_font, theme.heading_word_font):
            yield f"it names the font {name}, not the layout's {theme.word_font}"


def _without_subset_tag(name: str) -> str:
    """Returns a font's name without the six letters that mark a subset (ISO 32000-1, 9.6.4)."""
    return re.sub(r"^[A-Z]{6}\+", "", name)


def _letters(name: str) -> str:
    return re.sub(r"[^a-z]", "", name.lower())
