"""The headers and footers of a Word file, and the references to them from the properties of sections."""

import re
from collections.abc import Mapping

from reportgen.document import Chapter, Document, chapters
from reportgen.writers._docx.xml import (
    DECLARATION,
    NAMESPACES,
    escape,
    field,
    run,
    runs_in_language,
    tab,
)

HEADER, FOOTER, FIRST_FOOTER = "header", "footer", "footerFirst"
"""The names of the parts, and the ids of the relationships to them. A chapter's header has a number behind its name."""


def headers_and_footers(
    document: Document, style_ids: Mapping[str, str]
) -> tuple[dict[str, str], dict[str, str]]:
    """Returns the parts by their names, and the references to them by the anchors of chapters.

    The references of the document's first section have the anchor "". The first page has a footer of its own and no header:
    the title block says the same.
    """
    header_style, footer = style_ids["header"], _footer_part(document, style_ids["footer"])
    first_section = {HEADER: _header_part(document, header_style), FOOTER: footer, FIRST_FOOTER: footer}
    parts = {name: part for name, part in first_section.items() if part}
    references = {"": "".join(map(_reference, parts))}
    for number, (anchor, chapter) in enumerate(chapters(document).items(), 1):
        name, header = f"{HEADER}{number}", _header_part(chapter, header_style)
        is_foreign = chapter.language != document.language
        parts[name] = runs_in_language(header, chapter.language) if is_foreign else header
        references[anchor] = _reference(name) + _reference(FOOTER)
    return parts, references


def _header_part(source: Document | Chapter, style_id: str) -> str:
    """Returns the header, with the group at the left and the period at the right; empty when there is neither."""
    if not (source.group or source.period):
        return ""
    group = run(source.group) if source.group else ""
    period = tab() + run(source.period) if source.period else ""
    return _part("hdr", style_id, group + period)


def _footer_part(document: Document, style_id: str) -> str:
    """Returns the footer: the number of the page in the document's own wording."""
    fields = {"{page}": field("PAGE", "1"), "{pages}": field("NUMPAGES", "1")}
    texts = filter(None, re.split(r"(\{pages?\})", document.page_of))
    return _part("ftr", style_id, "".join(fields.get(text) or run(text) for text in texts))


def _part(element: str, style_id: str, runs: str) -> str:
    properties = f'<w:pPr><w:pStyle w:val="{escape(style_id)}"/></w:pPr>'
    return f"{DECLARATION}<w:{element} {NAMESPACES}><w:p>{properties}{runs}</w:p></w:{element}>"


def _reference(name: str) -> str:
    element = "headerReference" if name.startswith(HEADER) else "footerReference"
    kind = "first" if name == FIRST_FOOTER else "default"
    return f'<w:{element} w:type="{kind}" r:id="{name}"/>'
