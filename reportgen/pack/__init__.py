"""The board pack: the reports of many groups as one document, with a cover, contents over all of them and a summary.

It is composed of the reports themselves, never of finished files: so its pages, contents and bookmarks are of one piece.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from reportgen.document import Contents, Document, PageBreak, Paragraph, Section, Text
from reportgen.file_names import unused
from reportgen.findings import Fault, Finding, Span
from reportgen.layout import Layout
from reportgen.layout import load as load_layout
from reportgen.pack.chapters import chapter
from reportgen.pack.messages import WORDS, Messages
from reportgen.pack.summary import Row, row, summary
from reportgen.pipeline import Built, Checked, composed, embedded_datasets, has_errors, locate_written, write
from reportgen.pipeline.check_many import cross_check, outcome
from reportgen.pipeline.checking import in_order, with_severities
from reportgen.schema.files import stem
from reportgen.schema.i18n import period_in_words, span_in_words
from reportgen.schema.members import same_name
from reportgen.schema.values import Period
from reportgen.theme import lacking
from reportgen.writers import Options

_CONTENTS_DEPTH = 2
_SUMMARY = "summary"
_FEW = 2


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack ready to be written: its document, the layout from a folder, and its datasets by the names of their chapters.

    Those names are the anchors of the chapters too, and begin the paths of what comes from the datasets.
    """

    document: Document
    layout: Layout
    folder: Path
    datasets: Mapping[str, Checked]

    def write(self, formats: Sequence[str], options: Options, *, embed: bool) -> Built:
        """The pack in each of the formats; with `embed`, the files carry the datasets. Raises EngineMissing."""
        options = replace(options, sources=self._sources() if embed else {}, layout=self.layout.name)
        files, pages, faults = write(self.document, self.layout, formats, options)
        findings = in_order(self._found(fault) for fault in faults)
        return Built({} if has_errors(findings) else files, pages, findings)

    def _sources(self) -> dict[str, bytes]:
        held = ((name, embedded_datasets(each).values()) for name, each in self.datasets.items())
        return {f"{name}.yaml": content for name, contents in held for content in contents}

    def _found(self, fault: Fault) -> Finding:
        """A fault of the writing as a finding: in a dataset, in a file of the layout, or in the pack's own words."""
        name, *at = fault.problem.at or ("",)
        checked = self.datasets.get(str(name))
        if checked is not None:
            fault = replace(fault, problem=replace(fault.problem, at=tuple(at)))
        any_one = checked or next(iter(self.datasets.values()))
        if at or name:
            found = locate_written(fault, any_one, self.folder)
        else:
            found = Finding(fault.code, fault.code.severity, "pack", Span(1, 1, 1, 1), fault.problem)
        return with_severities([found], any_one.settings)[0]


@dataclass(frozen=True, slots=True)
class _Composed:
    """A dataset with the document composed of it by a layout, and what was found on the way."""

    checked: Checked
    document: Document
    layout: Layout
    findings: tuple[Finding, ...]

    @property
    def period(self) -> Period | None:
        """The period of the report."""
        return self.checked.shown.report.period

    @property
    def starts(self) -> date:
        """The first day of the period."""
        return self.period.start if self.period else date.min


def language_of(checked: Iterable[Checked]) -> str:
    """The language of a pack where none is asked for: Welsh where all the reports are in Welsh, and else English."""
    spoken = {each.loaded.report.language for each in checked if each.loaded}
    return "cy-GB" if spoken == {"cy-GB"} else "en-GB"


def twice(checked: Iterable[Checked]) -> tuple[Finding, ...]:
    """Reports of a group and period that another one is of; a comment that they are meant to be does not count here."""
    return tuple(cross_check(replace(outcome(each), copy_meant=False) for each in checked))


def pack(
    checked: Sequence[Checked],
    layout: Path,
    *,
    title: str = "",
    language: str = "",
    left_out: Mapping[Path, Checked | None] | None = None,
) -> tuple[Pack | None, tuple[Finding, ...]]:
    """The pack of datasets without errors by a layout, and what was found on the way; none where there are errors.

    `left_out` are datasets that the summary tells of as left out, with what was found in them; None for one that cannot be read.
    Raises ValueError without any dataset, and Unreadable where the layout cannot be read.
    """
    if not checked:
        raise ValueError("a pack of nothing")
    parts, findings = _composed(checked, layout)
    if has_errors(findings):
        return None, findings
    language = language or language_of(checked)
    names, words, used = list(_names(parts)), WORDS[language], parts[0].layout
    periods = _periods(parts)
    rows = _rows(parts, left_out or {}, language)
    whole = Document(
        title=title or words.title,
        group=words.groups,
        period=_in_words(periods, language),
        language=language,
        page_of=used.words.get(language, {}).get("page_of", "{page} / {pages}"),
        blocks=(
            *(Paragraph((Text(line),)) for line in _cover(parts, rows, words)),
            PageBreak(),
            Contents(words.contents, _CONTENTS_DEPTH),
            PageBreak(),
            summary(rows, words, language, _SUMMARY),
            *_chapters(parts, names, several=len(periods) > 1),
        ),
        created=max(part.document.created for part in parts),
    )
    datasets = {name: part.checked for name, part in zip(names, parts, strict=True)}
    return Pack(whole, used, layout, datasets), findings


