"""Findings as the page shows them: where, what, and what can be done about it."""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any

from reportgen.alignment import BoundedMatcher
from reportgen.edit.absences import place_in_the_form
from reportgen.edit.form_words import said_for_the_form
from reportgen.findings import Finding
from reportgen.pipeline import Checked
from reportgen.schema.models import LANGUAGES
from reportgen.startup.patterns import lazy_pattern

_CONTEXT = 80
"""How many characters are shown before and after a change."""

_TOKEN = lazy_pattern(r"\w+|\s+|[^\w\s]")


def with_ids(findings: Iterable[Finding]) -> dict[str, Finding]:
    """Returns findings by names that stay the same while other values change."""
    named: dict[str, Finding] = {}
    for finding in findings:
        problem = finding.problem
        about = repr((finding.code.id, finding.file, problem.at, problem.message, problem.part))
        name = sha256(about.encode("utf-8", "replace")).hexdigest()[:12]
        named[name if name not in named else f"{name}-{len(named)}"] = finding
    return named


def finding_to_json(name: str, finding: Finding, checked: Checked) -> dict[str, Any]:
    """Returns a finding for the page."""
    span, problem = finding.span, finding.problem
    in_dataset = finding.file == checked.source.file
    place = place_in_the_form(finding)
    message, hint = words_in_the_form(finding, checked)
    fix = problem.fix if in_dataset and checked.source.data is not None else None
    return {
        "id": name,
        "code": finding.code.id,
        "severity": finding.severity.value,
        "message": finding.message,
        "hint": finding.hint,
        "form_message": message,
        "form_hint": hint,
        "at": list(place) if place and in_dataset else None,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
        "rule_title": finding.code.name,
        "fix": {"label": problem.fix.text, "safe": problem.fix.safe} if fix and problem.fix else None,
    }


def words_in_the_form(finding: Finding, checked: Checked) -> tuple[str, str | None]:
    """Returns the message and the hint of a finding as the form says them, which has fields in place of keys."""
    if finding.file != checked.source.file:
        return finding.message, finding.hint
    loaded = checked.loaded
    language = loaded.report.language if loaded and loaded.report.language in LANGUAGES else LANGUAGES[0]
    return said_for_the_form(finding, checked.source.data, language)


def counts(findings: Iterable[Finding]) -> dict[str, int]:
    """Returns how many findings of each severity there are."""
    severities = [finding.severity.value for finding in findings]
    return {
        "errors": severities.count("error"),
        "warnings": severities.count("warning"),
        "infos": severities.count("info"),
    }


def difference(before: str, after: str) -> list[dict[str, str]]:
    """Returns the lines in which two texts differ, word by word, with a line around them: pieces that stay, go and come."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    pieces: list[dict[str, str]] = []
    for group in BoundedMatcher(old, new).get_grouped_opcodes(1):
        if pieces:
            pieces.append({"kind": "same", "text": "…\n"})
        for _, i1, i2, j1, j2 in group:
            pieces += _words("".join(old[i1:i2]), "".join(new[j1:j2]))
    return [
        {**piece, "text": _shortened(piece["text"])} if piece["kind"] == "same" else piece for piece in pieces
    ]


def _shortened(text: str) -> str:
    """Returns the beginning and the end of words that stay, where they are long."""
    return text if len(text) <= 2 * _CONTEXT else f"{text[:_CONTEXT]}…{text[-_CONTEXT:]}"


def _words(old: str, new: str) -> Iterator[dict[str, str]]:
    if old == new:
        yield {"kind": "same", "text": old}
        return
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    for tag, i1, i2, j1, j2 in BoundedMatcher(before, after).get_opcodes():
        if tag == "equal":
            yield {"kind": "same", "text": "".join(before[i1:i2])}
            continue
        for kind, tokens in (("gone", before[i1:i2]), ("come", after[j1:j2])):
            if tokens:
                yield {"kind": kind, "text": "".join(tokens)}
