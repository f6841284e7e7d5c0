"""Says which fields of the form a layout does not print, so that nobody wonders where they are."""

from collections.abc import Mapping
from typing import Literal, TypeAlias

from reportgen.layout import Layout
from reportgen.schema.shapes import paths_with_shapes

Why: TypeAlias = Literal["layout", "checks"]
"""Why a field is not printed: the layout has no place for it, or it is there for the checks alone."""


def unshown_fields(layout: Layout) -> Mapping[str, Why]:
    """Returns the paths of fields that a layout never prints; one that holds others stands for them all."""
    unshown = set(layout.unshown_fields())
    inside: dict[str, list[str]] = {}
    paths = [path for path, _ in paths_with_shapes()]
    parents = {path.rpartition(".")[0] for path in paths}
    for path in paths:
        if path not in parents:
            keys = path.split(".")
            for length in range(1, len(keys) + 1):
                inside.setdefault(".".join(keys[:length]), []).append(path)
    fields: dict[str, Why] = {}
    for path, leaves in inside.items():
        is_told = any(path.startswith(f"{outer}.") for outer in fields)
        if not is_told and unshown.issuperset(leaves):
            fields[path] = "checks" if layout.missed_fields.isdisjoint(leaves) else "layout"
    return fields
