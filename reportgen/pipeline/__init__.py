"""The whole way: from files to findings, and from a report to the bytes of its formats."""

from reportgen.pipeline.building import Built, build, carried, composed, placed_in, try_on, write
from reportgen.pipeline.checking import Checked, check, check_source, has_errors
from reportgen.pipeline.codes import LANGUAGE, PICTURE, TWICE
from reportgen.pipeline.discreet import discreet

__all__ = [
    "CODES",
    "Built",
    "Checked",
    "build",
    "carried",
    "check",
    "check_source",
    "composed",
    "discreet",
    "has_errors",
    "placed_in",
    "try_on",
    "write",
]

CODES = (PICTURE, LANGUAGE, TWICE)
"""What is found on the way itself."""
