"""The links and bookmarks of a PDF (ISO 32000-1, 12.3 and 12.5)."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from reportgen.verify._pdf.objects import WalkLimit, as_dict, as_list, catalog, resolve, tree_entries
from reportgen.verify.navigation import is_link_address
from reportgen.verify.strings import collapse_whitespace, quote

if TYPE_CHECKING:
    import pypdf


def check_links(reader: "pypdf.PdfReader") -> tuple[int, list[str]]:
    """Returns the number of links, and what is wrong with them and the bookmarks."""
    root = catalog(reader)
    destinations = _named_destinations(root)
    count = 0
    problems: list[str] = []
    for page_number, page in enumerate(reader.pages, 1):
        for annotation in map(as_dict, as_list(page.get("/Annots"))):
            if annotation.get("/Subtype") == "/Link":
                count += 1
                label = _link_label(annotation, page_number)
                problems += (f"{label} {fault}" for fault in _find_faults(annotation, destinations))
    problems += _actions(reader, root)
    for bookmark in _bookmarks(root):
        title = quote(str(resolve(bookmark.get("/Title")) or ""))
        problems += (f"the bookmark {title} {fault}" for fault in _find_faults(bookmark, destinations))
    return count, problems


def _actions(reader: "pypdf.PdfReader", root: Any) -> Iterator[str]:
    """Yields what a PDF does by itself, when it is opened, turned over or touched (12.6.3), and fields that are filled in."""
    opening = as_dict(root.get("/OpenAction"))
    if opening and str(resolve(opening.get("/S"))) != "/GoTo":
        yield f"it does something when it is opened ({str(resolve(opening.get('/S'))).removeprefix('/')})"
    if "/AA" in root or any("/AA" in page for page in reader.pages):
        yield "it does something by itself (AA)"
    if "/JavaScript" in as_dict(root.get("/Names")):
        yield "it runs a program when it is opened (JavaScript)"
    if "/AcroForm" in root:
        yield "it holds a form"
    for number, page in enumerate(reader.pages, 1):
        for annotation in map(as_dict, as_list(page.get("/Annots"))):
            kind = str(resolve(annotation.get("/Subtype"))).removeprefix("/")
            if kind != "Link":
                yield f"something lies on page {number} that is no link ({kind})"
            if "/AA" in annotation or "/Next" in as_dict(annotation.get("/A")):
                yield f"a link on page {number} does something else, too"


def _named_destinations(root: Any) -> set[str]:
    entries = tree_entries(as_dict(root.get("/Names")).get("/Dests"), "/Names")
    names = {str(resolve(name)) for name, _ in entries}
    return names | {str(name).removeprefix("/") for name in as_dict(root.get("/Dests"))}


def _link_label(annotation: Any, page_number: int) -> str:
    text = collapse_whitespace(str(resolve(annotation.get("/Contents")) or ""))
    return f"the link {quote(text)} on page {page_number}" if text else f"a link on page {page_number}"


def _find_faults(source: Any, destinations: set[str]) -> Iterator[str]:
    """Yields what is wrong with the action or destination of a link or a bookmark."""
    action = as_dict(source.get("/A"))
    action_type = str(resolve(action.get("/S")) or "")
    destination = resolve(source.get("/Dest", action.get("/D")))
    if action_type == "/URI":
        address = str(resolve(action.get("/URI")))
        if not is_link_address(address):
            yield f"leads to {quote(address)}, which is not http, https or mailto"
    elif action_type not in {"", "/GoTo"}:
        yield f"does something else than leading to a place ({action_type.removeprefix('/')})"
    elif destination is None:
        yield "leads nowhere"
    elif isinstance(destination, list):
        if not destination or not as_dict(destination[0]):
            yield "leads to a page that is not there"
    elif str(destination).removeprefix("/") not in destinations:
        yield f"leads to `{destination}`, which is not there"


def _bookmarks(root: Any) -> Iterator[Any]:
    limit, pending = WalkLimit(), [as_dict(as_dict(root.get("/Outlines")).get("/First"))]
    while pending:
        bookmark = pending.pop()
        if bookmark:
            limit.check(1)
            yield bookmark
            pending += (as_dict(bookmark.get("/Next")), as_dict(bookmark.get("/First")))
