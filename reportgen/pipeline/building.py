"""From a report to the bytes of its formats."""

from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from os import environ
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.document import Block, Document, Figure, walk
from reportgen.findings import At, Fault, Finding, Problem
from reportgen.pipeline.checking import Checked, has_errors, in_file_paths, in_order, with_severities
from reportgen.pipeline.codes import LANGUAGE
from reportgen.schema.load import LoadedReport
from reportgen.schema.messages import written
from reportgen.schema.model import Model
from reportgen.schema.models import Report
from reportgen.source import locate

if TYPE_CHECKING:
    from reportgen.layout import Layout
    from reportgen.writers import Options


@dataclass(frozen=True, slots=True)
class Built:
    """The files made from a dataset, by format, and what was found on the way; no files where there were errors."""

    files: Mapping[str, bytes]
    pages: int
    findings: tuple[Finding, ...]


def build(
    checked: Checked,
    layout: Path,
    formats: Sequence[str],
    options: "Options | None" = None,
    read: "Callable[[Path, str], Layout] | None" = None,
) -> Built:
    """Set a dataset without errors by a layout, in each of the formats; `carried` says what files carry.

    `read` is how a layout is read for an edition of the form, where there is a quicker way than from its files. Raises
    Unreadable when the layout cannot be read, and EngineMissing when a format's engine is not installed.
    """
    from reportgen.layout import load as load_layout
    from reportgen.writers import Options

    if checked.loaded is None or checked.source.data is None:
        return Built({}, 0, checked.findings)
    used = (read or load_layout)(layout, checked.loaded.report.form)
    document, found = composed(checked, used, layout)
    if document is None:
        return Built({}, 0, found)
    options = replace(options or Options(), layout=used.name)
    files, pages, met = write(document, used, formats, options)
    findings = in_order(
        (
            *found,
            *with_severities((locate_written(fault, checked, layout) for fault in met), checked.settings),
        )
    )
    return Built({} if has_errors(findings) else files, pages, findings)


def composed(checked: Checked, used: "Layout", folder: Path) -> tuple[Document | None, tuple[Finding, ...]]:
    """The document of a dataset by a layout from a folder, without what is private, and what was found on the way.

    There is none where the layout has errors or no words in the report's language. Raises ValueError where nothing could
    be read.
    """
    if checked.loaded is None:
        raise ValueError(checked.path)
    report = checked.loaded.report
    if has_errors(used.findings):
        return None, used.findings
    if report.language not in used.words:
        message = f"the layout {used.name} has no words in {report.language}"
        place = checked.source.span(("language",))
        return None, (Finding.of(LANGUAGE, checked.source.file, place, message),)
    document, faults = _composed(checked, used)
    found = [*used.findings, *(locate_written(fault, checked, folder) for fault in faults)]
    return document, in_order(with_severities(found, checked.settings))


def locate_written(fault: Fault, checked: Checked, layout: Path) -> Finding:
    """A fault of the writing as a finding: in a file of the layout, or in the dataset."""
    from reportgen.layout.assets import locate_in_assets

    return locate_in_assets(fault, layout) or locate(fault, checked.source)


def _composed(checked: Checked, layout: "Layout") -> tuple[Document, list[Fault]]:
    """The document without what is private, and the values that it leaves out; places are the file's."""
    from reportgen.compose import compose

    shown = checked.shown
    report = shown.report
    files = {each.id for each in report.figures if each.file}
    images = {name: image for name, image in checked.images.items() if name in files}
    origins = {shown.origin(at): places for at, places in shown.origins.items()}
    document = _dated(compose(report, layout, images, origins))
    faults = (*_left_out(shown, layout), *_unused(report, document, shown))
    return document, [in_file_paths(fault, shown) for fault in faults]


def _dated(document: Document) -> Document:
    """A document whose files are of the day that SOURCE_DATE_EPOCH names, if it does (reproducible-builds.org)."""
    seconds = environ.get("SOURCE_DATE_EPOCH", "")
    if not (seconds.isascii() and seconds.isdigit() and len(seconds) < 12):  # a year of four digits
        return document
    return replace(document, created=datetime.fromtimestamp(int(seconds), UTC).date().isoformat())


