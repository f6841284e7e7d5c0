"""Validators that others wrote: PDF/A and PDF/UA by page-validation, Open XML by openxml-audit. Both come with the extra."""

from collections.abc import Container, Iterator
from pathlib import Path
from typing import Any

from reportgen.verify.model import EXTRA, Result, judged, one_line, skipped

_MOST = 4_000
"""How many elements may stand in one: the time that openxml-audit takes grows with their square."""

_PROFILES = (("pdf-a", "3a", "PDF/A-3a"), ("pdf-ua", "ua1", "PDF/UA-1"))


def pdf_standards(content: bytes, claimed: Container[str]) -> Iterator[Result]:
    """Whether a PDF is what it should claim to be."""
    if not any(name in claimed for _, _, name in _PROFILES):
        why = "page-validation knows PDF/A and PDF/UA of PDF 1.7 alone"
        yield from (skipped(check, why) for check, _, _ in _PROFILES)
        return
    try:
        import page
    except ImportError:
        yield from (
            skipped(check, f"{name} is checked by page-validation: {EXTRA}") for check, _, name in _PROFILES
        )
        return
    for check, profile, name in _PROFILES:
        try:
            report = page.validate_pdf_bytes(content, profile=profile)
        except page.SafetyLimitError as error:
            yield skipped(check, f"page-validation does not go on: {one_line(str(error))}")
        except page.PageError as error:
            yield judged(check, [f"page-validation cannot read it: {one_line(str(error))}"], "")
        else:
            problems = (f"{each.rule_id}: {one_line(each.message)}" for each in report.failures)
            yield judged(check, problems, f"it is {name} by {report.rules.total} rules")


def open_xml(path: Path, root: Any) -> Result:
    """Whether a Word file, whose document has this root, is Open XML as its standard has it."""
    try:
        from openxml_audit import OpenXmlValidator, ValidationSeverity
    except ImportError:
        return skipped("open-xml", f"Open XML is checked by openxml-audit: {EXTRA}")
    if any(len(element) > _MOST for element in root.iter()):
        return skipped("open-xml", f"openxml-audit takes too long over more than {_MOST} paragraphs in a row")
    try:
        found: Any = OpenXmlValidator().validate(path)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 (what others' programs raise over a damaged file cannot be known)
        return skipped("open-xml", f"openxml-audit gives up: {one_line(str(error)) or type(error).__name__}")
    errors = (each for each in found.errors if each.severity == ValidationSeverity.ERROR)
    problems = (f"{each.part_uri}: {one_line(each.description)}" for each in errors)
    return judged("open-xml", problems, "it is Open XML as Office 2019 has it")
