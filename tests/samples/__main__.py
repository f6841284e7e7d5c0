"""Writes samples to a folder; those of an earlier run are deleted first."""

import shutil
import sys
from pathlib import Path

from tests.samples.groups import SEED, samples


def main(folder: str, count: str = "200", seed: str = str(SEED)) -> None:
    place = Path(folder)
    if folder.startswith("-"):
        sys.exit("python -m tests.samples FOLDER [COUNT [SEED]]")
    if place.exists() and not (place / _MARK).is_file():
        sys.exit(f"{place}: is there already, and holds no samples")
    shutil.rmtree(place, ignore_errors=True)
    written = write(place, int(count), int(seed))
    sys.stdout.write(f"wrote {written} datasets to {place}\n")


_MARK = ".samples"


def write(folder: Path, count: int, seed: int) -> int:
    """Write samples with their pictures; give the number of datasets."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / _MARK).write_text(f"{count} {seed}\n", "utf-8")
    for sample in (made := tuple(samples(count, seed))):
        for name, content in sample.files.items():
            path = folder / sample.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    return len(made)


if __name__ == "__main__":
    main(*sys.argv[1:])
