"""The whole way: from a file to findings, and from a checked dataset to the bytes of each format."""

from reportgen.codes import FONT, PICTURE
from reportgen.pipeline.building import (
    BuildResult,
    build,
    check_assets,
    compose_document,
    embedded_datasets,
    write,
)
from reportgen.pipeline.checking import Checked, check, check_source, has_errors
from reportgen.pipeline.codes import DUPLICATE_REPORT, LANGUAGE_WITHOUT_WORDS

__all__ = [
    "CODES",
    "BuildResult",
    "Checked",
    "build",
    "check",
    "check_assets",
    "check_source",
    "compose_document",
    "embedded_datasets",
    "has_errors",
    "write",
]

CODES = (PICTURE, FONT, LANGUAGE_WITHOUT_WORDS, DUPLICATE_REPORT)
"""The codes that the pipeline itself reports."""
