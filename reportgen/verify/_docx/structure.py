"""The structure of a Word file: what Word would repair or a reader who cannot see it would miss, though no schema forbids it."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from reportgen.verify._docx.elements import DRAWINGS, PICTURE, shows_words, visible_elements, words_of
from reportgen.verify._docx.links import other_fields
from reportgen.verify.navigation import find_skipped_levels
from reportgen.verify.strings import collapse_whitespace, quote
from reportgen.word import WordFile, holds_macros, paragraphs_of
from reportgen.word.fields import FieldTracker
from reportgen.word.inlines import DROPPED
from reportgen.word.package import Package, W

_STORIES = ("header", "footer", "footnotes", "endnotes")
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"


def find_problems(package: Package, file: WordFile) -> Iterator[str]:
    """Yields everything that is wrong with a file whatever its dataset says, the gravest first."""
    root = package.document
    if holds_macros(package):
        yield "it holds macros, which no report needs"
    yield from package.find_problems()
    yield from _missing_relationships(package)
    yield from _duplicate_ids(root)
    for name in (package.main_part, *(part for story in _STORIES for part in package.related_parts(story))):
        story_root = package.root(name)
        if story_root is not None:
            yield from _repairs(story_root)
            yield from other_fields(story_root)
    for comment in file.comments:
        yield f"a comment of {quote(comment.author)} shows beside the text: {quote(comment.text)}"
    yield from _missing_metadata(package)
    yield from find_skipped_levels(_headings(file))
    yield from _tables_without_headers(root)
    yield from _undescribed_pictures(root)
    yield from _empty_paragraphs(root)


def _missing_relationships(package: Package) -> Iterator[str]:
    """Yields relationships to which the document refers and that it does not have."""
    relationships = package.relationships(package.main_part)
    tags = (f"{W}hyperlink", f"{W}headerReference", f"{W}footerReference", "{*}blip", "{*}svgBlip")
    for element in package.document.iter(*tags):
        for name, key in element.attrib.items():
            is_reference = name.startswith("{http://schemas.openxmlformats.org/officeDocument/")
            if is_reference and key not in relationships:
                yield f"the text names the relation {key}, which the file does not have"


def _duplicate_ids(root: Any) -> Iterator[str]:
    bookmarks = list(_bookmark_starts(root))
    ids_by_noun = {
        "content control": [element.get(f"{W}val") for element in root.iterfind(f".//{W}sdtPr/{W}id")],
        "bookmark": [bookmark.get(f"{W}id") for bookmark in bookmarks],
        "bookmark name": [bookmark.get(f"{W}name", "").lower() for bookmark in bookmarks],
        "picture": [picture.get("id") for picture in visible_elements(root, PICTURE)],
    }
    for noun, ids in ids_by_noun.items():
        for identifier, count in Counter(ids).items():
            if count > 1:
                yield f"the {noun} {identifier} stands {count} times"


def _bookmark_starts(root: Any) -> Iterator[Any]:
    """Yields the beginnings of bookmarks that count.

    Where a paragraph is split at its bookmark, LibreOffice (7.4) writes another beginning, which has no end. Word passes
    over it, and the bookmark is still there.
    """
    starts = list(root.iter(f"{W}bookmarkStart"))
    ended_ids = {end.get(f"{W}id") for end in root.iter(f"{W}bookmarkEnd")}
    ended_names = {start.get(f"{W}name") for start in starts if start.get(f"{W}id") in ended_ids}
    for start in starts:
        if start.get(f"{W}id") in ended_ids or start.get(f"{W}name") not in ended_names:
            yield start


def _repairs(root: Any) -> Iterator[str]:
    """Yields what Word repairs in a story: beginnings without an end, and elements that lack what they must hold."""
    for kind, noun in (("bookmark", "bookmark"), ("commentRange", "comment")):
        elements = _bookmark_starts(root) if kind == "bookmark" else root.iter(f"{W}{kind}Start")
        starts = Counter(start.get(f"{W}id") for start in elements)
        ends = Counter(end.get(f"{W}id") for end in root.iter(f"{W}{kind}End"))
        yield from (f"the {noun} {identifier} has no end" for identifier in starts - ends)
        yield from (f"the {noun} {identifier} has no beginning" for identifier in ends - starts)
    fields = FieldTracker()
    fields.follow_story(root)
    yield from fields.problems
    for _ in root.iterfind(f".//{W}sdtContent//{W}sectPr"):
        yield "a section ends in a content control"
    for cell in root.iter(f"{W}tc"):
        if cell.find(f".//{W}p") is None:
            yield "a table cell holds no paragraph"
    for content in root.iter(f"{W}sdtContent"):
        if not len(content):
            yield "a content control holds nothing"


def _missing_metadata(package: Package) -> Iterator[str]:
    properties = _core_properties(package)
    for name in ("title", "language"):
        if not properties.get(f"{{http://purl.org/dc/elements/1.1/}}{name}"):
            yield f"the file's properties have no {name}"
    roots = map(package.root, package.related_parts("styles"))
    styles = next((root for root in roots if root is not None), None)
    language = None if styles is None else styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    if language is None or not language.get(f"{W}val"):
        yield "the styles say no language, so that the text is read aloud in that of whoever opens it"


def _core_properties(package: Package) -> dict[str, str]:
    for relationship in package.relationships("").values():
        if relationship.type.endswith("/core-properties"):
            root = package.root(relationship.target)
            return {} if root is None else {element.tag: (element.text or "").strip() for element in root}
    return {}


def _headings(file: WordFile) -> Iterator[tuple[int, str]]:
    for paragraph in paragraphs_of(file.blocks):
        if paragraph.kind == "heading" and paragraph.text.strip():
            yield paragraph.level, paragraph.text


def _tables_without_headers(root: Any) -> Iterator[str]:
    for table in visible_elements(root, f"{W}tbl"):
        first_row = table.find(f"{W}tr")
        look = table.find(f"{W}tblPr/{W}tblLook")
        has_header_row = first_row is not None and first_row.find(f"{W}trPr/{W}tblHeader") is not None
        has_header_column = look is not None and look.get(f"{W}firstColumn") in {"1", "true", "on"}
        if not has_header_row and not has_header_column:
            text = collapse_whitespace("".join(table.itertext(f"{W}t")))
            yield f"the table that begins {quote(text, 40)} has no head row"


def _undescribed_pictures(root: Any) -> Iterator[str]:
    for number, picture in enumerate(visible_elements(root, PICTURE), 1):
        is_decorative = any(mark.get("val") in {"1", "true"} for mark in picture.iter(_DECORATIVE))
        if not picture.get("descr", "").strip() and not is_decorative:
            yield f"picture {number} has no alternative text, and is not marked as decoration"


def _empty_paragraphs(root: Any) -> Iterator[str]:
    previous_text = ""
    for paragraph in visible_elements(root, f"{W}p"):
        text = words_of(paragraph)
        if _is_empty(paragraph) and not _is_required(paragraph):
            location = f"behind {quote(previous_text)}" if previous_text else "first"
            yield f"an empty paragraph stands {location}"
        previous_text = text.strip() or previous_text


def _is_empty(paragraph: Any) -> bool:
    return not any(shows_words(text) for text in paragraph.iter(f"{W}t")) and not any(
        True for _ in paragraph.iter(*DRAWINGS, f"{W}sym", f"{W}noBreakHyphen")
    )


def _is_required(paragraph: Any) -> bool:
    """Whether Word demands this paragraph: in a cell, for the end of a section, behind a table, or as the last of a story.

    One that is recorded as deleted or moved away is only there until somebody accepts that.
    """
    properties = paragraph.find(f"{W}pPr")
    if properties is not None and any(
        properties.find(f"{W}rPr/{name}") is not None for name in DROPPED[False]
    ):
        return True
    if properties is not None and properties.find(f"{W}sectPr") is not None:
        return True
    if any(ancestor.tag == f"{W}tc" for ancestor in paragraph.iterancestors()):
        return True
    following = paragraph.getnext()
    is_last = following is None or following.tag == f"{W}sectPr"
    return is_last or getattr(paragraph.getprevious(), "tag", "") == f"{W}tbl"
