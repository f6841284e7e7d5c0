"""What all requests share, and the look at the files again and again."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from reportgen.edit.events import Events
from reportgen.edit.neighbours import neighbours
from reportgen.edit.results import Results
from reportgen.edit.session import Session
from reportgen.registers import forget_registers

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

    async def watch(self) -> None:
        """Looks at the dataset and its neighbours again and again, and tells the pages of what has changed."""
        known = neighbours(self.session)
        while True:
            await asyncio.sleep(_LOOK_AGAIN)
            changed = self.session.notice()
            now = neighbours(self.session)
            if any(known.get(path, stamp) != stamp for path, stamp in now.items()):
                forget_registers()
                self.session.renew()
                changed = True
            known = now
            if changed:
                self.tell_of_state()
