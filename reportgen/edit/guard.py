"""Lets in the officer's own browser and nobody else: not other websites, not other names for this machine, not other pages.

A page from elsewhere that the officer has open could otherwise send requests here (CSRF), or have its own name point here (DNS
rebinding). The key in the address becomes a cookie; requests must name this machine as their host and, where they write, this
page as their origin.
"""

from collections.abc import Awaitable, Callable, Iterable, Mapping, MutableMapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from reportgen.edit.access import Access
from reportgen.edit.peers import is_of_another_user

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
_CLOSED = "Open the address that reportgen has printed: it has a key in it."
_USED = "This address opens the page once. Go to the page that it has opened, or start reportgen again."


@dataclass(frozen=True, slots=True)
class Guard:
    """Stands before an application and answers requests that may not come in."""

    app: App
    access: Access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request, or lets the application do so."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        reason = self._reason_to_refuse(scope, headers)
        access = self.access
        if reason is not None:
            await _answer(_with_headers(send), *reason)
        elif self._is_door(scope) and self._is_own(scope) and access.use_key(scope["query_string"]):
            to_page = [("location", access.place), ("set-cookie", access.new_cookie)]
            await _answer(_with_headers(send), 303, "", to_page)
        elif not (access.is_inside(scope["path"]) and access.has_cookie(headers.get("cookie", ""))):
            await _answer(_with_headers(send), 403, _USED if self._is_door(scope) else _CLOSED)
        else:
            inside = {**scope, "root_path": access.place.rstrip("/")}
            await self.app(inside, receive, _with_headers(send))

    def _is_own(self, scope: Scope) -> bool:
        """Tells whether the officer's own programs ask: another user can see the key before the browser has used it."""
        client = scope.get("client")
        return not (client and is_of_another_user(client[1], self.access.port))

    @staticmethod
    def _is_door(scope: Scope) -> bool:
        return (scope["path"], scope["method"]) == ("/", "GET")

    @property
    def hosts(self) -> tuple[str, ...]:
        """The names under which the page is asked for."""
        return f"127.0.0.1:{self.access.port}", f"localhost:{self.access.port}"

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
        return None


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
