"""RG507: an abbreviation that the report does not explain."""

import re
from collections.abc import Iterator

from reportgen.findings import At, Problem, Severity
from reportgen.lint import Context, Hit, rule
from reportgen.rules.block_capitals import in_block_capitals
from reportgen.rules.running_text import is_running, places
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
    for hit in context.found(_ABBREVIATION, context.capitals):
        word, title = hit.match[0], hit.at[-1] == "title" and hit.at[0] in _TITLED
        if word in first or not (hit.in_passage or title) or (title and hit.text.isupper()):
            continue
        if not _is_abbreviation(word, hit):
            continue
        if len(first) == _MOST:
            break
        if title or is_running(hit.text, hit.start):
            first[word] = hit.at, hit.part
    names = " ".join(line for at, line in context.lines if at[0] in _NAMED)
    for word, (at, part) in first.items():
        if not any(places(names, word.lower())) and not _is_explained(word, context.whole):
            hint = f"where it is first used, write the full name and `({word})` behind it"
            yield Problem(at, f"the abbreviation `{word}` is not explained", hint, part)


def _is_abbreviation(word: str, hit: Hit) -> bool:
    if word in _KNOWN or _ROMAN.fullmatch(word) or hit.text[max(hit.start - 1, 0) : hit.start] in _INNER:
        return False
    return not in_block_capitals(hit.text, hit.start)


def _is_explained(word: str, words: str) -> bool:
    """Whether it stands in brackets behind words, or words in brackets behind it, or they are said to be the same."""
    start = words.find(word)
    while start >= 0:
        end = start + len(word)
        begins = start == 0 or words[start - 1] == "\n"
        if _BEFORE.search(words, max(start - 20, 0), start) or (_GLOSSARY if begins else _BEHIND).match(
            words, end
        ):
            return True
        start = words.find(word, end)
    return False
