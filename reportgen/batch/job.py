"""One report's work as bytes: what goes into it, and what comes out of it, so that it can be done anywhere."""

import atexit
import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from itertools import accumulate
from pathlib import Path, PurePath, PurePosixPath
from typing import TYPE_CHECKING

from reportgen.config import Settings
from reportgen.findings import Finding

if TYPE_CHECKING:
    from reportgen.batch.stored_findings import StoredFindings
    from reportgen.layout import Layout


@dataclass(frozen=True, slots=True)
class OutputOptions:
    """How files are made: the standard that a PDF claims, and whether PDF and Word files carry the dataset.

    `epoch` is SOURCE_DATE_EPOCH where the batch was started: workers may know another.
    """

    standard: str
    embed: bool = True
    epoch: str = ""


@dataclass(frozen=True)
class Job:
    """A report to compile: the dataset, the files beside it and those of the layout and the registers, as bytes.

    `file` is the name by which findings know the dataset, and `layout_place` where its layout lies. `unusable` are the pictures
    that are not among the files beside it, with the reasons and what to do about them. `settings` hold for this dataset alone,
    since patterns of files mean nothing elsewhere.
    """

    file: str
    dataset: bytes = field(repr=False)
    beside: Mapping[str, bytes] = field(repr=False)
    unusable: Mapping[str, tuple[str, str | None]] = field(repr=False)
    layout_name: str
    layout_place: str
    layout: Mapping[str, bytes] = field(repr=False)
    registers: Mapping[str, bytes] = field(repr=False)
    formats: tuple[str, ...]
    making: OutputOptions
    settings: Settings
    engines: str

    def digest(self) -> str:
        """A hash of everything that the outputs come from: the same as long as they would be."""
        total = hashlib.sha256()
        used = self.settings
        rules = f"{used.select} {used.ignore} {sorted(used.severities.items())}"
        making = f"{self.making.standard} {self.making.embed} {self.making.epoch}"
        profile = f"{used.profile}{' strict' if used.strict else ''}"
        words = (
            PurePosixPath(self.file).name,
            self.layout_name,
            *sorted(self.formats),
            *(f"{name} {reason} {hint}" for name, (reason, hint) in self.unusable.items()),
            making,
            profile,
            rules,
            self.engines,
        )
        for part in (*(word.encode("utf-8", "surrogateescape") for word in words), self.dataset):
            _take(total, part)
        for group in (self.beside, self.layout, self.registers):
            _take_all(total, group)
        return total.hexdigest()


def _take_all(total: "hashlib._Hash", files: Mapping[str, bytes]) -> None:
    for name in sorted(files):
        _take(total, name.encode("utf-8", "surrogateescape"))
        _take(total, files[name])
    _take(total, b"")


def _take(total: "hashlib._Hash", part: bytes) -> None:
    total.update(len(part).to_bytes(8, "big"))
    total.update(part)


@dataclass(frozen=True)
class Product:
    """What came of a job: the files by format (none where there are errors), what was found, and how long it took."""

    files: Mapping[str, bytes] = field(repr=False)
    pages: int
    findings: "StoredFindings"
    seconds: float
    group: str = ""
    period: str = ""


def compile_job(job: Job) -> Product:
    """Do a job; the files beside its dataset lie in a folder of their own meanwhile.

    Raises OtherEngines where it would come out otherwise here, and what no dataset should bring about.
    """
    from reportgen.batch.stored_findings import StoredFindings, kept
    from reportgen.batch.versions import compare
    from reportgen.pipeline import build, check_source, embedded_datasets
    from reportgen.schema.files import label
    from reportgen.schema.privacy import redact_findings
    from reportgen.source import read
    from reportgen.writers import Options
    from reportgen.writers.engine import dated

    compare(job.engines, "the batch", paged="pdf" in job.formats)
    started = time.perf_counter()
    layout, registers = _layout(job), _kept("registers", job.registers) if job.registers else None
    with _folder(job.beside) as folder:
        dataset = folder / PurePosixPath(job.file.replace("\\", "/")).name
        settings = replace(job.settings, registers=registers)
        checked = check_source(read(job.dataset, job.file), dataset, settings)
        report = checked.shown.report if checked.loaded else None
        group = report.group.name if report else ""
        period = label(report.period) if report else ""
        built = None
        if not checked.failed:
            sources = embedded_datasets(checked) if job.making.embed else {}
            options = Options(standard=job.making.standard, sources=sources)
            with dated(job.making.epoch):
                built = build(checked, layout, job.formats, options, read_layout)
        findings = (*checked.findings, *(built.findings if built else ()))
        findings = redact_findings(findings, checked.source, checked.private)
        shown = StoredFindings.of(kept(_as_there(each, job, layout)) for each in findings)
    seconds = time.perf_counter() - started
    return Product(built.files if built else {}, built.pages if built else 0, shown, seconds, group, period)


