"""Takes names of councils apart as people write them: spellings that are equal, titles in front or behind, notes."""

import re
from typing import NamedTuple
from unicodedata import combining, normalize

from reportgen.startup.patterns import lazy_pattern

_SEPARATORS = {letter: " " for letter in map(chr, range(128)) if not (letter.isalnum() or letter == "-")}
_PUNCTUATION = str.maketrans({**_SEPARATORS, "&": " and ", "+": " and ", "'": None, ".": None})
_DASHES = str.maketrans(
    {
        "\u2010": "-",
        "\u2011": "-",
        "–": "-",
        "’": None,
        "‘": None,
        "\u00ad": None,
        "\u200b": None,
        "\u2060": None,
    }
)
_LAST_WORDS = frozenset({"council", "corporation", "authority"})
"""Words with which a title behind a name ends."""

_TITLE_WORDS = frozenset(
    {
        "metropolitan",
        "met",
        "county",
        "city",
        "borough",
        "boro",
        "bo",
        "district",
        "unitary",
        "london",
        "mayoral",
        "combined",
        "and",
    }
)
"""Words that can stand in a title behind a name before its last word."""

_FIRST_TITLES = (
    "cyngor bwrdeistref sirol", "cyngor dinas a sir", "cyngor dinas", "cyngor sir", "cyngor", "bwrdeistref sirol",
    "dinas a sir", "dinas", "sir", "city and county of", "county borough of", "royal borough of", "royal borough",
    "london borough of", "london borough", "metropolitan borough of", "borough council of", "council of the",
    "council of", "city of", "county of", "district of", "borough of", "isle of", "isles of", "lb of", "lb", "rb of", "rb",
)  # fmt: skip
"""Titles in front of a name, the longer before the shorter that they start with."""

_INVERTED_TITLES = tuple(f" {title}" for title in (*_FIRST_TITLES, "vale of") if title.endswith(" of"))
_ABBREVIATIONS = {
    "city": "city", "district": "district", "borough": "borough", "county": "county", "boro": "borough", "ua": "",
    "metropolitan": "borough", "cbc": "borough", "mbc": "borough", "bc": "borough", "mdc": "district", "dc": "district",
    "cc": "", "c": "",
    "ca": "combined", "mca": "combined", "cca": "combined",
}  # fmt: skip
"""Abbreviated titles behind a name, with the word that each stands for."""

_BEFORE_ABBREVIATIONS = frozenset({"county", "london", "metropolitan", "met"})

_TITLES = frozenset({"city", "borough", "district", "county", "combined", "council"})
"""The words that tell one kind of authority from another."""

_TITLES_BY_WORD = {**{title: title for title in _TITLES}, "boro": "borough", "bo": "borough"}
_LONGEST_NAME = 300
"""No name is longer: what is, is text that got into a list, and would take long to take apart."""

_NUMBER = lazy_pattern(r"\(?\d{1,3}[.)]\s*(?=[^\W\d])")
_NOTE_IN_BRACKETS = r"(.*\S)\s*(?:\(([^()]+)\)|\[([^\[\]]+)\])"
_NOTE_BEHIND_MARK = r"(.*\S)\s*(?:\s[-–—]\s+|/\s*)(\S.*)"
_SEVERAL_NAMES = lazy_pattern(r"(?<!\s)\s*[,;/+&]\s*(?:and )?|(?<!\s)\s+and\s+")
ROLES = lazy_pattern(
    r"\b(?:lead|leader|chair\w*|vice|deputy|host|members?|observer|secretar\w+|treasurer|cllr|councillor|associate)\b",
    re.IGNORECASE,
)
_BODIES = (
    ("national park authority", r"national park|\bbroads authority"),
    ("fire authority", r"\bfire\b"),
    ("police body", r"\bpolice|\bcrime commissioner"),
    ("transport body", r"\btransport\b|\bpassenger|\bpte\b|\bnexus\b"),
    ("committee", r"\bcommittee\b"),
    ("company", r"\b(?:limited|ltd|llp|plc|cic|company)\b"),
    (
        "joint service",
        r"\b(?:joint|shared|services?|partnerships?|group|forum|trust|unit)\b|archaeolog|consorti|port health",
    ),
    ("association", r"\bassociation|\bwlga\b|\bcosla\b|\bnetwork\b|\benterprise partnership|\blep\b"),
)


