"""The server of the page: on this machine alone, for one dataset, until it is told to end."""

import asyncio
import os
import secrets
import socket
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zlib import crc32

from reportgen.edit.access import Access
from reportgen.edit.guard import Guard
from reportgen.edit.service import Service
from reportgen.edit.session import Session

if TYPE_CHECKING:
    from starlette.applications import Starlette

HOST = "127.0.0.1"
_FIRST_PORT, _PORTS = 49152, 16000
"""The ports that belong to nobody (RFC 6335), but for the last few."""

_LAST_WORDS = 0.1
"""Seconds that the pages have to hear that the server ends."""


def usual_port(path: Path) -> int:
    """Returns the port on which a dataset is served where it is free: a page that is open finds the next server again."""
    return _FIRST_PORT + crc32(os.fsencode(os.path.realpath(path))) % _PORTS


def listen_where_usual(path: Path) -> socket.socket:
    """Returns a socket on the usual port of a dataset, or on any that is free."""
    try:
        return listen(usual_port(path))
    except OSError:
        return listen()


def listen(port: int = 0) -> socket.socket:
    """Returns a socket of this machine alone; 0 is any free port. Raises OSError where the port is taken."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    if os.name == "posix":  # on Windows it would let two servers have one port
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
        listener.listen()  # who comes before the server has begun waits
    except OSError:
        listener.close()
        raise
    return listener


@dataclass
class Server:
    """A server on a socket. `token` is the value of the cookie of the officer's browser, `place` the path of the page."""

    session: Session
    listener: socket.socket
    is_preview_alone: bool = False
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)
    place: str = field(default_factory=lambda: f"/{secrets.token_urlsafe(16)}/", repr=False)

    def __post_init__(self) -> None:
        self._access = Access(self.port, self.token, self.place)

    @property
    def port(self) -> int:
        """The port on which it listens."""
        return int(self.listener.getsockname()[1])

    @property
    def address(self) -> str:
        """An address that opens the page in one browser, once: each time another."""
        return f"http://{HOST}:{self.port}/?key={self._access.new_key()}"

    def run(self, when_ready: Callable[[], None]) -> None:
        """Serves until Ctrl-C, or until a page says so. `when_ready` is called once requests are answered."""
        import uvicorn

        service = Service(self.session, is_preview_alone=self.is_preview_alone)
        config = uvicorn.Config(
            Guard(application(service, when_ready), self._access),
            http="h11",
            ws="none",
            loop="asyncio",
            log_config=None,
            log_level="critical",
            access_log=False,
            server_header=False,
            date_header=False,
            timeout_graceful_shutdown=1,
        )
        server = uvicorn.Server(config)

        def end() -> None:
            service.events.tell("bye")
            asyncio.get_running_loop().call_later(_LAST_WORDS, server.__dict__.update, {"should_exit": True})

        def end_by_signal(_number: int, _frame: object) -> None:
            asyncio.get_running_loop().call_soon_threadsafe(end)

        service.end = end
        server.__dict__["handle_exit"] = end_by_signal  # so that the pages that listen are told first
        server.run([self.listener])
        self.listener.close()


def application(service: Service, when_ready: Callable[[], None] = lambda: None) -> "Starlette":
    """Returns the application that answers the requests which the guard lets in."""
    from contextlib import asynccontextmanager

    from starlette.applications import Starlette

    from reportgen.edit.routes import routes

    @asynccontextmanager
    async def lifespan(_: Any) -> Any:
        watching = asyncio.create_task(service.watch())
        when_ready()
        asyncio.get_running_loop().call_soon(service.prepare)
        try:
            yield
        finally:
            service.events.tell("bye")
            watching.cancel()

    return Starlette(routes=routes(service), lifespan=lifespan)
