"""`reportgen batch`: compiles a whole year of reports."""

import os
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import CancelledError
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportgen.batch.file_names import DEFAULT_TEMPLATE, MANIFEST
from reportgen.cli.atomic_write import WriteFailed, flush_to_disk, remove_leftovers, write_atomically
from reportgen.cli.batch_findings import tell_findings
from reportgen.cli.batch_progress import progress
from reportgen.cli.choices import DEFAULT_STANDARD, OutputFormat
from reportgen.cli.console import exit_with_error, print_findings, print_stderr, print_stdout, write_files
from reportgen.cli.destinations import assign_formats
from reportgen.cli.inputs import input_files, refuse_to_replace
from reportgen.cli.options import (
    ConfigOption,
    DatasetsArgument,
    FormatsOption,
    LayoutOption,
    NoEmbedOption,
    OutputFolderOption,
    PdfStandardOption,
    QuietOption,
    RegisterOption,
    StrictOption,
)
from reportgen.cli.paths import dataset_paths
from reportgen.cli.settings import SettingsOptions
from reportgen.findings import plural
from reportgen.reporters import FindingsFormat

if TYPE_CHECKING:
    from reportgen.batch.cluster import DaskCluster
    from reportgen.batch.manifest import Record
    from reportgen.batch.plan import PlannedReport
    from reportgen.batch.pool import LocalPool
    from reportgen.batch.run import RunSettings


_MIN_MEMORY = 200
"""The MB that a worker takes before it has done anything, with room for a small report."""

_GOES_ON = "what is built is kept, and the next run goes on from there"


def batch(
    dataset: DatasetsArgument = None,
    to: FormatsOption = None,
    layout: LayoutOption = "lga-board",
    output: OutputFolderOption = Path("out"),
    name: Annotated[
        str,
        typer.Option(
            "--name",
            help="Where each file goes; {group}, {period}, {form}, {language}, {layout}, {dataset}, {format}.",
        ),
    ] = DEFAULT_TEMPLATE,
    formats: Annotated[
        list[FindingsFormat] | None,
        typer.Option(
            "--format",
            help="Write the findings of all reports to standard output, or to the --findings of that kind.",
        ),
    ] = None,
    findings: Annotated[
        list[Path] | None,
        typer.Option(
            "--findings",
            help="A file to write the findings of all reports to; its name says the format: .sarif, .xml (JUnit), .json, .txt."
            " May be given several times.",
        ),
    ] = None,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=0, help="How many at once; 0: one a core.")] = 0,
    time_limit: Annotated[
        float, typer.Option("--time-limit", min=1, help="The seconds that a report may take.")
    ] = 120,
    memory_limit: Annotated[
        int, typer.Option("--memory-limit", min=0, help="The MB that a worker may have; 0: no limit.")
    ] = 2000,
    force: Annotated[bool, typer.Option("--force", help="Compile what is up to date, too.")] = False,
    executor: Annotated[
        str,
        typer.Option(
            "--executor",
            metavar="local|dask://HOST:PORT",
            help="Who compiles: processes here, or the workers of a Dask scheduler, which need no disk in common with this"
            " machine. They keep to both limits, the second where they run Linux.",
        ),
    ] = "local",
    fail_fast: Annotated[
        bool, typer.Option("--fail-fast", help="End with the first that is not built.")
    ] = False,
    check: Annotated[
        bool, typer.Option("--check", help="Compare a finished export with its manifest.")
    ] = False,
    pdf_standard: PdfStandardOption = DEFAULT_STANDARD,
    no_embed: NoEmbedOption = False,
    strict: StrictOption = False,
    config: ConfigOption = None,
    register: RegisterOption = None,
    quiet: QuietOption = False,
) -> None:
    r"""Compile many datasets at once, in parallel, and write a manifest of what came of each.

    What is up to date is left alone: the next run compiles only what has changed, in the dataset, its figures, the layout, the
    registers or the tools. A run that was stopped is taken up where it ended. Beside the files stand `manifest.json` and
    `manifest.csv`.

    A report that takes too long, needs too much memory or brings its worker down is told as failed, and the others go on.

    Exit code 0: all is built. 1: some datasets have errors (with --strict: or warnings). 2: a dataset could not be read, or a
    report failed.

    \b
    Examples:
      reportgen batch data/
      reportgen batch data/ --to pdf --to docx -o export --jobs 4
      reportgen batch data/ --name "{period}/{group}.{format}"
      reportgen batch data/ -o export --format github --findings export/junit.xml
      reportgen batch data/ --executor dask://192.0.2.1:8786
      reportgen batch --check -o export
    """
    if check:
        _check(output, quiet=quiet)
        return
    if 0 < memory_limit < _MIN_MEMORY:
        exit_with_error(f"a worker needs {_MIN_MEMORY} MB; raise --memory-limit")
    if jobs and executor != "local":
        exit_with_error("the cluster says how many reports it compiles at once; leave out --jobs")
    if str(output) == "-" or any(str(path) == "-" for path in dataset or []):
        exit_with_error("a batch reads files and writes a folder; `-` is for `reportgen build`")
    from reportgen.batch import export
    from reportgen.batch.job import OutputOptions
    from reportgen.batch.plan import make_job
    from reportgen.batch.run import RunSettings

    names, missing = export.available_formats([str(name) for name in dict.fromkeys(to or OutputFormat)])
    if missing:
        print_stderr(f"reportgen: {missing}")
        if not names:
            raise typer.Exit(2)
    paths = dataset_paths(dataset or [])
    stdout, files = assign_formats(formats or [], findings or [], "--findings")
    try:
        folder, planned = _plan(paths, name, layout, names, output)
        options = SettingsOptions(config=config, registers=register, strict=strict)
        for planned_report in planned:
            options.settings_for(
                planned_report.path
            )  # ends the command before any work, if they cannot be used
        inputs = [*input_files(paths, options, layout=folder)]
        refuse_to_replace([*export.destinations(planned, output), *files], inputs)
        size = min(jobs or os.cpu_count() or 1, len(planned))
        workers = export.start_executor(executor, size, time_limit, memory_limit, names)
    except export.CannotExport as error:
        exit_with_error(str(error))
    output_options = OutputOptions(
        pdf_standard.value, embed=not no_embed, epoch=os.environ.get("SOURCE_DATE_EPOCH", "")
    )
    settings = RunSettings(
        output,
        lambda planned_report: make_job(planned_report, folder, names, options.settings_for, output_options),
        partial(write_atomically, durable=False),
        workers.size,
        force,
        fail_fast,
        limits=(f"the {time_limit:g} seconds of --time-limit", f"the {memory_limit} MB of --memory-limit"),
    )
    records = _run(planned, workers, settings, executor, quiet=quiet)
    documents = tell_findings(records, stdout, files, quiet=quiet)
    code = _conclude(output, records, len(planned), documents, inputs, quiet=quiet)
    if missing or code:
        raise typer.Exit(2 if missing else code)


