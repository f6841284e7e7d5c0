"""From a checked dataset to the bytes of its formats."""

import os
from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from os import environ
from pathlib import Path
from typing import TYPE_CHECKING, cast

from reportgen.document import Block, Document, Figure, map_words, walk
from reportgen.findings import At, Fault, Finding, Problem
from reportgen.formats import FORMATS
from reportgen.pipeline.checking import Checked, apply_severities, has_errors, sorted_findings
from reportgen.pipeline.codes import LANGUAGE_WITHOUT_WORDS
from reportgen.pipeline.locations import at_path_in_file, locate_fault, locate_in_assets
from reportgen.schema.load import LoadedReport
from reportgen.schema.messages import dotted_path
from reportgen.schema.model import Model
from reportgen.schema.models import Report
from reportgen.schema.privacy import redact_findings
from reportgen.source.characters import has_word_marks, without_word_marks
from reportgen.startup.sibling import ask_sibling

if TYPE_CHECKING:
    from reportgen.layout import Layout
    from reportgen.writers import Options, Written


@dataclass(frozen=True, slots=True)
class BuildResult:
    """The files of a report by their formats, and the findings of building it; no files where there are errors.

    `pages` is how many pages the PDF has, 0 without one.
    """

    files: Mapping[str, bytes]
    pages: int
    findings: tuple[Finding, ...]


def build(
    checked: Checked,
    layout: Path,
    formats: Sequence[str],
    options: "Options | None" = None,
    read_layout: "Callable[[Path, str], Layout] | None" = None,
    *,
    draft: bool = False,
    say: "Callable[[Finding], str] | None" = None,
) -> BuildResult:
    """Build a dataset without errors by a layout in each of the formats; as a `draft` also one with errors, which are marked.

    `read_layout` reads a layout for an edition of the form, where the caller knows a quicker way than from its files; `say` gives
    the words for an error in a draft, where they are to be others than those of its message. Raises
    Unreadable when the layout cannot be read, and EngineMissing when a format's engine is not installed.
    """
    from reportgen.layout import load_layout
    from reportgen.writers import Options

    if checked.loaded is None or checked.source.data is None:
        return BuildResult({}, 0, checked.findings)
    used = (read_layout or load_layout)(layout, checked.loaded.report.form)
    document, composing = compose_document(checked, used, layout)
    if document is None:
        return BuildResult({}, 0, composing)
    if draft:
        from reportgen.pipeline.drafts import as_draft

        told = redact_findings((*checked.findings, *composing), checked.source, checked.private)
        document = as_draft(document, told, checked.fonts, say or (lambda finding: finding.message))
    options = replace(options or Options(), layout=used.name)
    if checked.fonts:
        used = replace(used, theme=replace(used.theme, fonts=checked.fonts))
    files, pages, faults = write(document, used, formats, options)
    writing = [locate_fault(fault, checked.source, layout) for fault in faults]
    findings = sorted_findings((*composing, *apply_severities(writing, checked.settings)))
    is_faulty = has_errors(findings) and not draft
    return BuildResult({} if is_faulty or not all(files.values()) else files, pages, findings)


def compose_document(
    checked: Checked, used: "Layout", folder: Path
) -> tuple[Document | None, tuple[Finding, ...]]:
    """The document of a dataset by a layout from a folder, without what is private, and the findings of composing it.

    The document is None where the layout has errors, or no words in the report's language. Raises ValueError where the dataset
    could not be understood.
    """
    if checked.loaded is None:
        raise ValueError(checked.path)
    report = checked.loaded.report
    if has_errors(used.findings):
        return None, used.findings
    if report.language not in used.words:
        message = f"the layout {used.name} has no words in {report.language}"
        span = checked.source.span(("language",))
        return None, (Finding.of(LANGUAGE_WITHOUT_WORDS, checked.source.file, span, message),)
    document, faults = _compose(checked, used)
    findings = [*used.findings, *(locate_fault(fault, checked.source, folder) for fault in faults)]
    return document, sorted_findings(apply_severities(findings, checked.settings))


def _compose(checked: Checked, layout: "Layout") -> tuple[Document, list[Fault]]:
    """The document of a dataset without what is private, and the faults that depend on the layout, at their paths in the file."""
    from reportgen.compose import compose
    from reportgen.compose.references import resolve_references

    shown = checked.shown
    report = shown.report
    figure_ids = {figure.id for figure in report.figures if figure.file}
    images = {figure_id: image for figure_id, image in checked.images.items() if figure_id in figure_ids}
    origins = {shown.path_in_file(at): positions for at, positions in shown.origins.items()}
    document = _dated(compose(report, layout, images, origins, checked.registers))
    if has_word_marks(checked.source.text):
        document = map_words(document, without_word_marks)
    document, lost = resolve_references(document, shown)
    faults = (*find_unshown_values(shown, layout), *_unused_figures(report, document, shown), *lost)
    return document, [at_path_in_file(fault, shown) for fault in faults]


