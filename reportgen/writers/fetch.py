"""What WeasyPrint may open: the package's fonts, the document's pictures, and small pictures inside a style sheet.

Nothing else is read, from disk or network, whoever asks: a layout's CSS, a drawing in SVG, a redirect. Imported only
once `engine.load` has loaded WeasyPrint.
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
from reportgen.images.measure import measured
from reportgen.images.unusable import Unusable
from reportgen.theme import font_files
from reportgen.writers.engine_log import REFUSALS, Refused

FONTS = "reportgen:fonts/"
PICTURES = "reportgen:pictures/"

LARGEST_URL = 2_000_000
"""The most characters of a picture inside a style sheet."""

_log = logging.getLogger(REFUSALS)


class Fetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no annotations
    """Opens what is ours and refuses the rest; `pictures` are the document's own by their address."""

    def __init__(self, pictures: Mapping[str, Image]) -> None:
        # A context without certificates: on Python 3.12 and later the default one takes 20 ms to load them all.
        super().__init__(ssl_context=ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT), allowed_protocols=())
        self._pictures = pictures

    def fetch(self, url: str, headers: Any = None) -> Any:
        """What stands at an address.

        Raises Refused where it is not ours, and logs it, since not every caller does; Unusable where it is no picture.
        """
        del headers
        if url in self._pictures:
            return _picture(url, self._pictures[url].content)
        if url.lower().startswith("data:image/") and len(url) <= LARGEST_URL:
            return _picture_inside(url)
        for path in font_files().values():
            if url == FONTS + path.name:
                return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": "font/ttf"})
        _log.error("`%s` was not opened: nothing is but the report's own fonts and pictures", _short(url))
        raise Refused(_short(url))


def _short(url: str) -> str:
    return url if len(url) <= 100 else f"{url[:99]}…"


def _picture_inside(url: str) -> Any:
    """A picture that is its own address: `data:image/png;base64,…`."""
    kind, _, text = url.partition(",")
    content = unquote_to_bytes(text)
    try:
        picture = b64decode(content, validate=True) if kind.lower().endswith(";base64") else content
    except binascii.Error:
        raise Unusable("the base64 of `the picture` is broken") from None
    return _picture(url, picture, kind.lower())


def _picture(url: str, content: bytes, kind: str = "") -> Any:
    """A picture, once it is seen to be one: the engine would try every format that Pillow knows, at any size.

    A drawing that is called a photograph is refused: drawings inside drawings are told by their kind.
    """
    image = measured(content, "the picture")
    if kind and "svg" in image.media_type and "svg" not in kind:
        raise Unusable("`the picture` is a drawing, but its address calls it something else")
    return URLFetcherResponse(url, content, {"Content-Type": image.media_type})
