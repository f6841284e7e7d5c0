"""Further fonts, which a dataset brings for characters that the package's font lacks, in the style sheets of HTML and PDF."""

from base64 import b64encode
from collections.abc import Iterable
from io import BytesIO

from reportgen.theme import Font, Theme


def further_fonts(theme: Theme) -> list[tuple[str, Font]]:
    """Returns the further fonts of a theme with the names by which its style sheets know them, which nothing can end."""
    return [(f"further-{number}", font) for number, font in enumerate(theme.fonts, 1)]


def font_face(name: str, address: str) -> str:
    """Returns the rule that gives a font a name in a style sheet."""
    return f'@font-face {{ font-family: "{name}"; src: url({address}) }}\n'


def embedded_font_faces(theme: Theme, words: str) -> str:
    """Returns the rules that bring a theme's further fonts along, with the characters of some words alone."""
    faces = []
    for name, font in further_fonts(theme):
        characters = {ord(character) for character in words} & font.characters
        if characters:
            content = b64encode(subset(font.content, characters)).decode()
            faces.append(font_face(name, f"data:font/ttf;base64,{content}"))
    return "".join(faces)


def subset(content: bytes, characters: Iterable[int]) -> bytes:
    """Returns a font with some of its characters; the whole font where it cannot be cut down.

    A web page would otherwise carry the thousands of a Chinese font. The same input makes the same bytes.
    """
    from fontTools import subset as font_tools
    from fontTools.ttLib import TTFont

    options = font_tools.Options(layout_features=["*"], notdef_outline=True, recalc_timestamp=False)
    subsetter = font_tools.Subsetter(options)
    stream = BytesIO()
    try:
        font = TTFont(BytesIO(content), recalcTimestamp=False)
        subsetter.populate(unicodes=sorted(characters))
        subsetter.subset(font)
        font.save(stream)
    except Exception:  # noqa: BLE001 - whatever the library raises, browsers read the whole font
        return content
    return stream.getvalue()
