"""Recognises the parts of a report by its headings, and reads each into the dataset."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from reportgen.importer.blocks import Block, Grid, LeftOut, Line, PictureBlock, Reading, lines_of
from reportgen.importer.dates import likely_period, period_of
from reportgen.importer.draft import Draft, Part, quote
from reportgen.importer.outline import make_outline
from reportgen.importer.panels import with_panels
from reportgen.importer.parts.activities import FIELDS, read_activities, read_part
from reportgen.importer.parts.contact import read_contact, read_period
from reportgen.importer.parts.lead_members import read_lead_members, set_apart
from reportgen.importer.parts.membership import read_membership
from reportgen.importer.parts.publication import read_finances, read_key_figures, read_quotations
from reportgen.importer.parts.sections import add_own_sections, add_section
from reportgen.importer.parts.texts import read_entries, read_foreword, read_text
from reportgen.importer.pictures import NewPictures
from reportgen.importer.references import with_references
from reportgen.importer.words import LEVELS, FormWords, form_words, key
from reportgen.schema.load import load_report
from reportgen.startup.patterns import lazy_pattern

_TEXTS = {
    "aims": ("aims",),
    "exception": ("membership", "exception"),
    "eligibility": ("membership", "eligibility"),
    "forward_plan": ("activities", "forward_plan"),
    "imprint": ("imprint",),
}
"""The parts that are one text, and where that stands in the dataset."""

_WITH_HEADINGS = {"membership", "priorities", "themes", "section", "sections", *FIELDS, *_TEXTS, "foreword"}
"""The parts in which headings of a lower level may stand."""

_OF_ONES_OWN = {"key_figures": read_key_figures, "quotations": read_quotations, "finances": read_finances}
"""The parts of a report of the group's own, beside those of the form."""

_PAGE_WORDS = frozenset({"page", "of", "tudalen", "o", "contents", "cynnwys"})
_GROUP = lazy_pattern(
    r"\b(?:[Tt]he )?((?!The )(?:[A-Z][\w&]+ ){1,4}(?:Group|Network|Cities|Councils|Forum|Consortium|SIG))\b"
)
_ABOUT_REPORT = lazy_pattern(
    r"\b(?:LGA )?(?:Special Interest Groups?|SIG)\b(?=.*annual report)|\b(?:the )?annual report(?: (?:of|for) (?:the )?)?"
    r"|\b(?:to|for) (?:the )?LGA(?: Leadership)? Board\b|\b(?:in |for )?20\d\d(?:\s*(?:[/–-]|to)\s*(?:20)?\d\d)?\b"
    r"|\badroddiad blynyddol\b",
    re.IGNORECASE,
)
"""Finds what the title of a report says of itself."""

_EDITIONS = {"aim": "2023", "nod": "2023", "aims": "2024", "nodau": "2024"}


def recognise(
    reading: Reading, form: str = "", language: str = "", pictures: NewPictures | None = None
) -> Draft:
    """Returns the draft of a dataset; `form` and `language` are the wishes of the user, empty where they are not told.

    The pictures of the report are added to `pictures`.
    """
    words = form_words()
    outline = make_outline(with_panels(with_references(reading.blocks, words), words), words)
    draft = Draft(words, language or _language(outline.blocks, words), bool(outline.title))
    draft.pictures = pictures or draft.pictures
    _tell_left_out(draft, (*reading.left_out, *outline.left_out), outline.blocks, outline.title)
    draft.understand(words.title_in(outline.title), *outline.understood)
    lead_members = set_apart(outline.blocks, words)
    parts = list(_parts(lead_members.blocks, words))
    draft.values |= {
        "schema": "1",
        "form": form or _edition(parts, outline.title, words),
        "language": draft.language,
    }
    draft.values |= {"group": {}, "contact": {}, "membership": {}}
    day = _last_day(outline.title, parts)
    for part in parts:
        if part.heading is not None and part.name != "section":
            draft.understand(part.heading.text)
        draft.heading = part.heading.text if part.heading else ""
        _read(draft, part, day)
        for block in part.blocks:
            if isinstance(block, PictureBlock):
                if not part.name:
                    draft.show_on_cover(block)
                draft.keep_picture(block)
    read_lead_members(draft, lead_members, day)
    draft.is_report = any(part.name not in {"", "section"} for part in parts) or bool(draft.values["contact"])
    read_period_of_title(draft, outline.title)
    draft.finish()
    _guess(draft, outline.title, "\n".join(line.text for line in lines_of(outline.blocks)))
    draft.understand(*_ABOUT_REPORT.findall(outline.title))
    return draft


def read_period_of_title(draft: Draft, title: str) -> None:
    """Reads the period out of the title where nothing else says it."""
    if "period" not in draft.values and (period := period_of(title)):
        read_period(draft, period)


def _language(blocks: Iterable[Block], words: FormWords) -> str:
    """Returns the language of most of the headings and labels that the form knows."""
    counts: Counter[str] = Counter()
    for line in lines_of(list(blocks)):
        label = line.text.partition(":")[0]
        if words.part(line.text) or words.field(label):
            counts["cy-GB" if key(label) in words.welsh else "en-GB"] += 1
    return "cy-GB" if counts["cy-GB"] > counts["en-GB"] else "en-GB"


