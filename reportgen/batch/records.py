"""What a batch remembers of each report, and the manifest that is made of it.

Each record is a file of its own, written whole once the report's files are in place: a run that is killed loses nothing that is
done, and the next takes it up from there.
"""

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import reportgen
from reportgen.batch.names import MANIFEST, RECORDS
from reportgen.batch.work import Product
from reportgen.findings import Code, Finding, Fix, Part, Problem, Severity, Span
from reportgen.reporters.json import as_json
from reportgen.writers import FORMATS

VERSION = 1


@dataclass(frozen=True)
class Output:
    """A file that was written: its path below the output folder, its size and its SHA-256."""

    format: str
    path: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Record:
    """What came of one dataset.

    `outcome` is `built`, `unchanged`, `faulty` (errors in the dataset), `failed` (a crash, a time or memory limit) or
    `unreadable`; `inputs` is the hash of all that went in.
    """

    dataset: str
    outcome: str
    inputs: str = ""
    group: str = ""
    period: str = ""
    pages: int = 0
    seconds: float = 0.0
    reason: str = ""
    outputs: tuple[Output, ...] = ()
    findings: tuple[Mapping[str, Any], ...] = ()

    def count(self, severity: Severity) -> int:
        """How many findings have a severity."""
        return sum(each["severity"] == severity for each in self.findings)


def record(dataset: str, inputs: str, product: Product, paths: Mapping[str, str]) -> Record:
    """The record of a report that was compiled or refused."""
    outputs = tuple(
        Output(name, paths[name], len(content), hashlib.sha256(content).hexdigest())
        for name, content in product.files.items()
    )
    findings = tuple(map(_kept, product.findings))
    outcome = "built" if outputs else "faulty"
    seconds = round(product.seconds, 3)
    return Record(
        dataset, outcome, inputs, product.group, product.period, product.pages, seconds, "", outputs, findings
    )


def _kept(finding: Finding) -> dict[str, Any]:
    """A finding as `validate` writes it as JSON, with what is wanted to have it back."""
    problem = finding.problem
    fix = {"text": problem.fix.text, "safe": problem.fix.safe} if problem.fix else None
    return {**as_json(finding), "at": list(problem.at), "part": problem.part, "fix": fix}


def findings(each: Record, codes: Mapping[str, Code]) -> Iterator[Finding]:
    """The findings of a record as they were; `codes` are all that there are, by their ids."""
    for kept in each.findings:
        part = kept["part"] if isinstance(kept["part"], str) else tuple(kept["part"])
        fix = Fix(**kept["fix"]) if kept["fix"] else None
        problem = Problem(tuple(kept["at"]), kept["message"], kept["hint"], cast("Part", part), fix)
        span = Span(kept["line"], kept["column"], kept["end_line"], kept["end_column"])
        yield Finding(codes[kept["code"]], Severity(kept["severity"]), kept["file"], span, problem)


def place(out: Path, dataset: str) -> Path:
    """The file of a dataset's record."""
    return out / RECORDS / f"{hashlib.sha256(dataset.encode()).hexdigest()[:24]}.json"


def written(each: Record) -> bytes:
    """A record as the content of its file."""
    return f"{_as_json(each)}\n".encode()


def _as_json(each: Record) -> str:
    """A record on one line, which Python writes ten times as fast as one with indents."""
    return json.dumps({**vars(each), "outputs": [*map(vars, each.outputs)]}, ensure_ascii=False)


def load(out: Path, dataset: str) -> Record | None:
    """The record of a dataset; None where there is none, or none that can be read."""
    try:
        return _read(json.loads(place(out, dataset).read_text("utf-8")))
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _read(value: Any) -> Record:
    outputs = tuple(Output(**each) for each in value.pop("outputs"))
    findings = tuple(value.pop("findings"))
    return Record(**value, outputs=outputs, findings=findings)


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


def unlisted(out: Path, found: Iterable[Record]) -> Iterator[str]:
    """The Word files, PDFs and web pages in a folder that no record lists: of earlier runs, or put there by others."""
    listed = {output.path for each in found for output in each.outputs}
    for path in sorted(out.rglob("*")):
        name = path.relative_to(out).as_posix()
        if path.suffix.removeprefix(".") in FORMATS and name not in listed and path.is_file():
            yield f"{name}: is not in the manifest"


def kept(out: Path, found: Iterable[Record]) -> list[Record]:
    """The records of the manifest that is there, of datasets that were no part of a run and are there still."""
    ran = {each.dataset for each in found}
    try:
        before = read_manifest(out)
    except (OSError, ValueError, KeyError, TypeError):
        return []
    return [each for each in before if each.dataset not in ran and Path(each.dataset).is_file()]


def manifest(records: Iterable[Record]) -> bytes:
    """The manifest of a run: a JSON file of all records, a line for each, in order of the datasets."""
    reports = ",\n".join(map(_as_json, sorted(records, key=lambda each: each.dataset)))
    tool = json.dumps(f"reportgen {reportgen.__version__}")
    return f'{{"version": {VERSION}, "tool": {tool}, "reports": [\n{reports}\n]}}\n'.encode()


def table(records: Sequence[Record]) -> bytes:
    """The manifest as a spreadsheet (CSV), a row for each report."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(
        ("dataset", "outcome", "group", "period", "pages", "errors", "warnings", "seconds", "files", "reason")
    )
    for each in sorted(records, key=lambda each: each.dataset):
        counts = (each.count(Severity.ERROR), each.count(Severity.WARNING))
        files = " ".join(output.path for output in each.outputs)
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
        writer.writerow(f"'{cell}" if str(cell).startswith(("=", "+", "@")) else cell for cell in row)
    return text.getvalue().encode("utf-8-sig")


def read_manifest(out: Path) -> list[Record]:
    """The records of a finished run. Raises OSError, ValueError or KeyError where it is none."""
    value = json.loads((out / MANIFEST).read_text("utf-8"))
    return [_read(each) for each in value["reports"]]
