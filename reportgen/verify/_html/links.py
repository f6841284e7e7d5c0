"""The links of a web page."""

from collections.abc import Iterator
from typing import Any

from reportgen.verify.navigation import is_link_address
from reportgen.verify.strings import quote


def find_broken_links(root: Any) -> Iterator[str]:
    """Yields links and labels whose target is not on the page, and links to addresses that reports may not have."""
    ids = {element.get("id") for element in root.iter() if element.get("id")}
    for link in root.iter("a", "area"):
        address, text = link.get("href"), quote("".join(link.itertext()))
        if address is None:
            continue
        if address.startswith("#"):
            if address[1:] not in ids:
                yield f"the link {text} leads to `{address}`, which is not on the page"
        elif not is_link_address(address):
            yield f"the link {text} leads to {quote(address)}, which is not http, https or mailto"
    for element in root.iter():
        for label_id in (element.get("aria-labelledby") or "").split():
            if label_id not in ids:
                yield f"a {element.tag} is labelled by `{label_id}`, which is not on the page"


def count_links(root: Any) -> int:
    """Returns the number of links."""
    return sum(1 for link in root.iter("a") if link.get("href") is not None)
