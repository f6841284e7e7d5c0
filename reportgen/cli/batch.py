"""`reportgen batch`: a whole year of reports."""

import os
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Annotated, Any

import typer

from reportgen.batch.ahead import MANIFEST
from reportgen.batch.file_names import TABLE, TEMPLATE
from reportgen.cli.atomic_write import Unwritten, put, settle, sweep
from reportgen.cli.batch_findings import told
from reportgen.cli.choices import FindingsFormat, OutputFormat, Standard
from reportgen.cli.console import datasets, displayable, refuse, report, say, say_data, write_whole
from reportgen.cli.destinations import destinations
from reportgen.cli.options import (
    Config,
    Datasets,
    Formats,
    Layout,
    NoEmbed,
    PdfStandard,
    Quiet,
    Register,
    Strict,
)
from reportgen.cli.settings import SettingsOptions
from reportgen.findings import plural

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from reportgen.batch.manifest import Record
    from reportgen.batch.plan import Planned
    from reportgen.batch.run import RunSettings


_LEAST = 200
"""The MB that a worker takes before it has done anything, with room for a small report."""

_KEPT = "what is built is kept, and the next run goes on from there"


def batch(
    dataset: Datasets = None,
    to: Formats = None,
    layout: Layout = "lga-board",
    output: Annotated[Path, typer.Option("--output", "-o", help="The folder for the files.")] = Path("out"),
    name: Annotated[
        str,
        typer.Option(
            "--name",
            help="Where each file goes; {group}, {period}, {form}, {language}, {layout}, {dataset}, {format}.",
        ),
    ] = TEMPLATE,
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
    pdf_standard: PdfStandard = Standard.ARCHIVE_AND_ACCESS,
    no_embed: NoEmbed = False,
    strict: Strict = False,
    config: Config = None,
    register: Register = None,
    quiet: Quiet = False,
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
    if 0 < memory_limit < _LEAST:
        refuse(f"a worker needs {_LEAST} MB; raise --memory-limit")
    if jobs and executor != "local":
        refuse("the cluster says how many reports it compiles at once; leave out --jobs")
    if str(output) == "-" or any(str(path) == "-" for path in dataset or []):
        refuse("a batch reads files and writes a folder; `-` is for `reportgen build`")
    kinds, lacking = _to_make([str(each) for each in dict.fromkeys(to or OutputFormat)])
    from reportgen.batch.job import OutputOptions
    from reportgen.batch.plan import job, largest_first
    from reportgen.batch.run import RunSettings

    paths = datasets(dataset or [])
    stdout, files = destinations(formats or [], findings or [], "--findings")
    _refuse_to_replace(files, paths, output)
    given = SettingsOptions(config=config, registers=register, strict=strict)
    folder, planned = _planned(paths, name, layout, kinds, output)
    for each in planned:
        given.settings(each.path)  # settings that cannot be used are told before any work
    making = OutputOptions(
        pdf_standard.value, embed=not no_embed, epoch=os.environ.get("SOURCE_DATE_EPOCH", "")
    )
    pool, workers = _workers(
        executor, min(jobs or os.cpu_count() or 1, len(planned)), time_limit, memory_limit, kinds
    )
    settings = RunSettings(
        output,
        lambda each: job(each, folder, kinds, given.settings, making),
        partial(put, lasting=False),
        workers,
        force,
        fail_fast,
        limits=(f"the {time_limit:g} seconds of --time-limit", f"the {memory_limit} MB of --memory-limit"),
    )
    found = _run(largest_first(planned) if workers > 1 else planned, pool, settings, executor, quiet=quiet)
    try:
        documents = told(found, stdout, files, quiet=quiet)
        _conclude(output, found, len(planned), documents, quiet=quiet, lacking=lacking)
    finally:
        pool.shutdown()


def _to_make(kinds: list[str]) -> tuple[list[str], bool]:
    """The formats that can be made here, and whether one cannot, which is said. Ends the command where none can."""
    from reportgen.writers import EngineMissing, engine

    if "pdf" not in kinds or engine.pango() != "none":
        return kinds, False
    try:
        engine.load()
    except EngineMissing as error:
        if kinds == ["pdf"]:
            refuse(str(error))
        say(f"reportgen: {error}")
        return [each for each in kinds if each != "pdf"], True
    return kinds, False


def _refuse_to_replace(files: Mapping[Path, Any], paths: Sequence[Path], output: Path) -> None:
    """End the command where findings would be written over a manifest or a dataset."""
    if not files:
        return
    ours = {os.path.realpath(output / each) for each in (MANIFEST, TABLE)}
    given = {os.path.realpath(path) for path in paths}
    for file in files:
        if os.path.realpath(file) in ours:
            refuse(f"{file}: this is the manifest; give the findings another name")
        if os.path.realpath(file) in given:
            refuse(f"{file}: this is a dataset; give the findings another name")


def _planned(
    paths: Sequence[Path], name: str, layout: str, kinds: Sequence[str], output: Path
) -> "tuple[Path, list[Planned]]":
    """The layout's folder, and what is to be made. Ends the command where it cannot be, before anything is made."""
    from reportgen.batch import manifest
    from reportgen.batch.file_names import BadTemplate
    from reportgen.batch.plan import Collision, apart_from, plan
    from reportgen.layout import find
    from reportgen.source import Unreadable

    try:
        folder = find(layout)
        planned = plan(paths, name, folder.name, kinds)
        if before := manifest.earlier(output):
            real = os.path.realpath(output)
            ran = {manifest.source(real, each.path) for each in planned}
            apart_from(manifest.kept(output, before, ran), planned)
    except (Unreadable, BadTemplate, Collision) as error:
        refuse(str(error))
    _refuse_faulty(folder, {each.report.form for each in planned if each.report})
    return folder, planned


def _refuse_faulty(folder: Path, forms: set[str]) -> None:
    """End the command where a layout of one's own has errors: every report would have them."""
    from reportgen.layout import SHIPPED, load

    if folder.parent == SHIPPED:
        return
    from reportgen.pipeline import has_errors
    from reportgen.source import Unreadable

    try:
        met = dict.fromkeys(each for form in sorted(forms) for each in load(folder, form).findings)
    except Unreadable as error:
        refuse(str(error))
    if has_errors(met):
        report([*met], {}, "text", sys.stderr)
        say("nothing is built, because the layout has errors")
        raise typer.Exit(1)


def _run(
    planned: "Sequence[Planned]", pool: "Executor", settings: "RunSettings", executor: str, *, quiet: bool
) -> "list[Record]":
    """What came of each report. Ends the command where the run cannot go on; what is built is kept."""
    from reportgen.batch.run import run
    from reportgen.processes.pool import NoWorker

    found: list[Record] = []
    try:
        sweep(settings.out)
        with _progress(len(planned), quiet=quiet) as advance:
            for record in run(planned, pool, settings):
                found.append(record)
                advance(record)
                if len(planned) - len(found) == _LAST * settings.workers:
                    _settle_meanwhile(found)
        pool.shutdown(wait=False)  # the workers end beside what follows
    except BaseException as error:
        pool.shutdown(cancel_futures=True)
        if isinstance(error, Unwritten):
            refuse(f"{error}; {_KEPT}")
        if isinstance(error, NoWorker):
            refuse(f"no worker can be started: {error}; {_KEPT}")
        if isinstance(error, KeyboardInterrupt) and not quiet:
            say(f"stopped: {len(found)} of {plural(len(planned), 'report')} done; {_KEPT}")
        if isinstance(error, CancelledError):
            refuse(f"{executor}: {_loss(pool)}; {_KEPT}")
        raise
    return found


_LAST = 4
"""How many reports each worker has still to do when what is written until then is brought down to the disk."""


def _settle_meanwhile(found: "Sequence[Record]") -> None:
    """Have what is written brought down to the disk beside the last reports, so that it is not waited for in the end."""
    if any(record.outcome != "unchanged" for record in found):
        with suppress(RuntimeError):  # there is no room for a thread
            Thread(target=settle, daemon=True).start()


def _loss(pool: "Executor") -> str:
    """What a run that was cancelled has lost."""
    from reportgen.batch.cluster import Cluster

    return pool.loss if isinstance(pool, Cluster) else "the workers are lost"


def _workers(
    executor: str, jobs: int, time_limit: float, memory_limit: int, kinds: Sequence[str]
) -> "tuple[Executor, int]":
    """Who compiles, and how many reports at once."""
    if executor == "local":
        from reportgen.batch.pool import Pool
        from reportgen.processes.pool import NoWorker

        try:
            return Pool(jobs, time_limit, memory_limit, kinds), jobs
        except NoWorker as error:
            refuse(f"no worker can be started: {error}")
        except OSError as error:
            refuse(f"no worker can be started: {(error.strerror or str(error)).lower()}")
    from reportgen.batch.cluster import Cluster, NoCluster

    try:
        cluster = Cluster(executor, time_limit, memory_limit)
    except NoCluster as error:
        refuse(str(error))
    return cluster, cluster.size


def _conclude(
    output: Path,
    found: "Sequence[Record]",
    planned: int,
    documents: Mapping[Path, bytes],
    *,
    quiet: bool,
    lacking: bool,
) -> None:
    """Write the manifest and what else is to be written of the whole run; ends the command with the code that it deserves."""
    from reportgen.batch.manifest import dropped, earlier, kept, manifest, table

    before = earlier(output)
    whole = [*found, *kept(output, before, {each.source for each in found})]
    settle()
    write_whole({output / MANIFEST: manifest(whole), output / TABLE: table(whole), **documents})
    counts = Counter(record.outcome for record in found)
    if not quiet:
        if old := dropped(output, before, whole):
            what = f"{old[0]} is" if len(old) == 1 else f"{old[0]} and {len(old) - 1} more are"
            say(f"{output}: {what} of an earlier run, and no longer in the manifest")
        said = [f"{counts[each]} {each}" for each in _OUTCOMES if counts[each]]
        words = ", ".join([*said, *([f"{planned - len(found)} not begun"] if planned > len(found) else [])])
        say(f"{words}; see {output / MANIFEST}")
    if counts["failed"] or counts["unreadable"] or lacking:
        raise typer.Exit(2)
    if counts["faulty"]:
        raise typer.Exit(1)


_OUTCOMES = ("built", "unchanged", "faulty", "failed", "unreadable")


def _check(output: Path, *, quiet: bool) -> None:
    """Compare every file with the manifest; ends the command with 1 where one is not as it was written."""
    from reportgen.batch.manifest import UNUSABLE, damaged, is_newer, read_manifest, unlisted

    try:
        found = read_manifest(output)
    except FileNotFoundError:
        refuse(f"{output}: there is no manifest here; `reportgen batch DATASETS -o {output}` writes one")
    except UNUSABLE:
        refuse(f"{output / MANIFEST}: is no manifest that can be read")
    newer = [record for record in found if is_newer(output, record)]
    wrong = [fault for record in found if record not in newer for fault in damaged(output, record)]
    others = list(unlisted(output, found))
    for fault in (*wrong, *others):
        say_data(f"{output / fault}")
    for record in newer:
        say_data(
            f"{record.dataset}: its files are newer than the manifest; the last run was stopped, run it again"
        )
    if not quiet:
        files = sum(len(record.outputs) for record in found if record not in newer)
        say(f"{files - len(wrong)} of {files} files are as they were written")
    if wrong or others or newer:
        raise typer.Exit(1)


@contextmanager
def _progress(total: int, *, quiet: bool) -> Iterator[Any]:
    """Show how far a run is: a bar on a terminal, a line for each report elsewhere."""
    if quiet or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield lambda record: _tell(record, quiet=quiet)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("compiling"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total, rate="")

        def advance(record: "Record") -> None:
            speed = bar.tasks[0].speed
            bar.update(task, advance=1, rate=f"{speed:.1f}/s" if speed else "")
            if record.outcome not in ("built", "unchanged"):
                bar.console.print(displayable(_line(record)), markup=False, highlight=False, soft_wrap=True)

        yield advance


def _tell(record: "Record", *, quiet: bool) -> None:
    if not quiet or record.outcome not in ("built", "unchanged"):
        say(_line(record))


def _line(record: "Record") -> str:
    """What is said of one report."""
    if record.outcome in ("failed", "unreadable"):
        reason = record.reason.removeprefix(f"{record.dataset}: ")
        return f"{record.outcome} {record.dataset}: {reason}"
    if record.outcome == "faulty":
        first, *others = (each for each in record.findings.all if each["severity"] == "error")
        more = f" (and {plural(len(others), 'more error')})" if others else ""
        place = f"{first['file']}:{first['line']}:{first['column']}"
        return f"faulty {place}: {first['code']} {first['message']}{more}"
    files = ", ".join(output.path for output in record.outputs)
    return f"{record.outcome} {record.dataset}: {files}"
