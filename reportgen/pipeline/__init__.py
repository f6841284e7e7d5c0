"""The whole way: from a file to findings, and from a checked dataset to the bytes of each format."""

from reportgen.codes import PICTURE
from reportgen.pipeline.building import Built, build, composed, embedded_datasets, try_on, write
from reportgen.pipeline.checking import Checked, check, check_source, has_errors
from reportgen.pipeline.codes import LANGUAGE, TWICE

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
    "try_on",
    "write",
]

CODES = (PICTURE, LANGUAGE, TWICE)
"""The codes that the pipeline itself reports."""
