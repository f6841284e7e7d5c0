"""The PDF: the same words as the HTML file, laid out on pages by WeasyPrint 70 with our fonts alone.

Unless it is asked for plain, it is PDF/A-3a and PDF/UA-1 in one (`_pdf`). Plain, it is what the engine alone makes of the page.
"""

import atexit
import os
import threading
from collections.abc import Callable, Mapping
from contextlib import nullcontext, suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from reportgen.document import Document, Image, outline
from reportgen.findings import Fault
from reportgen.theme import Theme, font_files
from reportgen.writers import Options, Written
from reportgen.writers._html.blocks import body
from reportgen.writers._html.markup import Medium
from reportgen.writers.engine import dated, load, own_fonts
from reportgen.writers.engine_log import Sheet, collected, faults, faults_of_sheet, too_deep
from reportgen.writers.html import data_url, page
from reportgen.writers.style import logo_room, paged, room, running

if TYPE_CHECKING:
    import weasyprint


_one_at_a_time = threading.RLock()
"""The engine's fonts come from an environment variable and its complaints from a logger: both belong to the process."""


@dataclass(frozen=True, slots=True)
class _Look:
    """A theme made ready: the style sheet with the fonts it has loaded, and what was met on the way."""

    sheet: Any
    fonts: Any
    own: Sheet
    faults: tuple[Fault, ...]


def write(document: Document, theme: Theme, options: Options) -> Written:
    """The document as a PDF, and the page of each section.

    Whatever the engine complains about is a fault, an error by its code. Raises EngineMissing where Pango is not
    installed.
    """
    with _one_at_a_time:
        load()
        look = _look(theme)
        if look.sheet is None:
            return Written(b"", look.faults)
        try:
            return _written(document, theme, look, options)
        except RecursionError:
            return Written(b"", (too_deep(),))


def check(theme: Theme) -> tuple[Fault, ...]:
    """What the engine complains about in a theme's style sheet. Raises EngineMissing where Pango is not installed."""
    with _one_at_a_time:
        load()
        return _look(theme).faults


def markup(document: Document, theme: Theme) -> str:
    """The HTML with the CSS that is laid out, as one file for any engine: fonts and pictures by addresses all know."""
    fonts = next(iter(font_files().values())).parent.as_uri() + "/"
    style = paged(theme, fonts) + running(document)
    return page(document, "", style, body(document, _dress(theme, data_url), theme.logo))


def _written(document: Document, theme: Theme, look: _Look, options: Options) -> Written:
    import weasyprint

    from reportgen.writers.fetch import PICTURES, Fetcher

    addresses: dict[Image, str] = {}
    dress = _dress(theme, lambda image: addresses.setdefault(image, f"{PICTURES}{len(addresses) + 1}"))
    content = page(document, "", running(document), body(document, dress, theme.logo))
    pictures = {address: image for image, address in addresses.items()}
    with collected() as records:
        html = weasyprint.HTML(string=content, url_fetcher=Fetcher(pictures))
        laid_out, made = _made(html, look, document, options)
    met = dict.fromkeys((*look.faults, *faults(records, document, pictures, look.own)))
    return Written(made, tuple(met), _pages(laid_out, document), len(laid_out.pages))


def _made(
    html: Any, look: _Look, document: Document, options: Options
) -> tuple["weasyprint.Document", bytes]:
    """The pages of an HTML document, and the PDF of them by the standard that is asked for."""
    from reportgen.writers._pdf.finishing import VARIANTS, finish, own_way

    settings = {"pdf_tags": True, "pdf_variant": VARIANTS[options.standard], "output_intent": ""}
    laid_out = html.render(font_config=look.fonts, stylesheets=[look.sheet], **settings)
    # without harfbuzz-subset, fontTools writes a date into the fonts: one that depends on nothing
    with dated("0"), own_way() if settings["pdf_variant"] else nullcontext():
        made = laid_out.write_pdf(finisher=lambda _, pdf: finish(pdf, document, options), **settings)
    return laid_out, made


def _dress(theme: Theme, source: Callable[[Image], str]) -> Medium:
    return Medium(paged=True, source=source, room=room(theme), logo_room=logo_room(theme))


@lru_cache(maxsize=8)
def _look(theme: Theme) -> _Look:
    """A theme's style sheet and fonts, which cost as much as a page or two and serve every document.

    There is no sheet when the engine gives up: it alone does so for a colour profile that it may not open.
    """
    import weasyprint
    from weasyprint.urls import URLFetchingError

    from reportgen.writers.fetch import FONTS, Fetcher

    with own_fonts(), collected() as records:
        fonts, sheet = _fonts(), None
        with suppress(URLFetchingError):
            sheet = weasyprint.CSS(string=paged(theme, FONTS), font_config=fonts, url_fetcher=Fetcher({}))
    own = Sheet(theme.style, paged(replace(theme, style=""), FONTS).count("\n"))
    return _Look(sheet, fonts, own, faults_of_sheet(records, own))


def _fonts() -> Any:
    """Fonts whose temporary folder goes with the process that made it, and not with a fork of that process."""
    from weasyprint.text.fonts import FontConfiguration

    made_by = os.getpid()

    class Fonts(FontConfiguration):  # type: ignore[misc]  # WeasyPrint has no annotations
        def __del__(self) -> None:
            if os.getpid() == made_by:
                super().__del__()

    return Fonts()


atexit.register(_look.cache_clear)  # the engine's fonts lie in a temporary folder, which goes with them


def _pages(laid_out: "weasyprint.Document", document: Document) -> Mapping[str, int]:
    """The page, from 1, of each section."""
    numbers: dict[str, int] = {}
    for number, sheet in enumerate(laid_out.pages, start=1):
        for anchor in sheet.anchors:
            numbers.setdefault(anchor, number)
    anchors = (heading.anchor for heading in outline(document.blocks))
    return {anchor: numbers[anchor] for anchor in anchors if anchor in numbers}
