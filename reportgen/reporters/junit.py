"""Findings as JUnit XML, which GitLab, Jenkins and others show among the tests.

A file is a suite. A finding for which the command fails is a failed test; any other is a passed test with output. A file
without findings is one passed test. GitLab knows a test by `classname` and `name` from one pipeline to the next, so these
hold no line numbers: https://docs.gitlab.com/ci/testing/unit_test_reports/
"""

from collections import Counter
from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from reportgen.display import Displayed, display_xml
from reportgen.findings import Finding
from reportgen.reporters import RUN_FAILURES, Results
from reportgen.reporters.text import render_finding
from reportgen.startup.patterns import lazy_pattern

_XML_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
_FORBIDDEN_CHARACTERS = lazy_pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 cannot hold: https://www.w3.org/TR/xml/#charsets"""


def report(results: Results, _: bool) -> Displayed:  # noqa: FBT001 (XML has no colours)
    """Renders one document with a suite for each file, in the order of their names."""
    suites, findings_by_file = Element("testsuites", name="reportgen"), results.by_file()
    for file in sorted({*results.checked_files, *findings_by_file}):
        suite = SubElement(suites, "testsuite", name=_allowed(file))
        _add_tests(suite, file, findings_by_file.get(file, ()), results)
    for element in (*suites, suites):
        element.attrib |= {
            "tests": str(len(element.findall(".//testcase"))),
            "failures": str(len(element.findall(".//failure"))),
            "errors": str(len(element.findall(".//error"))),
        }
    indent(suites)
    return display_xml(_XML_DECLARATION + tostring(suites, encoding="unicode") + "\n")


def _add_tests(suite: Element, file: str, findings: Sequence[Finding], results: Results) -> None:
    if not findings:
        SubElement(suite, "testcase", classname=_allowed(file), name="no findings")
    name_counts: Counter[str] = Counter()
    for finding in findings:
        name = f"{finding.code.id} {finding.message}"
        name_counts[name] += 1
        number = f" ({name_counts[name]})" if name_counts[name] > 1 else ""
        test = SubElement(suite, "testcase", classname=_allowed(file), name=_allowed(name + number))
        _add_outcome(test, finding, results).text = _allowed(render_finding(finding, results))


def _add_outcome(test: Element, finding: Finding, results: Results) -> Element:
    """Adds the element that says how a test ended."""
    if finding.severity not in results.failing_severities:
        return SubElement(test, "system-out")
    tag = "error" if finding.code in RUN_FAILURES else "failure"
    return SubElement(test, tag, type=finding.code.id, message=_allowed(finding.message))


def _allowed(text: str) -> str:
    return _FORBIDDEN_CHARACTERS.sub("\ufffd", text)
