"""Hides findings where comments ask for it: `# reportgen: ignore RG601` behind a value, or behind the key of a block of text.

Behind a value over several lines, in quotes or in brackets, the comment hides in all of it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reportgen.codes import current_id
from reportgen.findings import Code, Finding, Severity, Span
from reportgen.source import Source
from reportgen.startup.patterns import lazy_pattern

UNUSED = Code(
    "RG010",
    "comment that hides nothing",
    Severity.WARNING,
    "A comment such as `# reportgen: ignore RG601` hides the findings of a rule on its line; behind the key of a block of text,"
    " those in the block; behind a value over several lines, in quotes or brackets, those in all of it. One that hides nothing is"
    " reported, so that none outlives its reason. Faults of the file and its values (RG0xx and RG1xx) cannot be hidden, since"
    " their values would be lost.",
)
_COMMENT = lazy_pattern(
    r"#(?<!\S#)[ \t]*reportgen:[ \t]*ignore\b(?P<codes>[^\r\n]*)", re.MULTILINE | re.IGNORECASE
)
_CODE = lazy_pattern(r"\bRG\d{1,3}\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Suppression:
    """One code that a comment hides on its line, and the span of the code in the comment.

    `code` may be the beginning of a code (`RG6`), and is empty where the comment names none.
    """

    line: int
    code: str
    span: Span

    def covers(self, code: str) -> bool:
        """Tells whether a finding's code is meant: by its id, an old one, or the beginning of it (`RG6`)."""
        return bool(self.code) and code.startswith(current_id(self.code))


def find_suppressions(source: Source) -> Iterator[Suppression]:
    """Yields a suppression for each code in the comments of a file; a comment that names no code yields one without."""
    for match in _COMMENT.finditer(source.text):
        if source.is_comment(match.start()):
            codes = list(_CODE.finditer(source.text, match.start("codes"), match.end("codes")))
            for code in codes:
                span = source.span_between(*code.span())
                yield Suppression(span.line, code[0].upper(), span)
            if not codes:
                span = source.span_between(match.start(), match.start() + len(match[0].rstrip()))
                yield Suppression(span.line, "", span)


def apply_suppressions(findings: Iterable[Finding], source: Source, applied: frozenset[str]) -> list[Finding]:
    """Returns the findings that no comment hides, and a finding for each comment that hides nothing.

    `applied` are the codes of the rules that were applied; a comment about another rule is left alone.
    """
    in_file = list(find_suppressions(source))
    by_line: dict[int, dict[str, Suppression]] = {}  # one for each code: a line may name a code many times
    for suppression in in_file:
        by_line.setdefault(suppression.line, {})[suppression.code] = suppression
    used: set[tuple[int, str]] = set()
    visible: list[Finding] = []
    for finding in findings:
        at = finding.problem.at
        lines = {finding.span.line, *source.line_numbers(at), *source.last_lines(at)}
        matching = [
            (line, code)
            for line in lines
            for code, suppression in by_line.get(line, {}).items()
            if suppression.covers(finding.code.id)
        ]
        if matching and finding.code.id >= "RG2":
            used.update(matching)
        else:
            visible.append(finding)
    unused = (
        Finding.of(UNUSED, source.file, suppression.span, *_unused(suppression.code))
        for suppression in in_file
        if (suppression.line, suppression.code) not in used
        and (any(map(suppression.covers, applied)) or not "RG2" <= suppression.code < "RG9")
    )
    return [*visible, *unused]


def _unused(code: str) -> tuple[str, str]:
    """Returns the message and the hint for a suppression that hides nothing."""
    if not code:
        return "this comment names no rule", "name it, as in `# reportgen: ignore RG601`"
    if not "RG2" <= code < "RG9":
        return f"`{code}` is not a rule, and cannot be hidden", "delete the comment, and mend the fault"
    return f"this comment hides nothing: there is no `{code}` here", "delete it"
