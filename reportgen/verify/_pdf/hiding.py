"""What makes a PDF show or read aloud something else than its text: layers, cut or turned pages, replaced words (ISO 32000-1).

It knows the usual ways. What is drawn over words, in their own colour or at their size, it does not see.
"""

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from reportgen.verify._pdf.objects import WalkLimit, as_dict, as_list, catalog, object_number, resolve
from reportgen.verify.strings import quote

if TYPE_CHECKING:
    import pypdf

REPLACING = ("/ActualText", "/Alt", "/E")
"""Keys of tags and of marked content whose words are read in the place of those that are drawn."""

_PICTURES = frozenset({"/Figure", "/Formula"})


def find_hiding(reader: "pypdf.PdfReader") -> Iterator[str]:
    """Yields what hides or replaces words of a PDF."""
    root = catalog(reader)
    if "/OCProperties" in root:
        yield "layers, which a reader may turn on and off"
    counts = Counter(object_number(page) for page in reader.pages)
    for number, page in enumerate(reader.pages, 1):
        if as_list(page.get("/CropBox")) not in ([], as_list(page.get("/MediaBox"))):
            yield f"page {number} is cut (`CropBox`)"
        if resolve(page.get("/Rotate")) not in {None, 0}:
            yield f"page {number} is turned (`Rotate`)"
        if resolve(page.get("/UserUnit")) not in {None, 1}:
            yield f"page {number} is of another size (`UserUnit`)"
        if counts[object_number(page)] > 1:
            yield f"page {number} shows more than once"
    yield from _replaced(as_dict(root.get("/StructTreeRoot")))


def _replaced(root: Any) -> Iterator[str]:
    """Yields the words that tags have in the place of those that are drawn; pictures have theirs rightly in `Alt`."""
    limit, pending = WalkLimit(), [(root, 0)]
    while pending:
        element, depth = pending.pop()
        limit.check(depth)
        kind = str(resolve(element.get("/S")) or "")
        for key in REPLACING:
            is_description = key == "/Alt" and kind in _PICTURES
            if key in element and not is_description:
                words = quote(str(resolve(element.get(key))))
                yield f"`{key[1:]}` of a `{kind[1:]}` is read aloud in its place: {words}"
        kids = (kid for kid in map(as_dict, as_list(element.get("/K"))) if kid)
        pending += ((kid, depth + 1) for kid in kids if resolve(kid.get("/Type")) not in {"/MCR", "/OBJR"})
