"""What paragraphs of our own web pages are in cards, figures of the year and callouts, by their classes."""

from typing import Any

from reportgen.importer.blocks import PanelRole

_TITLES: dict[str, PanelRole] = {"card": "card", "key-figure": "figure", "callout": "callout"}
_OTHERS: dict[str, PanelRole] = {"panel-details": "details", "panel-note": "note"}


def panel_role(element: Any) -> PanelRole:
    """Returns what an element is in the panel around it; nothing where it stands in none."""
    outer = element.getparent()
    if element.tag != "p" or outer is None:
        return ""
    names, panel = _classes(element), next((name for name in _classes(outer) if name in _TITLES), "")
    if not panel:
        return ""
    if "panel-title" in names:
        return _TITLES[panel]
    return next((_OTHERS[name] for name in names if name in _OTHERS), "" if panel == "callout" else "text")


def _classes(element: Any) -> list[str]:
    return (element.get("class") or "").split()
