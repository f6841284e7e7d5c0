"""Checks what PDF/A-4f (ISO 19005-4) and PDF/UA-2 (ISO 14289-2) require of our files beyond PDF/A-3a and PDF/UA-1.

No validator of theirs can be installed with the tests, so these checks are taken from the standards; what has not changed is
left to the validator of the earlier parts.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any, cast
from xml.etree import ElementTree as ET

import page
import pypdf
from pypdf.generic import IndirectObject

from tests.writers.tagtree import Tree

SECOND, FIRST = "http://iso.org/pdf2/ssn", "http://iso.org/pdf/ssn"
"""The namespaces of PDF 2.0 and of PDF 1.7."""

KINDS = {
    SECOND: {
        *(
            "Document",
            "DocumentFragment",
            "Part",
            "Sect",
            "Div",
            "Aside",
            "P",
            "Title",
            "FENote",
            "Sub",
            "Lbl",
        ),
        *(
            "Span",
            "Em",
            "Strong",
            "Link",
            "Annot",
            "Form",
            "L",
            "LI",
            "LBody",
            "Caption",
            "Figure",
            "Formula",
        ),
        *("Table", "THead", "TBody", "TFoot", "TR", "TH", "TD", *(f"H{level}" for level in range(1, 7))),
    },
    FIRST: {"Art", "BlockQuote", "TOC", "TOCI", "Index", "Quote", "Reference", "BibEntry", "Code"},
}
"""The structure types by namespace (ISO 32000-2, 14.8.4); those of PDF 1.7 without the types that PDF 2.0 has too."""

_GROUPED = {"Sect", "P", "L", "BlockQuote", "Table", "Figure", "TOC", *(f"H{level}" for level in range(1, 7))}
_INLINE = {"Span", "Em", "Strong", "Link"}
HOLDS = {
    "Document": {"Part", *_GROUPED},
    **dict.fromkeys(("Part", "Sect"), _GROUPED),
    "TOC": {"TOCI", "TOC"},
    "TOCI": {"P", "TOC"},
    "L": {"LI"},
    "LI": {"Lbl", "LBody"},
    **{key: {"P", "L", *_INLINE} for key in ("TD", "TH")},
    "LBody": {"P", "L", "BlockQuote", "Table", "Figure", *_INLINE},
    "BlockQuote": {"P", "L"},
    "Table": {"Caption", "THead", "TBody"},
    **{key: {"TR"} for key in ("THead", "TBody")},
    "TR": {"TH", "TD"},
    "Figure": {"Caption"},
    "P": {"FENote", *_INLINE},
}
"""The kinds that our tags may hold; those that are not listed hold the parts of paragraphs (ISO/TS 32005, table 5)."""

WORDLESS = {"Document", "Part", "Sect", "TOC", "TOCI", "L", "LI", "Table", "THead", "TBody", "TR"}
"""Tags that hold tags alone."""

CLAIMS = {
    "{http://www.aiim.org/pdfa/ns/id/}part": "4",
    "{http://www.aiim.org/pdfa/ns/id/}rev": "2020",
    "{http://www.aiim.org/pdfa/ns/id/}conformance": "F",
    "{http://www.aiim.org/pdfua/ns/id/}part": "2",
    "{http://www.aiim.org/pdfua/ns/id/}rev": "2024",
}

TITLE = "{http://purl.org/dc/elements/1.1/}title"

DROPPED_KEYS = {"/ProcSet", "/CharSet", "/CIDSet", "/XFA", "/NeedAppearances"}
"""Keys that PDF 2.0 has dropped."""

EARLIER_PART_FAILURES = {
    *(
        "PDFA3A-HEADER-001",
        "PDFA3A-ID-CONFORMANCE-001",
        "PDFA3A-ID-PART-001",
        "PDFA3A-STRUCT-TREE-ROLE-MAP-001",
    ),
    *("PDFA3A-XMP-EXTENSION-PROPERTY-DEFINITION-001", "PDFA3A-XMP-EXTENSION-PROPERTY-VALUE-SHAPE-001"),
    *("PDFA3A-XMP-PREDEFINED-PROPERTY-001", "PDFA3A-XMP-PREDEFINED-VALUE-TYPE-001"),
    *("PDFA3A-XMP-PROPERTY-DEFINITION-001", "PDFUA1-HEADER-001", "PDFUA1-ID-PART-001"),
    "PDFUA1-STRUCT-TREE-ROLE-MAP-001",
}
"""Failures that the validator of the earlier parts must report: it knows neither the version, nor the claims, nor namespaces."""


def breaches(content: bytes) -> Iterator[str]:
    """Yields what is wrong with a file, each with its clause."""
    reader = pypdf.PdfReader(BytesIO(content))
    tree = Tree(content)
    yield from _file(content, reader)
    yield from _metadata(tree.catalog)
    yield from _tags(tree)
    yield from _destinations(tree)
    yield from _embedded(tree.catalog)
    for profile in ("3a", "ua1"):
        for failure in page.validate_pdf_bytes(content, profile=profile).failures:
            if failure.rule_id not in EARLIER_PART_FAILURES:
                yield str(failure)


def _file(content: bytes, reader: pypdf.PdfReader) -> Iterator[str]:
    if not re.match(rb"%PDF-2\.0\n%[\x80-\xff]{4}", content):
        yield "19005-4, 6.1.2: not the header of PDF 2.0"
    if "/Info" in reader.trailer:
        yield "19005-4, 6.1.3: a document information dictionary"
    if "/ID" not in reader.trailer:
        yield "19005-4, 6.1.3: no identifier"
    for number in range(1, cast("int", reader.trailer["/Size"])):
        pdf_object: Any = reader.get_object(IndirectObject(number, 0, reader))
        if isinstance(pdf_object, dict):
            yield from (f"32000-2: {key} is deprecated" for key in DROPPED_KEYS & set(pdf_object))


def _metadata(catalog: Any) -> Iterator[str]:
    metadata = catalog["/Metadata"]
    if "/Filter" in metadata:
        yield "the metadata are packed"
    root = ET.fromstring(metadata.get_data().decode().partition("?>")[2].rpartition("<?")[0])
    properties = {key: value for element in root.iter() for key, value in element.attrib.items()}
    properties |= {element.tag: element.text or "" for element in root.iter()}
    for key, value in CLAIMS.items():
        if properties.get(key) != value:
            yield f"19005-4, 6.7.3 and 14289-2, 5: {key} is {properties.get(key)}"
    if not "".join(element.text or "" for element in root.iterfind(f".//{TITLE}//")).strip():
        yield "14289-2, 8.11.1: no title"
    if [intent["/S"] for intent in catalog.get("/OutputIntents", ())] != ["/GTS_PDFA1"]:
        yield "19005-4, 6.2.3: not one output intent"


def _tags(tree: Tree) -> Iterator[str]:
    yield from tree.problems()
    if [kid.get_object()["/S"] for kid in tree.root["/K"]] != ["/Document"]:
        yield "14289-2, 8.2.5.2: the tree has another root than one Document"
    namespaces = {str(namespace["/NS"]) for namespace in tree.root.get("/Namespaces", ())}
    for tag in (tree.top, *tree.top.all()):
        namespace = str(tag.element.get("/NS", {}).get("/NS", FIRST))
        if namespace not in namespaces or tag.kind not in KINDS[namespace]:
            yield f"14289-2, 8.2.4: {tag.kind} in {namespace}"
        allowed = HOLDS.get(tag.kind, _INLINE)
        yield from (
            f"32005, table 5: {tag.kind} holds {child.kind}"
            for child in tag.children
            if child.kind not in allowed
        )
        if tag.kind in WORDLESS and tag.has_words():
            yield f"32005, table 5: {tag.kind} holds words"
        if tag.kind == "TOCI" and not all(map(_is_heading, tag.element.get("/Ref", [{}]))):
            yield "14289-2, 8.2.5.8: an entry of the contents without what it stands for"
    yield from _notes(tree)


def _notes(tree: Tree) -> Iterator[str]:
    """Yields what is wrong with notes: each names its numbers in the text, and each number its note."""
    tags = [tag.element for tag in tree.top.all()]
    notes = {id(tag): tag for tag in tags if tag["/S"] == "/FENote"}
    named = {(id(number), id(note)) for number in tags for note in _references(number) if id(note) in notes}
    naming = {(id(number), id(note)) for note in notes.values() for number in _references(note)}
    if named != naming or {note for _, note in named} != set(notes):
        yield "14289-2, 8.2.5.14: a note and its numbers do not name each other"
    if any(
        [attribute.get("/NoteType") for attribute in note["/A"]] != ["/Endnote"] for note in notes.values()
    ):
        yield "14289-2, 8.2.5.14: a note that is not said to be an endnote"


def _references(element: Any) -> list[Any]:
    return [other.get_object() for other in element.get("/Ref", ())]


def _is_heading(reference: Any) -> bool:
    element: Any = reference.get_object() if isinstance(reference, IndirectObject) else reference
    return re.fullmatch(r"/H\d", str(element.get("/S"))) is not None


def _destinations(tree: Tree) -> Iterator[str]:
    actions = [annotation.get("/A", {}) for annotation, _ in tree.targets]
    actions += [item.get("/A", {}) for item in bookmarks(tree.catalog.get("/Outlines", {}))]
    names = tree.catalog.get("/Names", {}).get("/Dests", {}).get("/Names", [])
    destinations = [destination.get_object() for destination in names[1::2]]
    for action in actions:
        if action.get("/S") != "/URI" and not _leads_to_tag(action):
            yield f"14289-2, 8.8: {action or 'a place'} is no structure destination"
    if not all(isinstance(destination, dict) and _leads_to_tag(destination) for destination in destinations):
        yield "14289-2, 8.8: a named place is no structure destination"
    for annotation, _ in tree.targets:
        if annotation.get("/F") != 4 or not annotation.get("/Contents"):
            yield "19005-4, 6.3.2 and 14289-2, 8.9: a link that is not printed, or has no words"


def bookmarks(parent: Any) -> Iterator[Any]:
    """Yields the bookmarks below one, in order."""
    item = parent.get("/First")
    while item is not None:
        yield item
        yield from bookmarks(item)
        item = item.get("/Next")


def _leads_to_tag(action: Any) -> bool:
    return "/D" in action and "/SD" in action and action["/SD"][0].get_object()["/Type"] == "/StructElem"


def _embedded(catalog: Any) -> Iterator[str]:
    files = [
        file.get_object()
        for file in catalog.get("/Names", {}).get("/EmbeddedFiles", {}).get("/Names", [])[1::2]
    ]
    if not files:
        yield "19005-4, annex A: no embedded file"
    if [file.get_object() for file in catalog.get("/AF", ())] != files:
        yield "19005-4, 6.9: a file that nothing is associated with"
    for file in files:
        if {"/F", "/UF", "/EF", "/AFRelationship", "/Desc"} - set(file):
            yield "19005-4, 6.9 and 14289-2, 8.14.1: a file of which too little is said"
        if not re.fullmatch(r"/[-\w+.]+/[-\w+.]+", str(file["/EF"]["/F"]["/Subtype"])):
            yield "19005-4, 6.9: a file of no known type"
