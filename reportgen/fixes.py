"""Applies the fixes that findings offer to the text of a file.

Comments, order and quotation marks stay as they are. The fixed text is read again, and a fix after which the file would say
anything else than was meant is not made.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any

from reportgen.findings import At, Finding, Fix, ValuePart
from reportgen.source import Source, read
from reportgen.source.edits import Edit, apply_edits, edits_of_value, part_range, trailing_space_edits


@dataclass(frozen=True, slots=True)
class FixedText:
    """The text of a file after fixes, and the findings that they mend."""

    text: str
    fixed_findings: tuple[Finding, ...]


def apply_fixes(source: Source, findings: Iterable[Finding], *, unsafe: bool = False) -> FixedText:
    """Makes the safe fixes, with `unsafe` the others too, and deletes spaces at the ends of lines."""
    if source.data is None:
        return FixedText(source.text, ())
    findings_by_path: dict[At, list[Finding]] = {}
    whole_findings: dict[Finding, Finding] = {}
    for finding in findings:
        offer = finding.problem.fix
        if offer and (offer.safe or unsafe) and finding.problem.at and finding.problem.part != "key":
            for part_finding in _one_for_each_value(finding):
                whole_findings[part_finding] = finding
                at = source.path_as_written(part_finding.problem.at)
                findings_by_path.setdefault(at, []).append(part_finding)
    fixable = {at: _without_overlaps(group) for at, group in findings_by_path.items()}
    edits = {at: edits_of_value(source, at, _changes(group)) for at, group in fixable.items()}
    spaces = trailing_space_edits(source)
    paths = [at for at in edits if edits[at]]
    all_edits = [*spaces, *(edit for at in paths for edit in edits[at])]
    if not _says_what_is_meant(source, all_edits, {at: fixable[at] for at in paths}):
        spaces = _harmless(source, spaces)
        paths = [at for at in paths if _says_what_is_meant(source, edits[at], {at: fixable[at]})]
        all_edits = [*spaces, *(edit for at in paths for edit in edits[at])]
    mended = dict.fromkeys(whole_findings[finding] for at in paths for finding in fixable[at])
    return FixedText(apply_edits(source.text, all_edits), tuple(mended))


def _one_for_each_value(finding: Finding) -> Iterator[Finding]:
    """Yields a finding, and the same about each other value that its fix mends."""
    yield finding
    problem = finding.problem
    for at, part, text in problem.fix.elsewhere if problem.fix else ():
        yield replace(finding, problem=replace(problem, at=at, part=part, fix=Fix(text)))


def _harmless(source: Source, edits: Sequence[Edit]) -> list[Edit]:
    """Returns the edits that leave the meaning of the file as it was, found by trying ever smaller halves."""
    if _says_what_is_meant(source, edits, {}):
        return list(edits)
    if len(edits) < 2:
        return []
    half = len(edits) // 2
    return [*_harmless(source, edits[:half]), *_harmless(source, edits[half:])]


def _without_overlaps(findings: Iterable[Finding]) -> list[Finding]:
    """Returns the findings of one value whose parts do not overlap; a finding about the whole value excludes all others."""
    chosen: list[Finding] = []
    end = -1
    for finding in sorted(findings, key=_part_start):
        part = finding.problem.part
        if not isinstance(part, tuple):
            return [finding]
        if part[0] >= end:
            chosen.append(finding)
            end = part[1]
    return chosen


def _part_start(finding: Finding) -> int:
    part = finding.problem.part
    return part[0] if isinstance(part, tuple) else -1


def _changes(findings: Iterable[Finding]) -> list[tuple[ValuePart, str]]:
    problems = (finding.problem for finding in findings)
    return [(problem.part, problem.fix.text) for problem in problems if problem.fix]


def _says_what_is_meant(
    source: Source, edits: Sequence[Edit], fixable: Mapping[At, Sequence[Finding]]
) -> bool:
    """Tells whether the edited file has the values that it had before, but for the fixes of these findings."""
    after = read(apply_edits(source.text, edits), source.file)
    expected: Any = deepcopy(source.data)
    for at, findings in fixable.items():
        parent = expected
        for step in at[:-1]:
            parent = parent[step]
        parent[at[-1]] = _fixed(parent[at[-1]], findings)
    return after.data is not None and _without_trailing_spaces(after.data) == _without_trailing_spaces(
        expected
    )


def _fixed(text: str, findings: Iterable[Finding]) -> str:
    return apply_edits(text, (Edit(*part_range(part, text), words) for part, words in _changes(findings)))


def _without_trailing_spaces(value: Any) -> Any:
    """Returns values without the spaces at the ends of their lines, which mean nothing."""
    if isinstance(value, dict):
        return {key: _without_trailing_spaces(child) for key, child in value.items()}
    if isinstance(value, list):
        return [_without_trailing_spaces(child) for child in value]
    return "\n".join(line.rstrip() for line in value.rstrip().split("\n"))
