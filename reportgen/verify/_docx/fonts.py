"""The fonts of a Word file."""

from reportgen.verify.model import Fonts
from reportgen.word.package import Package, W

_ATTRIBUTES = (f"{W}ascii", f"{W}hAnsi", f"{W}asciiTheme")


def read_fonts(package: Package) -> Fonts:
    """Returns the fonts that the styles and the text name for letters of European scripts."""
    roots = [package.root(name) for name in (*package.related_parts("styles"), package.main_part)]
    names = (
        element.get(attribute)
        for root in roots
        if root is not None
        for element in root.iter(f"{W}rFonts")
        for attribute in _ATTRIBUTES
    )
    return Fonts(tuple(dict.fromkeys(filter(None, names))))
