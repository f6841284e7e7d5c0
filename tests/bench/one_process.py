"""The work of a batch in one process.

python -m tests.bench.one_process export FOLDER OUT FORMAT    an export without workers
python -m tests.bench.one_process each FOLDER    for each [seconds of its PDF as a worker makes it, of bare WeasyPrint], as JSON
python -m tests.bench.one_process memory FOLDER    [[the most MB of a worker in the first round, in all others]], as JSON
"""

import json
import sys
from collections.abc import Iterator
from concurrent.futures import Executor, Future
from importlib import import_module
from pathlib import Path
from typing import Any

from reportgen.batch.compiling import compile_job
from reportgen.batch.file_names import DEFAULT_TEMPLATE
from reportgen.batch.job import Job, OutputOptions
from reportgen.batch.plan import PlannedReport, make_job, plan
from reportgen.batch.pool import LocalPool, preload_modules
from reportgen.batch.run import RunSettings, run
from reportgen.cli.atomic_write import write_atomically
from reportgen.cli.settings import SettingsOptions
from reportgen.layout import DEFAULT, find_layout
from reportgen.source.discovery import search_folder
from tests.bench.batches import LAID_OUT, OVER_AGAIN
from tests.bench.timing import seconds
from tests.bench.warm import bare, composed

LARGEST = 20_000
"""The bytes of a dataset for the rounds over the same reports, which would take too long with larger ones."""


class Here(Executor):
    """No workers: what is submitted is done at once."""

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


def _planned(folder: Path, *formats: str) -> list[PlannedReport]:
    return [
        report
        for report in plan(search_folder(folder).datasets, DEFAULT_TEMPLATE, DEFAULT, formats)
        if report.outputs
    ]


def _job(report: PlannedReport, *formats: str) -> Job:
    return make_job(
        report, find_layout(DEFAULT), formats, SettingsOptions().settings_for, OutputOptions("a-3a+ua-1")
    )


def _ready(form: str) -> None:
    """Does what a worker does before its first job."""
    for module in preload_modules([form]):
        import_module(module)


def export(folder: Path, out: Path, form: str) -> None:
    _ready(form)
    settings = RunSettings(out, lambda report: _job(report, form), write_atomically, workers=1)
    for _ in run(plan(search_folder(folder).datasets, DEFAULT_TEMPLATE, DEFAULT, [form]), Here(), settings):
        pass


def each(folder: Path) -> Iterator[tuple[float, float]]:
    _ready("pdf")
    for planned in _planned(folder, "pdf"):
        wanted = _job(planned, "pdf")
        if not compile_job(wanted).files:
            continue
        other = bare(*composed(planned.path))
        other()
        yield seconds(lambda: compile_job(wanted)), seconds(other)  # noqa: B023 (called at once)


def memory(folder: Path) -> Iterator[tuple[float, float]]:
    small = [report for report in _planned(folder, "docx", "pdf") if report.path.stat().st_size < LARGEST]
    jobs = [_job(report, "docx", "pdf") for report in small[: LAID_OUT // 2]]
    with LocalPool(1, 600, 0) as pool:
        sizes = [pool.submit(_weighed, job).result() for _ in range(OVER_AGAIN) for job in jobs]
    yield max(sizes[: len(jobs)]), max(sizes[len(jobs) :])


def _weighed(wanted: Job) -> float:
    compile_job(wanted)
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * 4096 / 1_000_000


def main(what: str, folder: str, *more: str) -> None:
    if what == "export":
        export(Path(folder), Path(more[0]), more[1])
    else:
        sys.stdout.write(json.dumps(list({"each": each, "memory": memory}[what](Path(folder)))))


if __name__ == "__main__":
    main(*sys.argv[1:])
