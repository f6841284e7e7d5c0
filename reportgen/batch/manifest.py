"""The records of a batch, one for each report, and the manifest that is made of them.

Each record is a file of its own, written once the report's files are in place: a run that is killed loses nothing that is done,
and the next goes on from there.
"""

import csv
import hashlib
import io
import json
import os
from collections.abc import Container, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from operator import attrgetter
from pathlib import Path, PureWindowsPath
from typing import Any

import reportgen
from reportgen.batch.file_names import MANIFEST, RECORDS
from reportgen.batch.job import JobResult
from reportgen.batch.stored_findings import StoredFinding, is_stored_finding, json_bytes
from reportgen.findings import Severity
from reportgen.source.files import NotRegular, Outside, path_inside, read_regular_file
from reportgen.spreadsheets import safe_cell

VERSION = 1
_MAX_BYTES = 100_000_000
UNUSABLE = (
    OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError, NotRegular, Outside,
)  # fmt: skip
"""The exceptions from reading a record or a manifest that is missing, or that somebody has changed."""


class OtherVersion(ValueError):
    """A manifest of another version of reportgen."""


@dataclass(frozen=True)
class OutputFile:
    """A file that was written: its path below the output folder, its size and its SHA-256.

    Anybody may have changed a manifest: `is_below_output` tells whether the path stays where it belongs.
    """

    format: str
    path: str
    size: int
    sha256: str

    @property
    def is_below_output(self) -> bool:
        """Whether the path leads nowhere else by its words."""
        path = PureWindowsPath(self.path)  # which knows `/`, `\\` and drives
        return not (path.is_absolute() or path.drive or path.root or ".." in path.parts)


@dataclass(frozen=True)
class Record:
    """The outcome of one report.

    `dataset` is its name in the run, `source` its path from the output folder, which stays the same wherever a batch is run.
    `outcome` is `built`, `unchanged`, `faulty` (errors in the dataset), `failed` (a crash, a time or memory limit) or
    `unreadable`; `inputs` is the hash of everything that the outputs depend on.
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
    findings: tuple[StoredFinding, ...] = ()

    def to_json(self) -> bytes:
        """Returns the record as JSON, on one line."""
        return json_bytes({**vars(self), "outputs": [*map(vars, self.outputs)]})

    def count(self, severity: Severity) -> int:
        """Returns the number of findings of a severity."""
        return sum(finding["severity"] == severity for finding in self.findings)

    def for_dataset(self, name: str) -> "Record":
        """Returns the record under the name that the same dataset has in another run."""
        findings = (
            {**finding, "file": name} if finding["file"] == self.dataset else finding
            for finding in self.findings
        )
        return replace(self, dataset=name, findings=tuple(findings))


def source_path(folder: str, dataset: Path) -> str:
    """Returns the path of a dataset from the output folder; its whole path where there is none, as on another drive.

    `folder` is the output folder's path without links.
    """
    path = os.path.realpath(dataset)
    with suppress(ValueError):
        path = os.path.relpath(path, folder)
    return path.replace(os.sep, "/")


def make_record(
    dataset: str, source: str, inputs: str, result: JobResult, paths: Mapping[str, str]
) -> Record:
    """Returns the record of a report that was built or has errors; `paths` are those of the formats."""
    outputs = tuple(
        OutputFile(name, paths[name], len(content), hashlib.sha256(content).hexdigest())
        for name, content in result.files.items()
    )
    return Record(
        dataset,
        source,
        outcome="built" if outputs else "faulty",
        inputs=inputs,
        group=result.group,
        period=result.period,
        pages=result.pages,
        seconds=round(result.seconds, 3),
        outputs=outputs,
        findings=result.findings,
    )


def record_path(output: Path, source: str) -> Path:
    """Returns the file of a dataset's record."""
    digest = hashlib.sha256(source.encode("utf-8", "backslashreplace")).hexdigest()
    return output / RECORDS / f"{digest[:24]}.json"


def read_record(output: Path, source: str) -> Record | None:
    """Reads the record of a dataset. Returns None where there is none that can be used."""
    try:
        return _parse_record(_read_json(output, record_path(output, source)))
    except UNUSABLE:
        return None


def read_manifest(output: Path) -> list[Record]:
    """Reads the manifest of a finished export.

    Raises OtherVersion, and one of UNUSABLE where it cannot be used.
    """
    value = _read_json(output, output / MANIFEST)
    if value["version"] != VERSION:
        raise OtherVersion
    return [_parse_record(record) for record in value["reports"]]


def _read_json(output: Path, path: Path) -> Any:
    """Reads a file of an export: a regular file in its folder, up to a size."""
    content = read_regular_file(path_inside(output, str(path.relative_to(output))), _MAX_BYTES + 1)
    if len(content) > _MAX_BYTES:
        raise ValueError("too large")
    return json.loads(content)


def read_previous_records(output: Path) -> list[Record]:
    """Reads the manifest that an earlier run has left. Returns no records where there is none that can be used."""
    try:
        return read_manifest(output)
    except UNUSABLE:
        return []


def _parse_record(value: Any) -> Record:
    outputs = tuple(OutputFile(**output) for output in value.pop("outputs"))
    findings = tuple(value.pop("findings"))
    record = Record(**value, outputs=outputs, findings=findings)
    if not (
        _has_valid_fields(record)
        and all(map(_has_valid_fields, outputs))
        and all(output.is_below_output for output in outputs)
        and all(map(is_stored_finding, findings))
    ):
        raise ValueError("a value of another type")
    return record


def _has_valid_fields(parsed: Record | OutputFile) -> bool:
    """Tells whether texts are texts that can be names of files, and numbers are numbers."""
    values = [(getattr(parsed, field.name), _TYPES.get(field.type, object)) for field in fields(parsed)]
    return all(
        isinstance(value, types) and not (isinstance(value, str) and "\0" in value) for value, types in values
    )


_TYPES: dict[Any, type | tuple[type, ...]] = {str: str, int: int, float: (int, float)}


def other_records(output: Path, previous: Iterable[Record], sources: Container[str]) -> list[Record]:
    """Returns the previous records of datasets that are not among the sources of a run, and still exist."""
    return [
        record
        for record in previous
        if record.source not in sources and os.path.isfile(output / record.source)
    ]


def manifest_json(records: Iterable[Record]) -> bytes:
    """Returns the manifest as JSON: the records in order of the datasets, each on a line."""
    reports = b",\n".join(record.to_json() for record in sorted(records, key=attrgetter("dataset")))
    tool = json_bytes(f"reportgen {reportgen.__version__}")
    return b'{"version": %d, "tool": %b, "reports": [\n%b\n]}\n' % (VERSION, tool, reports)


def manifest_table(records: Iterable[Record]) -> bytes:
    """Returns the manifest as a spreadsheet (CSV), with a row for each report."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(
        ("dataset", "outcome", "group", "period", "pages", "errors", "warnings", "seconds", "files", "reason")
    )
    for record in sorted(records, key=attrgetter("dataset")):
        row = (
            record.dataset,
            record.outcome,
            record.group,
            record.period,
            record.pages,
            record.count(Severity.ERROR),
            record.count(Severity.WARNING),
            record.seconds,
            "; ".join(output.path for output in record.outputs),
            record.reason,
        )
        writer.writerow(map(safe_cell, row))
    return text.getvalue().encode("utf-8-sig", "backslashreplace")
