"""Asks the page's application as a browser does, without a socket."""

import asyncio
import json
from collections.abc import Coroutine, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, TypeVar
from urllib.parse import unquote

from reportgen.edit.access import Access
from reportgen.edit.guard import Guard
from reportgen.edit.server import application
from reportgen.edit.service import Service
from reportgen.edit.session import Session

PORT, TOKEN, PLACE = 8123, "secret", "/here/"
HOST = f"127.0.0.1:{PORT}"
COOKIE = f"reportgen-{PORT}={TOKEN}"
Result = TypeVar("Result")
WRITING = {"origin": f"http://{HOST}", "x-reportgen": "1"}


def run_apart(coroutine: Coroutine[Any, Any, Result]) -> Result:
    """Runs a coroutine in a thread of its own: the driver of a browser keeps a loop running in that of the tests."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, coroutine).result()


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    content: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.content)


@dataclass
class Browser:
    """A browser that has opened the page of a session."""

    session: Session
    cookie: str = COOKIE
    is_preview_alone: bool = False
    service: Service = field(init=False)

    def __post_init__(self) -> None:
        self.service = Service(self.session, is_preview_alone=self.is_preview_alone)
        self.access = Access(PORT, TOKEN, PLACE)
        self.app = Guard(application(self.service), self.access)

    def get(self, path: str, **headers: str) -> Answer:
        return self.ask("GET", path, b"", headers)

    def post(self, path: str, body: Any = None, **headers: str) -> Answer:
        content = body if isinstance(body, bytes) else json.dumps(body or {}).encode()
        return self.ask("POST", path, content, {**WRITING, **headers})

    def edit(self, at: list[Any], value: Any, **more: Any) -> Answer:
        edits = [{"op": "set", "at": at, "value": value}]
        return self.post("/api/edit", {"revision": self.session.revision, "edits": edits, **more})

    def outside(self, path: str, **headers: str) -> Answer:
        """Asks for an address that does not lie at the place of the page."""
        return self.ask("GET", path, b"", headers, place="")

    def ask(
        self, method: str, path: str, body: bytes, headers: Mapping[str, str], place: str = PLACE
    ) -> Answer:
        sent = {
            "host": HOST,
            "cookie": self.cookie,
            **{name.replace("_", "-"): value for name, value in headers.items()},
        }
        name, _, query = (place + path.removeprefix("/") if place else path).partition("?")
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": unquote(name),
            "raw_path": name.encode(),
            "root_path": "",
            "query_string": query.encode(),
            "headers": [(key.encode(), value.encode("latin-1")) for key, value in sent.items() if value],
            "client": ("127.0.0.1", 50000),
            "server": ("127.0.0.1", PORT),
        }
        return run_apart(self._asked(scope, body))

    async def _asked(self, scope: dict[str, Any], body: bytes) -> Answer:
        messages: list[Any] = []
        requests = [{"type": "http.request", "body": body, "more_body": False}]

        async def receive() -> Any:
            if requests:
                return requests.pop()
            await asyncio.sleep(60)
            return {"type": "http.disconnect"}

        async def send(message: Any) -> None:
            messages.append(message)

        await self.app(scope, receive, send)
        headers = {name.decode().lower(): value.decode("latin-1") for name, value in messages[0]["headers"]}
        return Answer(
            messages[0]["status"], headers, b"".join(message.get("body", b"") for message in messages[1:])
        )
