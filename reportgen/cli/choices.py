"""The words that options can take. A test compares them with the registries; FindingsFormat is itself one."""

from enum import StrEnum

from reportgen.reporters import FindingsFormat

__all__ = [
    "FindingsFormat",
    "FormEdition",
    "HouseStyle",
    "Language",
    "ListingFormat",
    "MatrixFormat",
    "OutputFormat",
    "Standard",
]


class ListingFormat(StrEnum):
    """How what is listed is written."""

    TEXT = "text"
    JSON = "json"


class HouseStyle(StrEnum):
    """The house styles that texts are checked against."""

    LGA = "lga"
    GOVUK = "govuk"


class OutputFormat(StrEnum):
    """What reports are compiled to."""

    DOCX = "docx"
    PDF = "pdf"
    HTML = "html"


class MatrixFormat(StrEnum):
    """How the table of members is written."""

    CSV = "csv"
    XLSX = "xlsx"
    HTML = "html"


class Standard(StrEnum):
    """What PDFs can claim to be."""

    ARCHIVE_AND_ACCESS = "a-3a+ua-1"
    SUCCESSORS = "a-4f+ua-2"
    NONE = "none"


class FormEdition(StrEnum):
    """The editions of the LGA form."""

    E2018 = "2018"
    E2023 = "2023"
    E2024 = "2024"


class Language(StrEnum):
    """The languages of datasets."""

    ENGLISH = "en-GB"
    WELSH = "cy-GB"
