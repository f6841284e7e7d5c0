"""RG507: an abbreviation that the report does not explain."""

import re
from collections.abc import Iterator

from reportgen.findings import At, Problem, Severity
from reportgen.lint import Context, rule
from reportgen.prose import occurrences
from reportgen.rules.block_capitals import in_block_capitals
from reportgen.rules.running_text import is_running, is_whole
from reportgen.schema.models import Report

_ABBREVIATION = re.compile(r"[A-Z]{3,6}(?:[a-z]{1,3}[A-Z]+)?(?=(?:s|’s|'s)?(?![\w/@&]|\.\w|-\d))")
_INNER = frozenset("./@’'&-_")
_BODIES = frozenset({
    "BBC", "BMW", "DUP", "DVLA", "EDF", "FIFA", "GMB", "HMRC", "IBM", "IMF", "ITV", "KPMG", "LGA", "LSE",
    "NASA", "NATO", "NHS", "NSPCC", "RAF", "RNLI", "RSPCA", "RWE", "SIG", "SNP", "SSE", "TUC", "UCL",
    "UEFA", "UNESCO", "UNICEF", "USA", "WHO", "WLGA", "YMCA",
})  # fmt: skip
_EVERYDAY = frozenset({
    "AGM", "AIDS", "ASAP", "BST", "CCTV", "CEO", "COVID", "DIY", "DNA", "DVD", "FAQ", "GCSE", "GDP",
    "GMT", "GPS", "HGV", "HIV", "ISBN", "LED", "LGBT", "LGBTQ", "MOT", "PAYE", "PDF", "PIN", "PPE",
    "RSVP", "SIM", "SMS", "TBA", "TBC", "URL", "USB", "VAT",
})  # fmt: skip
_HONOURS = frozenset({
    "BEM", "CBE", "CMG", "CVO", "DBE", "DCMG", "FRS", "FRSA", "GBE", "KBE", "KCB", "KCMG", "MBE", "MVO",
    "OBE", "QPM",
})  # fmt: skip
_EMPHASIS = frozenset({
    "ALL", "ALWAYS", "AND", "APRIL", "ARE", "AUGUST", "BUT", "EACH", "EVERY", "FEBRUARY", "FOR", "HOW",
    "JANUARY", "JULY", "JUNE", "MARCH", "MAY", "MUST", "NEVER", "NEW", "NOT", "NOW", "ONLY", "OUR",
    "THAT", "THE", "THIS", "WHAT", "WHY", "WILL", "YES",
})  # fmt: skip
_KNOWN = _BODIES | _EVERYDAY | _HONOURS | _EMPHASIS
"""What readers of these reports know, or know better than what it stands for."""

_BEFORE = re.compile(r"(?:\((?:the |or )?|(?:, or|known as|called|abbreviated to) (?:the )?)[‘“'\"]?$")
_BEHIND = re.compile(r"s? ?\([^)\d]* [^)]*\)|,? (?:which )?(?:stands|is short) for\b")
_GLOSSARY = re.compile(rf"{_BEHIND.pattern}|(?::| [–=-]) ")
_ROMAN = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})")
_MOST = 100
"""How many abbreviations of one report are looked into."""

_TITLED = frozenset({"priorities", "themes", "activities", "sections"})
_NAMED = frozenset({"group", "contact", "membership"})


@rule("RG507", Severity.INFO)
def abbreviation_unexplained(_: Report, context: Context) -> Iterator[Problem]:
    """An abbreviation of three or more letters is used, and nowhere do it and its full name explain each other in brackets.

    Those that everybody knows stay silent, such as NHS or VAT, and so do the group's own names, its members' and those in its
    contact details. Each is told of once, where the text first uses it.

    Faulty:

        aims: We advise on UKSPF.

    Right:

        aims: We advise on the UK Shared Prosperity Fund (UKSPF).
    """
    if context.report.language != "en-GB":
        return
    first: dict[str, tuple[At, tuple[int, int]]] = {}
    for match in context.tried(_ABBREVIATION, context.capitals):
        word = match[0]
        if word in first or word in _KNOWN or _ROMAN.fullmatch(word):
            continue
        hit = context.hit(match)
        title = hit.at[-1] == "title" and hit.at[0] in _TITLED
        if not (hit.passage or title) or (title and hit.text.isupper()):
            continue
        if hit.text[max(hit.start - 1, 0) : hit.start] in _INNER or in_block_capitals(context, match.start()):
            continue
        if len(first) == _MOST:
            break
        if title or is_running(hit.text, hit.start):
            first[word] = hit.at, hit.part()
    names = " ".join(line for at, line in context.lines if at[0] in _NAMED).lower()
    for word, (at, part) in first.items():
        if not _is_named(word.lower(), names) and not _is_explained(word, context):
            hint = f"where it is first used, write the full name and `({word})` behind it"
            yield Problem(at, f"the abbreviation `{word}` is not explained", hint, part)


def _is_named(word: str, names: str) -> bool:
    return any(is_whole(names, start, start + len(word)) for start in occurrences(word, names))


def _is_explained(word: str, context: Context) -> bool:
    """Whether it stands in brackets behind words, or words in brackets behind it, or they are said to be the same."""
    words = context.whole
    for start in context.capitals:
        if words.startswith(word, start):
            begins = start == 0 or words[start - 1] == "\n"
            behind = _GLOSSARY if begins else _BEHIND
            if _BEFORE.search(words, max(start - 20, 0), start) or behind.match(words, start + len(word)):
                return True
    return False