def _as_there(finding: Finding, job: Job, layout: Path) -> Finding:
    """A finding as it would be where the batch was started: with the layout's place, and with what is wrong with a picture."""
    at, problem = finding.problem.at, finding.problem
    if at[:1] == ("figures",) and at[-1:] == ("file",):
        named = [name for name in job.unusable if f"`{name}`" in problem.message]
        if named:  # a name may hold another
            reason, hint = job.unusable[max(named, key=len)]
            problem = replace(problem, message=reason, hint=hint)
    if finding.file == job.file and problem is finding.problem:
        return finding
    file = finding.file
    if file.startswith(str(layout)):
        file = job.layout_place + file.removeprefix(str(layout))
    return replace(finding, file=file, problem=problem)


@contextmanager
def _folder(files: Mapping[str, bytes]) -> Iterator[Path]:
    """A folder with these files, as long as it is wanted; for none, a name that no folder has, nor can be guessed."""
    if not files:
        yield _nowhere()
        return
    with tempfile.TemporaryDirectory(prefix="reportgen-") as folder:
        _unpack(files, Path(folder))
        yield Path(folder)


@cache
def _nowhere() -> Path:
    return Path(tempfile.gettempdir(), f"reportgen-{os.urandom(8).hex()}")


@lru_cache(maxsize=16)
def read_layout(layout: Path, form: str) -> "Layout":
    """A layout that ships or was unpacked here, and stays as it is."""
    from reportgen.layout import load

    return load(layout, form)


def _layout(job: Job) -> Path:
    """The folder of a job's layout: of the same that ships here, which may be loaded, or else one of its own."""
    shipped = _shipped(job.layout_name)
    return shipped[0] if shipped and shipped[1] == job.layout else _kept(job.layout_name, job.layout)


@cache
def _shipped(name: str) -> tuple[Path, Mapping[str, bytes]] | None:
    from reportgen.layout import SHIPPED, content

    folder = SHIPPED / name
    return (folder, content(folder)) if folder.is_dir() else None


def _kept(name: str, files: Mapping[str, bytes]) -> Path:
    """A folder of files that one job after the other brings along: unpacked once, it stays as long as the process."""
    content = hashlib.sha256()
    _take_all(content, files)
    return _KEPT.folder((name, content.hexdigest()), files)


class _Kept:
    """Folders by what is in them."""

    def __init__(self) -> None:
        self._folders: dict[tuple[str, str], Path] = {}

    def folder(self, key: tuple[str, str], files: Mapping[str, bytes]) -> Path:
        if key not in self._folders:
            place = tempfile.mkdtemp(prefix="reportgen-")
            atexit.register(shutil.rmtree, place, ignore_errors=True)  # a pool clears up after its workers
            self._folders[key] = Path(place) / key[0]
            _unpack(files, self._folders[key])
        return self._folders[key]


_KEPT = _Kept()


def _unpack(files: Mapping[str, bytes], folder: Path) -> None:
    """Put files into a folder. A path that leads out of it is passed over: where it is from, a link leads back.

    Of `pictures/../map.png`, the folder is there too.
    """
    passed: list[Path] = []
    for name, content in files.items():
        steps = accumulate(PurePosixPath(name).parts, PurePath.joinpath, initial=folder)
        *above, path = (Path(os.path.normpath(step)) for step in steps)
        if path.is_relative_to(folder):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            passed += (step for step in above if step.is_relative_to(folder))
    for step in passed:
        if not step.exists():
            step.mkdir(parents=True)
    folder.mkdir(parents=True, exist_ok=True)
