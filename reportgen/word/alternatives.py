"""What Word shows of content that a file holds in several forms, for newer and older programs (ECMA-376, part 3, 7.2)."""

from typing import Any

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_KNOWN = ("http://schemas.microsoft.com/office/", "http://schemas.openxmlformats.org/")
"""How the names begin that Word understands."""


def shown_alternative(alternate: Any) -> Any:
    """Returns the form that Word shows: the first whose names it understands, else the one for older programs, or None."""
    choices = (choice for choice in alternate.iterchildren(f"{MC}Choice") if _is_understood(choice))
    return next(choices, next(alternate.iterchildren(f"{MC}Fallback"), None))


def _is_understood(choice: Any) -> bool:
    return all(
        choice.nsmap.get(prefix, "").startswith(_KNOWN) for prefix in choice.get("Requires", "").split()
    )
