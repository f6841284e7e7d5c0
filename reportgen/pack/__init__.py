"""The board pack: the reports of many groups as one document, with a cover, contents over all of them and a summary.

It is composed of the documents of the reports, never of finished files, so that its pages, contents and bookmarks run through.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from reportgen.document import Contents, Document, PageBreak, Paragraph, Section, Text
from reportgen.file_names import unused_name
from reportgen.findings import Fault, Finding
from reportgen.layout import Layout
from reportgen.layout import load_layout as load_layout
from reportgen.pack.chapters import chapter_section
from reportgen.pack.messages import MESSAGES, Messages
from reportgen.pack.summary import SummaryRow, summary_row, summary_section
from reportgen.pipeline import BuildResult, Checked, compose_document, embedded_datasets, has_errors, write
from reportgen.pipeline.check_many import cross_check, outcome_of
from reportgen.pipeline.checking import apply_severities, sorted_findings
from reportgen.pipeline.locations import locate_in_pack
from reportgen.schema.i18n import period_in_words, periods_in_words
from reportgen.schema.members import comparable_name
from reportgen.schema.report_files import file_stem
from reportgen.schema.values import Period
from reportgen.theme import missing_glyph_pattern
from reportgen.writers import Options

_CONTENTS_DEPTH = 2
_SUMMARY = "summary"
_MAX_LISTED_PERIODS = 2


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack ready to be written: its document, the layout from a folder, and its datasets by the names of their chapters.

    Those names are the anchors of the chapters too, and begin the paths of what comes from the datasets.
    """

    document: Document
    layout: Layout
    folder: Path
    datasets: Mapping[str, Checked]

    def write(self, formats: Sequence[str], options: Options, *, embed: bool) -> BuildResult:
        """The pack in each of the formats; with `embed`, the files carry the datasets. Raises EngineMissing."""
        options = replace(
            options, sources=self._embedded_datasets() if embed else {}, layout=self.layout.name
        )
        files, pages, faults = write(self.document, self.layout, formats, options)
        findings = sorted_findings(self._finding(fault) for fault in faults)
        return BuildResult({} if has_errors(findings) else files, pages, findings)

    def _embedded_datasets(self) -> dict[str, bytes]:
        return {
            f"{name}.yaml": content
            for name, checked in self.datasets.items()
            for content in embedded_datasets(checked).values()
        }

    def _finding(self, fault: Fault) -> Finding:
        """A fault at its place, with the severity that the settings of its dataset give it, or else those of the first."""
        sources = {name: checked.source for name, checked in self.datasets.items()}
        chapter = next(iter(fault.problem.at), "")
        checked = self.datasets.get(str(chapter)) or next(iter(self.datasets.values()))
        return apply_severities([locate_in_pack(fault, sources, self.folder)], checked.settings)[0]


@dataclass(frozen=True, slots=True)
class _ComposedReport:
    """A dataset with the document composed of it by a layout, and the findings of composing it."""

    checked: Checked
    document: Document
    layout: Layout
    findings: tuple[Finding, ...]

    @property
    def period(self) -> Period | None:
        return self.checked.shown.report.period

    @property
    def first_day(self) -> date:
        return self.period.start if self.period else date.min


def default_language(checked: Iterable[Checked]) -> str:
    """The language of a pack where none is asked for: Welsh where all the reports are in Welsh, and else English."""
    languages = {dataset.loaded.report.language for dataset in checked if dataset.loaded}
    return "cy-GB" if languages == {"cy-GB"} else "en-GB"


def find_duplicates(checked: Iterable[Checked]) -> tuple[Finding, ...]:
    """Reports of a group and period of which there is another; a comment that allows it in a folder does not count here."""
    outcomes = (replace(outcome_of(dataset), is_meant_twice=False) for dataset in checked)
    return tuple(cross_check(outcomes))


def build_pack(
    checked: Sequence[Checked],
    layout: Path,
    *,
    title: str = "",
    language: str = "",
    left_out: Mapping[Path, Checked | None] | None = None,
) -> tuple[Pack | None, tuple[Finding, ...]]:
    """Make the pack of datasets without errors by a layout; None where composing a report brings errors, and the findings.

    `left_out` are the datasets that the summary names as left out, None standing for one that cannot be read. Raises ValueError
    without any dataset, and Unreadable where the layout cannot be read.
    """
    if not checked:
        raise ValueError("a pack of nothing")
    reports, findings = _compose_reports(checked, layout)
    if has_errors(findings):
        return None, findings
    language = language or default_language(checked)
    names, messages, used = list(_chapter_names(reports)), MESSAGES[language], reports[0].layout
    periods = _sorted_periods(reports)
    rows = _summary_rows(reports, left_out or {}, language)
    document = Document(
        title=title or messages.title,
        group=messages.groups,
        period=_periods_in_words(periods, language),
        language=language,
        page_of=used.words.get(language, {}).get("page_of", "{page} / {pages}"),
        blocks=(
            *(Paragraph((Text(line),)) for line in _cover_lines(reports, rows, messages)),
            PageBreak(),
            Contents(messages.contents, _CONTENTS_DEPTH),
            PageBreak(),
            summary_section(rows, messages, language, _SUMMARY),
            *_chapters(reports, names, has_periods=len(periods) > 1),
        ),
        created=max(report.document.created for report in reports),
    )
    datasets = {name: report.checked for name, report in zip(names, reports, strict=True)}
    fonts = tuple(dict.fromkeys(font for report in reports for font in report.checked.fonts))
    used = replace(used, theme=replace(used.theme, fonts=fonts)) if fonts else used
    return Pack(document, used, layout, datasets), findings


