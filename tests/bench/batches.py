"""What is measured of batches: whole exports of samples, with two workers, beside the same work done otherwise.

REPORTGEN_BENCH_REPORTS=20 makes them shorter; 200 reports are the measure, and half as many where PDFs are laid out, since each
takes as long as ten Word files. REPORTGEN_BENCH_SCRIPTS is the folder of the
command that is measured: `make bench` names that of an environment which has the wheel alone.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from tests.bench import docxtpl_peer
from tests.bench.datasets import DATASET, renamed
from tests.bench.row import Row
from tests.bench.timing import Pair, Work, process, seconds, summed_up
from tests.samples.__main__ import write
from tests.samples.groups import SEED

SCRIPTS = Path(os.environ.get("REPORTGEN_BENCH_SCRIPTS", Path(sys.executable).parent))
PYTHON, REPORTGEN = SCRIPTS / Path(sys.executable).name, SCRIPTS / "reportgen"
REPORTS = int(os.environ.get("REPORTGEN_BENCH_REPORTS", "200"))
LAID_OUT = REPORTS // 2
OVER_AGAIN = 10
"""How often the same quarter of the reports is compiled to see whether memory grows."""


def batch_pdf(scratch: Path) -> Iterator[Row]:
    """Two workers beside one process that does the same."""
    row = Row(f"{LAID_OUT} PDFs, 2 workers", "one process", target=1 / 1.85)
    ours = _exporting(_samples(scratch), scratch, "pdf")
    yield row.measured(ours, _in_one_process(scratch, "pdf"), 3, warm=False)


def batch_docx(scratch: Path) -> Iterator[Row]:
    """Word files of reports like Key Cities'. The peer knows no checks and no figures; `warm_docx` sets the writers alone
    beside each other.
    """
    folder, template = scratch / "renamed", scratch / "batch-template.docx"
    docxtpl_peer.write_template(template)
    paths = renamed(DATASET, folder, REPORTS)
    ours = _exporting(folder, scratch, "docx")
    peer = process(sys.executable, docxtpl_peer.__file__, template, scratch / "peers", *paths)
    yield Row(f"{REPORTS} DOCX, 2 workers", "docxtpl, one process", target=0.25).measured(ours, peer, 9)


def batch_unchanged(scratch: Path) -> Iterator[Row]:
    """An export in which nothing has changed, beside the export itself."""
    out = _fresh(scratch)
    export = _command(_samples(scratch), out, "docx", "pdf")
    whole, again = seconds(export), export
    times = [(seconds(again), whole) for _ in range(5)]
    yield Row(f"{LAID_OUT} reports, nothing changed", "the whole export", summed_up(times), 0.03)


def batch_each(scratch: Path) -> Iterator[Row]:
    """What a worker does for a PDF, from bytes to bytes, beside bare WeasyPrint's rendering of the same HTML."""
    times = _warm("each", str(_samples(scratch)))
    ours, other = (sum(pair) for pair in zip(*times, strict=True))
    yield Row(
        "PDF in a batch, each",
        "WeasyPrint, same HTML",
        Pair(ours / len(times), other / len(times), ours / other),
        1.15,
    )


def batch_memory(scratch: Path) -> Iterator[Row]:
    """The most memory of workers while they compile the same reports over and over, beside that of the first round."""
    if sys.platform != "linux":
        yield Row("memory of a worker", "", note="only Linux tells it")
        return
    first, later = _warm("memory", str(_samples(scratch)))[0]
    what = f"memory of a worker, {LAID_OUT // 2 * OVER_AGAIN} reports"
    yield Row(what, f"the first {LAID_OUT // 2}", Pair(later, first, later / first), 1.05, unit="MB")


def _samples(scratch: Path) -> Path:
    folder = scratch / "samples"
    if not folder.exists():
        write(folder, LAID_OUT, SEED)
    return folder


_FOLDERS = count(1)


def _fresh(scratch: Path) -> Path:
    """A folder that was never there: a file system may take its time to use again what has just been deleted."""
    return scratch / f"export-{next(_FOLDERS)}"


def _command(folder: Path, out: Path, *formats: str) -> Work:
    words = [word for name in formats for word in ("--to", name)]
    return process(REPORTGEN, "batch", folder, *words, "-o", out, "--jobs", "2", "-q", exits=(0, 1))


def _exporting(folder: Path, scratch: Path, *formats: str) -> Work:
    def export() -> None:
        _command(folder, _fresh(scratch), *formats)()

    return export


def _in_one_process(scratch: Path, form: str) -> Work:
    words = (sys.executable, "-m", "tests.bench.one_process", "export", _samples(scratch))

    def export() -> None:
        process(*words, _fresh(scratch), form)()

    return export


def _warm(what: str, folder: str) -> list[tuple[float, float]]:
    words = [sys.executable, "-m", "tests.bench.one_process", what, folder]
    return [
        (ours, other)
        for ours, other in json.loads(subprocess.run(words, capture_output=True, check=True).stdout)
    ]
