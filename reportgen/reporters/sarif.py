"""Findings as SARIF 2.1.0, the format of code scanning.

Its names and what they mean: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import sha256
from json import dumps
from typing import Any
from urllib.parse import quote

from reportgen import __version__
from reportgen.display import Displayed, display_json
from reportgen.findings import Code, Finding, Severity, Span
from reportgen.reporters import RUN_FAILURES, Results, path_in_repository

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def report(results: Results, _: bool) -> Displayed:  # noqa: FBT001 (SARIF has no colours)
    """Renders a log of one run, with the rules that have findings; nothing in it depends on the time or the machine."""
    findings = results.in_order()
    codes = sorted({finding.code for finding in findings}, key=lambda code: code.id)
    driver = {"name": "reportgen", "semanticVersion": __version__, "rules": [_rule(code) for code in codes]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": not set(RUN_FAILURES) & set(codes)}],
        "results": list(_results(results, findings, codes)),
    }
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return display_json(log)


def _rule(code: Code) -> dict[str, Any]:
    """Returns a `reportingDescriptor`. It has no `helpUri`, which must be absolute: the docs go with the program."""
    return {
        "id": code.id,
        "name": "".join(filter(str.isalnum, code.name.title())),
        "shortDescription": {"text": code.name},
        "fullDescription": {"text": code.about.split("\n\n")[0]},
        "help": {"text": code.about, "markdown": code.about},
        "defaultConfiguration": {"level": _LEVELS[code.severity]},
    }


def _results(
    results: Results, findings: Sequence[Finding], codes: Sequence[Code]
) -> Iterator[dict[str, Any]]:
    fingerprint_counts: Counter[tuple[str, str]] = Counter()
    for finding in findings:
        fingerprint = _fingerprint(finding)
        fingerprint_counts[finding.file, fingerprint] += 1
        number = fingerprint_counts[finding.file, fingerprint]
        yield {
            "ruleId": finding.code.id,
            "ruleIndex": codes.index(finding.code),
            "level": _LEVELS[finding.severity],
            "message": {"text": f"{finding.message}\n{finding.hint}" if finding.hint else finding.message},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": _artifact(finding),
                        "region": _region(finding.span),
                    }
                }
            ],
            "partialFingerprints": {"reportgen/v1": f"{fingerprint}:{number}"},
            **_fixes(finding, results),
        }


def _fingerprint(finding: Finding) -> str:
    """Hashes the path of the value and the message, which stay the same when the value moves in the file."""
    identity = [finding.code.id, finding.problem.at, finding.message]
    return sha256(dumps(identity).encode()).hexdigest()[:16]


def _artifact(finding: Finding) -> dict[str, str]:
    path = path_in_repository(finding.file)
    return {"uri": path.as_uri() if path.is_absolute() else quote(os.fsencode(path.as_posix()))}


def _region(span: Span) -> dict[str, int]:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }


def _fixes(finding: Finding, results: Results) -> dict[str, Any]:
    """Returns the fix as the edits that `validate --fix` makes; one that needs a look afterwards is marked as not safe."""
    fix = finding.problem.fix
    if fix is None or not (edits := results.replacements(finding)):
        return {}
    replacements = [
        {"deletedRegion": _region(span), "insertedContent": {"text": text}} for span, text in edits
    ]
    change = {"artifactLocation": _artifact(finding), "replacements": replacements}
    description = {"text": f"write `{fix.text}`" if fix.text else "delete it"}
    return {
        "fixes": [{"description": description, "artifactChanges": [change], "properties": {"safe": fix.safe}}]
    }
