"""The findings of all reports of a batch for the reporters, whether the reports were compiled now or are up to date."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.cli.console import make_results
from reportgen.cli.destinations import render_file, write_to_standard_output
from reportgen.findings import Finding, Span
from reportgen.reporters import FindingsFormat
from reportgen.source.files import read_bytes

if TYPE_CHECKING:
    from reportgen.batch.manifest import Record
    from reportgen.reporters import Results

_TOP = Span(1, 1, 1, 1)


def tell_findings(
    records: "Sequence[Record]",
    stdout: FindingsFormat | None,
    files: dict[Path, FindingsFormat],
    *,
    quiet: bool,
) -> dict[Path, bytes]:
    """Writes the findings of records to standard output, and returns the content of each file that is to have them.

    A finding in a file of the layout, which every report has, is told once.
    """
    if stdout is None and not files:
        return {}
    from reportgen.batch.stored_findings import restore
    from reportgen.catalogue import all_codes

    codes = {code.id: code for code in all_codes()}
    readable = [record for record in records if record.outcome != "unreadable"]
    findings = list(
        dict.fromkeys(finding for record in readable for finding in restore(record.findings, codes))
    )
    names = {record.dataset: None for record in readable}
    whole = _without_private_lines(make_results([*findings, *_missing_reports(records)], names))
    if stdout:
        write_to_standard_output(
            stdout, whole, _without_private_lines(make_results(findings, names)), quiet=quiet
        )
    return {file: render_file(whole, name) for file, name in files.items()}


def _without_private_lines(unguarded: "Results") -> "Results":
    """Returns results that show no line of a dataset that mentions `private`: a fault in it can make any value seem public."""
    is_guarded = cache(_may_hold_private)
    return replace(
        unguarded,
        source_line=lambda file, number: "" if is_guarded(file) else unguarded.source_line(file, number),
        replacements=lambda finding: () if is_guarded(finding.file) else unguarded.replacements(finding),
    )


def _may_hold_private(file: str) -> bool:
    from reportgen.schema.privacy import may_hold_private

    try:
        return may_hold_private(read_bytes(Path(file)))
    except (OSError, ValueError):
        return True


def _missing_reports(records: "Sequence[Record]") -> Iterator[Finding]:
    """Yields findings for other programs that say which datasets could not be read or compiled."""
    from reportgen.reporters import FAILED, UNREADABLE

    codes = {"unreadable": UNREADABLE, "failed": FAILED}
    for record in records:
        if record.outcome in codes:
            reason = record.reason.removeprefix(f"{record.dataset}: ")
            yield Finding.of(codes[record.outcome], record.dataset, _TOP, reason)
