"""The addresses of links, as Word keeps them in fields and relationships."""

import re

from reportgen.startup.patterns import lazy_pattern

_ADDRESS = lazy_pattern(r'HYPERLINK\s+"(?P<address>[^"]*)"(?:\s+\\l\s+"(?P<place>[^"]*)")?', re.IGNORECASE)


def address_in(code: str) -> str:
    """Returns the address in the code of a link; empty where there is none."""
    match = _ADDRESS.search(code)
    return with_place(match["address"], match["place"] or "") if match else ""


def with_place(address: str, place: str) -> str:
    """Returns an address with the place on the page that programs keep apart from it."""
    return f"{address}#{place}" if address and place and "#" not in address else address
