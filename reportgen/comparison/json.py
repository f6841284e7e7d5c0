"""A comparison for programs."""

from typing import Any

from reportgen.comparison.model import Comparison, Difference
from reportgen.display import Displayed, display_json

VERSION = 1
"""The version of the JSON's shape. It rises when something is removed or changes its meaning, not when something is added."""


def to_json(comparison: Comparison) -> Displayed:
    """Returns `{"version", "old", "new", "differences", "unchanged", "summary"}`, whatever is found."""
    sides = {
        name: {"file": side.file, "group": side.group, "period": side.period}
        for name, side in (("old", comparison.old), ("new", comparison.new))
    }
    document: dict[str, Any] = {
        "version": VERSION,
        **sides,
        "differences": [_difference(difference) for difference in comparison.differences],
        "unchanged": [_difference(difference) for difference in comparison.unchanged],
        "summary": {"differences": len(comparison.differences), "unchanged": len(comparison.unchanged)},
    }
    return display_json(document)


def _difference(difference: Difference) -> dict[str, Any]:
    return {
        "kind": difference.kind.value,
        "names": list(difference.names),
        "old_path": None if difference.old_at is None else list(difference.old_at),
        "new_path": None if difference.new_at is None else list(difference.new_at),
        "old": difference.old,
        "new": difference.new,
        "words": [{"kind": piece.kind, "text": piece.text} for piece in difference.pieces],
    }
