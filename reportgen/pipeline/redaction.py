"""Findings for files that travel: without the words of values that no output may show."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from reportgen.findings import At, Finding, Problem
from reportgen.pipeline.checking import Checked
from reportgen.schema.load import without_private

KEPT_BACK = "in a value that is private"
"""How the message of a finding ends whose words are kept back."""

_SHORT = 3
"""Shorter values stand in other words by chance."""


def redact_findings(findings: Iterable[Finding], checked: Checked) -> tuple[Finding, ...]:
    """Findings in a dataset; of those at a private value, or that quote one, only the kind of fault is told."""
    data = checked.source.data
    if data is None or checked.loaded is None:
        return tuple(map(_unknown, findings)) if "private" in checked.source.text.lower() else tuple(findings)
    if not checked.loaded.report.private:
        return tuple(findings)
    from reportgen.source.redact import differing

    places = tuple(differing(data, without_private(data, checked.loaded.report.private)))
    words = {
        word.strip().casefold()
        for at in places
        for word in _words(_at(data, at))
        if len(word.strip()) >= _SHORT
    }
    return tuple(_told(each, places, words) for each in findings)


def _unknown(finding: Finding) -> Finding:
    """A finding in a dataset that cannot be understood, so that nobody knows what in it is private."""
    message = f"{finding.code.name}; `reportgen validate` says more"
    return replace(finding, problem=Problem(finding.problem.at, message))


def _told(finding: Finding, places: Iterable[At], words: Iterable[str]) -> Finding:
    problem = finding.problem
    fix = problem.fix.text if problem.fix else ""
    lowered = f"{problem.message} {problem.hint or ''} {fix}".casefold()
    if not any(problem.at[: len(at)] == at for at in places) and not any(word in lowered for word in words):
        return finding
    return replace(finding, problem=Problem(problem.at, f"{finding.code.name}, {KEPT_BACK}"))


def _at(value: Any, at: At) -> Any:
    for step in at:
        value = value[step]
    return value


def _words(value: Any) -> Iterator[str]:
    """The lines of all texts in a value."""
    if isinstance(value, str):
        yield from value.splitlines()
    else:
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _words(inner)
