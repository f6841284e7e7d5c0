"""Comments that tell the rules to be silent: `# reportgen: ignore RG601` behind a value, or behind the key of a block of text."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reportgen.codes import current_id
from reportgen.findings import Code, Finding, Severity, Span
from reportgen.source import Source

UNUSED = Code(
    "RG010",
    "comment that hides nothing",
    Severity.WARNING,
    "A comment such as `# reportgen: ignore RG601` hides the findings of a rule on its line; behind the key of a block of text,"
    " those in the block. One that hides nothing is reported, so that none outlives its reason. Faults of the file and its values"
    " (RG0xx and RG1xx) cannot be hidden, since their values would be lost.",
)
_REMARK = re.compile(
    r"(?:(?<=\s)|^)#[ \t]*reportgen:[ \t]*ignore\b(?P<codes>[^\r\n]*)", re.MULTILINE | re.IGNORECASE
)
_CODE = re.compile(r"\bRG\d{1,3}\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Remark:
    """One code that is to be silent on a line, and where the comment names it."""

    line: int
    code: str
    span: Span

    def names(self, code: str) -> bool:
        """Whether it is about a code: by its id, an old one, or the beginning of it (`RG6`)."""
        return bool(self.code) and code.startswith(current_id(self.code))


def suppressions(source: Source) -> Iterator[Remark]:
    """What the comments of a file ask for; one that names no rule has the code ``""``."""
    if "reportgen:" not in source.text.lower():
        return
    for match in _REMARK.finditer(source.text):
        if source.is_comment(match.start()):
            named = list(_CODE.finditer(source.text, match.start("codes"), match.end("codes")))
            for code in named:
                span = source.stretch(*code.span())
                yield Remark(span.line, code[0].upper(), span)
            if not named:
                span = source.stretch(match.start(), match.start() + len(match[0].rstrip()))
                yield Remark(span.line, "", span)


def silenced(findings: Iterable[Finding], source: Source, applied: frozenset[str]) -> list[Finding]:
    """The findings without those that comments hide, and a finding for each comment that hides none.

    `applied` are the codes of the rules that were applied: a comment for another hides nothing for now, and is left in peace.
    """
    asked = list(suppressions(source))
    if not asked:
        return list(findings)
    used: set[Remark] = set()
    kept: list[Finding] = []
    for finding in findings:
        lines = {finding.span.line, *source.lines_of(finding.problem.at)}
        hiding = [each for each in asked if each.names(finding.code.id) and each.line in lines]
        if hiding and finding.code.id >= "RG2":
            used.update(hiding)
        else:
            kept.append(finding)
    idle = (each for each in asked if each not in used)
    told = (each for each in idle if any(map(each.names, applied)) or not "RG2" <= each.code < "RG9")
    return [*kept, *(Finding.of(UNUSED, source.file, each.span, *_unused(each.code)) for each in told)]


def _unused(code: str) -> tuple[str, str]:
    if not code:
        return "this comment names no rule", "name it, as in `# reportgen: ignore RG601`"
    if not "RG2" <= code < "RG9":
        return f"`{code}` is not a rule, and cannot be hidden", "delete the comment, and mend the fault"
    return f"this comment hides nothing: there is no `{code}` here", "delete it"
