"""From a file to findings: reading, the schema, the rules, and what settings and comments make of them."""

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from pathlib import Path

from reportgen.codes import PICTURE
from reportgen.config import Settings
from reportgen.document import Image
from reportgen.findings import Fault, Finding, Problem, Severity
from reportgen.lint import Context, Rule, run
from reportgen.pipeline.joined_lines import find_joined_lines
from reportgen.pipeline.locations import at_path_in_file, locate_fault
from reportgen.registers import Registers, load_registers
from reportgen.rules import all_rules
from reportgen.schema.load import LoadedReport, load_report
from reportgen.schema.members import comparable_name
from reportgen.schema.models import Report
from reportgen.schema.privacy import without_private
from reportgen.schema.report_files import paths_of_year_before
from reportgen.schema.values import Period
from reportgen.source import Source, Unreadable
from reportgen.source import load as load_source
from reportgen.source.excerpt import read_keys
from reportgen.source.review_marks import find_review_marks
from reportgen.theme import Font

_KEYS_OF_THE_YEAR_BEFORE = (
    "form",
    "language",
    "group",
    "period",
    "contact",
    "key_figures",
    "membership",
    "private",
)


@dataclass(frozen=True)
class Checked:
    """A dataset that has been read and checked.

    `loaded` is None where it could not be understood; its findings say why. `images` are the pictures of its figures, by their
    ids, and `fonts` the fonts that it brings along.
    """

    path: Path
    source: Source
    loaded: LoadedReport | None
    findings: tuple[Finding, ...]
    images: Mapping[str, Image] = field(default_factory=dict, repr=False)
    fonts: tuple[Font, ...] = field(default=(), repr=False)
    settings: Settings = field(default_factory=Settings, repr=False)

    @property
    def failed(self) -> bool:
        """Whether it has errors."""
        return has_errors(self.findings)

    @property
    def registers(self) -> Registers:
        """The registers by which it was checked."""
        return load_registers(self.settings.registers)

    @property
    def private(self) -> tuple[str, ...] | None:
        """The paths of its private values; None where it could not be understood, so that nobody can tell."""
        return self.loaded.report.private if self.loaded else None

    @cached_property
    def shown(self) -> LoadedReport:
        """The report without what is private: all that an output may know. Raises ValueError where it could not be understood."""
        if self.loaded is None or self.source.data is None:
            raise ValueError(self.path)
        return load_report(without_private(self.source.data, self.private)) if self.private else self.loaded


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether there is an error among findings."""
    return any(finding.severity is Severity.ERROR for finding in findings)


def sorted_findings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings by their files, and in the order of their places there."""
    return tuple(sorted(findings, key=lambda finding: (finding.file, finding.span, finding.code.id)))


def check(path: Path, settings: Settings | None = None) -> Checked:
    """Read a dataset and check it by the schema and the rules. Raises Unreadable."""
    return check_source(load_source(path), path, settings)


def check_source(
    source: Source,
    path: Path,
    settings: Settings | None = None,
    read_picture: Callable[[Path, str], Image] | None = None,
) -> Checked:
    """Check a dataset that has been read; its pictures and the report of the year before are looked for beside `path`.

    `read_picture` reads a picture from a folder, where the caller knows a quicker way than from its file; it may raise
    UnusableFile.
    """
    settings = settings or Settings()
    readable = source if source.data is not None else source.readable
    if readable is None or readable.data is None:
        return Checked(path, source, None, source.findings, settings=settings)
    loaded = load_report(readable.data, readable.unread)
    readable = replace(readable, line_entries=loaded.line_entries)
    faults = list(loaded.faults)
    images: dict[str, Image] = {}
    fonts: tuple[Font, ...] = ()
    rules = _applied_rules(settings, path)
    if not loaded.is_later_version:
        images, missing = _read_pictures(loaded.report, path, read_picture)
        if loaded.report.fonts:
            from reportgen.pipeline.fonts import read_fonts, without_shown_characters

            fonts, unusable = read_fonts(loaded.report.fonts, path.parent)
            faults = [*without_shown_characters(faults, loaded, fonts), *unusable]
        before = _report_of_year_before(path, loaded.report)
        own = load_registers(settings.registers)
        joined = frozenset(loaded.path_in_report(at) for at in source.joined)
        context = Context(
            loaded.report, loaded.dropped, settings.profile, own, before, loaded.values, joined=joined
        )
        in_report = (*run(rules, loaded.report, context), *missing)
        faults += (at_path_in_file(fault, loaded) for fault in in_report)
        faults += find_joined_lines(loaded, readable)
    findings = [
        *readable.findings,
        *find_review_marks(readable),
        *(locate_fault(fault, readable) for fault in faults),
    ]
    if "reportgen:" in readable.text.lower():
        from reportgen.source.suppressions import apply_suppressions

        findings = apply_suppressions(findings, readable, frozenset(rule.code.id for rule in rules))
    if source.data is None:
        sound = (finding for finding in findings if _stands_apart_from_slips(finding, readable))
        severe = apply_severities([*source.findings, *sound], settings)
        return Checked(path, source, None, sorted_findings(severe), settings=settings)
    return Checked(
        path, readable, loaded, sorted_findings(apply_severities(findings, settings)), images, fonts, settings
    )


