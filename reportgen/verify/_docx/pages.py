"""Finds an empty page at the end of a Word file."""

from collections.abc import Iterator
from typing import Any

from reportgen.verify._docx.elements import DRAWINGS, shows_words
from reportgen.word.package import W


def empty_last_page(root: Any) -> Iterator[str]:
    """Yields the last page where nothing shows behind the last break of a page."""
    next_section = "nextPage"
    for block in reversed(root.findall(f"{W}body/*")):
        section = block if block.tag == f"{W}sectPr" else block.find(f"{W}pPr/{W}sectPr")
        if section is not None:
            if section is not block and next_section != "continuous":
                yield "the last one"
                return
            kind = section.find(
                f"{W}type"
            )  # how the section that ends here begins (ECMA-376, part 1, 17.6.22)
            next_section = "nextPage" if kind is None else kind.get(f"{W}val", "nextPage")
        for element in reversed(list(block.iter())):
            if element.tag in DRAWINGS or shows_words(element):
                return
            if _begins_page(element):
                yield "the last one"
                return


def _begins_page(element: Any) -> bool:
    if element.tag == f"{W}pageBreakBefore":
        return element.get(f"{W}val") not in {"0", "false", "off"}
    return bool(element.tag == f"{W}br" and element.get(f"{W}type") == "page")
