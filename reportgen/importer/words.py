"""The words of the form, by which its parts are recognised: those of the layouts, and others that reports have."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from reportgen.importer.vocabulary import COLUMNS, HEADINGS_AND_LABELS, TITLES, alternatives
from reportgen.startup.patterns import lazy_pattern

PARTS = (
    "foreword", "contact", "membership", "exception", "eligibility", "aims", "priorities", "themes", "activities", "projects",
    "events", "partnerships", "consultations", "meetings", "government", "forward_plan", "contents", "sections",
    "key_figures", "quotations", "finances", "imprint",
)  # fmt: skip
"""The parts that have a heading, by the names that layouts have for their words."""

FIELDS = (
    "group_name", "period", "lead_member", "deputies", "vice_chairs", "lead_officer", "other_lead_officers", "email",
    "other_emails", "address", "other_addresses", "telephone", "website",
)  # fmt: skip
"""The labels of the contact details."""

NOTES = ("speakers", "partners", "departments", "to", "held")
"""The words inside entries of the activities."""

_MEMBER_COLUMNS = {"member": "member", "lead_member": "lead_member", "lead_of_member": "lead_member"}
"""The heads of the columns of the table of members and their councillors, by the fields that they name."""

LEVELS = {
    "exception": 2, "eligibility": 2, "themes": 2, "projects": 2, "events": 2, "partnerships": 2, "consultations": 2,
    "meetings": 2, "government": 2, "forward_plan": 2,
}  # fmt: skip
"""The level that the heading of a part has in the form, where it is not the first."""

_NUMBER = lazy_pattern(
    r"^(?:part |rhan )?\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-z])[.):]\)?\s+|^\d{1,2}\s+(?=\D)", re.IGNORECASE
)
_LONG_TITLE, _LONGEST_REST = 30, 60
_YEAR = lazy_pattern(r"\s+(?:(?:in|for|during|yn)\s+)?(?:20\d\d\s(?:to\s)?(?:20)?\d\d|20\d\d)$")


def key(text: str) -> str:
    """Returns words in the form in which they are compared: in small letters, without a number in front or punctuation."""
    bare = _NUMBER.sub("", text.strip())
    return " ".join(re.sub(r"[\W_]+", " ", bare).casefold().split())


@dataclass(frozen=True)
class FormWords:
    """The words of the form in all editions: what a heading, a label or a sentence means, and in which language."""

    parts: Mapping[str, str] = field(repr=False)
    fields: Mapping[str, str] = field(repr=False)
    notes: Mapping[str, str] = field(repr=False)
    columns: Mapping[str, str] = field(repr=False)
    titles: frozenset[str] = field(repr=False)
    titles_of_2018: frozenset[str] = field(repr=False)
    no_dealings: frozenset[str] = field(repr=False)
    welsh: frozenset[str] = field(repr=False)

    def part(self, heading: str) -> str:
        """Returns the part that a heading begins; empty where it is none of the form's. A year behind it does not matter."""
        words = key(heading)
        return self.parts.get(words) or self.parts.get(_YEAR.sub("", words), "")

    def field(self, label: str) -> str:
        """Returns the contact detail that a label names; empty where it is none."""
        return self.fields.get(key(label), "")

    def is_whole_title(self, line: str) -> bool:
        """Tells whether a line is the title of a report and nothing else."""
        return key(line) in self.titles

    def title_in(self, line: str) -> str:
        """Returns the title of a report at the beginning of a line; empty where there is none."""
        words = key(line)
        return max(
            (title for title in self.titles if f"{words} ".startswith(f"{title} ")), key=len, default=""
        )

    def is_title(self, line: str) -> bool:
        """Tells whether a line is the title of a report; behind a long one may stand a year or a group's name."""
        words, title = key(line), self.title_in(line)
        return words in self.titles or (len(title) >= _LONG_TITLE and len(words) < len(title) + _LONGEST_REST)


@cache
def form_words() -> FormWords:
    """Returns the words of the form, those of the layouts that ship with us first."""
    from reportgen.layout import find_layout, load_layout, shipped_layouts

    parts: dict[str, str] = {}
    fields: dict[str, str] = {}
    notes: dict[str, str] = {}
    titles: set[str] = set()
    titles_of_2018: set[str] = set()
    no_dealings: set[str] = set()
    columns: dict[str, str] = {}
    by_language: dict[str, set[str]] = {"en-GB": set(), "cy-GB": set()}
    for name in shipped_layouts():
        for language, words in load_layout(find_layout(name)).words.items():
            for word, text in words.items():
                meant = {"aim": "aims"}.get(word, word)
                by_language.setdefault(language, set()).add(key(text))
                if word in _MEMBER_COLUMNS:
                    columns.setdefault(key(text), _MEMBER_COLUMNS[word])
                if meant in PARTS:
                    parts.setdefault(key(text), meant)
                elif meant in FIELDS:
                    fields.setdefault(key(text), meant)
                elif meant in NOTES:
                    notes.setdefault(key(text), meant)
                elif word.startswith("title"):
                    titles.add(key(text))
                    titles_of_2018 |= {key(text)} if word == "title_2018" else set()
                elif word in {"no_government", "none"}:
                    no_dealings.add(key(text))
    for language, further in HEADINGS_AND_LABELS.items():
        for word, bars in further.items():
            for text in alternatives(bars):
                by_language[language].add(text)
                (parts if word in PARTS else fields).setdefault(text, word)
    columns |= {
        text: name
        for heads in COLUMNS.values()
        for name, bars in heads.items()
        for text in alternatives(bars)
    }
    welsh = frozenset(by_language["cy-GB"] - by_language["en-GB"])
    return FormWords(
        parts,
        fields,
        notes,
        columns,
        frozenset({*titles, *TITLES}),
        frozenset(titles_of_2018),
        frozenset(no_dealings),
        welsh,
    )
