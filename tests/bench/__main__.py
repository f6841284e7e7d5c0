"""Prints the table. `python -m tests.bench validate pdf` runs these two alone; `--write` puts all into docs/benchmarks.md.

Ends with 1 when a ratio is over its target.
"""

import os
import platform
import sys
import tempfile
from collections.abc import Iterable, Iterator
from datetime import date
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from tests.bench.row import Row
from tests.bench.rows import BENCHES, Bench

PAGE = Path(__file__).parents[2] / "docs" / "benchmarks.md"
PACKAGES = (
    "typer",
    "PyYAML",
    "weasyprint",
    "cffi",
    "python-docx",
    "check-jsonschema",
    "docxtpl",
    "pydantic",
    "typst",
)
MODULES = {"PyYAML": "yaml", "python-docx": "docx", "check-jsonschema": "check_jsonschema"}
LINE = "{:<38} {:>10} {:>10}  {:<24} {:>6} {:>7}  {}"


def main(names: list[str]) -> int:
    print(LINE.format("what", "ours", "other", "other is", "ratio", "target", ""))
    wanted, rows = [name for name in names if name != "--write"], []
    for row in measured(bench for bench in BENCHES if not wanted or bench.__name__ in wanted):
        print(line(row), flush=True)
        rows.append(row)
        if "--write" in names and not wanted:
            write_page(rows)  # each time, so that a run that is cut off leaves the rows that it has
    return int(any(row.over for row in rows))


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


def write_page(rows: Iterable[Row]) -> None:
    """Puts the table into its page, with the machine and the versions that it holds for."""
    before, mark, rest = PAGE.read_text(encoding="utf-8").partition("<!-- measured -->\n")
    _, end, after = rest.partition("<!-- end -->")
    table = "\n".join(
        (
            "| What | Ours | Other | Other is | Ratio | Target |",
            "| --- | --- | --- | --- | --- | --- |",
            *map(page_row, rows),
        )
    )
    PAGE.write_text(f"{before}{mark}\n{machine()}\n\n{table}\n\n{end}{after}", encoding="utf-8")


def page_row(row: Row) -> str:
    target = "" if row.target is None else f"{row.target:.2f}"
    if row.pair is None:
        return f"| {row.what} | | | {row.other} | {row.note} | {target} |"
    ours, other = (shown(value, row.unit) for value in (row.pair.ours, row.pair.other))
    return f"| {row.what} | {ours} | {other} | {row.other} | {row.pair.ratio:.2f} | {target} |"


def machine() -> str:
    """Says where and with what was measured."""
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES if find_spec(MODULES.get(name, name)))
    system = f"{platform.system()}, {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    return f"Measured on {date.today():%d %B %Y}: {system}; {packages}."  # noqa: DTZ011 (the day here)


def shown(value: float, unit: str) -> str:
    if unit != "ms":
        return f"{value:.1f} {unit}"
    return f"{value * 1000:.0f} ms" if value >= 0.1 else f"{value * 1000:.3g} ms"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
