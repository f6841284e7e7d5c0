"""The headers and footers of a Word file, and the references to them from the properties of sections."""

import re
from collections.abc import Mapping

from reportgen.document import Chapter, Cover, Document, chapters
from reportgen.letters import text_width
from reportgen.theme import Theme
from reportgen.writers._docx.page import page_geometry
from reportgen.writers._docx.xml import (
    DECLARATION,
    NAMESPACES,
    escape,
    field,
    line_break,
    points_to_twips,
    run,
    runs_in_language,
    tab,
)

_GROUP_SHARE = 0.65
"""The share of the width that the name of the group takes in a header, as in the PDF."""

_VML, _OFFICE = "urn:schemas-microsoft-com:vml", "urn:schemas-microsoft-com:office:office"

HEADER, FOOTER, FIRST_HEADER, FIRST_FOOTER = "header", "footer", "headerFirst", "footerFirst"
"""The names of the parts, and the ids of the relationships to them. A chapter's header has a number behind its name."""


def headers_and_footers(
    document: Document, theme: Theme, style_ids: Mapping[str, str]
) -> tuple[dict[str, str], dict[str, str]]:
    """Returns the parts by their names, and the references to them by the anchors of chapters.

    The references of the document's first section have the anchor "". The first page has a footer of its own and no header:
    the title block says the same. A cover has neither.
    """
    header_style, footer = style_ids["header"], _footer_part(document, style_ids["footer"])
    watermark = _watermark(document.watermark)
    has_cover = bool(document.blocks) and isinstance(document.blocks[0], Cover)
    first_section = {
        HEADER: _header_part(document, header_style, theme, watermark),
        FIRST_HEADER: _part("hdr", "", watermark) if watermark else "",
        FOOTER: footer,
        FIRST_FOOTER: "" if has_cover else footer,
    }
    parts = {name: part for name, part in first_section.items() if part}
    references = {"": "".join(map(_reference, parts))}
    for number, (anchor, chapter) in enumerate(chapters(document).items(), 1):
        name, header = f"{HEADER}{number}", _header_part(chapter, header_style, theme)
        is_foreign = chapter.language != document.language
        parts[name] = runs_in_language(header, chapter.language) if is_foreign else header
        references[anchor] = _reference(name) + _reference(FOOTER)
    return parts, references


def _header_part(source: Document | Chapter, style_id: str, theme: Theme, watermark: str = "") -> str:
    """Returns the header, with the group at the left and the period at the right; empty when there is neither."""
    if not (source.group or source.period or watermark):
        return ""
    group = line_break().join(map(run, _group_lines(source.group, theme)))
    period = tab() + run(source.period) if source.period else ""
    return _part("hdr", style_id, watermark + group + period)


def _watermark(word: str) -> str:
    """Returns a run that sets a word across the page behind its text, as Word's own watermarks do; empty without a word."""
    if not word:
        return ""
    style = (
        "position:absolute;margin-left:0;margin-top:0;width:440pt;height:165pt;rotation:315;z-index:-251658752;"
        "mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
        "mso-position-vertical:center;mso-position-vertical-relative:margin"
    )
    return (
        f'<w:r><w:pict xmlns:v="{_VML}" xmlns:o="{_OFFICE}"><v:shapetype id="_x0000_t136" coordsize="21600,21600"'
        ' o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e"><v:path textpathok="t"/><v:textpath on="t"/>'
        f'</v:shapetype><v:shape id="Watermark" o:spid="_x0000_s2049" type="#_x0000_t136" alt="" style="{style}"'
        ' o:allowincell="f" fillcolor="#e6b8c2" stroked="f"><v:fill opacity=".5"/>'
        f'<v:textpath style="font-family:&quot;Arial&quot;;font-size:1pt" string="{escape(word)}"/></v:shape></w:pict></w:r>'
    )


def _group_lines(group: str, theme: Theme) -> list[str]:
    """Returns the name of a group on lines that leave room for the period: Word has no other way to break it before a tab."""
    room = _GROUP_SHARE * page_geometry(theme).text_width / points_to_twips(theme.small_size / 2)
    group_lines: list[str] = []
    for word in group.split(" "):
        if group_lines and text_width(f"{group_lines[-1]} {word}") <= room:
            group_lines[-1] += f" {word}"
        else:
            group_lines.append(word)
    return group_lines if group else []


def header_distance(document: Document, theme: Theme) -> int:
    """Returns the distance of headers from the edge of the page, less where one of them needs several lines."""
    groups = (document.group, *(chapter.group for chapter in chapters(document).values()))
    most_lines = max(len(_group_lines(group, theme)) for group in groups)
    margin = page_geometry(theme).margin
    return margin // 2 if most_lines <= 1 else margin // 3


def _footer_part(document: Document, style_id: str) -> str:
    """Returns the footer: the number of the page in the document's own wording."""
    fields = {"{page}": field("PAGE", "1"), "{pages}": field("NUMPAGES", "1")}
    texts = filter(None, re.split(r"(\{pages?\})", document.page_of))
    return _part("ftr", style_id, "".join(fields.get(text) or run(text) for text in texts))


def _part(element: str, style_id: str, runs: str) -> str:
    properties = f'<w:pPr><w:pStyle w:val="{escape(style_id)}"/></w:pPr>' if style_id else ""
    return f"{DECLARATION}<w:{element} {NAMESPACES}><w:p>{properties}{runs}</w:p></w:{element}>"


def _reference(name: str) -> str:
    element = "headerReference" if name.startswith(HEADER) else "footerReference"
    kind = "first" if name in (FIRST_HEADER, FIRST_FOOTER) else "default"
    return f'<w:{element} w:type="{kind}" r:id="{name}"/>'
