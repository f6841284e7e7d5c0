"""What the officer's own browser has and nobody else: a key for the door, a cookie, and a place that only it knows.

Browsers send the cookies of a machine to all its ports (RFC 6265, 8.5), but only for addresses below the path of the cookie. The
page therefore lies at a place with a name that nobody can guess: no other server on this machine is ever asked for it, nor given
the cookie.
"""

from dataclasses import dataclass, field
from hmac import compare_digest
from secrets import token_urlsafe


@dataclass
class Access:
    """Knows who may come in to the page on a port. `token` is the value of the cookie, `place` the path of the page."""

    port: int
    token: str = field(default_factory=lambda: token_urlsafe(32), repr=False)
    place: str = field(default_factory=lambda: f"/{token_urlsafe(16)}/", repr=False)
    _keys: list[str] = field(default_factory=list, init=False, repr=False)

    def new_key(self) -> str:
        """Returns a key that lets one browser in, once: others can see the addresses that programs are started with."""
        self._keys.append(token_urlsafe(32))
        return self._keys[-1]

    def use_key(self, query: bytes) -> bool:
        """Tells whether the query of an address holds a key, which cannot be used again."""
        values = [part.partition(b"=")[2] for part in query.split(b"&") if part.startswith(b"key=")]
        for key in self._keys:
            if any(compare_digest(value, key.encode()) for value in values):
                self._keys.remove(key)
                return True
        return False

    @property
    def cookie_name(self) -> str:
        """The name of the cookie: browsers keep those of all ports of a machine together."""
        return f"reportgen-{self.port}"

    @property
    def new_cookie(self) -> str:
        """The cookie as it is given to the browser."""
        return f"{self.cookie_name}={self.token}; Path={self.place}; HttpOnly; SameSite=Strict"

    def has_cookie(self, cookies: str) -> bool:
        """Tells whether the cookies of a request hold the right one."""
        pairs = (cookie.strip().partition("=") for cookie in cookies.split(";"))
        return any(
            name == self.cookie_name
            and compare_digest(value.encode("latin-1", "replace"), self.token.encode())
            for name, _, value in pairs
        )

    def is_inside(self, path: str) -> bool:
        """Tells whether a path lies below the place of the page."""
        return compare_digest(path[: len(self.place)].encode("utf-8", "replace"), self.place.encode())
