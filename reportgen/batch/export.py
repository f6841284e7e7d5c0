"""Makes an export step by step: formats, plan, workers, run and manifest. The command tells what comes of each."""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.batch.file_names import MANIFEST, TABLE
from reportgen.batch.integrity import orphaned_files
from reportgen.batch.manifest import (
    Record,
    manifest_json,
    manifest_table,
    other_records,
    read_previous_records,
    source_path,
)
from reportgen.batch.plan import PlannedReport, check_collisions, largest_first, plan
from reportgen.batch.run import RunSettings, run
from reportgen.formats import FORMATS
from reportgen.layout import SHIPPED, find_layout, load_layout
from reportgen.processes.pool import NoWorker
from reportgen.writers import EngineMissing, engine

if TYPE_CHECKING:
    from reportgen.batch.cluster import DaskCluster
    from reportgen.batch.pool import LocalPool
    from reportgen.findings import Finding

OUTCOMES = ("built", "unchanged", "faulty", "failed", "unreadable")
"""The outcomes of reports, in the order in which they are counted."""


class CannotExport(Exception):
    """An export that cannot be made; the message says why."""


class FaultyLayout(Exception):
    """A layout with errors, which every report would have; `findings` are what is wrong with it."""

    def __init__(self, findings: "Sequence[Finding]") -> None:
        super().__init__()
        self.findings = findings


@dataclass(frozen=True)
class Summary:
    """What is left to tell of a finished run: its manifests, how many reports had each outcome, and the orphaned files."""

    manifests: Mapping[Path, bytes]
    counts: Mapping[str, int]
    orphaned: Sequence[str]


def available_formats(formats: Sequence[str]) -> tuple[list[str], EngineMissing | None]:
    """Returns the formats that can be made here, and why the others cannot."""
    paged = [name for name in formats if FORMATS[name].is_paged]
    if paged and engine.pango_version() == "none":
        try:
            engine.load()
        except EngineMissing as error:
            return [name for name in formats if name not in paged], error
    return list(formats), None


def destinations(planned: Iterable[PlannedReport], output: Path) -> Iterator[Path]:
    """Yields every file that an export writes: its manifests, and each format of each report."""
    yield from (output / MANIFEST, output / TABLE)
    yield from (output / path for report in planned for path in report.outputs.values())


def plan_export(
    paths: Sequence[Path], template: str, layout: str, formats: Sequence[str], output: Path
) -> tuple[Path, list[PlannedReport]]:
    """Returns the layout's folder and the planned reports, before anything is made.

    Raises Unreadable, BadTemplate and NameCollision, and FaultyLayout for a layout of one's own that has errors.
    """
    folder = find_layout(layout)
    planned = plan(paths, template, folder.name, formats)
    if previous := read_previous_records(output):
        output_without_links = os.path.realpath(output)
        sources = {source_path(output_without_links, report.path) for report in planned}
        check_collisions(other_records(output, previous, sources), planned)
    if folder.parent != SHIPPED:
        _check_layout(
            folder, {planned_report.report.form for planned_report in planned if planned_report.report}
        )
    return folder, planned


def _check_layout(folder: Path, forms: Iterable[str]) -> None:
    from reportgen.pipeline import has_errors

    findings = list(
        dict.fromkeys(finding for form in sorted(forms) for finding in load_layout(folder, form).findings)
    )
    if has_errors(findings):
        raise FaultyLayout(findings)


def start_executor(
    executor: str, jobs: int, time_limit: float, memory_limit: int, formats: Sequence[str]
) -> "LocalPool | DaskCluster":
    """Starts the workers: processes here for `local`, or else those of the cluster at an address. Raises CannotExport."""
    if executor != "local":
        from reportgen.batch.cluster import ClusterUnavailable, DaskCluster

        try:
            return DaskCluster(executor, time_limit, memory_limit)
        except ClusterUnavailable as error:
            raise CannotExport(str(error)) from None
    from reportgen.batch.pool import LocalPool

    try:
        return LocalPool(jobs, time_limit, memory_limit, formats)
    except NoWorker as error:
        raise CannotExport(f"no worker can be started: {error}") from None
    except OSError as error:
        raise CannotExport(f"no worker can be started: {(error.strerror or str(error)).lower()}") from None


def run_export(
    planned: Sequence[PlannedReport],
    executor: "LocalPool | DaskCluster",
    settings: RunSettings,
    advance: Callable[[Record], None],
) -> None:
    """Compiles planned reports and hands each record to `advance`; shuts the executor down, whatever happens."""
    try:
        for record in run(largest_first(planned) if executor.size > 1 else planned, executor, settings):
            advance(record)
    except BaseException:
        executor.shutdown(cancel_futures=True)
        raise
    executor.shutdown()


def summarize(output: Path, records: Sequence[Record]) -> Summary:
    """Returns the manifests of a run, with the previous records of datasets that were not in it, and what else to tell."""
    previous = read_previous_records(output)
    others = other_records(output, previous, {record.source for record in records})
    whole = [*records, *others]
    return Summary(
        {output / MANIFEST: manifest_json(whole), output / TABLE: manifest_table(whole)},
        Counter(record.outcome for record in records),
        orphaned_files(output, previous, whole),
    )
