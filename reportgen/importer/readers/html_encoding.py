"""How a web page is encoded, and the pictures inside it: the encoding is the one that it names, or that its bytes fit."""

import base64
import re

from reportgen.startup.patterns import lazy_pattern

_DECLARATION = lazy_pattern(rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)


def decode(content: bytes) -> str:
    """Returns the text of a page in the encoding that it names, else in UTF-8 or that of older Windows programs."""
    declared = _DECLARATION.search(content[:4096])
    names = ["utf-8-sig", "cp1252", *([declared[1].decode("ascii")] if declared else [])]
    if declared and names[-1].lower() not in {"utf-8", "utf8"}:
        names.insert(0, names.pop())
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        names.insert(0, "utf-16")
    for name in names:
        try:
            text = content.decode(name)
        except (LookupError, UnicodeError):
            continue
        return re.sub(r"^\s*<\?xml[^>]*\?>", "", text).replace("\0", "")
    return content.decode("latin-1").replace("\0", "")


def embedded_file(address: str) -> bytes:
    """Returns the file of a picture that stands in the page itself; empty for one that stands elsewhere: nothing is fetched."""
    head, _, data = address.partition(",")
    if not head.lower().startswith("data:image/") or not head.lower().endswith(";base64"):
        return b""
    try:
        return base64.b64decode(data)
    except ValueError:
        return b""