def _stands_apart_from_slips(finding: Finding, readable: Source) -> bool:
    """Whether a finding in a file with slips is one without them: what is missing may be in a line that cannot be read."""
    return finding.span.line not in readable.unread_lines and not finding.code.is_absence


def _applied_rules(settings: Settings, path: Path) -> tuple[Rule, ...]:
    """The rules that settings apply to a file."""
    own = settings.for_file(path) if settings.per_file else settings
    return _chosen_rules(own.select, own.ignore, tuple(own.severities.items()))


@lru_cache(maxsize=16)
def _chosen_rules(
    select: tuple[str, ...], ignore: tuple[str, ...], severities: tuple[tuple[str, Severity | None], ...]
) -> tuple[Rule, ...]:
    settings = Settings(select=select, ignore=ignore, severities=dict(severities))
    return tuple(rule for rule in all_rules() if settings.applies(rule.code.id, Path()))


def apply_severities(findings: Iterable[Finding], settings: Settings) -> list[Finding]:
    """Findings with the severities that settings give them."""
    if not (settings.severities or settings.strict):
        return list(findings)
    return [
        replace(
            finding,
            severity=settings.severity_of(finding.code.id, finding.severity)
            or settings.strict_severity(finding.severity),
        )
        for finding in findings
    ]


def _report_of_year_before(path: Path, report: Report) -> Report | None:
    """The same group's report of the financial year before, where it lies beside this one: `2022-23.yaml` by `2023-24.yaml`.

    Of that report only who the group and its members are and its figures are read, without what it keeps private.
    """
    for candidate in paths_of_year_before(path, report):
        if candidate.name != path.name and os.path.isfile(candidate):
            before = _read_excerpt(candidate)
            is_same_group = before and comparable_name(before.group.name) == comparable_name(
                report.group.name
            )
            return before if before and is_same_group and _follows(report.period, before.period) else None
    return None


def _follows(period: Period | None, before: Period | None) -> bool:
    return bool(period and before and before.start.year == period.start.year - 1)


def _read_excerpt(path: Path) -> Report | None:
    try:
        values = read_keys(path, _KEYS_OF_THE_YEAR_BEFORE)
    except Unreadable:
        return None
    if values is None:
        return None
    report = load_report(values).report
    return load_report(without_private(values, report.private)).report if report.private else report


def _read_pictures(
    report: Report, path: Path, read_picture: Callable[[Path, str], Image] | None
) -> tuple[dict[str, Image], list[Fault]]:
    """The pictures of a report's figures by their ids, and those that cannot be used."""
    if not report.figures:
        return {}, []
    from reportgen.images import UnusableFile, picture_hint, read_image

    images, faults = {}, []
    for index, picture in enumerate(report.figures):
        try:
            if picture.file:
                images[picture.id] = (read_picture or read_image)(path.parent, picture.file)
        except UnusableFile as error:
            hint = picture_hint(path.parent, picture.file, error)
            faults.append(Fault(PICTURE, Problem(("figures", index, "file"), str(error), hint)))
    return images, faults
