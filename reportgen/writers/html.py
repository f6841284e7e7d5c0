"""Writes the HTML file: one self-contained page that meets WCAG 2.2 AA, without scripts and without anything to fetch."""

from base64 import b64encode
from html import escape

from reportgen.document import Cover, Document, Image, Panels, chapters, lines, walk
from reportgen.theme import Theme
from reportgen.writers import Options, Written
from reportgen.writers._html.blocks import body
from reportgen.writers._html.context import Medium
from reportgen.writers._html.metadata import REPORT_ITEM, sharing_metadata
from reportgen.writers.further_fonts import embedded_font_faces
from reportgen.writers.page_breaks import text_area
from reportgen.writers.style import SCREEN_TEXT_WIDTH, room, screen
from reportgen.writers.watermark import screen_watermark

_POLICY = (
    "default-src 'none'; img-src data:;{fonts} style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
)


def write(document: Document, theme: Theme, options: Options) -> Written:
    """Writes a document as one HTML file in UTF-8 with LF line ends. No option changes the file."""
    del options
    faces = embedded_font_faces(theme, "".join(lines(document))) if theme.fonts else ""
    allowed = _POLICY.format(fonts=" font-src data:;" if faces else "")
    policy = f'<meta http-equiv="Content-Security-Policy" content="{escape(allowed)}">\n'
    viewport = '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    style = (
        faces
        + screen_watermark(document)
        + screen(theme, pack=bool(chapters(document)), panels=has_panels(document), publication=True)
    )
    largest = room(theme)
    scale = SCREEN_TEXT_WIDTH / largest[0]
    medium = Medium(paged=False, source=data_url, text_area=text_area(theme), room=largest, scale=scale)
    content = body(document, medium, theme.logo)
    head = policy + viewport + sharing_metadata(document, full_title(document))
    return Written(page(document, head, style, content, REPORT_ITEM).encode())


def page(document: Document, head: str, style: str, content: str, attributes: str = "") -> str:
    """Returns a whole HTML page. `head`, `content` and the root's `attributes` are markup; `style` may be any CSS."""
    return (
        f'<!doctype html>\n<html lang="{escape(document.language)}"{attributes}>\n<head>\n<meta charset="utf-8">\n{head}'
        f"<title>{escape(full_title(document))}</title>\n{_meta_elements(document)}"
        f"<style>\n{_escape_style(style)}</style>\n</head>\n<body>\n{content}</body>\n</html>\n"
    )


def has_panels(document: Document) -> bool:
    """Returns whether a document has a cover or panels."""
    return any(isinstance(block, Cover | Panels) for block in walk(document.blocks))


def full_title(document: Document) -> str:
    """Returns the file's title: its group and period come first, for windows, tabs and search results."""
    group_and_period = " ".join(filter(None, (document.group, document.period)))
    return " – ".join(filter(None, (group_and_period, document.title)))


def data_url(image: Image) -> str:
    """Returns a picture as a `data:` address."""
    return f"data:{image.media_type};base64,{b64encode(image.content).decode()}"


def _meta_elements(document: Document) -> str:
    properties = {
        "author": document.author,
        "dcterms.created": document.created,
        "generator": "reportgen",
    }
    return "".join(
        f'<meta name="{name}" content="{escape(value)}">\n' for name, value in properties.items() if value
    )


def _escape_style(style: str) -> str:
    """Returns CSS that cannot end its `style` element: `</` is written with a CSS escape."""
    whole_lines = style if not style or style.endswith("\n") else f"{style}\n"
    return whole_lines.replace("</", "\\3c /")
