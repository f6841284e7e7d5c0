"""What all requests share, and the look at the files again and again."""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from reportgen.edit.disk import Stamp
from reportgen.edit.events import Events
from reportgen.edit.neighbours import neighbours
from reportgen.edit.results import Results
from reportgen.edit.session import Session

_LOOK_AGAIN = 0.25
"""Seconds between two looks at the files."""


@dataclass
class Service:
    """What the requests share: the session, the pages that listen, what was built, and the way to end it all."""

    session: Session
    events: Events = field(default_factory=Events)
    results: Results = field(default_factory=Results)
    end: Callable[[], None] = lambda: None
    is_preview_alone: bool = False

    def tell_of_state(self) -> None:
        """Tells all pages that there is a new state."""
        self.events.tell("state", {"revision": self.session.revision})

    def prepare(self) -> None:
        """Makes what the page asks for first, while the browser is still on its way."""
        with suppress(Exception):  # whatever is wrong is told when the page asks
            self.session.preview()

    async def watch(self) -> None:
        """Looks at the dataset and its neighbours again and again, and tells the pages of what has changed."""
        known: Mapping[Path, Stamp] = neighbours(self.session)
        while True:
            await asyncio.sleep(_LOOK_AGAIN)
            with suppress(
                Exception
            ):  # whatever is wrong with one look, the next may see what has been mended
                known = self._look(known)

    def _look(self, known: Mapping[Path, Stamp]) -> Mapping[Path, Stamp]:
        """Takes over what has changed; returns the neighbours as they are now."""
        before = self.session.revision, self.session.failure
        self.session.notice()
        now = neighbours(self.session)
        if any(known.get(path, stamp) != stamp for path, stamp in now.items()):
            self.session.renew()
        if (self.session.revision, self.session.failure) != before:
            self.tell_of_state()
        return now
