"""The names of councils as people write them: spellings that are one, titles that can be dropped, notes behind a name."""

import re
from functools import lru_cache
from typing import NamedTuple
from unicodedata import combining, normalize

_OTHERS = {letter: " " for letter in map(chr, range(128)) if not (letter.isalnum() or letter == "-")}
_LETTERS = str.maketrans({**_OTHERS, "&": " and ", "+": " and ", "'": None, ".": None})
_DASHES = str.maketrans({"\u2010": "-", "\u2011": "-", "–": "-", "’": None, "‘": None})
_LAST = frozenset({"council", "corporation", "authority"})
_BETWEEN = frozenset(
    {
        "metropolitan",
        "county",
        "city",
        "borough",
        "district",
        "unitary",
        "london",
        "mayoral",
        "combined",
        "and",
    }
)
_FIRST = (
    "cyngor bwrdeistref sirol", "cyngor dinas a sir", "cyngor dinas", "cyngor sir", "cyngor", "bwrdeistref sirol",
    "dinas a sir", "dinas", "sir", "city and county of", "county borough of", "royal borough of", "royal borough",
    "london borough of", "london borough", "metropolitan borough of", "borough council of", "council of the",
    "council of", "city of", "county of", "district of", "borough of", "isle of", "isles of", "lb of", "lb", "rb of", "rb",
)  # fmt: skip
_STARTS = frozenset(words.split()[0] for words in _FIRST)
_INVERTED = tuple(f" {words}" for words in (*_FIRST, "vale of") if words.endswith(" of"))
_SHORT = {
    "city": "city", "district": "district", "borough": "borough", "county": "county", "boro": "borough", "ua": "",
    "cbc": "borough", "mbc": "borough", "bc": "borough", "mdc": "district", "dc": "district", "cc": "",
    "ca": "combined", "mca": "combined", "cca": "combined",
}  # fmt: skip
_TITLES = frozenset({"city", "borough", "district", "county", "combined", "council"})
_NOTE = r"(.*\S)\s*(?:\(([^()]+)\)|\[([^\[\]]+)\]|\s[-–—]\s+(\S.*)|/\s*(\S.*))"
_BODIES = (
    ("national park authority", r"national park|\bbroads authority"),
    ("fire authority", r"\bfire\b"),
    ("police body", r"\bpolice|\bcrime commissioner"),
    ("transport body", r"\btransport\b|\bpassenger|\bpte\b|\bnexus\b"),
    (
        "joint service",
        r"\b(?:joint|shared|services?|partnerships?|group|forum|trust|unit)\b|archaeolog|consorti|port health",
    ),
    ("association", r"\bassociation|\bwlga\b|\bcosla\b|\bnetwork\b|\benterprise partnership|\blep\b"),
)


def key(name: str) -> str:
    """A form of a name that is equal for its spellings: case, accents, `&`, punctuation, hyphens and `The` do not count."""
    return hyphened(name).replace("-", " ")


@lru_cache(8192)
def hyphened(name: str) -> str:
    """The same, but that hyphens count."""
    folded = name.casefold()
    if not folded.isascii():
        folded = normalize("NFKD", folded.translate(_DASHES))
        folded = "".join(letter if letter.isascii() else " " for letter in folded if not combining(letter))
    return " ".join(folded.translate(_LETTERS).split()).strip("- ").removeprefix("the ")


def upright(name: str) -> str:
    """The key of a name whose title stands behind it, as the ONS writes `Bristol, City of`, with the title in front."""
    if name.endswith(" of"):
        for title in _INVERTED:
            if name.endswith(title):
                return f"{title.strip()} {name.removesuffix(title)}"
    return name


class Bare(NamedTuple):
    """A name's key without its title, and the words of that title; an abbreviated one is `short`."""

    core: str
    titles: frozenset[str]
    short: bool = False


def bare(name: str) -> list[Bare]:
    """The forms of a key without its title, the longest first; none where there is no title in it."""
    found: list[Bare] = []
    words = upright(name).split()
    titles: list[str] = []
    if len(words) > 1 and words[-1] in _LAST:
        titles.append(words.pop())
        while len(words) > 1 and words[-1] in _BETWEEN:
            titles.append(words.pop())
        found.append(Bare(" ".join(words), _TITLES.intersection(titles)))
    first = _first(words)
    if first:
        titles += words[:first]
        words = words[first:]
        found.append(Bare(" ".join(words), _TITLES.intersection(titles)))
    if len(words) > 1 and words[-1] in _SHORT:
        titles.append(_SHORT[words.pop()])
        if len(words) > 1 and words[-1] in {"county", "london"}:
            titles.append(words.pop())
        found.append(Bare(" ".join(words), _TITLES.intersection(titles), short=True))
    return found


def _first(words: list[str]) -> int:
    """How many words at the start of a name are a title."""
    if not words or words[0] not in _STARTS:
        return 0
    line = " ".join(words)
    return next((len(title.split()) for title in _FIRST if line.startswith(f"{title} ")), 0)


def annotated(name: str) -> tuple[str, str] | None:
    """A name and the note behind it, in brackets, after a dash or after a slash; None where there is no note."""
    found = re.fullmatch(_NOTE, name.strip())
    return (found[1], next(filter(None, found.groups()[1:])).strip()) if found else None


def body(name: str) -> str:
    """What kind of body, other than a council, a name speaks of: `national park authority`, `joint service`; or nothing."""
    lowered = name.casefold()
    return next((kind for kind, pattern in _BODIES if re.search(pattern, lowered)), "")
