"""Checks a dataset that was taken out of a finished file, or that the user named."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from reportgen.codes import FONT, GLYPH, PICTURE
from reportgen.config import Settings
from reportgen.findings import Finding, Severity, plural
from reportgen.pipeline import Checked, check_source, has_errors
from reportgen.schema.messages import MISSING, dotted_path
from reportgen.schema.privacy import holds_private, is_private
from reportgen.source import read


@dataclass(frozen=True, slots=True)
class CheckedDataset:
    """A dataset checked by today's rules.

    `findings` are without those that come of its being embedded: pictures and fonts are not beside it, private values are blank.
    """

    checked: Checked
    findings: tuple[Finding, ...]

    @property
    def is_faulty(self) -> bool:
        """Whether it has errors."""
        return self.checked.loaded is None or has_errors(self.findings)

    @property
    def form(self) -> str:
        """The edition of the form that it follows."""
        return self.checked.loaded.report.form if self.checked.loaded else ""

    def summary(self) -> str:
        """Returns the group, the period, the number of errors and warnings, and the first error."""
        if self.checked.loaded is None:
            return f"it cannot be understood: {self.findings[0].message}" if self.findings else "it is empty"
        report = self.checked.shown.report
        period = report.period
        label = (period.label or f"{period.start} to {period.end}") if period else ""
        title = ", ".join(filter(None, (report.group.name, label)))
        return f"{title}: {self._counts() or 'no errors'}{self._first_error()}"

    def _counts(self) -> str:
        severities = [finding.severity for finding in self.findings]
        counted = (Severity.ERROR, Severity.WARNING)
        return ", ".join(
            plural(severities.count(severity), severity.value)
            for severity in counted
            if severity in severities
        )

    def _first_error(self) -> str:
        errors = (finding for finding in self.findings if finding.severity is Severity.ERROR)
        return next((f" (line {error.span.line}: {error.message})" for error in errors), "")


def check_dataset(content: bytes, path: Path, settings: Settings) -> CheckedDataset:
    """Checks a dataset that was taken out of the file at a path, or is that file."""
    checked = check_source(read(content, str(path)), path, settings)
    private = checked.loaded.report.private if checked.loaded else ()
    of_files = {PICTURE, FONT, *([GLYPH] if checked.loaded and checked.loaded.report.fonts else [])}
    findings = (
        finding
        for finding in checked.findings
        if finding.code not in of_files and not _comes_of_privacy(finding, private)
    )
    return CheckedDataset(checked, tuple(findings))


def _comes_of_privacy(finding: Finding, private: Collection[str]) -> bool:
    """Whether a finding is about a value that is blank because it is private."""
    if finding.code is not MISSING:
        return False
    path = dotted_path(finding.problem.at)
    return is_private(path, private) or holds_private(path, private)
