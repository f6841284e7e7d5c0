"""What datasets say by a layout: what the files that are made of them must say."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from reportgen.codes import PICTURE
from reportgen.config import Settings
from reportgen.document import (
    Block,
    Chapter,
    Document,
    Figure,
    Image,
    Inline,
    Line,
    Link,
    Section,
    Text,
    chapters,
    lines_with_paths,
    walk,
)
from reportgen.findings import Finding, Severity, plural
from reportgen.layout import Layout
from reportgen.pack import build_pack
from reportgen.pipeline import Checked, check_source, compose_document, has_errors
from reportgen.schema.messages import MISSING, dotted_path
from reportgen.schema.privacy import holds_private, is_private
from reportgen.source import read
from reportgen.verify.model import one_line

_SOMETHING = Image(b"", "image/png", 1, 1)
"""Stands for pictures, which a dataset that is taken out of a file no longer has beside it."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What files must say: lines, what is said of pictures, and addresses, each with its path in the dataset.

    `heads` are what can stand at the head of pages.
    """

    lines: tuple[Line, ...]
    pictures: tuple[Line, ...] = ()
    addresses: tuple[Line, ...] = ()
    heads: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dataset:
    """A dataset checked by today's rules.

    `findings` are without those that come of its being carried: pictures are not beside it, and what is private is blank.
    """

    checked: Checked
    findings: tuple[Finding, ...]

    @property
    def failed(self) -> bool:
        """Whether it has errors."""
        return self.checked.loaded is None or has_errors(self.findings)

    @property
    def form(self) -> str:
        """The edition of the form that it follows."""
        return self.checked.loaded.report.form if self.checked.loaded else ""

    def about(self) -> str:
        """Whose report it is, of which period, and what is found in it."""
        if self.checked.loaded is None:
            return f"it cannot be understood: {self.findings[0].message}" if self.findings else "it is empty"
        report = self.checked.shown.report
        period = report.period
        when = (period.label or f"{period.start} to {period.end}") if period else ""
        counts = ((self._count(severity), severity.value) for severity in (Severity.ERROR, Severity.WARNING))
        found = [plural(count, word) for count, word in counts if count]
        named = ", ".join(filter(None, (report.group.name, when)))
        return f"{named}: {', '.join(found) or 'no errors'}{self._first()}"

    def _first(self) -> str:
        errors = (each for each in self.findings if each.severity is Severity.ERROR)
        return next((f" (line {each.span.line}: {each.message})" for each in errors), "")

    def _count(self, severity: Severity) -> int:
        return sum(each.severity is severity for each in self.findings)


def dataset(content: bytes, path: Path, settings: Settings) -> Dataset:
    """A dataset that was taken out of the file at a path, or lies there itself."""
    checked = check_source(read(content, str(path)), path, settings)
    private = checked.loaded.report.private if checked.loaded else ()
    return Dataset(checked, tuple(each for each in checked.findings if not _carried_so(each, private)))


def _carried_so(finding: Finding, private: Collection[str]) -> bool:
    """Whether a finding is about a picture, or about a value that is blank because it is private."""
    if finding.code is not MISSING:
        return finding.code is PICTURE
    path = dotted_path(finding.problem.at)
    return is_private(path, private) or holds_private(path, private)


def expected(given: Dataset, layout: Layout) -> Expected:
    """What a dataset without errors says by a layout."""
    document, _ = compose_document(_with_pictures(given), layout, Path())
    return Expected(()) if document is None else _expected(document, (document,))


def expected_of_pack(given: Sequence[Dataset], layout: Path) -> Expected:
    """What datasets without errors say in a pack, by the layout in a folder.

    That is their chapters: what is on the cover and in the summary is of the day on which the pack was made.
    """
    found, _ = build_pack([_with_pictures(each) for each in given], layout)
    if found is None:
        return Expected(())
    reports = chapters(found.document)
    blocks = (each for each in found.document.blocks if isinstance(each, Section) and each.anchor in reports)
    told_of = replace(found.document, title="", group="", period="", blocks=tuple(blocks))
    return _expected(told_of, (found.document, *reports.values()))


def _with_pictures(given: Dataset) -> Checked:
    figures = given.checked.loaded.report.figures if given.checked.loaded else ()
    return replace(given.checked, images={each.id: _SOMETHING for each in figures})


def _expected(document: Document, heading: Iterable[Document | Chapter]) -> Expected:
    lines = tuple(line for line in lines_with_paths(document) if line.words.strip())
    heads = tuple(one_line(f"{each.group} {each.period}") for each in heading)
    return Expected(lines, tuple(_pictures(document)), tuple(_in_a_row(_addresses(lines))), heads)


def _pictures(document: Document) -> Iterator[Line]:
    return (Line(each.alt, each.at) for each in _figures(document.blocks) if each.alt.strip())


def _figures(blocks: Iterable[Block]) -> Iterator[Figure]:
    return (block for block in walk(blocks) if isinstance(block, Figure))


def _addresses(lines: Iterable[Line]) -> Iterator[Line]:
    return (Line(url, line.at) for line in lines for url in _urls(line.children))


def _urls(children: Iterable[Inline]) -> Iterator[str]:
    """The addresses of links; of a link inside a link, writers show the words alone."""
    for child in children:
        if isinstance(child, Link):
            yield child.url
        elif not isinstance(child, Text):
            yield from _urls(child.children)


def _in_a_row(addresses: Iterable[Line]) -> Iterator[Line]:
    before = ""
    for each in addresses:
        if each.words != before:
            yield each
        before = each.words
