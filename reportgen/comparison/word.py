"""A comparison as a Word file: the new report in its layout, with recorded changes that lead back to the old one."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.findings import Finding
from reportgen.layout import load_layout
from reportgen.pipeline import Checked, compose_document, embedded_datasets
from reportgen.pipeline.locations import locate_fault

if TYPE_CHECKING:
    from reportgen.document import Document


def to_docx(old: Checked, new: Checked, layout: Path) -> tuple[bytes, tuple[Finding, ...]]:
    """Returns the file, and what stands in the way of it: no bytes where one of the reports cannot be set by the layout.

    Raises Unreadable where the layout cannot be read, and ValueError where a report could not be understood.
    """
    from reportgen.writers import Options
    from reportgen.writers.docx import write_changes

    findings: list[Finding] = []
    documents: list[Document] = []
    for checked in (old, new):
        used = load_layout(layout, checked.shown.report.form)
        document, composing = compose_document(checked, used, layout)
        if document is None:
            return b"", composing
        documents.append(document)
        findings += composing
    used = load_layout(layout, new.shown.report.form)
    old_document, new_document = documents
    options = Options(sources=embedded_datasets(new), layout=used.name)
    fonts = tuple(dict.fromkeys((*old.fonts, *new.fonts)))
    theme = replace(used.theme, fonts=fonts) if fonts else used.theme
    written = write_changes(old_document, new_document, theme, options)
    findings += (locate_fault(fault, new.source, layout) for fault in written.faults)
    return written.content, tuple(findings)