def _plan(
    paths: Sequence[Path], template: str, layout: str, formats: Sequence[str], output: Path
) -> "tuple[Path, list[PlannedReport]]":
    """Returns the layout's folder and the planned reports. Ends the command where there can be no export."""
    from reportgen.batch.export import FaultyLayout, plan_export
    from reportgen.batch.file_names import BadTemplate
    from reportgen.batch.plan import NameCollision
    from reportgen.source import Unreadable

    try:
        return plan_export(paths, template, layout, formats, output)
    except (Unreadable, BadTemplate, NameCollision) as error:
        exit_with_error(str(error))
    except FaultyLayout as error:
        print_findings(error.findings, {}, sys.stderr)
        print_stderr("nothing is built, because the layout has errors")
        raise typer.Exit(1) from None


def _run(
    planned: "Sequence[PlannedReport]",
    workers: "LocalPool | DaskCluster",
    settings: "RunSettings",
    executor: str,
    *,
    quiet: bool,
) -> "list[Record]":
    """Returns the record of each report. Ends the command where the run cannot go on."""
    from reportgen.batch.export import run_export
    from reportgen.processes.pool import NoWorker

    records: list[Record] = []
    try:
        remove_leftovers(settings.output)
        with progress(len(planned), quiet=quiet) as show:

            def advance(record: "Record") -> None:
                records.append(record)
                show(record)

            run_export(planned, workers, settings, advance)
    except WriteFailed as error:
        exit_with_error(f"{error}; {_GOES_ON}")
    except NoWorker as error:
        exit_with_error(f"no worker can be started: {error}; {_GOES_ON}")
    except CancelledError:
        exit_with_error(f"{executor}: {workers.loss}; {_GOES_ON}")
    except KeyboardInterrupt:
        if not quiet:
            print_stderr(f"stopped: {len(records)} of {plural(len(planned), 'report')} done; {_GOES_ON}")
        raise
    return records


def _conclude(
    output: Path,
    records: "Sequence[Record]",
    planned: int,
    documents: Mapping[Path, bytes],
    inputs: Sequence[Path],
    *,
    quiet: bool,
) -> int:
    """Writes the manifest and the documents of findings, tells the outcome of the run, and returns its exit code."""
    from reportgen.batch.export import OUTCOMES, summarize

    summary = summarize(output, records)
    flush_to_disk()  # a manifest lists no file that a power failure can still undo
    write_files({**summary.manifests, **documents}, inputs=inputs)
    counts = summary.counts
    if not quiet:
        if orphaned := summary.orphaned:
            subject = (
                f"{orphaned[0]} is"
                if len(orphaned) == 1
                else f"{orphaned[0]} and {len(orphaned) - 1} more are"
            )
            print_stderr(f"{output}: {subject} of an earlier run, and no longer in the manifest")
        parts = [f"{counts[outcome]} {outcome}" for outcome in OUTCOMES if counts[outcome]]
        if planned > len(records):
            parts.append(f"{planned - len(records)} not begun")
        print_stderr(f"{', '.join(parts)}; see {output / MANIFEST}")
    if counts["failed"] or counts["unreadable"]:
        return 2
    return 1 if counts["faulty"] else 0


def _check(output: Path, *, quiet: bool) -> None:
    """Compares every file with the manifest; ends the command with 1 where one is not as it was written."""
    from reportgen.batch.integrity import NoManifest, check_export

    try:
        integrity = check_export(output)
    except NoManifest as error:
        exit_with_error(str(error))
    for fault in (*integrity.damage, *integrity.unlisted):
        print_stdout(f"{output / fault}")
    for record in integrity.newer:
        print_stdout(
            f"{record.dataset}: its files are newer than the manifest; the last run was stopped, run it again"
        )
    if not quiet:
        intact = integrity.file_count - len(integrity.damage)
        print_stderr(f"{intact} of {integrity.file_count} files are as they were written")
    if integrity.damage or integrity.unlisted or integrity.newer:
        raise typer.Exit(1)