def embedded_datasets(checked: Checked) -> dict[str, bytes]:
    """What files carry that are made of a dataset: itself, by its name, without what is private in it."""
    if checked.source.data is None or checked.loaded is None:
        return {}
    content, private = checked.source.encoded, checked.loaded.report.private
    if private:
        from reportgen.schema.load import without_private
        from reportgen.source.redact import differing, redacted

        left = without_private(checked.source.data, private)
        content = redacted(checked.source, tuple(differing(checked.source.data, left))).encode()
    name = "dataset.yaml" if str(checked.path) == "-" else checked.path.name
    return {name: (BOM_UTF8 if checked.source.marked else b"") + content}


def write(
    document: Document, layout: "Layout", formats: Sequence[str], options: "Options | None" = None
) -> tuple[dict[str, bytes], int, list[Fault]]:
    """Write a document in each of the formats; a PDF comes first, so that Word's contents list can name its pages."""
    from reportgen.writers import Options, writer
    from reportgen.writers.widths import too_wide

    files: dict[str, bytes] = {}
    faults = [] if set(formats) <= {"html"} else too_wide(document)
    options, pages = options or Options(), 0
    for name in sorted(formats, key=lambda name: name != "pdf"):
        written_file = writer(name)(document, layout.theme, options)
        files[name] = written_file.content
        faults += written_file.faults
        if written_file.pages:
            options = replace(options, pages=written_file.pages)
        pages = max(pages, written_file.page_count)
    return {name: files[name] for name in formats}, pages, faults


_HOLDERS = (Model, tuple)


def _left_out(shown: LoadedReport, layout: "Layout") -> list[Fault]:
    """Values that the layout has no place for, each named by the highest key under which nothing is shown."""
    from reportgen.layout.codes import UNSHOWN

    given = [(at, written(at)) for at, value in shown.nodes if not isinstance(value, _HOLDERS)]
    missed = [at for at, path in given if path in layout.missed]
    if not missed:
        return []
    shows = cache(layout.shows)
    seen = {at[:length] for at, path in given if shows(path) for length in range(len(at) + 1)}
    roots: dict[At, None] = {}
    for at in missed:
        roots.setdefault(next(at[:length] for length in range(1, len(at) + 1) if at[:length] not in seen))
    hint = "choose another layout or edition of the form, or move it to `sections`"
    return [
        Fault(UNSHOWN, Problem(at, f"the layout {layout.name} does not show `{written(at)}`", hint, "key"))
        for at in roots
    ]


def _unused(report: Report, document: Document, loaded: LoadedReport) -> list[Fault]:
    """Figures that no section shows."""
    from reportgen.layout.codes import UNSHOWN

    shown = {figure.at for figure in _figures(document.blocks)}
    hint = "name it in a section, as in `figure: {}`"
    return [
        Fault(
            UNSHOWN,
            Problem(
                ("figures", index, "id"), f"no section shows the figure `{each.id}`", hint.format(each.id)
            ),
        )
        for index, each in enumerate(report.figures)
        if loaded.origin(("figures", index)) not in shown
    ]


def _figures(blocks: Iterable[Block]) -> Iterable[Figure]:
    return (block for block in walk(blocks) if isinstance(block, Figure))


def try_on(layout: "Layout", folder: Path) -> tuple[Finding, ...]:
    """What a layout's style sheet and reference document would bring about in any report, as far as this machine can tell."""
    from reportgen.layout.assets import locate_in_assets
    from reportgen.writers import EngineMissing, docx, pdf

    faults = list(docx.check(layout.theme)) if layout.theme.reference else []
    with suppress(EngineMissing):  # the style sheet is then tried where PDFs are made
        faults += pdf.check(layout.theme) if layout.theme.style else ()
    found = (locate_in_assets(fault, folder) for fault in faults)
    return in_order(finding for finding in found if finding is not None)
