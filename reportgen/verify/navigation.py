"""What the checks of headings and links in all formats share."""

from collections.abc import Iterable, Iterator

from reportgen.document import LINK_SCHEMES
from reportgen.findings import plural
from reportgen.verify.strings import quote


def find_skipped_levels(headings: Iterable[tuple[int, str]]) -> Iterator[str]:
    """Yields the headings that are more than a level below the one before; they come as levels and texts in reading order."""
    previous = 0
    for level, text in headings:
        if level > previous + 1:
            relation = f"follows one of level {previous}" if previous else "is the first"
            yield f"the heading {quote(text)} is of level {level}, and {relation}"
        previous = level


def is_link_address(address: str) -> bool:
    """Whether a link of a report may lead to this address."""
    return address.lower().startswith(LINK_SCHEMES)


def describe_links(count: int) -> str:
    """Returns the message for links without faults."""
    return f"{plural(count, 'link')}, each with its target" if count else "it has no links"
