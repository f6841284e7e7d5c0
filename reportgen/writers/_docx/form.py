"""Places to type in as content controls inside lines, which go when somebody types there (ECMA-376, part 1, 17.5.2).

No control stands around paragraphs: LibreOffice (7.4) crosses their tags with those of tracked changes.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import count

from reportgen.startup.patterns import lazy_pattern
from reportgen.theme import Theme
from reportgen.writers._docx.style_markup import Style, run_properties
from reportgen.writers._docx.style_names import own_style_id, style_key
from reportgen.writers._docx.template import Template
from reportgen.writers._docx.xml import escape, run
from reportgen.writers.place_to_type import PLACE, number_of_place

_STYLE = "Placeholder Text"
_RUN = lazy_pattern(
    r'<w:r>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:t xml:space="preserve">(?P<text>[^<]*)</w:t></w:r>'
)
_LONGEST_NAME = 64
"""Word takes no longer names of controls."""


def form_template(template: Template, theme: Theme) -> Template:
    """Returns a template with the style of prompts, grey as in Word's own forms."""
    style = Style(_STYLE, "character", run_properties(colour=theme.muted), "Default Paragraph Font")
    style_ids = {**template.style_ids, style_key(_STYLE): own_style_id(_STYLE)}
    markup = style.xml(style_ids, own_style_id(_STYLE))
    return replace(
        template, styles=template.styles.replace("</w:styles>", f"{markup}</w:styles>"), style_ids=style_ids
    )


def with_controls(body: bytes, names: Sequence[str]) -> bytes:
    """Returns a document part with controls for the places to type in, each with its name among these."""
    from html import unescape

    ids = count(1)

    def controls(match: re.Match[str]) -> str:
        place = PLACE.fullmatch(unescape(match["text"]))
        return (
            match[0]
            if place is None
            else _control(names[number_of_place(place["number"])], place["prompt"], next(ids))
        )

    return _RUN.sub(controls, body.decode()).encode()


def _control(name: str, prompt: str, control_id: int) -> str:
    """Returns a control that shows a prompt, and that is gone once something has been typed into it."""
    label = escape(name[:_LONGEST_NAME])
    properties = f'<w:alias w:val="{label}"/><w:tag w:val="{label}"/><w:id w:val="{control_id}"/><w:temporary/><w:showingPlcHdr/>'
    content = run(prompt, own_style_id(_STYLE))
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"