def name_key(name: str) -> str:
    """A key that is equal for all spellings of a name: case, accents, `&`, punctuation, hyphens and `The` do not count."""
    return hyphened_key(name).replace("-", " ")


def hyphened_key(name: str) -> str:
    """The key of a name, but with its hyphens."""
    folded = name.casefold()
    if not folded.isascii():
        folded = folded.translate(_DASHES)
    if not folded.isascii():
        folded = normalize("NFKD", folded)
        folded = "".join(letter if letter.isascii() else " " for letter in folded if not combining(letter))
    return " ".join(folded.translate(_PUNCTUATION).split()).strip("- ").removeprefix("the ")


def title_in_front(name: str) -> str:
    """The key of a name with the title in front, where it stands behind, as the ONS writes `Bristol, City of`."""
    for title in _INVERTED_TITLES:
        if name.endswith(title):
            return f"{title.strip()} {name.removesuffix(title)}"
    return name


class BareName(NamedTuple):
    """A name's key without its title, and the words of that title; an abbreviated one is `short`."""

    core: str
    titles: frozenset[str]
    short: bool = False


def forms_without_title(name: str) -> list[BareName]:
    """The forms of a key without its title, the longest first; none where there is no title in it."""
    forms: list[BareName] = []
    words = title_in_front(name).split()
    titles: list[str] = []
    if len(words) > 1 and words[-1] in _LAST_WORDS:
        titles.append(words.pop())
        while len(words) > 1 and words[-1] in _TITLE_WORDS:
            titles.append(words.pop())
        forms.append(BareName(" ".join(words), _title_words(titles)))
    title_length = _title_length(words)
    if title_length:
        titles += words[:title_length]
        words = words[title_length:]
        forms.append(BareName(" ".join(words), _title_words(titles)))
    if len(words) > 1 and words[-1] in _ABBREVIATIONS:
        titles.append(_ABBREVIATIONS[words.pop()])
        if len(words) > 1 and words[-1] in _BEFORE_ABBREVIATIONS:
            titles.append(words.pop())
        forms.append(BareName(" ".join(words), _title_words(titles), short=True))
    return forms


def _title_words(words: list[str]) -> frozenset[str]:
    """The titles among words, written out."""
    return frozenset(_TITLES_BY_WORD[word] for word in words if word in _TITLES_BY_WORD)


def _title_length(words: list[str]) -> int:
    """How many words at the start of a name are a title."""
    name = " ".join(words)
    return next((len(title.split()) for title in _FIRST_TITLES if name.startswith(f"{title} ")), 0)


def is_abbreviated_title(word: str) -> bool:
    """Whether a word is an abbreviated title, such as stands behind a name: `CC`, `M.B.C.`."""
    return word.isupper() and name_key(word) in _ABBREVIATIONS


def split_number(name: str) -> tuple[str, str]:
    """The number in front of a name, as in a numbered list, with what divides them, and the name; `1. Cumberland`."""
    match = _NUMBER.match(name)
    return (match[0], name[match.end() :]) if match else ("", name)


def split_note(name: str) -> tuple[str, str] | None:
    """A name and the note behind it, in brackets, after a dash or after a slash; None where there is no note.

    A dash or slash inside brackets divides nothing.
    """
    if len(name) > _LONGEST_NAME:
        return None
    if match := re.fullmatch(_NOTE_IN_BRACKETS, name.strip()):
        return match[1], (match[2] or match[3]).strip()
    match = re.fullmatch(_NOTE_BEHIND_MARK, name.strip())
    if match and all(match[1].count(start) == match[1].count(end) for start, end in ("()", "[]")):
        return match[1], match[2].strip()
    return None


def names_several(note: str) -> bool:
    """Whether a note lists names, as that of a joint service does: `(Bracknell Forest, Slough)`, `(East/West)`."""
    names = _SEVERAL_NAMES.split(note.strip())
    return len(names) > 1 and all(name[:1].isupper() and not ROLES.search(name) for name in names)


def body_kind(name: str) -> str:
    """What kind of body, other than a council, a name speaks of: `national park authority`, `joint service`; or nothing."""
    folded = name.casefold()
    return next((kind for kind, pattern in _BODIES if re.search(pattern, folded)), "")