def _edition(parts: list[Part], title: str, words: FormWords) -> str:
    """Returns the edition of the form by its headings: only that of 2024 has priorities, and its aims are several."""
    names = {part.name for part in parts}
    if names & {"priorities", "themes"}:
        return "2024"
    if key(title).startswith(("lga special interest group", *words.titles_of_2018)):
        return "2018"
    headings = (key(part.heading.text) for part in parts if part.name == "aims" and part.heading)
    return next((_EDITIONS[heading] for heading in headings if heading in _EDITIONS), "2024")


def _parts(blocks: Iterable[Block], words: FormWords) -> Iterator[Part]:
    """Yields the parts of a report; what stands before the first heading is a part without a name."""
    part = Part("", None)
    for block in blocks:
        if isinstance(block, Grid) or block.kind != "heading" or _stands_inside(block, part, words):
            part.blocks.append(block)
            continue
        yield part
        part = Part(words.part(block.text) or "section", block)
    yield part


def _stands_inside(heading: Line, part: Part, words: FormWords) -> bool:
    """Tells whether a heading belongs to what stands under the heading before it."""
    is_deeper = heading.level > part.level and part.name in _WITH_HEADINGS
    name = words.part(heading.text)
    is_minor = part.name == "section" and name in LEVELS
    return is_deeper and (not name or name == part.name or is_minor)


def _tell_left_out(draft: Draft, left_out: Iterable[LeftOut], blocks: Iterable[Block], title: str) -> None:
    """Tells what is left out; nothing of a list of contents and of running heads that say what the report says elsewhere."""
    texts = (title, *(block.text for block in blocks if isinstance(block, Line)))
    words = {word for text in texts for word in _words(text)} | _PAGE_WORDS
    for item in left_out:
        is_repeated = item.what == "list of contents" or item.what.startswith("running")
        if item.text.strip() and is_repeated and _words(item.text) <= words:
            draft.understand(item.text)
        else:
            draft.leave_out(item.what, item.text, item.number)


def _words(text: str) -> set[str]:
    """Returns the words of a text without numbers of pages."""
    return {word for word in key(text).split() if not (word.isdecimal() and len(word) < 4)}


def _last_day(title: str, parts: list[Part]) -> date:
    """Returns the last day of the period, on which the names of councils are looked up."""
    texts = [title, *(line.text for part in parts[:1] for line in lines_of(part.blocks))]
    everything = " ".join(line.text for part in parts for line in lines_of(part.blocks))
    label = next(filter(None, map(period_of, texts)), "") or likely_period(everything)
    period = load_report({"period": label}).report.period if label else None
    return period.end if period else date.today()  # noqa: DTZ011 (the officer's own calendar)


def _read(draft: Draft, part: Part, day: date) -> None:
    if part.name == "":
        read_contact(draft, part.blocks, is_headed=False)
    elif part.name == "contact":
        read_contact(draft, part.blocks)
    elif part.name == "membership":
        read_membership(draft, part.blocks, day)
    elif part.name == "foreword":
        read_foreword(draft, part.blocks)
    elif part.name in _OF_ONES_OWN:
        _OF_ONES_OWN[part.name](draft, part.blocks)
    elif part.name in _TEXTS:
        read_text(draft, part.blocks, *_TEXTS[part.name])
    elif part.name in {"priorities", "themes"}:
        read_entries(draft, part.name, part.blocks)
    elif part.name == "activities":
        read_activities(draft, part.blocks)
    elif part.name in FIELDS:
        read_part(draft, part.name, part.blocks)
    elif part.name == "sections" and part.heading is not None:
        add_own_sections(draft, part.heading.text, part.blocks)
    elif part.heading is not None:
        add_section(draft, part.heading.text, part.blocks)


def _guess(draft: Draft, title: str, text: str) -> None:
    """Works out the group's name and the period where the file does not say them."""
    group = draft.mapping("group")
    if "name" not in group:
        name = _name_in_title(title, draft.words) or _likely_name(draft.values, text)
        if name:
            group["name"] = name
            message = f"the file does not say the group's name; it may be `{quote(name)}`"
            draft.guess(message, "see whether it is right", "group", "name")
        else:
            draft.guess("the file does not say the group's name", "write it here", "group")
    if "period" not in draft.values:
        period = likely_period(text)
        if period:
            draft.values["period"] = period
            message = f"the file does not say its period; most of the months that it names lie in {period}"
            draft.guess(message, "see whether it is right", "period")
        else:
            draft.guess(
                "the file does not say its period; the year that ended last stands here",
                "write the right one, as in 2024/25",
                "period",
            )


def _name_in_title(title: str, words: FormWords) -> str:
    """Returns what a title says beside that it is one, and of which year: `Harbours Group: annual report 2023/24`."""
    if words.is_whole_title(title):
        return ""
    bare = _ABOUT_REPORT.sub(" ", title)
    return " ".join(bare.split()).strip(" -–—:|,()")


def _likely_name(values: dict[str, Any], text: str) -> str:
    """Returns the words behind the website where they are a name, else the name of a group that the report uses most."""
    website = values["contact"].get("website", "")
    label = website.get("label", "") if isinstance(website, dict) else ""
    is_name = all(word[:1].isupper() or not word[:1].isalpha() for word in label.split())
    if label and "." not in label and is_name:
        return str(label)
    names = Counter(_GROUP.findall(text)).most_common(1)
    return names[0][0] if names and names[0][1] > 1 else ""
