"""What a batch remembers of each report, and the manifest that is made of it.

Each record is a file of its own, written whole once the report's files are in place: a run that is killed loses nothing that is
done, and the next takes it up from there.
"""

import csv
import hashlib
import io
import json
import os
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import reportgen
from reportgen.batch.ahead import MANIFEST
from reportgen.batch.file_names import RECORDS
from reportgen.batch.job import Product
from reportgen.batch.stored_findings import StoredFindings, as_bytes, is_one
from reportgen.formats import FORMATS
from reportgen.spreadsheets import cell

VERSION = 1
UNUSABLE = (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError)
"""What is raised by the reading of a record or manifest that others have had their hands on."""


@dataclass(frozen=True)
class OutputFile:
    """A file that was written: its path below the output folder, its size and its SHA-256."""

    format: str
    path: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Record:
    """What came of one dataset.

    `dataset` is its name in the run, `source` its path from the output folder, by which it is known from wherever a batch is
    run. `outcome` is `built`, `unchanged`, `faulty` (errors in the dataset), `failed` (a crash, a time or memory limit) or
    `unreadable`; `inputs` is the hash of all that went in.
    """

    dataset: str
    source: str
    outcome: str
    inputs: str = ""
    group: str = ""
    period: str = ""
    pages: int = 0
    seconds: float = 0.0
    reason: str = ""
    outputs: tuple[OutputFile, ...] = ()
    findings: StoredFindings = field(default_factory=StoredFindings)

    @cached_property
    def written(self) -> bytes:
        """The record as JSON, on one line, which Python writes ten times as fast as one with indents."""
        said = {**vars(self), "outputs": [*map(vars, self.outputs)]}
        del said["findings"]
        return b'%b, "findings": %b}' % (as_bytes(said)[:-1], self.findings.written)

    def known_as(self, dataset: str) -> "Record":
        """The record of the same dataset under the name that it has in another run."""
        if dataset == self.dataset:
            return self
        found = (
            {**each, "file": dataset} if each["file"] == self.dataset else each for each in self.findings.all
        )
        return replace(self, dataset=dataset, findings=StoredFindings.of(found))


def source(folder: str, dataset: Path) -> str:
    """The path of a dataset from the output folder; its whole path where there is no way from there, as on another drive.

    `folder` is the output folder's own path without links, which is worked out once.
    """
    there = os.path.realpath(dataset)
    with suppress(ValueError):
        there = os.path.relpath(there, folder)
    return there.replace(os.sep, "/")


def record(dataset: str, source: str, inputs: str, product: Product, paths: Mapping[str, str]) -> Record:
    """The record of a report that was compiled or refused."""
    outputs = tuple(
        OutputFile(name, paths[name], len(content), hashlib.sha256(content).hexdigest())
        for name, content in product.files.items()
    )
    outcome = "built" if outputs else "faulty"
    seconds = round(product.seconds, 3)
    said = (product.group, product.period, product.pages, seconds, "")
    return Record(dataset, source, outcome, inputs, *said, outputs, product.findings)


def place(out: Path, source: str) -> Path:
    """The file of a dataset's record."""
    number = hashlib.sha256(source.encode("utf-8", "backslashreplace")).hexdigest()
    return out / RECORDS / f"{number[:24]}.json"


def load(out: Path, source: str) -> Record | None:
    """The record of a dataset; None where there is none, or none that can be read."""
    try:
        return _read(json.loads(place(out, source).read_text("utf-8")))
    except UNUSABLE:
        return None


def _read(value: Any) -> Record:
    outputs = tuple(OutputFile(**each) for each in value.pop("outputs"))
    findings = tuple(value.pop("findings"))
    found = Record(**value, outputs=outputs, findings=StoredFindings.of(findings))
    parts: list[Record | OutputFile] = [found, *outputs]
    if not all(map(_has_its_types, parts)) or not all(map(is_one, findings)):
        raise ValueError("a value is not what it should be")
    return found


