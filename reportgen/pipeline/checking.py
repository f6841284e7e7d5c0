"""From a file to findings: reading, the schema, the rules, and what settings and comments make of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from pathlib import Path

from reportgen.config import Settings
from reportgen.document import Image
from reportgen.findings import Fault, Finding, Problem, Severity
from reportgen.lint import Context, Rule, run
from reportgen.pipeline.codes import PICTURE
from reportgen.registers import Registers, registers
from reportgen.rules import all_rules
from reportgen.schema.files import year_before
from reportgen.schema.load import LoadedReport, load, without_private
from reportgen.schema.members import same_name
from reportgen.schema.models import Report
from reportgen.schema.values import Period
from reportgen.source import Source, Unreadable, locate
from reportgen.source import load as load_source
from reportgen.source.excerpt import excerpt

_WHO = ("form", "language", "group", "period", "contact", "membership", "private")


@dataclass(frozen=True)
class Checked:
    """A dataset that has been read and checked."""

    path: Path
    source: Source
    loaded: LoadedReport | None
    findings: tuple[Finding, ...]
    images: Mapping[str, Image] = field(default_factory=dict, repr=False)
    settings: Settings = field(default_factory=Settings, repr=False)

    @property
    def failed(self) -> bool:
        """Whether it has errors."""
        return has_errors(self.findings)

    @property
    def registers(self) -> Registers:
        """The registers by which it was checked."""
        return registers(self.settings.registers)

    @cached_property
    def shown(self) -> LoadedReport:
        """The report without what is private: all that an output may know. Raises ValueError where nothing could be read."""
        if self.loaded is None or self.source.data is None:
            raise ValueError(self.path)
        private = self.loaded.report.private
        return load(without_private(self.source.data, private)) if private else self.loaded


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether there is an error among findings."""
    return any(finding.severity is Severity.ERROR for finding in findings)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings in the order of their places."""
    return tuple(sorted(findings, key=_place))


def _place(finding: Finding) -> tuple[str, int, int, int, int, str]:
    span = finding.span
    return finding.file, span.line, span.column, span.end_line, span.end_column, finding.code.id


def check(path: Path, settings: Settings | None = None) -> Checked:
    """Read a dataset and check it by the schema and the rules. Raises Unreadable."""
    return check_source(load_source(path), path, settings)


def check_source(source: Source, path: Path, settings: Settings | None = None) -> Checked:
    """Check a dataset that has been read; `path` says where its pictures and the report of the year before lie."""
    settings = settings or Settings()
    if source.data is None:
        return Checked(path, source, None, source.findings, settings=settings)
    loaded = load(source.data)
    faults = list(loaded.faults)
    images: dict[str, Image] = {}
    rules = applied(settings, path)
    if not loaded.later:
        images, missing = _pictures(loaded.report, path)
        before = report_of_year_before(path, loaded.report)
        own = registers(settings.registers)
        context = Context(loaded.report, loaded.dropped, settings.profile, own, before, loaded.nodes)
        faults += (in_file_paths(each, loaded) for each in (*run(rules, loaded.report, context), *missing))
    findings = [*source.findings, *(locate(fault, source) for fault in faults)]
    if b"reportgen:" in source.encoded.lower():  # of bytes they are made in a sixth of the time
        from reportgen.source.suppressions import silenced

        findings = silenced(findings, source, frozenset(rule.code.id for rule in rules))
    return Checked(path, source, loaded, in_order(with_severities(findings, settings)), images, settings)


def applied(settings: Settings, path: Path) -> list[Rule]:
    """The rules that settings apply to a file."""
    own = settings.for_file(path) if settings.per_file else settings
    return [*_chosen(own.select, own.ignore, tuple(own.severities.items()))]


@lru_cache(maxsize=16)
def _chosen(
    select: tuple[str, ...], ignore: tuple[str, ...], severities: tuple[tuple[str, Severity | None], ...]
) -> tuple[Rule, ...]:
    """The rules that settings apply to every file."""
    settings = Settings(select=select, ignore=ignore, severities=dict(severities))
    return tuple(rule for rule in all_rules() if settings.applies(rule.code.id, Path()))


def with_severities(findings: Iterable[Finding], settings: Settings) -> list[Finding]:
    """Findings with the weights that settings give them."""
    if not (settings.severities or settings.strict):
        return list(findings)
    return [
        replace(each, severity=settings.weight(each.code.id, each.severity) or settings.raised(each.severity))
        for each in findings
    ]


def in_file_paths(fault: Fault, loaded: LoadedReport) -> Fault:
    """A fault found in the report, at its path in the file."""
    problem = fault.problem
    at = loaded.origin(problem.at)
    return fault if at == problem.at else Fault(fault.code, replace(problem, at=at))


def report_of_year_before(path: Path, report: Report) -> Report | None:
    """The same group's report of the financial year before, where it lies beside this one: `2022-23.yaml` by `2023-24.yaml`.

    Of that report, only who the group and its members are is read, and nothing that it keeps private.
    """
    for other in year_before(path, report):
        if other.name != path.name and other.is_file():
            found = _report_in(other)
            same = found and same_name(found.group.name) == same_name(report.group.name)
            return found if found and same and _follows(report.period, found.period) else None
    return None


def _follows(period: Period | None, before: Period | None) -> bool:
    return bool(period and before and before.start.year == period.start.year - 1)


def _report_in(path: Path) -> Report | None:
    try:
        values = excerpt(path, _WHO)
    except Unreadable:
        return None
    if values is None:
        return None
    report = load(values).report
    return load(without_private(values, report.private)).report if report.private else report


def _pictures(report: Report, path: Path) -> tuple[dict[str, Image], list[Fault]]:
    """The pictures of a report's figures by their ids, and those that cannot be used."""
    if not report.figures:
        return {}, []
    from reportgen.images import Unusable, advice, read_image

    images, faults = {}, []
    for index, picture in enumerate(report.figures):
        try:
            if picture.file:
                images[picture.id] = read_image(path.parent, picture.file)
        except Unusable as error:
            hint = advice(path.parent, picture.file, error)
            faults.append(Fault(PICTURE, Problem(("figures", index, "file"), str(error), hint)))
    return images, faults
