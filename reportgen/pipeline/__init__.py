"""The whole way: from files to findings, and from a report to the bytes of its formats."""

from reportgen.pipeline.building import (
    Built,
    build,
    composed,
    embedded_datasets,
    locate_written,
    try_on,
    write,
)
from reportgen.pipeline.checking import Checked, check, check_source, has_errors
from reportgen.pipeline.codes import LANGUAGE, PICTURE, TWICE
from reportgen.pipeline.redaction import redact_findings

__all__ = [
    "CODES",
    "Built",
    "Checked",
    "build",
    "check",
    "check_source",
    "composed",
    "embedded_datasets",
    "has_errors",
    "locate_written",
    "redact_findings",
    "try_on",
    "write",
]

CODES = (PICTURE, LANGUAGE, TWICE)
"""What is found on the way itself."""
