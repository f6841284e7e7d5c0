"""The fonts of a PDF."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from reportgen.verify._pdf.objects import WalkLimit, as_dict, as_list, resolve
from reportgen.verify.model import Fonts

if TYPE_CHECKING:
    import pypdf

_FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")


def read_fonts(reader: "pypdf.PdfReader") -> Fonts:
    """Returns the fonts that pages and the forms on them use."""
    is_embedded: dict[str, bool] = {}
    limit = WalkLimit()
    for page in reader.pages:
        for font in _fonts(page.get("/Resources"), limit, 1):
            name = str(resolve(font.get("/BaseFont")) or "a font without a name").removeprefix("/")
            is_embedded[name] = is_embedded.get(name, True) and _is_embedded(font)
    return Fonts(tuple(is_embedded), tuple(name for name in is_embedded if not is_embedded[name]))


def _fonts(resources: Any, limit: WalkLimit, depth: int) -> Iterator[Any]:
    limit.check(depth)
    resources = as_dict(resources)
    yield from map(as_dict, as_dict(resources.get("/Font")).values())
    for form in map(as_dict, as_dict(resources.get("/XObject")).values()):
        if form.get("/Subtype") == "/Form":
            yield from _fonts(form.get("/Resources"), limit, depth + 1)


def _is_embedded(font: Any) -> bool:
    if font.get("/Subtype") == "/Type3":
        return True  # its glyphs are drawings in the file
    descendants = [as_dict(descendant) for descendant in as_list(font.get("/DescendantFonts"))] or [font]
    return all(
        any(key in as_dict(descendant.get("/FontDescriptor")) for key in _FONT_FILES)
        for descendant in descendants
    )
