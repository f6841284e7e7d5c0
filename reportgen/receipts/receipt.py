"""The receipt of a report that is sent: what was made of what by which program, and what the checks said of it.

It holds nothing that the dataset names as private: the hash is that of the dataset that the files carry.
"""

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from reportgen.display import display, display_json
from reportgen.extract import UnreadableFile, read_finished_file
from reportgen.findings import Finding
from reportgen.formats import FORMATS
from reportgen.layout import read_layout_files
from reportgen.pipeline import Checked, embedded_datasets
from reportgen.receipts.readiness import FinishedFile, Readiness
from reportgen.schema.i18n import date_in_words, period_in_words
from reportgen.schema.privacy import redact_findings

VERSION = 1
"""The version of the JSON's shape. It rises when something is removed or changes its meaning, not when something is added."""

ENDING = ".receipt"
"""Stands before `.json` and `.md` at the ends of the names of receipts."""

_KEY = "reportgen_receipt"
_MAX_BYTES = 5_000_000
_UNUSABLE = (ValueError, TypeError, KeyError, AttributeError, RecursionError)


class UnreadableReceipt(Exception):
    """A receipt that cannot be read; the message says why."""


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file of a report: its path from the receipt, its format, its size and its SHA-256."""

    file: str
    format: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Hashed:
    """A dataset or a layout: its path from the receipt, or its name, and its SHA-256."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """A receipt. `answers` and `findings` are as in its JSON; `tool` names the programs and their versions."""

    tool: str
    group: str
    period: str
    submitted: str
    dataset: Hashed
    layout: Hashed
    outputs: tuple[SentFile, ...]
    answers: tuple[Mapping[str, str], ...]
    findings: tuple[Mapping[str, Any], ...]

    def to_json(self) -> bytes:
        """Returns the receipt for programs."""
        return display_json({_KEY: VERSION, **asdict(self)}).encode()

    def to_markdown(self) -> bytes:
        """Returns the receipt for people."""
        submitted = (
            f"Sent on {self.submitted}." if self.submitted else "The dataset does not say when it was sent."
        )
        lines = [
            f"# Receipt: {self.group}, {self.period}", "", submitted, "",
            "| File | Size | SHA-256 |", "| --- | --- | --- |",
            *(f"| {_cell(output.file)} | {output.size:,} bytes | `{output.sha256}` |" for output in self.outputs),
            "", "Made of", "",
            f"- the dataset `{self.dataset.name}`, without what is private: SHA-256 `{self.dataset.sha256}`",
            f"- the layout `{self.layout.name}`: SHA-256 `{self.layout.sha256}`",
            f"- by {self.tool}",
            "", "## What was checked", "",
            "| Question | Answer | |", "| --- | --- | --- |",
            *(f"| {answer['question']} | {answer['status']} | {_cell(answer['message'])} |" for answer in self.answers),
            "", "## What the checks of the dataset said", "",
            *(self._finding_lines() or ["Nothing."]),
        ]  # fmt: skip
        return "".join(f"{display(line)}\n" for line in lines).encode()

    def _finding_lines(self) -> list[str]:
        return [
            f"- line {finding['line']}, {finding['severity']} {finding['code']}: {finding['message']}"
            for finding in self.findings
        ]


def _cell(text: str) -> str:
    """Returns text for a cell of a table in Markdown."""
    return text.replace("|", "\\|").replace("\n", " ")


def make_receipt(
    checked: Checked,
    findings: Sequence[Finding],
    files: Sequence[FinishedFile],
    readiness: Readiness,
    *,
    layout: Path,
    folder: Path,
    tool: str,
) -> Receipt:
    """Returns the receipt of a report whose files lie, or will lie, at their paths; the receipt itself will lie in a folder."""
    report = checked.shown.report
    outputs = (
        SentFile(_path_from(folder, file.path), file.format, len(file.content), _sha256(file.content))
        for file in files
    )
    answers = (
        {"question": answer.check, "status": answer.status.value, "message": answer.message}
        for answer in readiness.answers
    )
    told = redact_findings(findings, checked.source, checked.private)
    return Receipt(
        tool=tool,
        group=report.group.name,
        period=period_in_words(report.period, report.language) if report.period else "",
        submitted=date_in_words(report.submitted, "en-GB") if report.submitted else "",
        dataset=Hashed(_path_from(folder, checked.path), dataset_hash(checked)),
        layout=Hashed(layout.name, layout_hash(layout)),
        outputs=tuple(outputs),
        answers=tuple(answers),
        findings=tuple(
            {
                "code": finding.code.id,
                "severity": finding.severity.value,
                "line": finding.span.line,
                "message": finding.message,
            }
            for finding in told
        ),
    )


def dataset_hash(checked: Checked) -> str:
    """Returns the SHA-256 of a dataset without what is private, as its files carry it; empty if it cannot be understood."""
    return next(map(_sha256, embedded_datasets(checked).values()), "")


def layout_hash(layout: Path) -> str:
    """Returns the SHA-256 of the files of a layout. Raises Unreadable."""
    digest = hashlib.sha256()
    for name, content in sorted(read_layout_files(layout).items()):
        digest.update(f"{name} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _path_from(folder: Path, path: Path) -> str:
    """Returns the path of a file from a folder, so that both can be moved together; the whole path on another drive."""
    whole = os.path.realpath(path)
    with suppress(ValueError):
        whole = os.path.relpath(whole, os.path.realpath(folder))
    return whole.replace(os.sep, "/")


def read_receipt(path: Path) -> Receipt:
    """Reads a receipt. Raises UnreadableReceipt."""
    try:
        content = read_finished_file(path)
    except UnreadableFile as error:
        raise UnreadableReceipt(str(error)) from None
    try:
        if len(content) > _MAX_BYTES:
            raise ValueError(path)
        values = json.loads(content)
        version = values.pop(_KEY)
        if version > VERSION:
            raise UnreadableReceipt("it is a receipt of a later version of reportgen")
        receipt = Receipt(
            **{
                **{
                    name: values[name]
                    for name in ("answers", "findings", "tool", "group", "period", "submitted")
                },
                "dataset": Hashed(**values["dataset"]),
                "layout": Hashed(**values["layout"]),
                "outputs": tuple(SentFile(**output) for output in values["outputs"]),
            }
        )
        _require_texts(receipt)
    except _UNUSABLE:
        raise UnreadableReceipt("it is no receipt that `reportgen ready` has written") from None
    return receipt


def _require_texts(receipt: Receipt) -> None:
    """Raises ValueError where what is compared is no text, or a format is unknown."""
    hashed = (receipt.dataset, receipt.layout)
    texts: list[object] = [text for entry in hashed for text in (entry.name, entry.sha256)]
    texts += [text for output in receipt.outputs for text in (output.file, output.sha256)]
    if not all(isinstance(text, str) and "\0" not in text for text in texts) or not receipt.outputs:
        raise ValueError(texts)
    if not all(output.format in FORMATS for output in receipt.outputs):
        raise ValueError(receipt.outputs)
