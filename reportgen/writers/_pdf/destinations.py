"""Makes links and bookmarks lead to tags as well as to positions on pages, as PDF/UA-2 requires (ISO 14289-2, 8.8).

Older readers still find the position (ISO 32000-2, 12.3.2 and 12.6.4.2).
"""

from collections.abc import Mapping, Sequence
from typing import Any

import pydyf


def add_structure_destinations(
    pdf: Any, tags_by_name: Mapping[str, bytes], bookmark_tags: Sequence[bytes], document_tag: bytes
) -> None:
    """Adds a tag to every destination in the PDF.

    `tags_by_name` are references to tags by the names of destinations, and `bookmark_tags` those for the bookmarks in order;
    destinations without a tag of their own get `document_tag`.
    """
    positions = _named_positions(pdf)
    destinations = {
        name: _structure_destination(tags_by_name.get(name, document_tag), position)
        for name, position in positions.items()
    }
    bookmarks = [item for item in _items_with_destination(pdf) if "Title" in item]
    if len(bookmarks) != len(bookmark_tags):
        bookmark_tags = [document_tag] * len(bookmarks)
    for bookmark, tag in zip(bookmarks, bookmark_tags, strict=True):
        _set_action(bookmark, _structure_destination(tag, bookmark["Dest"]))
    for link in _items_with_destination(pdf):
        _set_action(link, destinations[link["Dest"].string])
    if positions:
        names = pydyf.Array()
        for name, position in positions.items():
            names.extend((pydyf.String(name), pydyf.Dictionary({"D": position, "SD": destinations[name]})))
        pdf.catalog["Names"]["Dests"]["Names"] = names


def _named_positions(pdf: Any) -> dict[str, Any]:
    """Returns the positions on pages that have names."""
    pairs = pdf.catalog.get("Names", {}).get("Dests", {}).get("Names", ())
    return {name.string: position for name, position in zip(pairs[::2], pairs[1::2], strict=True)}


def _items_with_destination(pdf: Any) -> list[Any]:
    """Returns the links and bookmarks that lead to a position and not to a tag yet."""
    return [item for item in pdf.objects if isinstance(item, pydyf.Dictionary) and "Dest" in item]


def _structure_destination(tag: bytes, position: Any) -> Any:
    """Returns a destination that is a tag, shown in the window as the position is."""
    return pydyf.Array([tag, *position[1:]])


def _set_action(item: Any, structure_destination: Any) -> None:
    """Replaces the destination of a link or bookmark by an action with both destinations."""
    item["A"] = pydyf.Dictionary(
        {"Type": "/Action", "S": "/GoTo", "D": item.pop("Dest"), "SD": structure_destination}
    )
