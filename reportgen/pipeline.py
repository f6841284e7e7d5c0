"""The whole way: from a file to findings, and from a report to the bytes of its formats."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.document import Block, Document, Figure, Image, Item, Section
from reportgen.findings import At, Code, Fault, Finding, Problem, Severity
from reportgen.lint import Context, run
from reportgen.rules import all_rules
from reportgen.schema.load import Loaded, load, without_private
from reportgen.schema.models import Report
from reportgen.schema.words import VERSION, written
from reportgen.source import Source, placed
from reportgen.source import load as load_source

if TYPE_CHECKING:
    from reportgen.layout import Layout

PICTURE = Code(
    "RG114",
    "picture that cannot be used",
    Severity.ERROR,
    "The file of a figure is not there, lies outside the dataset's folder, is not PNG, JPEG or SVG, or is too large. The path is"
    " read from the dataset's folder.",
)
LANGUAGE = Code(
    "RG903",
    "layout without words in the report's language",
    Severity.ERROR,
    "The dataset's `language` is one for which the layout gives no words. Add them to the layout, or change the language.",
)
CODES = (PICTURE, LANGUAGE)


@dataclass(frozen=True)
class Checked:
    """A dataset that has been read and checked."""

    path: Path
    source: Source
    loaded: Loaded | None
    findings: tuple[Finding, ...]
    images: Mapping[str, Image] = field(default_factory=dict, repr=False)

    @property
    def failed(self) -> bool:
        """Whether it has errors."""
        return has_errors(self.findings)


@dataclass(frozen=True, slots=True)
class Built:
    """The files made from a dataset, by format, and what was found on the way; no files where there were errors."""

    files: Mapping[str, bytes]
    pages: int
    findings: tuple[Finding, ...]


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether there is an error among findings."""
    return any(finding.severity is Severity.ERROR for finding in findings)


def check(path: Path) -> Checked:
    """Read a dataset and check it by the schema and every rule. Raises Unreadable."""
    return check_source(load_source(path), path)


def check_source(source: Source, path: Path) -> Checked:
    """Check a dataset that has been read; `path` says where its pictures lie."""
    if source.data is None:
        return Checked(path, source, None, source.findings)
    loaded = load(source.data)
    faults = list(loaded.faults)
    images: dict[str, Image] = {}
    if not any(fault.code is VERSION for fault in faults):
        images, missing = _pictures(loaded.report, path)
        found = (*run(all_rules(), loaded.report, Context(loaded.report, loaded.dropped)), *missing)
        faults += (Fault(each.code, _at_origin(each.problem, loaded)) for each in found)
    findings = (*source.findings, *(placed(fault, source) for fault in faults))
    return Checked(path, source, loaded, _in_order(findings), images)


def _at_origin(problem: Problem, loaded: Loaded) -> Problem:
    return replace(problem, at=loaded.origin(problem.at))


def _in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda finding: (finding.file, finding.span, finding.code.id)))


def _pictures(report: Report, path: Path) -> tuple[dict[str, Image], list[Fault]]:
    """The pictures of a report's figures by their ids, and those that cannot be used."""
    if not report.figures:
        return {}, []
    from reportgen.images import Unusable, read_image

    images, faults = {}, []
    for index, picture in enumerate(report.figures):
        try:
            if picture.file:
                images[picture.id] = read_image(path.parent, picture.file)
        except Unusable as error:
            faults.append(Fault(PICTURE, Problem(("figures", index, "file"), str(error))))
    return images, faults


def build(checked: Checked, layout: Path, formats: Sequence[str]) -> Built:
    """Set a dataset without errors by a layout, in each of the formats.

    Raises Unreadable when the layout cannot be read, and EngineMissing when a format's engine is not installed.
    """
    from reportgen.layout import load as load_layout

    if checked.loaded is None or checked.source.data is None:
        return Built({}, 0, checked.findings)
    report, used = checked.loaded.report, load_layout(layout, checked.loaded.report.form)
    if has_errors(used.findings):
        return Built({}, 0, used.findings)
    if report.language not in used.words:
        message = f"the layout {used.name} has no words in {report.language}"
        place = checked.source.span(("language",))
        return Built({}, 0, (Finding.of(LANGUAGE, checked.source.file, place, message),))
    document, faults = _composed(checked, used)
    files, pages, met = write(document, used, formats)
    faults = [Fault(each.code, _at_origin(each.problem, checked.loaded)) for each in (*faults, *met)]
    findings = _in_order([*used.findings, *(placed(fault, checked.source) for fault in faults)])
    return Built({} if has_errors(findings) else files, pages, findings)


def _composed(checked: Checked, layout: "Layout") -> tuple[Document, list[Fault]]:
    """The document without what is private, and the values that it leaves out."""
    from reportgen.compose import compose

    if checked.loaded is None or checked.source.data is None:
        raise ValueError(checked.path)
    report = checked.loaded.report
    if report.private:
        report = load(without_private(checked.source.data, report.private)).report
    shown = {each.id for each in report.figures if each.file}
    images = {name: image for name, image in checked.images.items() if name in shown}
    document = compose(report, layout, images)
    return document, [*_left_out(report, layout), *_unused(report, document)]


def write(
    document: Document, layout: "Layout", formats: Sequence[str]
) -> tuple[dict[str, bytes], int, list[Fault]]:
    """Write a document in each of the formats; a PDF comes first, so that Word's contents list can name its pages."""
    from reportgen.writers import Options, writer

    files: dict[str, bytes] = {}
    faults: list[Fault] = []
    options, pages = Options(), 0
    for name in sorted(formats, key=lambda name: name != "pdf"):
        written_file = writer(name)(document, layout.theme, options)
        files[name] = written_file.content
        faults += written_file.faults
        if written_file.pages:
            options = Options(written_file.pages)
        pages = max(pages, written_file.page_count)
    return {name: files[name] for name in formats}, pages, faults


def _left_out(report: Report, layout: "Layout") -> list[Fault]:
    """Values that the layout has no place for, each named by the highest key under which nothing is shown."""
    from reportgen.layout.codes import UNSHOWN
    from reportgen.schema.walk import leaves

    given = [at for at, _ in leaves(report)]
    missed = [at for at in given if layout.misses(written(at))]
    seen = {at[:length] for at in given if layout.shows(written(at)) for length in range(len(at) + 1)}
    roots: dict[At, None] = {}
    for at in missed:
        roots.setdefault(next(at[:length] for length in range(1, len(at) + 1) if at[:length] not in seen))
    hint = "choose another layout or edition of the form, or move it to `sections`"
    return [
        Fault(UNSHOWN, Problem(at, f"the layout {layout.name} does not show `{written(at)}`", hint, "key"))
        for at in roots
    ]


def _unused(report: Report, document: Document) -> list[Fault]:
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
        if ("figures", index) not in shown
    ]


def _figures(blocks: Iterable[Block | Item]) -> Iterable[Figure]:
    for block in blocks:
        if isinstance(block, Figure):
            yield block
        elif isinstance(block, Section):
            yield from _figures(block.blocks)
