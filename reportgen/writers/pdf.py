"""Writes the PDF: the words of the HTML file, laid out on pages by WeasyPrint 70 with our fonts alone.

By a standard it has the tags and claims of `_pdf`. Without one it is what the engine alone makes of the page.
"""

import atexit
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Any
from weakref import WeakSet

from reportgen.document import Document, Image
from reportgen.findings import Fault
from reportgen.theme import Theme, font_files
from reportgen.writers import EngineMissing, Options, Written
from reportgen.writers._html.blocks import body
from reportgen.writers._html.context import Medium
from reportgen.writers.engine import load, only_our_fonts, source_date_epoch
from reportgen.writers.engine_log import (
    StyleSheet,
    collect_records,
    parse_records,
    parse_style_records,
    too_deep,
)
from reportgen.writers.html import data_url, page
from reportgen.writers.page_breaks import text_area
from reportgen.writers.style import logo_room, paged, room, running
from reportgen.writers.watermark import page_watermark

if TYPE_CHECKING:
    import weasyprint


_engine_lock = threading.RLock()
"""The engine takes its fonts from an environment variable and writes to a logger: both belong to the whole process."""


@dataclass(frozen=True, slots=True)
class _LoadedTheme:
    """A theme's style sheet and fonts as the engine has loaded them, its own part of the sheet, and its faults."""

    sheet: Any
    fonts: Any
    own_sheet: StyleSheet
    faults: tuple[Fault, ...]


def write(document: Document, theme: Theme, options: Options) -> Written:
    """Writes a document as a PDF.

    Whatever the engine logs is a fault, an error by its code. Raises EngineMissing where it cannot work.
    """
    with _engine_lock:
        load()
        try:
            loaded_theme = _load_theme(theme)
            if loaded_theme.sheet is None:
                return Written(b"", loaded_theme.faults)
            return _write(document, theme, loaded_theme, options)
        except RecursionError:
            return Written(b"", (too_deep(),))


def load_all() -> None:
    """Loads all that `write` needs. Raises EngineMissing where Pango is not installed."""
    load()
    for name in ("fetch", "_pdf.columns", "_pdf.finishing", "_pdf.fitting"):
        import_module(f"reportgen.writers.{name}")


def check(theme: Theme) -> tuple[Fault, ...]:
    """Returns the faults of a theme's style sheet. Raises EngineMissing where the engine cannot work."""
    with _engine_lock:
        load()
        try:
            return _load_theme(theme).faults
        except RecursionError:
            return (too_deep(),)


def markup(document: Document, theme: Theme) -> str:
    """Returns the HTML and CSS that are laid out as one file, in which any engine finds the fonts and pictures."""
    fonts = next(iter(font_files().values())).parent.as_uri() + "/"
    style = paged(theme, fonts) + running(document) + page_watermark(document)
    return page(document, "", style, body(document, _medium(theme, data_url), theme.logo))


def _write(document: Document, theme: Theme, loaded_theme: _LoadedTheme, options: Options) -> Written:
    import weasyprint

    from reportgen.writers.fetch import PICTURES, Fetcher

    addresses: dict[Image, str] = {}
    medium = _medium(theme, lambda image: addresses.setdefault(image, f"{PICTURES}{len(addresses) + 1}"))
    content = page(
        document, "", running(document) + page_watermark(document), body(document, medium, theme.logo)
    )
    pictures = {address: image for image, address in addresses.items()}
    with collect_records() as records:
        html = weasyprint.HTML(string=content, url_fetcher=Fetcher(pictures))
        laid_out, pdf = _render(html, loaded_theme, document, options)
    faults = (*loaded_theme.faults, *parse_records(records, document, pictures, loaded_theme.own_sheet))
    return Written(pdf, tuple(dict.fromkeys(faults)), len(laid_out.pages))


def _render(
    html: Any, loaded_theme: _LoadedTheme, document: Document, options: Options
) -> tuple["weasyprint.Document", bytes]:
    """Returns the pages of an HTML document, and the PDF of them by the standard that is asked for."""
    from reportgen.writers._pdf.columns import own_columns
    from reportgen.writers._pdf.finishing import VARIANTS, finish, own_tags_and_streams
    from reportgen.writers._pdf.fitting import fitting_pictures
    from reportgen.writers._pdf.line_ends import hanging_spaces

    settings = {"pdf_tags": True, "pdf_variant": VARIANTS[options.standard], "output_intent": ""}
    with own_columns(), fitting_pictures(), hanging_spaces():
        laid_out = html.render(font_config=loaded_theme.fonts, stylesheets=[loaded_theme.sheet], **settings)
    # Without harfbuzz-subset, fontTools writes a date into the fonts: this one is always the same.
    with source_date_epoch("0"), own_tags_and_streams() if settings["pdf_variant"] else nullcontext():
        pdf = laid_out.write_pdf(finisher=lambda _, pdf: finish(pdf, document, options), **settings)
    return laid_out, pdf


def _medium(theme: Theme, source: Callable[[Image], str]) -> Medium:
    return Medium(
        paged=True, source=source, text_area=text_area(theme), room=room(theme), logo_room=logo_room(theme)
    )


@lru_cache(maxsize=8)
def _load_theme(theme: Theme) -> _LoadedTheme:
    """Loads a theme's style sheet and fonts, which serve every document.

    There is no sheet when the engine gives up, which it does only for a colour profile that it may not open.
    """
    import weasyprint
    from weasyprint.urls import URLFetchingError

    from reportgen.writers.fetch import FONTS, Fetcher

    with _fonts_in_temporary_folder(), only_our_fonts(), collect_records() as records:
        fonts, sheet = _font_configuration(), None
        with suppress(URLFetchingError):
            sheet = weasyprint.CSS(
                string=paged(theme, FONTS), font_config=fonts, url_fetcher=Fetcher({}, theme)
            )
    own_sheet = StyleSheet(theme.style, paged(replace(theme, style=""), FONTS).count("\n"))
    return _LoadedTheme(sheet, fonts, own_sheet, parse_style_records(records, own_sheet))


@contextmanager
def _fonts_in_temporary_folder() -> Iterator[None]:
    """Raises EngineMissing where the engine cannot put its fonts into the temporary folder, from which it loads them."""
    try:
        yield
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise EngineMissing(
            f"PDFs cannot be made here: the temporary folder takes no fonts ({reason})"
        ) from error


_font_configurations: "WeakSet[Any]" = WeakSet()


@atexit.register
def _give_back_fonts() -> None:
    """Removes the temporary folders of the engine's fonts, which its own cycles would keep until the collector runs.

    The fonts themselves go while the C library that frees them is still loaded.
    """
    for fonts in _font_configurations:
        fonts.remove_folder()
    _load_theme.cache_clear()


def _font_configuration() -> Any:
    """Returns fonts whose temporary folder is removed by the process that made it, and not by a fork of that process."""
    from weasyprint.text.fonts import FontConfiguration

    owner = os.getpid()

    class Fonts(FontConfiguration):  # type: ignore[misc]  # WeasyPrint has no annotations
        is_removed = False

        def remove_folder(self) -> None:
            if not self.is_removed and os.getpid() == owner:
                self.is_removed = True
                super().__del__()

        def __del__(self) -> None:
            self.remove_folder()

    fonts = Fonts()
    _font_configurations.add(fonts)
    return fonts