def _compose_reports(
    checked: Iterable[Checked], folder: Path
) -> tuple[list[_ComposedReport], tuple[Finding, ...]]:
    """The datasets with their documents, in the order of their groups' names and periods, and all findings."""
    reports: list[_ComposedReport] = []
    findings: dict[Finding, None] = {}
    layouts: dict[str, Layout] = {}
    for dataset in checked:
        form = dataset.shown.report.form
        if form not in layouts:
            layouts[form] = load_layout(folder, form)
        document, composing = compose_document(dataset, layouts[form], folder)
        findings |= dict.fromkeys(composing)  # each report brings those of the layout
        if document is not None:
            reports.append(_ComposedReport(dataset, document, layouts[form], composing))
    reports.sort(key=lambda report: (comparable_name(report.document.group), report.first_day))
    return reports, tuple(findings)


def _chapter_names(reports: Iterable[_ComposedReport]) -> Iterator[str]:
    """A name for each report, made of its group and period, that no other has."""
    taken = {_SUMMARY}
    for report in reports:
        name = unused_name(file_stem(report.checked.shown.report) or "report", taken)
        taken.add(name)
        yield name


def _sorted_periods(reports: Iterable[_ComposedReport]) -> list[Period]:
    """The periods that are reported on, each once."""
    return sorted(
        {report.period for report in reports if report.period}, key=lambda period: (period.start, period.end)
    )


def _periods_in_words(periods: Sequence[Period], language: str) -> str:
    """What the pack covers: one period, two financial years, or from the first day to the last. Every page is headed with it."""
    if len(periods) > _MAX_LISTED_PERIODS or (len(periods) > 1 and not all(p.label for p in periods)):
        return periods_in_words(periods, language)
    return ", ".join(period_in_words(period, language) for period in periods)


def _summary_rows(
    reports: Iterable[_ComposedReport], left_out: Mapping[Path, Checked | None], language: str
) -> list[SummaryRow]:
    """The rows of the summary, in the order of the groups' names and of time."""
    rows = [
        summary_row(report.checked.shown.report, (*report.checked.findings, *report.findings), language)
        for report in reports
    ]
    rows += (_left_out_row(path, checked, language) for path, checked in left_out.items())
    return sorted(rows, key=lambda row: (comparable_name(row.group), row.first_day))


def _chapters(
    reports: Sequence[_ComposedReport], names: Sequence[str], *, has_periods: bool
) -> Iterator[Section]:
    """The reports under the names of their groups, and of their periods where these differ."""
    for report, name in zip(reports, names, strict=True):
        document = report.document
        title = ", ".join(filter(None, (document.group, document.period if has_periods else "")))
        yield chapter_section(document, name, title or document.title)


def _left_out_row(path: Path, checked: Checked | None, language: str) -> SummaryRow:
    """The row of a dataset that is left out, by the name of its file where its group is not known."""
    file = _printable_name("/".join(path.parts[-2:]))
    if checked is None:
        return SummaryRow(file, is_left_out=True)
    severities = tuple(finding.severity for finding in checked.findings)
    if checked.loaded is None or not checked.shown.report.group.name:
        return SummaryRow(file, severities=severities, is_left_out=True)
    row = summary_row(checked.shown.report, checked.findings, language)
    return SummaryRow(
        _printable_name(row.group),
        row.language,
        row.period,
        severities=severities,
        is_left_out=True,
        first_day=row.first_day,
    )


def _printable_name(name: str) -> str:
    """A name that no check has passed, with `?` for each character that the font lacks."""
    return missing_glyph_pattern().sub("?", " ".join(name.split()))


def _cover_lines(
    reports: Sequence[_ComposedReport], rows: Sequence[SummaryRow], messages: Messages
) -> Iterator[str]:
    """How many groups report, and which are missing."""
    groups = len({comparable_name(report.document.group) for report in reports})
    of_groups = messages.many_groups if groups > 1 else messages.one_group
    count_line = messages.many_reports if len(reports) > groups else of_groups
    yield count_line.format(groups=groups, reports=len(reports))
    has_periods = len({row.period for row in rows if row.period}) > 1
    faulty = [row for row in rows if row.is_left_out and row.severities is not None]
    unreadable = [row for row in rows if row.is_left_out and row.severities is None]
    for message, left_out in ((messages.faulty_left_out, faulty), (messages.unreadable_left_out, unreadable)):
        names = (", ".join(filter(None, (row.group, row.period * has_periods))) for row in left_out)
        if joined := "; ".join(names):
            yield message.format(left_out=joined)