def _has_its_types(each: Record | OutputFile) -> bool:
    """Whether texts are texts that can be names of files, and numbers are numbers."""
    values = [(getattr(each, one.name), _TYPES.get(one.type, object)) for one in fields(each)]
    return all(
        isinstance(value, kind) and not (isinstance(value, str) and "\0" in value) for value, kind in values
    )


_TYPES: dict[Any, type | tuple[type, ...]] = {str: str, int: int, float: (int, float)}


def is_whole(out: Path, each: Record) -> bool:
    """Whether every file of a record is there, with the bytes that were written."""
    return bool(each.outputs) and not list(damaged(out, each))


def damaged(out: Path, each: Record) -> Iterator[str]:
    """What is wrong with the files of a record."""
    for output in each.outputs:
        path = out / output.path
        try:
            content = path.read_bytes()
        except OSError:
            yield f"{output.path}: is missing"
            continue
        if len(content) != output.size or hashlib.sha256(content).hexdigest() != output.sha256:
            yield f"{output.path}: is not the file that was written"


def is_newer(out: Path, each: Record) -> bool:
    """Whether the files of a dataset are whole, but of a later run than its record in the manifest: one that was stopped."""
    later = load(out, each.source)
    return later is not None and later.outputs != each.outputs and is_whole(out, later)


def unlisted(out: Path, found: Iterable[Record]) -> Iterator[str]:
    """The Word files, PDFs and web pages in a folder that no record lists: of earlier runs, or put there by others."""
    listed = {output.path for each in found for output in each.outputs}
    for path in sorted(out.rglob("*")):
        name = path.relative_to(out).as_posix()
        if path.suffix.removeprefix(".") in FORMATS and name not in listed and path.is_file():
            yield f"{name}: is not in the manifest"


def earlier(out: Path) -> list[Record]:
    """The records of the manifest that is there; none where there is no manifest that can be read."""
    try:
        return read_manifest(out)
    except UNUSABLE:
        return []


def kept(out: Path, before: Iterable[Record], ran: Container[str]) -> list[Record]:
    """The earlier records of datasets that were no part of a run and are there still."""
    return [each for each in before if each.source not in ran and os.path.isfile(out / each.source)]  # noqa: PTH113 (never raises)


def dropped(out: Path, before: Iterable[Record], now: Iterable[Record]) -> list[str]:
    """The files that were listed before, are listed no longer, and are there still."""
    listed = {output.path for each in now for output in each.outputs}
    others = {output.path for each in before for output in each.outputs} - listed
    return sorted(path for path in others if os.path.isfile(out / path))  # noqa: PTH113 (never raises)


def manifest(records: Iterable[Record]) -> bytes:
    """The manifest of a run: a JSON file of all records, a line for each, in order of the datasets."""
    reports = b",\n".join(each.written for each in sorted(records, key=lambda each: each.dataset))
    tool = as_bytes(f"reportgen {reportgen.__version__}")
    return b'{"version": %d, "tool": %b, "reports": [\n%b\n]}\n' % (VERSION, tool, reports)


def table(records: Sequence[Record]) -> bytes:
    """The manifest as a spreadsheet (CSV), a row for each report."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(
        ("dataset", "outcome", "group", "period", "pages", "errors", "warnings", "seconds", "files", "reason")
    )
    for each in sorted(records, key=lambda each: each.dataset):
        counts = (each.findings.errors, each.findings.warnings)
        files = "; ".join(output.path for output in each.outputs)
        row = (
            each.dataset,
            each.outcome,
            each.group,
            each.period,
            each.pages,
            *counts,
            each.seconds,
            files,
            each.reason,
        )
        writer.writerow(map(cell, row))
    return text.getvalue().encode("utf-8-sig", "backslashreplace")


def read_manifest(out: Path) -> list[Record]:
    """The records of a finished run. Raises one of UNUSABLE where it is none."""
    value = json.loads((out / MANIFEST).read_text("utf-8"))
    return [_read(each) for each in value["reports"]]