def _composed(checked: Iterable[Checked], folder: Path) -> tuple[list[_Composed], tuple[Finding, ...]]:
    """Datasets with their documents, in the order of their groups' names and periods, and all that was found."""
    parts: list[_Composed] = []
    findings: dict[Finding, None] = {}
    layouts: dict[str, Layout] = {}
    for each in checked:
        form = each.shown.report.form
        if form not in layouts:
            layouts[form] = load_layout(folder, form)
        document, found = composed(each, layouts[form], folder)
        findings |= dict.fromkeys(found)  # those of the layout are found with each report
        if document is not None:
            parts.append(_Composed(each, document, layouts[form], found))
    parts.sort(key=lambda part: (same_name(part.document.group), part.starts))
    return parts, tuple(findings)


def _names(parts: Iterable[_Composed]) -> Iterator[str]:
    """A name for each report, from its group and period, that no other has."""
    taken = {_SUMMARY}
    for part in parts:
        name = unused(stem(part.checked.shown.report) or "report", taken)
        taken.add(name)
        yield name


def _periods(parts: Iterable[_Composed]) -> list[Period]:
    """The periods that are reported on, each once, in the order of time."""
    return sorted(
        {part.period for part in parts if part.period}, key=lambda period: (period.start, period.end)
    )


def _in_words(periods: Sequence[Period], language: str) -> str:
    """What the pack covers: one period, two financial years, or from the first day to the last. It runs at the head of pages."""
    if len(periods) > _FEW or (len(periods) > 1 and not all(period.label for period in periods)):
        return span_in_words(periods, language)
    return ", ".join(period_in_words(period, language) for period in periods)


def _rows(parts: Iterable[_Composed], left_out: Mapping[Path, Checked | None], language: str) -> list[Row]:
    """The rows of the summary, in the order of the groups' names and of time."""
    rows = [
        row(part.checked.shown.report, (*part.checked.findings, *part.findings), language) for part in parts
    ]
    rows += (_missing(path, each, language) for path, each in left_out.items())
    return sorted(rows, key=lambda row: (same_name(row.group), row.starts))


def _chapters(parts: Sequence[_Composed], names: Sequence[str], *, several: bool) -> Iterator[Section]:
    """The reports under the names of their groups; where there are several periods, with their own behind it."""
    for part, name in zip(parts, names, strict=True):
        document = part.document
        title = ", ".join(filter(None, (document.group, document.period if several else "")))
        yield chapter(document, name, title or document.title)


def _missing(path: Path, checked: Checked | None, language: str) -> Row:
    """The row of a dataset that is left out, by the name of its file where it does not tell its group."""
    file = _showable("/".join(path.parts[-2:]))
    if checked is None:
        return Row(file, left_out=True)
    weights = tuple(finding.severity for finding in checked.findings)
    if checked.loaded is None or not checked.shown.report.group.name:
        return Row(file, weights=weights, left_out=True)
    known = row(checked.shown.report, checked.findings, language)
    return Row(
        _showable(known.group),
        known.language,
        known.period,
        weights=weights,
        left_out=True,
        starts=known.starts,
    )


def _showable(name: str) -> str:
    """A name that nothing has checked, with a mark in the place of what cannot be shown."""
    return lacking().sub("?", " ".join(name.split()))


def _cover(parts: Sequence[_Composed], rows: Sequence[Row], words: Messages) -> Iterator[str]:
    """How many groups report, and which are missing."""
    groups = len({same_name(part.document.group) for part in parts})
    said = words.several if len(parts) > groups else words.many if groups > 1 else words.one
    yield said.format(groups=groups, reports=len(parts))
    periods = len({row.period for row in rows if row.period}) > 1
    left_out = [row for row in rows if row.left_out]
    for told, unreadable in ((words.missing, False), (words.lost, True)):
        named = (
            ", ".join(filter(None, (row.group, row.period * periods)))
            for row in left_out
            if (row.weights is None) is unreadable
        )
        if names := "; ".join(named):
            yield told.format(left_out=names)
