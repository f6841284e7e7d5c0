"""Opens addresses for WeasyPrint: the package's fonts, the document's pictures, and small pictures inside a style sheet.

Nothing else is read from disk or network, whether a layout's CSS, a drawing in SVG or a redirect asks for it. This module
is imported only once `engine.load` has loaded WeasyPrint.
"""

import binascii
import logging
import ssl
from base64 import b64decode
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote_to_bytes

from weasyprint.urls import URLFetcher, URLFetcherResponse

from reportgen.document import Image
from reportgen.images.errors import UnusableFile
from reportgen.images.measure import identify_image
from reportgen.theme import Theme, font_files, heading_font_file
from reportgen.writers.engine_log import REFUSALS, Refused
from reportgen.writers.further_fonts import further_fonts

FONTS = "reportgen:fonts/"
PICTURES = "reportgen:pictures/"

LARGEST_URL = 2_000_000
"""The most characters that a picture inside a style sheet may have."""

_log = logging.getLogger(REFUSALS)


class Fetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no annotations
    """Opens our fonts and pictures and refuses the rest.

    `pictures` are the document's by their addresses; `theme` has the further fonts that its style sheet names.
    """

    def __init__(self, pictures: Mapping[str, Image], theme: Theme | None = None) -> None:
        # Nothing is fetched over TLS, so the context needs none of the certificates that the default one loads.
        super().__init__(ssl_context=ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT), allowed_protocols=())
        self._pictures = pictures
        self._heading_font = heading_font_file(theme) if theme else None
        self._fonts = {f"{FONTS}{name}": font.content for name, font in further_fonts(theme)} if theme else {}

    def fetch(self, url: str, headers: Any = None) -> Any:
        """Returns the content at an address.

        Raises Refused for an address that is not ours, and logs it, since not every caller does. Raises Unusable for a
        picture that is none.
        """
        del headers
        if url in self._pictures:
            return _picture(url, self._pictures[url].content)
        if url.lower().startswith("data:image/") and len(url) <= LARGEST_URL:
            return _data_url_picture(url)
        if url in self._fonts:
            return URLFetcherResponse(url, self._fonts[url], {"Content-Type": "font/ttf"})
        for path in filter(None, (*font_files().values(), self._heading_font)):
            if url == FONTS + path.name:
                return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": "font/ttf"})
        _log.error("`%s` was not opened: nothing is but the report's own fonts and pictures", _short(url))
        raise Refused(_short(url))


def _short(url: str) -> str:
    return url if len(url) <= 100 else f"{url[:99]}…"


def _data_url_picture(url: str) -> Any:
    """Returns the picture in an address such as `data:image/png;base64,…`."""
    prefix, _, text = url.partition(",")
    content = unquote_to_bytes(text)
    try:
        picture = b64decode(content, validate=True) if prefix.lower().endswith(";base64") else content
    except binascii.Error:
        raise UnusableFile("the base64 of `the picture` is broken") from None
    return _picture(url, picture, prefix.lower())


def _picture(url: str, content: bytes, data_prefix: str = "") -> Any:
    """Returns a picture, once it is checked: the engine would try every format that Pillow knows, at any size.

    Raises Unusable for a drawing whose `data:` address calls it a photograph, since drawings inside drawings are
    recognised by what their address says.
    """
    image = identify_image(content, "the picture")
    if data_prefix and "svg" in image.media_type and "svg" not in data_prefix:
        raise UnusableFile("`the picture` is a drawing, but its address calls it something else")
    return URLFetcherResponse(url, content, {"Content-Type": image.media_type})
