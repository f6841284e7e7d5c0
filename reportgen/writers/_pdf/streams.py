"""How the streams of a PDF are packed: pages, fonts, pictures and what else is long."""

import zlib
from typing import Any

import pydyf

_END = b"\r\nendstream"
"""Both characters of an end of line: of `\\n` alone, a stream whose last byte is `\\r` would be taken to end before it.

PDF/A has the length of streams be what readers count (ISO 19005-3, 6.1.7.1).
"""


def packed(stream: Any) -> bytes:
    """A stream as it is written; made once, since the engine asks for it again for the identifier of the file."""
    if not hasattr(stream, "packed"):
        stream.packed = _packed(stream)
    data: bytes = stream.packed
    return data


def _packed(stream: Any) -> bytes:
    content = b"\n".join([pydyf._to_bytes(part) for part in stream.stream])
    extra = pydyf.Dictionary(stream.extra)
    if stream.compress:
        content, extra["Filter"] = zlib.compress(content, 9), "/FlateDecode"
    extra["Length"] = len(content)
    return b"".join((extra.data, b"\nstream\n", content, _END))
