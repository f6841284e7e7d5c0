"""Writes HTML elements."""

from collections.abc import Iterable, Mapping
from html import escape

Attributes = Mapping[str, str | int | None]


def element(name: str, content: str, attributes: Attributes | None = None) -> str:
    """Returns an element around content that is markup already."""
    return f"<{name}{_format_attributes(attributes or {})}>{content}</{name}>"


def empty_element(name: str, attributes: Attributes) -> str:
    """Returns an element that has no content and no end tag."""
    return f"<{name}{_format_attributes(attributes)}>"


def _format_attributes(attributes: Attributes) -> str:
    """Returns attributes as in a tag, each after a space; an attribute whose value is None is left out."""
    return "".join(
        f' {name}="{escape(str(value))}"' for name, value in attributes.items() if value is not None
    )


def on_lines(parts: Iterable[str]) -> str:
    """Returns markup with each part on a line of its own; empty parts are left out."""
    return "\n" + "".join(f"{part}\n" for part in parts if part)
