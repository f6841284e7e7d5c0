"""Examines a PDF with pypdf."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.verify._pdf.claims import read_claims, read_metadata, read_titles
from reportgen.verify._pdf.fonts import read_fonts
from reportgen.verify._pdf.links import check_links
from reportgen.verify._pdf.objects import open_pdf, raise_unreadable
from reportgen.verify._pdf.tags import Untagged, read_text
from reportgen.verify.external_validators import validate_pdf
from reportgen.verify.model import ExaminedFile, FileText, Result, pass_or_fail, skip
from reportgen.verify.navigation import describe_links

if TYPE_CHECKING:
    import pypdf


def examine(path: Path, content: bytes) -> ExaminedFile:
    """Examines a PDF. Raises UnreadableFile where it is damaged or locked."""
    reader = open_pdf(content)
    with raise_unreadable(content):
        metadata = read_metadata(reader)
        claims = read_claims(metadata)
        results = (_claims_result(claims), *validate_pdf(content, claims))
        text, text_failure = _read_text(reader, claims, read_titles(reader, metadata))
        link_count, link_problems = check_links(reader)
        results = (*results, pass_or_fail("links", link_problems, describe_links(link_count)))
        return ExaminedFile(path, "pdf", results, text, read_fonts(reader), text_failure)


def _claims_result(claims: Mapping[str, bool]) -> Result:
    problems = (
        f"it does not claim to be {standard}" for standard, is_claimed in claims.items() if not is_claimed
    )
    return pass_or_fail("claims", problems, f"it claims {' and '.join(claims)}")


def _read_text(
    reader: "pypdf.PdfReader", claims: Mapping[str, bool], titles: tuple[str, ...]
) -> tuple[FileText | None, Result | None]:
    """Returns the text of a PDF, or without one the result of the check of parity."""
    text, failure = None, None
    try:
        text = read_text(reader, titles)
    except Untagged as error:
        failure = pass_or_fail("parity", [str(error)], "")
    _, universal_access = claims
    if not claims[universal_access]:
        reason = (
            f"its tags are not those of {universal_access}, so that its words cannot be told block by block"
        )
        return None, skip("parity", reason)
    return text, failure
