"""Validators that others wrote: PDF/A and PDF/UA by page-validation, Open XML by openxml-audit. Both come with the extra."""

from collections.abc import Container, Iterator
from pathlib import Path
from typing import Any

from reportgen.startup.patterns import lazy_pattern
from reportgen.verify.model import INSTALL_EXTRA, Result, pass_or_fail, skip
from reportgen.verify.strings import collapse_whitespace

_MAX_CHILDREN = 4_000
"""The most children of an element that openxml-audit is given: the time that it takes grows with their square."""

_PROFILES = (("pdf-a", "3a", "PDF/A-3a"), ("pdf-ua", "ua1", "PDF/UA-1"))
"""Checks with the profile of page-validation and the standard of each."""


_PLAIN_WORDS = {
    "STREAM-EOL-001": "no line break stands before the word `endstream`, as other programs leave it out when they save a PDF"
    " again; qpdf keeps to the standard with --newline-before-endstream",
    "STREAM-LENGTH-001": "the length that a stream gives is not that of its bytes, as other programs write it when they save"
    " a PDF again; qpdf does so with --qdf, which is made for reading and not for keeping",
}
"""What the rules of page-validation mean, by the ends of their ids, where programs break them that save PDFs again."""


_STREAM_LENGTH = "STREAM-LENGTH-001"
_STREAM = lazy_pattern(rb"(?<!end)stream\r?\n")
_LENGTH = lazy_pattern(rb"/Length[ \r\n]+(\d{1,10})(?![\d ]*R)")
_END_OF_STREAM = lazy_pattern(rb"\r?\n?endstream\b")
_DICTIONARY = 2_000
"""How many bytes before a stream its length is looked for."""


def validate_pdf(content: bytes, expected_standards: Container[str]) -> Iterator[Result]:
    """Validates a PDF against the standards that it should claim."""
    if not any(standard in expected_standards for _, _, standard in _PROFILES):
        reason = "page-validation knows PDF/A and PDF/UA of PDF 1.7 alone"
        yield from (skip(check, reason) for check, _, _ in _PROFILES)
        return
    try:
        import page
    except ImportError:
        for check, _, standard in _PROFILES:
            yield skip(check, f"{standard} is checked by page-validation: {INSTALL_EXTRA}")
        return
    for check, profile, standard in _PROFILES:
        try:
            report = page.validate_pdf_bytes(content, profile=profile)
        except page.SafetyLimitError as error:
            yield skip(check, f"page-validation does not go on: {collapse_whitespace(str(error))}")
        except page.PageError as error:
            yield pass_or_fail(
                check, [f"page-validation cannot read it: {collapse_whitespace(str(error))}"], ""
            )
        else:
            problems = (
                f"{failure.rule_id}: {_plain_words(failure.rule_id, failure.message)}"
                for failure in report.failures
                if not (failure.rule_id.endswith(_STREAM_LENGTH) and has_true_lengths(content))
            )
            yield pass_or_fail(check, problems, f"it is {standard} by {report.rules.total} rules")


def has_true_lengths(content: bytes) -> bool:
    """Returns whether each stream is as long as it says, with a line break behind it or none (ISO 32000-1, 7.3.8.1).

    page-validation (0.11) takes the last byte of a stream that is a carriage return for a part of the line break behind it.
    """
    position = 0
    while stream := _STREAM.search(content, position):
        lengths = _LENGTH.findall(content, max(position, stream.start() - _DICTIONARY), stream.start())
        end = stream.end() + int(lengths[-1]) if lengths else -1
        if end < 0 or not (match := _END_OF_STREAM.match(content, end)):
            return False
        position = match.end()
    return True


def _plain_words(rule_id: str, message: str) -> str:
    plain = (words for ending, words in _PLAIN_WORDS.items() if rule_id.endswith(ending))
    return next(plain, collapse_whitespace(message))


def validate_open_xml(path: Path, root: Any) -> Result:
    """Validates a Word file, whose document has this root element, against the schemas of Open XML."""
    try:
        from openxml_audit import OpenXmlValidator, ValidationSeverity
    except ImportError:
        return skip("open-xml", f"Open XML is checked by openxml-audit: {INSTALL_EXTRA}")
    if any(len(element) > _MAX_CHILDREN for element in root.iter()):
        return skip(
            "open-xml", f"openxml-audit takes too long over more than {_MAX_CHILDREN} paragraphs in a row"
        )
    try:
        report: Any = OpenXmlValidator().validate(path)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 (what others' programs raise over a damaged file cannot be known)
        reason = collapse_whitespace(str(error)) or type(error).__name__
        return skip("open-xml", f"openxml-audit gives up: {reason}")
    problems = (
        f"{error.part_uri}: {collapse_whitespace(error.description)}"
        for error in report.errors
        if error.severity == ValidationSeverity.ERROR
    )
    return pass_or_fail("open-xml", problems, "it is Open XML as Office 2019 has it")
