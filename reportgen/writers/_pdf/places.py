"""Links and bookmarks that lead to tags and not only to places on pages, as PDF/UA-2 has it (ISO 14289-2, 8.8).

Readers that know nothing of it still find the place (ISO 32000-2, 12.3.2 and 12.6.4.2).
"""

from collections.abc import Mapping, Sequence
from typing import Any

import pydyf


def lead_to_tags(pdf: Any, named: Mapping[str, bytes], bookmarked: Sequence[bytes], whole: bytes) -> None:
    """Have all that leads to a place in the PDF lead to a tag too.

    `named` are the references to tags by the names of places, `bookmarked` those for the bookmarks in order; `whole` is the
    document's, for the rest.
    """
    places = _places(pdf)
    tags = {name: _tag(named.get(name, whole), place) for name, place in places.items()}
    bookmarks = [each for each in _leading(pdf) if "Title" in each]
    if len(bookmarks) != len(bookmarked):
        bookmarked = [whole] * len(bookmarks)
    for each, reference in zip(bookmarks, bookmarked, strict=True):
        _go(each, _tag(reference, each["Dest"]))
    for each in _leading(pdf):
        _go(each, tags[each["Dest"].string])
    if places:
        both = (pydyf.Dictionary({"D": place, "SD": tags[name]}) for name, place in places.items())
        pairs = (part for pair in zip(map(pydyf.String, places), both, strict=True) for part in pair)
        pdf.catalog["Names"]["Dests"]["Names"] = pydyf.Array(pairs)


def _places(pdf: Any) -> dict[str, Any]:
    """The places of the PDF that have names."""
    pairs = pdf.catalog.get("Names", {}).get("Dests", {}).get("Names", ())
    return {name.string: place for name, place in zip(pairs[::2], pairs[1::2], strict=True)}


def _leading(pdf: Any) -> list[Any]:
    """The links and bookmarks that lead to a place and to no tag yet."""
    return [each for each in pdf.objects if isinstance(each, pydyf.Dictionary) and "Dest" in each]


def _tag(reference: bytes, place: Any) -> Any:
    """A tag as a place, shown as the place on the page is."""
    return pydyf.Array([reference, *place[1:]])


def _go(each: Any, tag: Any) -> None:
    each["A"] = pydyf.Dictionary({"Type": "/Action", "S": "/GoTo", "D": each.pop("Dest"), "SD": tag})