def _dated(document: Document) -> Document:
    """A document whose files are of the day that SOURCE_DATE_EPOCH names, if it does (reproducible-builds.org)."""
    seconds = environ.get("SOURCE_DATE_EPOCH", "")
    if not (seconds.isascii() and seconds.isdigit() and len(seconds) < 12):  # a year of four digits
        return document
    return replace(document, created=datetime.fromtimestamp(int(seconds), UTC).date().isoformat())


def embedded_datasets(checked: Checked) -> dict[str, bytes]:
    """The datasets that files carry with them, by their names: the one that they are made of, without what is private."""
    if checked.source.data is None or checked.loaded is None:
        return {}
    content = checked.source.utf8
    if checked.private:
        from reportgen.schema.privacy import text_without_private

        content = text_without_private(checked.source, checked.private).encode()
    name = (
        "dataset.yaml"
        if str(checked.path) == "-"
        else os.fsencode(checked.path.name).decode("utf-8", "replace")
    )
    return {name: (BOM_UTF8 if checked.source.has_byte_order_mark else b"") + content}


def write(
    document: Document, layout: "Layout", formats: Sequence[str], options: "Options | None" = None
) -> tuple[dict[str, bytes], int, list[Fault]]:
    """Write a document in each of the formats; also the number of pages of the PDF, and what the writers complain about."""
    from reportgen.writers import Options, writer
    from reportgen.writers.widths import find_wide_tables

    files: dict[str, bytes] = {}
    faults = [] if set(formats) <= {"html"} else find_wide_tables(document)
    options, pages = options or Options(), 0
    for name in formats:
        beside = FORMATS[name].is_paged and ask_sibling(document, layout.theme, options)
        written_file = cast("Written", beside) if beside else writer(name)(document, layout.theme, options)
        files[name] = written_file.content
        faults += written_file.faults
        pages = max(pages, written_file.page_count)
    return files, pages, faults


def find_unshown_values(loaded: LoadedReport, layout: "Layout") -> list[Fault]:
    """Values that the layout has no place for, each named by the highest key under which nothing is shown."""
    from reportgen.layout.codes import UNSHOWN

    values = [(at, dotted_path(at)) for at, value in loaded.values if not isinstance(value, Model | tuple)]
    missed = [at for at, path in values if path in layout.missed_fields]
    if not missed:
        return []
    shows = cache(layout.shows_field)
    holders = {at[:length] for at, path in values if shows(path) for length in range(len(at) + 1)}
    highest = dict.fromkeys(
        next(at[:length] for length in range(1, len(at) + 1) if at[:length] not in holders) for at in missed
    )
    hint = "choose another layout or edition of the form, or move it to `sections`"
    return [
        Fault(
            UNSHOWN, Problem(at, f"the layout {layout.name} does not show `{dotted_path(at)}`", hint, "key")
        )
        for at in highest
    ]


def _unused_figures(report: Report, document: Document, loaded: LoadedReport) -> list[Fault]:
    """Figures that nothing shows."""
    from reportgen.layout.codes import UNSHOWN

    used: set[At | None] = {figure.at for figure in _figures(document.blocks)}
    return [
        Fault(
            UNSHOWN,
            Problem(
                ("figures", index, "id"),
                f"nothing shows the figure `{figure.id}`",
                f"name it in a section or an entry, as in `figure: {figure.id}`",
            ),
        )
        for index, figure in enumerate(report.figures)
        if loaded.path_in_file(("figures", index)) not in used
    ]


def _figures(blocks: Iterable[Block]) -> Iterable[Figure]:
    return (block for block in walk(blocks) if isinstance(block, Figure))


def check_assets(layout: "Layout", folder: Path) -> tuple[Finding, ...]:
    """What the style sheet and the reference document of a layout would bring about in any report.

    The style sheet is tried only where the PDF engine is installed.
    """
    from reportgen.writers import EngineMissing, docx, pdf

    faults = list(docx.check(layout.theme)) if layout.theme.reference else []
    with suppress(EngineMissing):
        faults += pdf.check(layout.theme) if layout.theme.style else ()
    findings = (locate_in_assets(fault, folder) for fault in faults)
    return sorted_findings(finding for finding in findings if finding is not None)
