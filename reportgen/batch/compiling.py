"""Compiles a job, in a worker or wherever it is called.

What compiling needs is imported when it is called, since the program that only hands out jobs needs none of it.
"""

import atexit
import os
import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from itertools import accumulate
from pathlib import Path, PurePath, PurePosixPath
from typing import TYPE_CHECKING

from reportgen.batch.job import Job, JobResult, files_digest

if TYPE_CHECKING:
    from reportgen.findings import Finding
    from reportgen.layout import Layout

_unpacked: dict[tuple[str, str], Path] = {}
"""The folders of layouts and registers that this process has unpacked, by their names and contents."""


def compile_job(job: Job) -> JobResult:
    """Compiles a job. The dataset's sibling files lie in a temporary folder meanwhile.

    Raises OtherEngines where this machine would make other bytes than the one that started the batch.
    """
    from reportgen.batch.stored_findings import store
    from reportgen.batch.versions import compare
    from reportgen.pipeline import build, check_source, embedded_datasets
    from reportgen.schema.privacy import redact_findings
    from reportgen.schema.report_files import period_label
    from reportgen.source import read
    from reportgen.writers import Options
    from reportgen.writers.engine import source_date_epoch

    compare(job.engines, "the batch", paged="pdf" in job.formats)
    started = time.perf_counter()
    layout = _unpack_once(job.layout_name, job.layout)
    registers = _unpack_once("registers", job.registers) if job.registers else None
    with _sibling_folder(job.siblings) as folder:
        dataset = folder / PurePosixPath(job.file.replace("\\", "/")).name
        settings = replace(job.settings, registers=registers)
        checked = check_source(read(job.dataset, job.file), dataset, settings)
        report = checked.shown.report if checked.loaded else None
        built = None
        if not checked.failed:
            sources = embedded_datasets(checked) if job.output_options.embed else {}
            options = Options(standard=job.output_options.standard, sources=sources)
            with source_date_epoch(job.output_options.epoch):
                built = build(checked, layout, job.formats, options, _load_layout)
        findings = redact_findings(
            (*checked.findings, *(built.findings if built else ())), checked.source, checked.private
        )
    return JobResult(
        files=built.files if built else {},
        pages=built.pages if built else 0,
        findings=tuple(store(_translate(finding, job, layout)) for finding in findings),
        seconds=time.perf_counter() - started,
        group=report.group.name if report else "",
        period=period_label(report.period) if report else "",
    )


def _translate(finding: "Finding", job: Job, layout: Path) -> "Finding":
    """Returns a finding as it would be where the batch was started: with the layout's path, and the reason against a picture."""
    at, problem = finding.problem.at, finding.problem
    if (at[:1] == ("figures",) and at[-1:] == ("file",)) or at[:1] == ("fonts",):
        names = [name for name in job.unusable_pictures if f"`{name}`" in problem.message]
        if names:  # a name may be part of another: the longest is meant
            message, hint = job.unusable_pictures[max(names, key=len)]
            problem = replace(problem, message=message, hint=hint)
    file = finding.file
    if file != job.file and file.startswith(str(layout)):
        file = job.layout_path + file.removeprefix(str(layout))
    return replace(finding, file=file, problem=problem)


@lru_cache(maxsize=16)
def _load_layout(layout: Path, form: str) -> "Layout":
    """Loads an unpacked layout, which never changes, once for all jobs of this process."""
    from reportgen.layout import load_layout

    return load_layout(layout, form)


@contextmanager
def _sibling_folder(siblings: Mapping[str, bytes]) -> Iterator[Path]:
    """Yields a temporary folder with a dataset's sibling files, or the one that is empty for all datasets without any.

    A file system may take longer to remove a folder than the compiler for a Word file.
    """
    if not siblings:
        yield _unpack_once("siblings", {})
        return
    with tempfile.TemporaryDirectory(prefix="reportgen-") as name:
        _write_files(siblings, Path(name))
        yield Path(name)


def _unpack_once(name: str, files: Mapping[str, bytes]) -> Path:
    """Returns a folder of a name with files that many jobs bring along; it stays as long as this process."""
    key = (name, files_digest(files))
    if key not in _unpacked:
        temporary = tempfile.mkdtemp(prefix="reportgen-")
        atexit.register(shutil.rmtree, temporary, ignore_errors=True)  # a worker's are removed by its pool
        _write_files(files, Path(temporary, name))
        _unpacked[key] = Path(temporary, name)
    return _unpacked[key]


def _write_files(files: Mapping[str, bytes], folder: Path) -> None:
    """Writes files into a folder. A path that leads out of it is left out: on its own machine, a link leads back.

    Every folder that a path mentions is made: `pictures/../map.png` needs `pictures`.
    """
    mentioned = [folder]
    for name, content in files.items():
        steps = accumulate(PurePosixPath(name).parts, PurePath.joinpath, initial=folder)
        *parents, path = (Path(os.path.normpath(step)) for step in steps)
        if path.is_relative_to(folder):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            mentioned += (parent for parent in parents if parent.is_relative_to(folder))
    for parent in mentioned:
        if not os.path.exists(parent):
            parent.mkdir(parents=True)
