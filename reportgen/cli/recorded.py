"""The findings of all reports of a batch, for the reporters: of those that were compiled now and of those that are up to date."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.cli.choices import Format
from reportgen.cli.destinations import document, tell
from reportgen.cli.output import results
from reportgen.findings import Finding, Span

if TYPE_CHECKING:
    from reportgen.batch.records import Record
    from reportgen.reporters import Results

_TOP = Span(1, 1, 1, 1)


def told(
    found: "Sequence[Record]", stdout: Format | None, files: dict[Path, Format], *, quiet: bool
) -> dict[Path, bytes]:
    """Write the findings of records to standard output, and give the content of each file that is to have them.

    A finding in a file of the layout, which every report meets, is told once.
    """
    if stdout is None and not files:
        return {}
    from reportgen.batch.records import findings
    from reportgen.catalogue import all_codes

    codes = {code.id: code for code in all_codes()}
    read = [each for each in found if each.outcome != "unreadable"]
    met = list(dict.fromkeys(finding for each in read for finding in findings(each, codes)))
    names = {each.dataset: None for each in read}
    whole = _discreet(results([*met, *_not_run(found)], names))
    if stdout:
        tell(stdout, whole, _discreet(results(met, names)), quiet=quiet)
    return {file: document(whole, form) for file, form in files.items()}


def _discreet(found: "Results") -> "Results":
    """Results that show no line with a value that is private."""
    from reportgen.pipeline.discreet import KEPT_BACK

    hidden = {
        (each.file, line)
        for each in found.findings
        if each.message.endswith(KEPT_BACK)
        for line in range(each.span.line, each.span.end_line + 1)
    }
    return replace(
        found, line=lambda file, number: "" if (file, number) in hidden else found.line(file, number)
    )


def _not_run(found: "Sequence[Record]") -> Iterator[Finding]:
    """Findings for other programs that say of which datasets nothing is known."""
    from reportgen.reporters import FAILED, UNREADABLE

    codes = {"unreadable": UNREADABLE, "failed": FAILED}
    for each in found:
        if each.outcome in codes:
            reason = each.reason.removeprefix(f"{each.dataset}: ")
            yield Finding.of(codes[each.outcome], each.dataset, _TOP, reason)
