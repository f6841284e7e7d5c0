"""Repairs: what findings offer to write instead, put into the text of the file.

Comments, order and quotation marks stay as they are. What has been repaired is read again, and a repair after which the file
would say anything else than was meant is not made.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reportgen.findings import At, Finding
from reportgen.source import Source, read
from reportgen.source.edits import Edit, applied, edits, trailing_spaces


@dataclass(frozen=True, slots=True)
class Fixed:
    """The text of a file after repairs, and the findings that are mended in it."""

    text: str
    mended: tuple[Finding, ...]


def fix(source: Source, findings: Iterable[Finding], *, unsafe: bool = False) -> Fixed:
    """Repair what is certain; with `unsafe`, what is only offered too. Spaces at the ends of lines go as well."""
    if source.data is None:
        return Fixed(source.text, ())
    wanted: dict[At, list[Finding]] = {}
    for finding in findings:
        offer = finding.problem.fix
        if offer and (offer.safe or unsafe) and finding.problem.at and finding.problem.part != "key":
            wanted.setdefault(source.line_for(finding.problem.at), []).append(finding)
    changes = {at: _edits(source, at, group) for at, group in wanted.items()}
    spaces = trailing_spaces(source)
    kept = [at for at in changes if changes[at]]
    if not _says(source, [*spaces, *_all(changes, kept)], {at: wanted[at] for at in kept}):
        spaces = spaces if _says(source, spaces, {}) else _harmless(source, spaces)
        kept = [at for at in kept if _says(source, changes[at], {at: wanted[at]})]
    text = applied(source.text, [*_all(changes, kept), *spaces])
    return Fixed(text, tuple(finding for at in kept for finding in _apart(wanted[at])))


def _harmless(source: Source, changes: Sequence[Edit]) -> list[Edit]:
    """The changes that leave what the file says as it was: tried in halves, since few do not."""
    if len(changes) < 2 or _says(source, changes, {}):
        return list(changes) if _says(source, changes, {}) else []
    half = len(changes) // 2
    return [*_harmless(source, changes[:half]), *_harmless(source, changes[half:])]


def _all(changes: Mapping[At, Sequence[Edit]], chosen: Iterable[At]) -> list[Edit]:
    return [edit for at in chosen for edit in changes[at]]


def _apart(findings: Iterable[Finding]) -> list[Finding]:
    """The findings of one value whose parts do not overlap; one about the whole value stands alone."""
    kept: list[Finding] = []
    end = -1
    for finding in sorted(findings, key=_start):
        part = finding.problem.part
        if not isinstance(part, tuple):
            return [finding]
        if part[0] >= end:
            kept.append(finding)
            end = part[1]
    return kept


def _start(finding: Finding) -> int:
    part = finding.problem.part
    return part[0] if isinstance(part, tuple) else -1


def _edits(source: Source, at: At, findings: Iterable[Finding]) -> list[Edit]:
    changes = [(each.problem.part, each.problem.fix.text) for each in _apart(findings) if each.problem.fix]
    return edits(source, at, changes)


def _says(source: Source, changes: Sequence[Edit], meant: Mapping[At, Sequence[Finding]]) -> bool:
    """Whether the file with these changes says what it said before, with the repaired values and nothing else new."""
    again = read(applied(source.text, changes), source.file)
    expected: Any = _copy(source.data)
    for at, findings in meant.items():
        holder = expected
        for step in at[:-1]:
            holder = holder[step]
        holder[at[-1]] = _repaired(holder[at[-1]], _apart(findings))
    return again.data is not None and _bare(again.data) == _bare(expected)


def _repaired(text: str, findings: Iterable[Finding]) -> str:
    pieces = [(each.problem.part, each.problem.fix.text) for each in findings if each.problem.fix]
    return applied(
        text, [Edit(*(part if isinstance(part, tuple) else (0, len(text))), new) for part, new in pieces]
    )


def _copy(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copy(inner) for key, inner in value.items()}
    return [_copy(inner) for inner in value] if isinstance(value, list) else value


def _bare(value: Any) -> Any:
    """A value without spaces at the ends of lines, which say nothing."""
    if isinstance(value, dict):
        return {key: _bare(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_bare(inner) for inner in value]
    return "\n".join(line.rstrip() for line in value.rstrip().split("\n"))
