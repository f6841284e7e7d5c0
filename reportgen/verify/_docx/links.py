"""The links of a Word file: bookmarks, addresses, and fields that lead to them."""

import re
from collections.abc import Iterator

from reportgen.document import LINK_SCHEMES
from reportgen.verify._docx.package import Package, R
from reportgen.verify._docx.text import Fields, W, paragraphs
from reportgen.verify.model import one_line, quoted

_REFERRING = ("PAGEREF", "REF", "NOTEREF")
_QUOTED = re.compile(r'"([^"]*)"')


def problems(package: Package) -> Iterator[str]:
    """Links that lead nowhere, or to an address that is none for readers."""
    root, relations = package.root(package.main), package.relations(package.main)
    known = {each.get(f"{W}name") for each in root.iter(f"{W}bookmarkStart")}
    for link in root.iter(f"{W}hyperlink"):
        words = quoted(one_line("".join(link.itertext(f"{W}t"))))
        anchor, relation = link.get(f"{W}anchor"), relations.get(link.get(f"{R}id", ""))
        if relation is not None and not _fit(relation.target):
            yield f"the link {words} leads to {quoted(relation.target)}, which is not http, https or mailto"
        elif relation is None and link.get(f"{R}id"):
            yield f"the link {words} leads to an address that the file does not have"
        elif relation is None and anchor not in known:
            yield f"the link {words} leads to the bookmark {anchor}, which is not there"
    yield from _fields(package, known)


def count(package: Package) -> int:
    """How many links there are."""
    return sum(1 for _ in package.root(package.main).iter(f"{W}hyperlink"))


def _fields(package: Package, known: set[str | None]) -> Iterator[str]:
    root, fields = package.root(package.main), Fields()
    for _ in paragraphs(root, fields):
        pass
    simple = (each.get(f"{W}instr", "") for each in root.iter(f"{W}fldSimple"))
    for instruction in (*fields.instructions, *simple):
        name, *rest = instruction.split() or [""]
        if name in _REFERRING and (not rest or rest[0] not in known):
            yield f"the field {quoted(instruction)} names a bookmark that is not there"
        if name == "HYPERLINK":
            target = _QUOTED.search(instruction)
            within = "\\l" in rest
            if target is None or (target[1] not in known if within else not _fit(target[1])):
                yield f"the field {quoted(instruction)} leads nowhere"


def _fit(address: str) -> bool:
    return address.lower().startswith(LINK_SCHEMES)
