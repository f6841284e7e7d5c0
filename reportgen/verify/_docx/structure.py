"""What Word repairs or refuses in a file, and what a reader misses who cannot see it; no schema forbids these things."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from reportgen.verify._docx.package import Package
from reportgen.verify._docx.text import PICTURE, Fields, W, paragraphs, shown
from reportgen.verify.model import Fonts, one_line, quoted, skips

_STORIES = ("header", "footer", "footnotes", "endnotes")
_DRAWN = (f"{W}drawing", f"{W}pict", f"{W}object")
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_HEADING = re.compile(r"heading ([1-9])")


def problems(package: Package) -> Iterator[str]:
    """Everything that is wrong with a file whatever its dataset says, the gravest first."""
    root = package.root(package.main)
    yield from package.problems()
    yield from _unreferred(root, package)
    yield from _twice(root)
    for name in (package.main, *(part for kind in _STORIES for part in package.related(kind))):
        story = package.root(name)
        if story is not None:
            yield from _broken(story)
    yield from _unnamed(package)
    yield from skips(_headings(root, package))
    yield from _tables(root)
    yield from _pictures(root)
    yield from _empty(root)


def fonts(package: Package) -> Fonts:
    """The fonts that the styles and the text name for letters of European scripts."""
    roots = filter(
        lambda root: root is not None, map(package.root, (*package.related("styles"), package.main))
    )
    named = (
        each.get(f"{W}{kind}")
        for root in roots
        for each in root.iter(f"{W}rFonts")
        for kind in ("ascii", "hAnsi", "asciiTheme")
    )
    return Fonts(tuple(dict.fromkeys(filter(None, named))))


def _unreferred(root: Any, package: Package) -> Iterator[str]:
    """Relations that the text names and the file does not have."""
    known = package.relations(package.main)
    for element in root.iter(
        f"{W}hyperlink", f"{W}headerReference", f"{W}footerReference", "{*}blip", "{*}svgBlip"
    ):
        for name, key in element.attrib.items():
            if name.startswith("{http://schemas.openxmlformats.org/officeDocument/") and key not in known:
                yield f"the text names the relation {key}, which the file does not have"


def _twice(root: Any) -> Iterator[str]:
    numbers = {
        "content control": [each.get(f"{W}val") for each in root.iterfind(f".//{W}sdtPr/{W}id")],
        "bookmark": [each.get(f"{W}id") for each in root.iter(f"{W}bookmarkStart")],
        "bookmark name": [each.get(f"{W}name", "").lower() for each in root.iter(f"{W}bookmarkStart")],
        "picture": [each.get("id") for each in shown(root, PICTURE)],
    }
    for kind, taken in numbers.items():
        yield from (
            f"the {kind} {number} stands {times} times"
            for number, times in Counter(taken).items()
            if times > 1
        )


def _broken(root: Any) -> Iterator[str]:
    """Things that have a beginning and no end, and places where Word demands something."""
    for kind in ("bookmark", "commentRange"):
        starts = Counter(each.get(f"{W}id") for each in root.iter(f"{W}{kind}Start"))
        ends = Counter(each.get(f"{W}id") for each in root.iter(f"{W}{kind}End"))
        yield from (f"the {kind.removesuffix('Range')} {number} has no end" for number in starts - ends)
        yield from (f"the {kind.removesuffix('Range')} {number} has no beginning" for number in ends - starts)
    fields = Fields()
    for _ in paragraphs(root, fields):
        pass
    yield from fields.problems
    yield from ("a section ends in a content control" for _ in root.iterfind(f".//{W}sdtContent//{W}sectPr"))
    yield from (
        "a table cell holds no paragraph" for cell in root.iter(f"{W}tc") if cell.find(f".//{W}p") is None
    )
    yield from ("a content control holds nothing" for each in root.iter(f"{W}sdtContent") if not len(each))


def _unnamed(package: Package) -> Iterator[str]:
    core = next(
        (each.target for each in package.relations("").values() if each.kind.endswith("/core-properties")), ""
    )
    properties = package.root(core)
    said = (
        {} if properties is None else {each.tag: (each.text or "").strip() for each in properties if each.tag}
    )
    for name in ("title", "language"):
        if not said.get(f"{{http://purl.org/dc/elements/1.1/}}{name}"):
            yield f"the file's properties have no {name}"
    styles = next(filter(lambda each: each is not None, map(package.root, package.related("styles"))), None)
    default = None if styles is None else styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    if default is None or not default.get(f"{W}val"):
        yield "the styles say no language, so that the text is read aloud in that of whoever opens it"


def _headings(root: Any, package: Package) -> Iterator[tuple[int, str]]:
    names = _style_names(package)
    for paragraph, words in paragraphs(root):
        found = _HEADING.fullmatch(names.get(_style(paragraph), ""))
        if found and words.strip():
            yield int(found[1]), words


def _style_names(package: Package) -> dict[str, str]:
    """The names of styles in lower case, by their ids."""
    named = (
        (style.get(f"{W}styleId", ""), style.find(f"{W}name"))
        for name in package.related("styles")
        for style in _children(package.root(name), f"{W}style")
    )
    return {key: name.get(f"{W}val", "").lower() for key, name in named if name is not None}


def _children(root: Any, tag: str) -> Iterator[Any]:
    return iter(()) if root is None else root.iterchildren(tag)


def _style(paragraph: Any) -> str:
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if found is None else str(found.get(f"{W}val", ""))


def _tables(root: Any) -> Iterator[str]:
    """Tables that no row and no column heads."""
    for table in shown(root, f"{W}tbl"):
        row = table.find(f"{W}tr")
        look = table.find(f"{W}tblPr/{W}tblLook")
        headed = row is not None and row.find(f"{W}trPr/{W}tblHeader") is not None
        labelled = look is not None and look.get(f"{W}firstColumn") in {"1", "true", "on"}
        if not headed and not labelled:
            words = one_line("".join(table.itertext(f"{W}t")))
            yield f"the table that begins {quoted(words, 40)} has no head row"


def _pictures(root: Any) -> Iterator[str]:
    for number, picture in enumerate(shown(root, PICTURE), 1):
        decorative = any(each.get("val") in {"1", "true"} for each in picture.iter(_DECORATIVE))
        if not picture.get("descr", "").strip() and not decorative:
            yield f"picture {number} has no alternative text, and is not marked as decoration"


def _empty(root: Any) -> Iterator[str]:
    """Paragraphs without words, but where Word demands one: in a cell, for the end of a section, behind a table."""
    before = ""
    for paragraph, words in paragraphs(root):
        empty = not words.strip() and next(paragraph.iter(*_DRAWN), None) is None
        if empty and not _demanded(paragraph):
            yield (
                f"an empty paragraph stands behind {quoted(before)}"
                if before
                else "an empty paragraph stands first"
            )
        before = words.strip() or before


def _demanded(paragraph: Any) -> bool:
    if paragraph.find(f"{W}pPr/{W}sectPr") is not None:
        return True
    if any(outer.tag == f"{W}tc" for outer in paragraph.iterancestors()):
        return True
    following = paragraph.getnext()
    last = following is None or following.tag == f"{W}sectPr"
    return last or getattr(paragraph.getprevious(), "tag", "") == f"{W}tbl"
