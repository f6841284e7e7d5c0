"""Findings as JUnit XML, which GitLab, Jenkins and others show among the tests.

A file is a suite. Findings that let the command fail are failed tests, others are passed tests with something to say, and a
file without findings is one passed test. GitLab knows a test by `classname` and `name` from one pipeline to the next, so these
hold no lines: https://docs.gitlab.com/ci/testing/unit_test_reports/
"""

import re
from collections import Counter
from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from reportgen.findings import Finding
from reportgen.reporters import NOT_RUN, Results
from reportgen.reporters.text import block

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 cannot hold: https://www.w3.org/TR/xml/#charsets"""


def report(results: Results, _: bool) -> str:  # noqa: FBT001 (XML has no colours)
    """One document for all files, in their order."""
    suites, found = Element("testsuites", name="reportgen"), results.by_file()
    for file in sorted({*results.names, *found}):
        suite = SubElement(suites, "testsuite", name=_fit(file))
        _fill(suite, file, found.get(file, ()), results)
    for each in (*suites, suites):
        each.attrib |= {
            "tests": str(len(each.findall(".//testcase"))),
            "failures": str(len(each.findall(".//failure"))),
            "errors": str(len(each.findall(".//error"))),
        }
    indent(suites)
    return _HEAD + tostring(suites, encoding="unicode") + "\n"


def _fill(suite: Element, file: str, findings: Sequence[Finding], results: Results) -> None:
    if not findings:
        SubElement(suite, "testcase", classname=_fit(file), name="no findings")
    seen: Counter[str] = Counter()
    for finding in findings:
        name = f"{finding.code.id} {finding.message}"
        seen[name] += 1
        again = f" ({seen[name]})" if seen[name] > 1 else ""
        test = SubElement(suite, "testcase", classname=_fit(file), name=_fit(name + again))
        _said(test, finding, results).text = _fit(block(finding, results))


def _said(test: Element, finding: Finding, results: Results) -> Element:
    """The part of a test that says what was found."""
    if finding.severity not in results.failing:
        return SubElement(test, "system-out")
    kind = "error" if finding.code in NOT_RUN else "failure"
    return SubElement(test, kind, type=finding.code.id, message=_fit(finding.message))


def _fit(text: str) -> str:
    return _UNFIT.sub("\ufffd", text)
