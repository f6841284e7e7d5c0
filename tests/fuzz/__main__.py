"""Runs fuzzers for long: `python -m tests.fuzz 10000 dataset layout`; without names, all of them.

`python -m tests.fuzz 500-600 dataset` runs these cases alone. Files that a reader does not stand are kept under out/fuzz.
Ends with 1 where there are some.
"""

import sys
import time
from pathlib import Path

from tests.fuzz.run import run_cases
from tests.fuzz.targets import TARGETS, leave_out_validators

KEPT = Path("out/fuzz")


def main(cases: str, names: list[str]) -> int:
    leave_out_validators()
    first, _, last = cases.rpartition("-")
    numbers = range(int(first or 0), int(last))
    count = 0
    for name in names or TARGETS:
        start = time.monotonic()
        for failure in run_cases(name, numbers):
            count += 1
            KEPT.mkdir(parents=True, exist_ok=True)
            (KEPT / f"{name}-{failure.number}").write_bytes(failure.content)
            print(f"{name} {failure.number}\n{failure.report}", flush=True)
        print(f"{name}: {len(numbers)} cases in {time.monotonic() - start:.0f} s", flush=True)
    return int(count > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "10000", sys.argv[2:]))
