"""Datasets as large as wanted: the real one with its entries multiplied."""

from pathlib import Path
from typing import Any

import yaml

DATASET = Path(__file__).parents[2] / "data" / "key-cities" / "2023-24.yaml"

LISTS = (
    ("membership", "members"),
    ("priorities", "entries"),
    ("themes", "entries"),
    ("activities", "projects"),
    ("activities", "events"),
    ("activities", "partnerships"),
    ("activities", "consultations"),
)
NAMES = ("name", "title")


def multiplied(dataset: Path, times: int, target: Path) -> int:
    """Write the dataset with each entry `times` times, under names of its own; give the number of entries.

    Scalars stay text: telephone numbers and periods must come out as they went in.
    """
    data = yaml.load(dataset.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    entries = 0
    for part, name in LISTS:
        if found := data.get(part, {}).get(name):
            data[part][name] = [_named(entry, copy) for copy in range(times) for entry in found]
            entries += len(data[part][name])
    if "declared" in data["membership"]:
        data["membership"]["declared"] = len(data["membership"]["members"])
    target.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=100), encoding="utf-8")
    return entries


def _named(entry: Any, copy: int) -> Any:
    if copy == 0:
        return entry
    if isinstance(entry, str):
        return f"{entry} {copy + 1}"
    return {key: f"{value} {copy + 1}" if key in NAMES else value for key, value in entry.items()}


def renamed(dataset: Path, folder: Path, count: int) -> list[Path]:
    """As many groups as wanted whose reports are alike but for their names."""
    text, paths = dataset.read_text("utf-8"), []
    for number in range(count):
        path = folder / f"group-{number}" / dataset.name
        path.parent.mkdir(parents=True)
        path.write_text(text.replace("  name: Key Cities\n", f"  name: Key Cities {number}\n", 1), "utf-8")
        paths.append(path)
    return paths
