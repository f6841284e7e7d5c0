"""Leads references to the sections that a document has."""

from collections.abc import Iterator

from reportgen.document import (
    Document,
    Section,
    block_paths,
    heading_key,
    heading_slug,
    headings_of_parts,
    map_references,
    outline,
    walk,
)
from reportgen.findings import At, Fault, Problem
from reportgen.prose import REFERENCE, Prose
from reportgen.schema.load import LoadedReport
from reportgen.schema.shapes import MAX_NEAREST, nearest_word


def resolve_references(document: Document, report: LoadedReport) -> tuple[Document, list[Fault]]:
    """Returns a document whose references lead to its sections, and the references of the report that lead nowhere.

    A reference names a heading, or else a part of the dataset by its key. Words of those that lead nowhere stand without a link.
    """
    if not any(isinstance(value, Prose) and value.references for _, value in report.values):
        return document, []
    anchors: dict[str, str] = {}
    for heading in outline(document.blocks):
        anchors.setdefault(heading_key(heading.title), heading.anchor)
    for key, anchor in headings_of_parts(_places(document)).items():
        anchors.setdefault(key, anchor)
    lost: set[str] = set()

    def target(slug: str) -> str:
        key = heading_key(slug)
        if key not in anchors:
            lost.add(key)
        return anchors.get(key, "")

    resolved = map_references(document, target)
    titles = [heading.title for heading in outline(document.blocks)]
    return resolved, list(_faults(report, lost, titles)) if lost else []


def _places(document: Document) -> Iterator[tuple[str, At]]:
    """Yields the anchors of sections, and the paths of what stands below each."""
    for block in walk(document.blocks):
        if isinstance(block, Section):
            yield block.anchor, block.at or ()
        else:
            yield from (("", at) for at in block_paths(block))


def _faults(report: LoadedReport, lost: set[str], titles: list[str]) -> Iterator[Fault]:
    """Yields a fault for each reference to one of the headings that are `lost`; the hint names the nearest one there is."""
    count = 0
    for at, value in report.values:
        for reference in value.references if isinstance(value, Prose) else ():
            if heading_key(reference.heading) in lost:
                near = nearest_word(reference.heading, titles) if count < MAX_NEAREST else None
                count += 1
                hint = (
                    f"write `#{heading_slug(near)}`"
                    if near
                    else "write the words of a heading, or the key of a part, as `#finances`; or leave the link out"
                )
                message = f"the report has no heading `{reference.heading}`"
                yield Fault(REFERENCE, Problem(at, message, hint, reference.part))
