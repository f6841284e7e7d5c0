"""Whether a report may be sent: what the checks of its dataset and of its files say, gathered under a few questions."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from reportgen.findings import Finding, Severity, plural
from reportgen.formats import FORMATS
from reportgen.pipeline import Checked
from reportgen.source.review_marks import find_review_marks
from reportgen.verify import Result, Status, Verdict
from reportgen.verify.model import pass_or_fail

QUESTIONS: Mapping[str, str] = {
    "valid": "the dataset has no errors; with --strict: and no warnings",
    "reviewed": "nothing that was carried over from last year waits to be looked at",
    "parity": "every file carries the dataset as it is today, and says what it says",
    "conformance": "the files are sound, accessible and what they claim to be",
    "sizes": "no file is too large to be sent by e-mail",
    "signed": "somebody answers for the report: the lead member, or whoever stands in for one",
}
"""The questions in the order in which they are shown, with what must be so."""

MAX_BYTES = 20_000_000
"""The largest file that may be sent: most mail servers refuse messages above 25 MB, and files grow by a third on their way."""

_PARITY = ("carries", "parity", "agreement")
"""The checks of `verify` whether files say what they should; all others are about what files are."""


@dataclass(frozen=True, slots=True)
class FinishedFile:
    """A file that is to be sent: its path, its format and its bytes."""

    path: Path
    format: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Readiness:
    """The answers to all questions, in order."""

    answers: tuple[Result, ...]

    @property
    def may_be_sent(self) -> bool:
        """Whether nothing stands in the way."""
        return not any(answer.status is Status.FAIL for answer in self.answers)

    @property
    def is_proven(self) -> bool:
        """Whether all that could be looked at was."""
        return not any(answer.status is Status.SKIPPED for answer in self.answers)


def assess(
    checked: Checked,
    findings: Sequence[Finding],
    files: Sequence[FinishedFile],
    verdicts: Sequence[Verdict],
    *,
    strict: bool = False,
) -> Readiness:
    """Answers all questions. `findings` are all of the dataset and of building it; `verdicts` are those of the files."""
    results = [(verdict.path, result) for verdict in verdicts for result in verdict.results]
    parity = [(path, result) for path, result in results if result.check in _PARITY]
    conformance = [(path, result) for path, result in results if result.check not in _PARITY]
    count = plural(len(files), "file")
    says = "say" if len(files) > 1 else "says"
    answers = [
        _valid(findings, strict=strict),
        _reviewed(checked),
        _of_files("parity", parity, f"{count} {says} what the dataset says"),
        _of_files("conformance", conformance, f"{plural(len(conformance), 'check')} of {count} passed"),
        _sizes(files),
        _signed(checked),
    ]
    return Readiness(tuple(answer for answer in answers if files or answer.check not in _OF_FILES))


_OF_FILES = frozenset({"parity", "conformance", "sizes"})
"""The questions about files, which nothing answers where the dataset has errors."""


def _valid(findings: Sequence[Finding], *, strict: bool) -> Result:
    counts = {
        severity: [finding for finding in findings if finding.severity is severity] for severity in Severity
    }
    failing = [*counts[Severity.ERROR], *(counts[Severity.WARNING] if strict else [])]
    problems = (f"line {finding.span.line}: {finding.message}" for finding in failing)
    warnings = plural(len(counts[Severity.WARNING]), "warning") if counts[Severity.WARNING] else ""
    return pass_or_fail("valid", problems, "; ".join(filter(None, ("no errors", warnings))))


def _reviewed(checked: Checked) -> Result:
    problems = (f"line {mark.span.line}: {mark.message}" for mark in find_review_marks(checked.source))
    return pass_or_fail("reviewed", problems, "no part waits to be looked at")


def _of_files(question: str, results: Iterable[tuple[Path, Result]], pass_message: str) -> Result:
    """Gathers the results of several checks: one that fails is the answer; of those that were skipped the reasons are told."""
    results = list(results)
    problems = [
        f"{path.name}: {result.check}: {problem}"
        for path, result in results
        if result.status is Status.FAIL
        for problem in result.problems
    ]
    skipped = [result for _, result in results if result.status is Status.SKIPPED]
    if problems or not skipped:
        return pass_or_fail(question, problems, pass_message)
    names = ", ".join(dict.fromkeys(result.check for result in skipped))
    reasons = "; ".join(dict.fromkeys(result.message for result in skipped))
    return Result(question, Status.SKIPPED, f"nothing fails, but {names} could not be looked at: {reasons}")


def _sizes(files: Sequence[FinishedFile]) -> Result:
    too_large = (
        f"{file.path.name} has {_size(file)}, and {_readable(MAX_BYTES)} is the most that e-mail takes"
        for file in files
        if len(file.content) > MAX_BYTES
    )
    sizes = ", ".join(f"{FORMATS[file.format].noun} ({_size(file)})" for file in files)
    return pass_or_fail("sizes", too_large, sizes)


def _size(file: FinishedFile) -> str:
    return _readable(len(file.content))


def _readable(count: int) -> str:
    return f"{count / 1_000_000:.1f} MB" if count >= 1_000_000 else f"{max(round(count / 1000), 1)} KB"


def _signed(checked: Checked) -> Result:
    contact, shown = (
        (loaded.report.contact if loaded else None)
        for loaded in (checked.loaded, checked.shown if checked.loaded else None)
    )
    if contact is None or shown is None:
        return pass_or_fail("signed", ["it is not known who leads the group"], "")
    if not contact.lead_member.name and not contact.no_lead_member:
        problem = "no lead member is named, who signs the report off, nor why there is none"
        return pass_or_fail("signed", [problem], "")
    return pass_or_fail("signed", (), "; ".join(_signatories(checked)))


def _signatories(checked: Checked) -> Iterator[str]:
    """Yields who signs the report off, who wrote it and when it was sent, as far as that is not private."""
    report = checked.shown.report
    lead_member = report.contact.lead_member.as_line() if report.contact.lead_member.name else ""
    if lead_member:
        yield f"signed off by {lead_member}"
    elif report.contact.no_lead_member:
        yield report.contact.no_lead_member.rstrip(".")
    else:
        yield "signed off by the lead member, whose name is private"
    if report.contact.lead_officer.name:
        yield f"written by {report.contact.lead_officer.as_line()}"
