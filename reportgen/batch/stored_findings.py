"""Findings as workers send them and records keep them: as `validate` writes JSON, with what is wanted to have them back."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self, cast

from reportgen.codes import current_id
from reportgen.findings import Code, Finding, Fix, Problem, Severity, Span, ValuePart
from reportgen.reporters.json import as_json

_NUMBERS = ("line", "column", "end_line", "end_column")
_TEXTS = ("code", "severity", "file", "message")
_SEVERITIES = {str(each) for each in Severity}
_FIX = 2
"""The keys of a fix."""


@dataclass(frozen=True)
class StoredFindings:
    """The findings of a report as JSON, which is written once, by the worker, and read only where somebody asks for them."""

    written: bytes = b"[]"
    errors: int = 0
    warnings: int = 0

    @classmethod
    def of(cls, found: Iterable[Mapping[str, Any]]) -> Self:
        """Findings as `kept` writes them."""
        whole = [*found]
        weights = [each["severity"] for each in whole]
        counts = (weights.count(Severity.ERROR), weights.count(Severity.WARNING))
        return cls(as_bytes(whole), *counts)

    @cached_property
    def all(self) -> tuple[Mapping[str, Any], ...]:
        """Each of them."""
        return tuple(json.loads(self.written))


def as_bytes(value: Any) -> bytes:
    """A value as JSON in UTF-8; what is in the name of a file that is none, in JSON's own way to write it."""
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "backslashreplace")


def kept(finding: Finding) -> dict[str, Any]:
    """A finding as `validate` writes it as JSON, with what is wanted to have it back."""
    problem = finding.problem
    fix = {"text": problem.fix.text, "safe": problem.fix.safe} if problem.fix else None
    return {**as_json(finding), "at": list(problem.at), "part": problem.part, "fix": fix}


def findings(found: Iterable[Mapping[str, Any]], codes: Mapping[str, Code]) -> Iterator[Finding]:
    """Findings as they were; `codes` are all that there are, by their ids."""
    for each in found:
        code = codes.get(current_id(each["code"]))
        if code is None:  # others have had their hands on it
            continue
        part = each["part"] if isinstance(each["part"], str) else tuple(each["part"])
        fix = Fix(**each["fix"]) if each["fix"] else None
        problem = Problem(tuple(each["at"]), each["message"], each["hint"], cast("ValuePart", part), fix)
        span = Span(each["line"], each["column"], each["end_line"], each["end_column"])
        yield Finding(code, Severity(each["severity"]), each["file"], span, problem)


def is_one(kept: Any) -> bool:
    """Whether this is a finding as `kept` writes it."""
    fix, part, at = kept["fix"], kept["part"], kept["at"]
    return (
        all(type(kept[key]) is int for key in _NUMBERS)
        and all(type(kept[key]) is str for key in _TEXTS)
        and kept["severity"] in _SEVERITIES
        and (kept["hint"] is None or type(kept["hint"]) is str)
        and (fix is None or (type(fix["text"]) is str and len(fix) == _FIX and "safe" in fix))
        and (type(part) is str or [*map(type, part)] == [int, int])
        and all(type(step) in (int, str) for step in at)
    )
