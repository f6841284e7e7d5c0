"""The findings of all reports of a batch, for the reporters: of those that were compiled now and of those that are up to date."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.cli.choices import FindingsFormat
from reportgen.cli.console import results
from reportgen.cli.destinations import document, tell
from reportgen.findings import Finding, Span
from reportgen.source.files import raw

if TYPE_CHECKING:
    from reportgen.batch.manifest import Record
    from reportgen.reporters import Results

_TOP = Span(1, 1, 1, 1)


def told(
    found: "Sequence[Record]",
    stdout: FindingsFormat | None,
    files: dict[Path, FindingsFormat],
    *,
    quiet: bool,
) -> dict[Path, bytes]:
    """Write the findings of records to standard output, and give the content of each file that is to have them.

    A finding in a file of the layout, which every report meets, is told once.
    """
    if stdout is None and not files:
        return {}
    from reportgen.batch.stored_findings import findings
    from reportgen.catalogue import all_codes

    codes = {code.id: code for code in all_codes()}
    read = [each for each in found if each.outcome != "unreadable"]
    met = list(dict.fromkeys(finding for each in read for finding in findings(each.findings.all, codes)))
    names = {each.dataset: None for each in read}
    whole = _discreet(results([*met, *_not_run(found)], names))
    if stdout:
        tell(stdout, whole, _discreet(results(met, names)), quiet=quiet)
    return {file: document(whole, form) for file, form in files.items()}


def _discreet(found: "Results") -> "Results":
    """Results that show no line of a dataset that speaks of private values: a fault in it can make any seem public."""
    hides = cache(_may_hold_private)
    return replace(found, line=lambda file, number: "" if hides(file) else found.line(file, number))


def _may_hold_private(file: str) -> bool:
    from reportgen.schema.privacy import may_hold_private

    try:
        return may_hold_private(raw(Path(file)))
    except (OSError, ValueError):
        return True


def _not_run(found: "Sequence[Record]") -> Iterator[Finding]:
    """Findings for other programs that say of which datasets nothing is known."""
    from reportgen.reporters import FAILED, UNREADABLE

    codes = {"unreadable": UNREADABLE, "failed": FAILED}
    for each in found:
        if each.outcome in codes:
            reason = each.reason.removeprefix(f"{each.dataset}: ")
            yield Finding.of(codes[each.outcome], each.dataset, _TOP, reason)
