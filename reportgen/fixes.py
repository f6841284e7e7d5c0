"""Applies the fixes that findings offer to the text of a file.

Comments, order and quotation marks stay as they are. The fixed text is read again, and a fix after which the file would say
anything else than was meant is not made. What was meant is worked out from the values that the schema makes of the file, not
from the offsets at which the text was changed.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from reportgen.findings import At, Finding, Fix, Span, ValuePart
from reportgen.prose import Prose, parse
from reportgen.schema.shapes import shape_at, with_lists_expanded
from reportgen.source import Source, read
from reportgen.source.edits import Edit, apply_edits, edits_of_value, part_range, trailing_space_edits
from reportgen.startup.patterns import lazy_pattern

_MARKUP = lazy_pattern(r"[*_`\[\]]")
_FixesByPath: TypeAlias = Mapping[At, Sequence[Finding]]
"""The findings whose fixes are made, by the path under which their values are written in the file."""


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
        for part_finding in _one_for_each_value(finding) if offer and (offer.safe or unsafe) else ():
            if _is_makeable(source, part_finding):
                whole_findings[part_finding] = finding
                findings_by_path.setdefault(_written(source, part_finding)[0], []).append(part_finding)
    fixable = {at: _without_overlaps(source, group) for at, group in findings_by_path.items()}
    edits = {at: _edits(source, at, group) for at, group in fixable.items()}
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


def replacements(source: Source, finding: Finding) -> list[tuple[Span, str]]:
    """Returns the stretches of a file that the fix of one finding replaces, each with its new text; none where it is not made."""
    if source.data is None or not finding.problem.fix:
        return []
    findings_by_path: dict[At, list[Finding]] = {}
    for part_finding in _one_for_each_value(finding):
        if _is_makeable(source, part_finding):
            findings_by_path.setdefault(_written(source, part_finding)[0], []).append(part_finding)
    edits = [edit for at, group in findings_by_path.items() for edit in _edits(source, at, group)]
    if not _says_what_is_meant(source, edits, findings_by_path):
        return []
    return [(source.span_between(edit.start, edit.end), edit.text) for edit in edits]


def _is_makeable(source: Source, finding: Finding) -> bool:
    """Tells whether a fix changes a value, leaves no half of a pair of stars or brackets in a text, and takes no note out."""
    at, part = _written(source, finding)
    if _is_new_key(source, at):
        return True
    location = source.location(at)
    if not at or part == "key" or location is None or location.style is None:
        return False
    start, end = part_range(part, location.text)
    if not _MARKUP.search(location.text, start, end):
        return True
    edit = Edit(start, end, finding.problem.fix.text if finding.problem.fix else "")
    before, after = parse(location.text), parse(apply_edits(location.text, [edit]))
    return _marks_among_words(before) >= _marks_among_words(after) and _note_count(before) == _note_count(
        after
    )


def _is_new_key(source: Source, at: At) -> bool:
    """Tells whether a path is that of a key that its mapping lacks: a fix of it adds the key."""
    mapping: Any = source.data
    try:
        for step in at[:-1]:
            mapping = mapping[step]
    except (KeyError, IndexError, TypeError):
        return False
    return bool(at) and isinstance(mapping, dict) and at[-1] not in mapping


def _marks_among_words(text: Prose) -> Counter[str]:
    return Counter(mark for passage in text.passages for mark in _MARKUP.findall(passage.text))


def _note_count(text: Prose) -> int:
    return sum(passage.kind == "note" for passage in text.passages)


def _written(source: Source, finding: Finding) -> tuple[At, ValuePart]:
    return source.as_written(finding.problem.at, finding.problem.part)


def _edits(source: Source, at: At, findings: Iterable[Finding]) -> list[Edit]:
    changes = [
        (_written(source, finding)[1], finding.problem.fix.text)
        for finding in findings
        if finding.problem.fix
    ]
    if _is_new_key(source, at):
        from reportgen.source.rewriting import edits_of_new_key

        return edits_of_new_key(source, at, changes[0][1])
    return edits_of_value(source, at, changes)


def _harmless(source: Source, edits: Sequence[Edit]) -> list[Edit]:
    """Returns the edits that leave the meaning of the file as it was, found by trying ever smaller halves."""
    if _says_what_is_meant(source, edits, {}):
        return list(edits)
    if len(edits) < 2:
        return []
    half = len(edits) // 2
    return [*_harmless(source, edits[:half]), *_harmless(source, edits[half:])]


def _without_overlaps(source: Source, findings: Iterable[Finding]) -> list[Finding]:
    """Returns the findings of one value whose parts do not overlap; a finding about the whole value excludes all others."""
    chosen: list[Finding] = []
    end = -1
    parts = [(_written(source, finding)[1], finding) for finding in findings]
    for part, finding in sorted(parts, key=lambda pair: _part_start(pair[0])):
        if not isinstance(part, tuple):
            return [finding]
        if part[0] >= end:
            chosen.append(finding)
            end = part[1]
    return chosen


def _part_start(part: ValuePart) -> int:
    return part[0] if isinstance(part, tuple) else -1


def _says_what_is_meant(source: Source, edits: Sequence[Edit], fixable: _FixesByPath) -> bool:
    """Tells whether the edited file has the values that it had before, but for the fixes of these findings."""
    after = read(apply_edits(source.text, edits), source.file).data
    return after is not None and _comparable(with_lists_expanded(after)) == _comparable(
        _meant_values(source, fixable)
    )


def _meant_values(source: Source, fixable: _FixesByPath) -> Any:
    """Returns the values that the schema should make of the fixed file, lists that are written on one line as lists."""
    values: Any = with_lists_expanded(deepcopy(source.data))
    for findings in fixable.values():
        changes_by_path: dict[At, list[tuple[ValuePart, str]]] = {}
        for finding in findings:
            if finding.problem.fix:
                change = (finding.problem.part, finding.problem.fix.text)
                changes_by_path.setdefault(finding.problem.at, []).append(change)
        for at, changes in changes_by_path.items():
            _change_value(values, at, changes)
    return values


def _change_value(values: Any, at: At, changes: Iterable[tuple[ValuePart, str]]) -> None:
    """Puts new words in parts of the value at a path; a key of a mapping that is written on one line is the line."""
    parent, grandparent = values, values
    for step in at[:-1]:
        parent, grandparent = parent[step], parent
    if isinstance(parent, str):
        parent, at = grandparent, at[:-1]
    if isinstance(parent, dict) and at[-1] not in parent:
        ((_, parent[at[-1]]), *_) = changes
        return
    value = parent[at[-1]]
    if isinstance(value, list):  # the whole line that stands for a list
        (_, words), *_ = changes
        parent[at[-1]] = with_lists_expanded(words, shape_at(at))
        return
    edits = (Edit(*part_range(part, value), words) for part, words in changes)
    parent[at[-1]] = apply_edits(value, edits)


def _comparable(value: Any) -> Any:
    """Returns values without the spaces at the ends of their lines, which mean nothing."""
    if isinstance(value, dict):
        return {key: _comparable(child) for key, child in value.items()}
    if isinstance(value, list):
        return [_comparable(child) for child in value]
    return "\n".join(line.rstrip() for line in value.rstrip().split("\n"))
