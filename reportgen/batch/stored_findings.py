"""Findings as JSON, in the form in which workers send them and records store them."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias, cast

from reportgen.codes import current_id
from reportgen.findings import Code, Finding, Fix, Problem, Severity, Span, ValuePart
from reportgen.reporters.json import finding_as_json

StoredFinding: TypeAlias = Mapping[str, Any]
"""A finding as `validate --format json` writes it, with the keys `at`, `part` and `fix`, by which it can be restored."""

_INT_KEYS = ("line", "column", "end_line", "end_column")
_TEXT_KEYS = ("code", "severity", "file", "message")
_FIX_KEYS = {"text", "safe"}
_SEVERITIES = {str(severity) for severity in Severity}


def json_bytes(value: Any) -> bytes:
    """Returns a value as JSON in UTF-8. A byte of a file name that is not UTF-8 becomes an escape of JSON's."""
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "backslashreplace")


def store(finding: Finding) -> StoredFinding:
    """Returns a finding in the form in which it is stored; a fix of several values is left to `validate --fix`."""
    problem, offer = finding.problem, finding.problem.fix
    fix = {"text": offer.text, "safe": offer.safe} if offer and not offer.elsewhere else None
    return {**finding_as_json(finding), "at": list(problem.at), "part": problem.part, "fix": fix}


def restore(stored: Iterable[StoredFinding], codes: Mapping[str, Code]) -> Iterator[Finding]:
    """Restores findings. `codes` are all that exist, by their ids; a finding with another code is left out."""
    for values in stored:
        code = codes.get(current_id(values["code"]))
        if code is None:
            continue
        part = values["part"] if isinstance(values["part"], str) else tuple(values["part"])
        fix = Fix(**values["fix"]) if values["fix"] else None
        problem = Problem(
            tuple(values["at"]), values["message"], values["hint"], cast("ValuePart", part), fix
        )
        span = Span(values["line"], values["column"], values["end_line"], values["end_column"])
        yield Finding(code, Severity(values["severity"]), values["file"], span, problem)


def is_stored_finding(value: Any) -> bool:
    """Tells whether a value, which anybody may have written, has the form of a stored finding.

    Raises KeyError or TypeError where it is nothing like one.
    """
    fix, part, at = value["fix"], value["part"], value["at"]
    return (
        all(type(value[key]) is int for key in _INT_KEYS)
        and all(type(value[key]) is str for key in _TEXT_KEYS)
        and value["severity"] in _SEVERITIES
        and (value["hint"] is None or type(value["hint"]) is str)
        and (fix is None or (fix.keys() == _FIX_KEYS and type(fix["text"]) is str))
        and (type(part) is str or [*map(type, part)] == [int, int])
        and all(type(step) in (int, str) for step in at)
    )
