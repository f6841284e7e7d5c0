"""The links of a Word file: hyperlinks, and fields that refer to bookmarks."""

from collections.abc import Collection, Iterator
from typing import Any

from reportgen.startup.patterns import lazy_pattern
from reportgen.verify.navigation import is_link_address
from reportgen.verify.strings import collapse_whitespace, quote
from reportgen.word.fields import FieldTracker
from reportgen.word.package import Package, R, W

_REFERENCE_FIELDS = ("PAGEREF", "REF", "NOTEREF")
_HARMLESS_FIELDS = frozenset({*_REFERENCE_FIELDS, "PAGE", "NUMPAGES", "HYPERLINK", "TOC", "SEQ"})
_QUOTED = lazy_pattern(r'"([^"]*)"')


def find_broken_links(package: Package) -> Iterator[str]:
    """Yields links without their target, and links to addresses that reports may not have."""
    relationships = package.relationships(package.main_part)
    bookmarks = {start.get(f"{W}name") for start in package.document.iter(f"{W}bookmarkStart")}
    for link in package.document.iter(f"{W}hyperlink"):
        text = quote(collapse_whitespace("".join(link.itertext(f"{W}t"))))
        bookmark, relationship = link.get(f"{W}anchor"), relationships.get(link.get(f"{R}id", ""))
        if relationship is not None and not is_link_address(relationship.target):
            yield f"the link {text} leads to {quote(relationship.target)}, which is not http, https or mailto"
        elif relationship is None and link.get(f"{R}id"):
            yield f"the link {text} leads to an address that the file does not have"
        elif relationship is None and bookmark not in bookmarks:
            yield f"the link {text} leads to the bookmark {bookmark}, which is not there"
    yield from _broken_fields(package, bookmarks)


def count_links(package: Package) -> int:
    """Returns the number of hyperlinks."""
    return sum(1 for _ in package.document.iter(f"{W}hyperlink"))


def _broken_fields(package: Package, bookmarks: Collection[str | None]) -> Iterator[str]:
    fields = FieldTracker()
    fields.follow_story(package.document)
    simple_fields = (field.get(f"{W}instr", "") for field in package.document.iter(f"{W}fldSimple"))
    for code in (*fields.codes, *simple_fields):
        name, *arguments = code.split() or [""]
        if name in _REFERENCE_FIELDS and (not arguments or arguments[0] not in bookmarks):
            yield f"the field {quote(code)} names a bookmark that is not there"
        if name == "HYPERLINK" and not _leads_somewhere(code, arguments, bookmarks):
            yield f"the field {quote(code)} leads nowhere"


def other_fields(root: Any) -> Iterator[str]:
    """Yields the fields of a story that no report has: Word puts their results in anew, some from other files or programs."""
    fields = FieldTracker()
    fields.follow_story(root)
    for code in (*fields.codes, *(field.get(f"{W}instr", "") for field in root.iter(f"{W}fldSimple"))):
        name = next(iter(code.split()), "")
        if name.upper() not in _HARMLESS_FIELDS:
            yield f"the field {quote(code)} is none that a report has"


def _leads_somewhere(code: str, arguments: Collection[str], bookmarks: Collection[str | None]) -> bool:
    target = _QUOTED.search(code)
    if target is None:
        return False
    return target[1] in bookmarks if "\\l" in arguments else is_link_address(target[1])
