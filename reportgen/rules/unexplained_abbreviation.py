"""RG507: an abbreviation that the report does not explain."""

from collections.abc import Iterator
from itertools import islice

from reportgen.findings import Problem, Severity
from reportgen.lint import Context, PatternMatch, is_whole_word, rule
from reportgen.prose import occurrences
from reportgen.rules.block_capitals import is_in_block
from reportgen.rules.running_text import is_running
from reportgen.schema.models import Report
from reportgen.startup.patterns import lazy_pattern

_ABBREVIATION = lazy_pattern(
    r"[A-Z](?<!\w.)[A-Z]{2,5}(?:[a-z]{1,3}[A-Z]+)?(?=(?:s|’s|'s)?(?![\w/@&]|\.\w|-\d))"
)
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
_NAMES = frozenset({
    "ARUP", "ATKINS", "BIFFA", "CAPITA", "EXPO", "FESTIVAL", "FORUM", "IKEA", "JACOBS", "LEGO", "LIVE", "NESTA", "OFCOM", "OFGEM",
    "OFSTED", "OFWAT", "SERCO", "SUEZ", "SUMMIT", "TESCO", "VEOLIA",
})  # fmt: skip
"""Names, and words of names, that people write in capitals and that nobody needs explained."""

_KNOWN = _NAMES | _BODIES | _EVERYDAY | _HONOURS | _EMPHASIS
"""What readers of these reports know, or know better than the words that it is short for."""

_BEFORE = lazy_pattern(r"(?:\((?:the |or )?|(?:, or|known as|called|abbreviated to) (?:the )?)[‘“'\"]?$")
_BEHIND = lazy_pattern(r"s? ?\([^)\d ]{0,60}+ [^)]{0,200}+\)|,? (?:which )?(?:stands|is short) for\b")
_GLOSSARY = lazy_pattern(rf"{_BEHIND.pattern}|(?::| [–=-]) ")
_ROMAN = lazy_pattern(r"X{0,3}(?:IX|IV|V?I{0,3})")
_MOST = 100
"""How many abbreviations of one report are reported at most."""

_TITLED = frozenset({"priorities", "themes", "activities", "sections"})
_NAMED = frozenset({"group", "contact", "membership"})


@rule("RG507", Severity.INFO)
def abbreviation_unexplained(_: Report, context: Context) -> Iterator[Problem]:
    """An abbreviation of three or more letters is used, and nowhere do it and its full name explain each other in brackets.

    Those that everybody knows stay silent, such as NHS or VAT, and so do the group's own names, its members' and those in its
    contact details, and proper names in capitals, such as EXPO. Each is told of once, where the text first uses it.

    Faulty:

        aims: We advise on UKSPF.

    Right:

        aims: We advise on the UK Shared Prosperity Fund (UKSPF).
    """
    if context.report.language != "en-GB":
        return
    names = " ".join(line for at, line in context.lines if at[0] in _NAMED).lower()
    for match in islice(_first_uses(context), _MOST):
        word = match[0]
        is_name = _is_named(word.lower(), names) or _is_proper_name(word, context)
        if not is_name and not _is_explained(word, context.index.text):
            hint = f"where it is first used, write the full name and `({word})` behind it"
            yield Problem(match.at, f"the abbreviation `{word}` is not explained", hint, match.part())


def _first_uses(context: Context) -> Iterator[PatternMatch]:
    """Yield the first use of each abbreviation in running text and in titles."""
    abbreviations: set[str] = set()
    for match in context.index.matches(_ABBREVIATION):
        word = match[0]
        if word in abbreviations or word in _KNOWN or _ROMAN.fullmatch(word):
            continue
        is_title = match.at[-1] == "title" and match.at[0] in _TITLED
        if (is_title and match.text.isupper()) or (match.is_in_line and not is_title):
            continue
        before = match.text[max(match.start - 1, 0) : match.start]
        if before in _INNER or is_in_block(match.text, match.start):
            continue
        if is_title or is_running(match.text, match.start):
            abbreviations.add(word)
            yield match


def _is_named(word: str, names: str) -> bool:
    return any(is_whole_word(names, start, start + len(word)) for start in occurrences(word, names))


def _is_proper_name(word: str, context: Context) -> bool:
    """Whether a word in capitals is a name: the report writes it in small letters elsewhere, or it is a council's."""
    name = word.capitalize()
    text = context.index.text
    is_written = any(is_whole_word(text, start, start + len(name)) for start in occurrences(name, text))
    return is_written or context.registers.authorities.is_name(word)


def _is_explained(word: str, text: str) -> bool:
    """Whether it stands in brackets behind words, or words in brackets behind it, or they are said to be the same."""
    for start in occurrences(word, text):
        before = text[start - 1 : start]
        if before.isalnum() or before == "_":
            continue
        behind = _GLOSSARY if before in ("", "\n") else _BEHIND
        if _BEFORE.search(text, max(start - 20, 0), start) or behind.match(text, start + len(word)):
            return True
    return False
