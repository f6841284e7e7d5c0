"""Lets in the officer's own browser and nobody else: not other websites, not other names for this machine, not other pages.

A page from elsewhere that the officer has open could otherwise send requests here (CSRF), or have its own name point here (DNS
rebinding). The token in the address becomes a cookie; requests must name this machine as their host and, where they write, this
page as their origin.
"""

from collections.abc import Awaitable, Callable, Iterable, Mapping, MutableMapping
from dataclasses import dataclass
from hmac import compare_digest
from typing import Any, TypeAlias

Scope: TypeAlias = MutableMapping[str, Any]
Message: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[Message]]
Send: TypeAlias = Callable[[Message], Awaitable[None]]
App: TypeAlias = Callable[[Scope, Receive, Send], Awaitable[None]]

_HEADERS = {
    "cache-control": "no-store",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "SAMEORIGIN",
}
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self';"
    " frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
_SAFE = ("GET", "HEAD")


@dataclass(frozen=True, slots=True)
class Guard:
    """Stands before an application and answers requests that may not come in."""

    app: App
    token: str
    port: int

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request, or lets the application do so."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        reason = self._reason_to_refuse(scope, headers)
        if reason is not None:
            await _answer(_with_headers(send), *reason)
        elif scope["path"] == "/" and self._has_token(scope["query_string"]):
            cookie = f"{self.cookie_name}={self.token}; Path=/; HttpOnly; SameSite=Strict"
            await _answer(_with_headers(send), 303, "", [("location", "/"), ("set-cookie", cookie)])
        else:
            await self.app(scope, receive, _with_headers(send))

    @property
    def cookie_name(self) -> str:
        """The name of the cookie: browsers keep those of all ports of a machine together."""
        return f"reportgen-{self.port}"

    @property
    def hosts(self) -> tuple[str, ...]:
        """The names under which the page is asked for."""
        return f"127.0.0.1:{self.port}", f"localhost:{self.port}"

    def _reason_to_refuse(self, scope: Scope, headers: Mapping[str, str]) -> tuple[int, str] | None:
        host, method = headers.get("host", "").lower(), scope["method"]
        if host not in self.hosts:
            return 421, "This page is asked for under the name of another machine."
        if headers.get("sec-fetch-site", "none") not in {"same-origin", "none"}:
            return 403, "Other websites may not ask for this page."
        origin = headers.get("origin")
        if origin is not None and origin != f"http://{host}":
            return 403, "Other websites may not ask for this page."
        if method not in _SAFE and (method != "POST" or origin is None or headers.get("x-reportgen") != "1"):
            return 403, "This request does not come from the page."
        if scope["path"] == "/" and method in _SAFE and self._has_token(scope["query_string"]):
            return None
        if not self._has_cookie(headers.get("cookie", "")):
            return 403, "Open the address that reportgen has printed: it has a key in it."
        return None

    def _has_token(self, query: bytes) -> bool:
        values = (part.partition(b"=")[2] for part in query.split(b"&") if part.startswith(b"token="))
        return any(compare_digest(value, self.token.encode()) for value in values)

    def _has_cookie(self, cookies: str) -> bool:
        pairs = (cookie.strip().partition("=") for cookie in cookies.split(";"))
        return any(
            name == self.cookie_name
            and compare_digest(value.encode("latin-1", "replace"), self.token.encode())
            for name, _, value in pairs
        )


def _with_headers(send: Send) -> Send:
    """Returns a way to answer that adds the headers which every answer has, unless it has its own."""

    async def send_with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = list(message.get("headers", ()))
            own = {name for name, _ in headers}
            added = {**_HEADERS, "content-security-policy": _POLICY}
            headers += [
                (name.encode(), value.encode()) for name, value in added.items() if name.encode() not in own
            ]
            message = {**message, "headers": headers}
        await send(message)

    return send_with_headers


async def _answer(send: Send, status: int, text: str, headers: Iterable[tuple[str, str]] = ()) -> None:
    content = [("content-type", "text/plain; charset=utf-8"), *headers]
    encoded = [(name.encode(), value.encode()) for name, value in content]
    await send({"type": "http.response.start", "status": status, "headers": encoded})
    await send({"type": "http.response.body", "body": text.encode()})


def page_policy(nonce: str) -> str:
    """Returns the policy of the page itself, whose editor puts style elements with a nonce into it."""
    return _POLICY.replace("style-src 'self'", f"style-src 'self' 'nonce-{nonce}'")


PREVIEW_POLICY = (
    "default-src 'none'; img-src data: 'self'; font-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none';"
    " frame-ancestors 'self'; sandbox allow-same-origin"
)
"""The policy of the report in its frame: nothing runs in it, and nothing is fetched. The page beside it may read it."""
