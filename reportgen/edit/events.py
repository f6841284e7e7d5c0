"""Tells the pages that are open of what happens on the server, as server-sent events (WHATWG HTML, 9.2)."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

_BEAT = 15.0
"""Seconds after which a line without meaning is sent, so that a page that is gone is noticed."""


class Events:
    """The pages that listen."""

    def __init__(self) -> None:
        self._queues: set[asyncio.Queue[str]] = set()

    def tell(self, name: str, value: Any = None) -> None:
        """Sends an event to every page."""
        message = f"event: {name}\ndata: {json.dumps(value)}\n\n"
        for queue in self._queues:
            queue.put_nowait(message)

    async def listen(self) -> AsyncIterator[str]:
        """Yields the events for one page, until it has been told `bye`."""
        queue: asyncio.Queue[str] = asyncio.Queue()
        self._queues.add(queue)
        try:
            yield ": hello\n\n"
            while True:
                try:
                    message = await asyncio.wait_for(queue.get(), _BEAT)
                except TimeoutError:
                    message = ": beat\n\n"
                yield message
                if message.startswith("event: bye"):
                    return
        finally:
            self._queues.discard(queue)
