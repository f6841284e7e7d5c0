"""What WeasyPrint may open: the package's fonts, the document's pictures, and small pictures inside a style sheet.

Nothing else is read, from disk or network, whoever asks: a layout's CSS, a picture in SVG, a redirect. Imported only
once `engine.load` has loaded WeasyPrint.
"""

import logging
import ssl
from collections.abc import Mapping
from io import BytesIO
from typing import Any
from urllib.parse import unquote_to_bytes

from weasyprint.urls import URLFetcher, URLFetcherResponse

from reportgen.document import Image
from reportgen.theme import font_files

SCHEME = "reportgen:"
FONTS = f"{SCHEME}fonts/"
PICTURES = f"{SCHEME}pictures/"

LARGEST_URL = 2_000_000
"""The most characters of a picture inside a style sheet."""

LARGEST_PICTURE = 50_000_000
"""The most pixels of a picture: one of 144 million took 5.5 s and 1.2 GB, and a larger one vanished."""

_log = logging.getLogger("weasyprint.refused")


class Refused(Exception):  # noqa: N818 - it names what happened
    """An address was not opened. The engine shows it where it reports what it did without."""


class Fetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no annotations
    """Opens what is ours and refuses the rest; `pictures` are the document's own by their address."""

    def __init__(self, pictures: Mapping[str, Image]) -> None:
        # A context without certificates: on Python 3.12 and later the default one takes 20 ms to load them all.
        super().__init__(ssl_context=ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT), allowed_protocols=())
        self._pictures = pictures

    def fetch(self, url: str, headers: Any = None) -> Any:
        """What stands at an address of ours. Raises Refused for any other, and logs it, since not every caller does."""
        del headers
        if url in self._pictures:
            image = self._pictures[url]
            return _answer(url, image.content, image.media_type)
        if url.startswith(FONTS):
            return _font(url)
        if url.lower().startswith("data:image/") and len(url) <= LARGEST_URL:
            return _picture_inside(url)
        raise _refusal(url, "only fonts and pictures of the report are opened")


def _refusal(url: str, reason: str) -> Refused:
    shown = url if len(url) <= 100 else f"{url[:99]}…"  # noqa: PLR2004
    _log.error("`%s` was not opened: %s", shown, reason)
    return Refused(shown)


def _font(url: str) -> Any:
    for path in font_files().values():
        if url == FONTS + path.name:
            return _answer(url, path.read_bytes(), "font/ttf")
    raise _refusal(url, "there is no such font in the package")


def _picture_inside(url: str) -> Any:
    """A picture that is its own address: `data:image/png;base64,…`."""
    kind, _, content = url[len("data:") :].partition(",")
    media_type, *parameters = kind.lower().split(";")
    raw = unquote_to_bytes(content)
    return _answer(url, _decoded(url, raw) if "base64" in parameters else raw, media_type)


def _decoded(url: str, raw: bytes) -> bytes:
    from base64 import b64decode

    try:
        return b64decode(raw, validate=True)
    except ValueError:
        raise _refusal(url, "its base64 is broken") from None


def _answer(url: str, content: bytes, media_type: str) -> Any:
    if media_type.startswith("image/") and "svg" not in media_type and _pixels(content) > LARGEST_PICTURE:
        raise _refusal(url, f"it has more than {LARGEST_PICTURE // 1_000_000} million pixels")
    return URLFetcherResponse(url, content, {"Content-Type": media_type})


def _pixels(content: bytes) -> int:
    """How many pixels a picture says it has; 0 when it does not say so, which the engine will complain about."""
    from warnings import catch_warnings, simplefilter

    from PIL import Image as Pictures

    try:
        with catch_warnings():
            simplefilter("ignore", Pictures.DecompressionBombWarning)
            width, height = Pictures.open(BytesIO(content)).size
    except Pictures.DecompressionBombError:
        return LARGEST_PICTURE + 1
    except Exception:  # noqa: BLE001 - Pillow raises what its many readers raise
        return 0
    return int(width * height)
