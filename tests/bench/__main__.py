"""Prints the table. `python -m tests.bench validate pdf` runs these two alone.

Ends with 1 when a ratio is over its target.
"""

import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.bench.row import Row
from tests.bench.rows import BENCHES, Bench

LINE = "{:<38} {:>10} {:>10}  {:<24} {:>6} {:>7}  {}"


def main(names: list[str]) -> int:
    print(LINE.format("what", "ours", "other", "other is", "ratio", "target", ""))
    over = False
    for row in measured(bench for bench in BENCHES if not names or bench.__name__ in names):
        print(line(row), flush=True)
        over = over or row.over
    return int(over)


def measured(benches: Iterable[Bench]) -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as scratch:
        for bench in benches:
            yield from bench(Path(scratch))


def line(row: Row) -> str:
    target = "" if row.target is None else f"{row.target:.2f}"
    if row.pair is None:
        return LINE.format(row.what, "", "", row.other, "", target, row.note)
    verdict = "" if row.target is None else "over" if row.over else "ok"
    ours, other = (shown(value, row.unit) for value in (row.pair.ours, row.pair.other))
    return LINE.format(row.what, ours, other, row.other, f"{row.pair.ratio:.2f}", target, verdict)


def shown(value: float, unit: str) -> str:
    if unit != "ms":
        return f"{value:.1f} {unit}"
    return f"{value * 1000:.0f} ms" if value >= 0.1 else f"{value * 1000:.3g} ms"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
