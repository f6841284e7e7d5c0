"""Packs the streams of a PDF: pages, fonts, pictures and other long data."""

import zlib
from typing import Any

import pydyf

_END = b"\r\nendstream"
"""Ends with both characters of a line end: after `\\n` alone, a stream whose last byte is `\\r` would seem to end before it.

In PDF/A the length of a stream must be the one that readers count (ISO 19005-3, 6.1.7.1).
"""


def packed_data(stream: Any) -> bytes:
    """Returns a stream as it is written. The engine asks for it twice, so it is stored on the stream."""
    if not hasattr(stream, "packed"):
        stream.packed = _pack(stream)
    data: bytes = stream.packed
    return data


def _pack(stream: Any) -> bytes:
    content = b"\n".join([pydyf._to_bytes(part) for part in stream.stream])
    dictionary = pydyf.Dictionary(stream.extra)
    if stream.compress:
        content, dictionary["Filter"] = zlib.compress(content, 9), "/FlateDecode"
    dictionary["Length"] = len(content)
    return b"".join((dictionary.data, b"\nstream\n", content, _END))
