"""Reads what requests bring, and tells in plain words why one cannot be answered."""

import json
from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from reportgen.edit.errors import Refused
from reportgen.source import Unreadable

Handler: TypeAlias = Callable[[Request], Awaitable[Response]]

_MAX_REQUEST = 12_000_000
"""The most bytes of a request that is no picture; a dataset has fewer."""


class TooLarge(Exception):
    """A request with more bytes than any of its kind needs."""


def careful(handler: Handler) -> Handler:
    """Returns a handler that tells in plain words why a request cannot be answered."""

    async def answer(request: Request) -> Response:
        try:
            return await handler(request)
        except TooLarge:
            return error(413, "this is too large")
        except (Refused, Unreadable) as reason:
            return error(422, str(reason))
        except OSError as reason:
            return error(500, str(reason))

    return answer


def error(status: int, message: str) -> JSONResponse:
    """Returns the answer that says why there is no other."""
    return JSONResponse({"error": message}, status)


async def read_body(request: Request, most: int) -> bytes:
    """Returns the bytes of a request. Raises TooLarge."""
    pieces, length = [], 0
    async for piece in request.stream():
        length += len(piece)
        if length > most:
            raise TooLarge
        pieces.append(piece)
    return b"".join(pieces)


async def read_json(request: Request) -> dict[str, Any]:
    """Returns the values of a request. Raises Refused for what is no JSON in UTF-8, or nested deeper than anything needs."""
    try:
        content = (
            await read_body(request, _MAX_REQUEST)
        ).decode()  # strictly: `json` takes halves of characters
        values = json.loads(content) if content else {}
        if "\\u" in content:
            json.dumps(values, ensure_ascii=False).encode()  # fails for half a character
    except (ValueError, RecursionError):
        raise Refused("this request cannot be read") from None
    if not isinstance(values, dict):
        raise Refused("this request cannot be read")
    return values


def revision_of(body: dict[str, Any]) -> str:
    """Returns the revision of the text that a request is about."""
    return str(body.get("revision", ""))


def number_of(text: str) -> int:
    """Returns the number that a text is; 0 for any other text."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else 0
