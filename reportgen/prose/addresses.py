"""Addresses of links: each is brought into one form, once, and what is no address says why.

Every format then carries the same address, whichever way each would have encoded it by itself.
"""

import re
import unicodedata
from urllib.parse import SplitResult, urlsplit

from reportgen.document import heading_slug
from reportgen.startup.patterns import lazy_pattern

_PLAIN = lazy_pattern(r"(?:[\w.~:/?#@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*", re.ASCII)
"""An address of characters that need no encoding (RFC 3986, 2)."""

_USER = lazy_pattern(r"(?:https?:)?//[^/?#]*@", re.IGNORECASE)
_SHOWS_USER = "has a user's name or a password in it, which every reader would see"
_LABEL = lazy_pattern(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_MAIL = lazy_pattern(r"[^@\s,?]+@[^@\s,?]+")
_EAST_ASIAN = frozenset({"CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO"})
"""Scripts that one word of Japanese, Chinese or Korean may mix."""


class NotAnAddress(Exception):
    """An address leads nowhere, or hides where it leads; the words say why, to go behind `this address`."""


def normalise(address: str) -> str:
    """Returns an address with its scheme and host in small letters, and encoded: by percent signs, its host by IDNA.

    Raises NotAnAddress.
    """
    if not _PLAIN.fullmatch(address):
        from markdown_it.common.normalize_url import normalizeLink  # drops a user without a name

        if _USER.match(address):
            raise NotAnAddress(_SHOWS_USER)
        address = normalizeLink(address)
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise NotAnAddress(_reason_of(address)) from None
    if parts.scheme == "mailto":
        if not _MAIL.fullmatch(parts.path.split(",")[0]):
            raise NotAnAddress("names no e-mail address")
        return f"mailto:{address[len('mailto:') :]}"
    if "@" in parts.netloc:
        raise NotAnAddress(_SHOWS_USER)
    host = (parts.hostname or "").rstrip(".")
    if not host or not (_is_ipv6(parts) or all(map(_LABEL.fullmatch, host.split(".")))):
        raise NotAnAddress("names no website between its `//` and the next `/`")
    if any(_mixes_scripts(label) for label in host.split(".")):
        raise NotAnAddress("mixes letters of several scripts, so that it looks like another")
    netloc = f"[{host}]" if _is_ipv6(parts) else host
    rest = address[address.index("//") + 2 + len(parts.netloc) :]
    return f"{parts.scheme}://{netloc}{'' if port is None else f':{port}'}{rest}"


def address_hint(url: str) -> str:
    """Returns what to do about an address that a link cannot have."""
    if "#" not in url:
        return "start it with `https://`, `http://` or `mailto:`"
    slug = heading_slug(url.partition("#")[2]) or "finances"
    return f"to lead to a heading, write its words behind `#` alone, as in `#{slug}`"


def _reason_of(address: str) -> str:
    return (
        "has a bracket that is not closed"
        if "[" in address
        else "has no number from 0 to 65535 behind the colon of its port"
    )


def _is_ipv6(parts: SplitResult) -> bool:
    return parts.netloc.startswith("[")


def _mixes_scripts(label: str) -> bool:
    """Whether the letters of a part of a host, decoded from IDNA, are of scripts that no language writes together."""
    if not label.startswith("xn--"):
        return False
    try:
        letters = [letter for letter in label[4:].encode().decode("punycode") if letter.isalpha()]
    except UnicodeError:
        return True
    scripts = {unicodedata.name(letter, "UNKNOWN").split()[0] for letter in letters}
    return len(scripts) > 1 and not scripts <= _EAST_ASIAN | {"LATIN"}
