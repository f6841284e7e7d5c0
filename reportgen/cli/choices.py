"""The values that options can take, as the enums that Typer needs, made of the registries."""

from enum import StrEnum

from reportgen.formats import FORMATS
from reportgen.writers import STANDARDS

# A class whose body calls `vars().update` has members that are computed, and is still a type for mypy.


class ListingFormat(StrEnum):
    """How lists and answers are written: for people, or for programs."""

    TEXT = "text"
    JSON = "json"


class OutputFormat(StrEnum):
    """The formats that reports are compiled to."""

    vars().update({name: name for name in FORMATS})


class Standard(StrEnum):
    """The standards that PDFs can claim."""

    vars().update({name: name for name in STANDARDS})


DEFAULT_STANDARD = Standard(STANDARDS[0])
