"""Builds a file of the report for the page."""

from dataclasses import dataclass, field

from reportgen.edit.checks import Checks
from reportgen.edit.errors import Refused
from reportgen.findings import Finding
from reportgen.formats import FORMATS
from reportgen.layout import find_layout
from reportgen.pipeline import Checked
from reportgen.schema.report_files import file_stem
from reportgen.writers import EngineMissing


@dataclass(frozen=True, slots=True)
class Built:
    """A file with its name, or the reason why there is none."""

    name: str = ""
    content: bytes = field(default=b"", repr=False)
    pages: int = 0
    findings: tuple[Finding, ...] = ()
    problem: str = ""


def build_file(checks: Checks, checked: Checked, form: str, layout: str) -> Built:
    """Builds a checked dataset in a format and a layout; one with errors becomes a draft. Raises Refused and Unreadable."""
    if form not in FORMATS or layout not in checks.layout_names():
        raise Refused("there is no such format or layout")
    if checked.loaded is None:
        return Built(findings=checked.findings, problem="the file has a slip; mend it in the YAML tab first")
    try:
        result = checks.build(checked, form, find_layout(layout))
    except EngineMissing as error:
        return Built(problem=str(error))
    if form not in result.files:
        return Built(findings=result.findings, problem="the report cannot be built; see the findings")
    stem = file_stem(checked.shown.report) or checked.path.stem
    name = f"{stem}{'-draft' if checked.failed else ''}{FORMATS[form].ending}"
    return Built(name, result.files[form], result.pages, result.findings)
