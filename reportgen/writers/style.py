"""Writes the theme as CSS: rules for screens and pages, rules for screens alone, and rules for pages alone.

The theme's sizes are in points. On screens a point is a twelfth of the reader's own text size, so that the page grows
with the size that the reader has set (WCAG 1.4.4).
"""

import re

from reportgen.document import Document, chapters
from reportgen.theme import Theme, font_files
from reportgen.writers.break_rules import BREAK_RULES, PAGED_BREAK_RULES
from reportgen.writers.further_fonts import font_face, further_fonts
from reportgen.writers.heading_style import heading_font, heading_font_face, logo_place
from reportgen.writers.panels_style import SCREEN_PANELS, FormatSize, paged_panels, shared_panels
from reportgen.writers.picture_sizes import LARGEST_HEIGHT, MM
from reportgen.writers.publication_style import PUBLICATION, dark
from reportgen.writers.quotation_style import quotations
from reportgen.writers.spacing import COLUMNS_GAP, ENTRY_SHARE

_WIDTH = 210
"""The width in millimetres of A4, the only size of page."""

SCREEN_TEXT_WIDTH = 43.5 * 16
"""The width of the text on a wide screen in CSS pixels, for readers who have not set another size of text."""


def screen(theme: Theme, *, pack: bool = False, panels: bool = False, publication: bool = False) -> str:
    """Returns the style sheet of the HTML file, with rules for printing and, for a `pack`, the rules of packs.

    `panels` says whether there are panels or a cover, which have rules of their own. A `publication` has rules for wide
    screens and dark pages, too.
    """

    def size(points: float) -> str:
        return f"{points / 12:.4g}rem"

    further = "".join(f'"{name}", ' for name, _ in further_fonts(theme))
    fonts = f'"{theme.font}", "{theme.word_font}", Helvetica, {further}sans-serif'
    pack_rules = _PACK if pack else ""
    panel_rules = shared_panels(theme, size) + SCREEN_PANELS if panels else ""
    parts = (
        _variables(theme, fonts),
        _shared(theme, size),
        heading_font(theme),
        logo_place(theme),
        BREAK_RULES,
        _SCREEN,
        pack_rules,
        panel_rules,
        *((PUBLICATION, dark(theme)) if publication else ()),
        _PRINT,
        theme.style,
    )
    return "".join(parts)


def paged(theme: Theme, fonts: str) -> str:
    """Returns the style sheet of the PDF. `fonts` is the address of the folder of the font files, with its slash."""

    def size(points: float) -> str:
        return f"{points:.4g}pt"

    parts = (
        *(_font_face(theme, fonts, bold=bold, italic=italic) for bold, italic in font_files()),
        heading_font_face(theme, fonts),
        *(font_face(name, f"{fonts}{name}") for name, _ in further_fonts(theme)),
        _variables(theme, ", ".join(f'"{name}"' for name in (theme.font, *dict(further_fonts(theme))))),
        _shared(theme, size),
        heading_font(theme),
        logo_place(theme),
        BREAK_RULES,
        _page(theme),
        _PAGED,
        PAGED_BREAK_RULES,
        _PACK,
        shared_panels(theme, size),
        paged_panels(theme),
        theme.style,
    )
    return "".join(parts)


def running(document: Document) -> str:
    """Returns the words at the head and foot of the pages as variables: the only CSS that differs between documents."""
    parts = re.split(r"\{(pages?)\}", document.page_of)
    footer = " ".join(f"counter({part})" if index % 2 else string(part) for index, part in enumerate(parts))
    group, period = string(document.group), string(document.period)
    if chapters(document):  # group and period differ from page to page
        group, period = "string(group)", "string(period)"
    return f":root {{ --group: {group}; --period: {period}; --page-of: {footer} }}\n"


def string(text: str) -> str:
    """Returns text as a CSS string; nothing in it can end the string, the rule or the `style` element."""
    escaped = "".join(
        character if character.isalnum() or character == " " else f"\\{ord(character):x} "
        for character in text
    )
    return f'"{escaped}"'


def room(theme: Theme) -> tuple[float, float]:
    """Returns the largest width and height of a picture in CSS pixels: the width of the text, and 200 mm."""
    return (_WIDTH - 2 * theme.margin) * MM, LARGEST_HEIGHT


def logo_room(theme: Theme) -> tuple[float, float]:
    """Returns the largest width and height of a logo in CSS pixels: half the width of the text, and 20 mm."""
    return room(theme)[0] / 2, 20 * MM


def _font_face(theme: Theme, fonts: str, *, bold: bool, italic: bool) -> str:
    return (
        f'@font-face {{ font-family: "{theme.font}"; font-weight: {"bold" if bold else "normal"};'
        f" font-style: {'italic' if italic else 'normal'};"
        f" src: url({fonts}{font_files()[bold, italic].name}) }}\n"
    )


def _variables(theme: Theme, fonts: str) -> str:
    return (
        f":root {{ --font: {fonts}; --ground: #fff; --text: {theme.text}; --accent: {theme.accent}; --muted: {theme.muted};"
        f" --second-accent: {theme.second_accent}; --cover: {theme.cover}; --cover-text: {theme.cover_text};"
        f" --line: {theme.line}; --shade: {theme.shade} }}\n"
    )


def _shared(theme: Theme, size: FormatSize) -> str:
    title, (first, second, third, fourth) = theme.title_size, theme.heading_sizes
    small, gap = size(theme.small_size), theme.size * 0.6
    spaces = [f"{size(above)} 0 {size(below)}" for above, below in theme.heading_spaces]
    return f"""\
body {{ color: var(--text); font-family: var(--font); font-size: {size(theme.size)};
  line-height: {theme.leading}; margin: 0; overflow-wrap: break-word; text-align: left }}
p, ul, ol {{ margin: 0 0 {size(gap)} }}
a {{ color: var(--accent); text-decoration: underline }}
header {{ border-bottom: {size(2.25)} solid var(--accent); margin-bottom: {size(24)}; padding-bottom: {size(14)} }}
header h1 {{ color: var(--accent); font-size: {size(title)}; line-height: 1.15; margin: 0 0 {size(10)} }}
header .group {{ font-size: {size(second)}; font-weight: bold; line-height: 1.25; margin: 0 }}
header .period {{ color: var(--muted); font-size: {size(third)}; margin: {size(2)} 0 0 }}
h1, h2, h3, h4, h5, h6 {{ hyphens: none }}
h2, h3, h4, h5, h6 {{ break-after: avoid; line-height: 1.2; margin: 0 }}
h2 {{ color: var(--accent); font-size: {size(first)}; margin: {spaces[0]} }}
h3 {{ font-size: {size(second)}; margin: {spaces[1]} }}
h4 {{ font-size: {size(third)}; margin: {spaces[2]} }}
h5, h6 {{ font-size: {size(fourth)}; margin: {spaces[3]} }}
:is(h2, h3, h4, h5, h6) + p {{ orphans: 3 }}
ul, ol {{ padding-left: {size(20)} }}
li {{ margin-bottom: {size(gap * 0.7)} }}
:is(li, dd) > p {{ margin-bottom: {size(gap * ENTRY_SHARE)} }}
li > ul, li > ol, dd > ul, dd > ol {{ margin: {size(gap / 2)} 0 0 }}
ul.columns {{ padding: 0 }}
{quotations(theme, size)}\
.columns li {{ line-height: {theme.leading + COLUMNS_GAP / theme.size:.4g}; list-style: none; margin: 0;
  padding: 0 {size(10)} 0 {size(10)}; text-indent: -{size(10)} }}
.columns li > p {{ margin: 0 }}
table {{ border-collapse: separate; border-spacing: 0; font-variant-numeric: tabular-nums; margin: {size(4)} 0 {size(16)};
  width: 100% }}
th, td {{ border-bottom: {size(0.5)} solid var(--line); padding: {size(5)} {size(8)} {size(5)} 0;
  text-align: left; vertical-align: top }}
td > p {{ margin: 0 }}
.fields tr:first-child > * {{ border-top: {size(0.5)} solid var(--line) }}
.fields th {{ width: 32% }}
.fields td {{ padding-right: 0 }}
caption {{ caption-side: top; font-weight: bold; padding-bottom: {size(5)}; text-align: left }}
.data th, .data td {{ padding: {size(4)} {size(6)} }}
.data thead th, .data thead td {{ background: var(--shade); border-bottom: {size(1)} solid var(--accent);
  vertical-align: bottom }}
.data .right {{ text-align: right }}
figure {{ margin: {size(12)} 0 {size(16)} }}
:is(li, dd) > figure {{ margin: {size(8)} 0 }}
figcaption, figure p, .note {{ color: var(--muted); font-size: {small}; margin: {size(5)} 0 0 }}
figure .credit {{ margin-top: 0 }}
.note {{ break-before: avoid; margin: -{size(10)} 0 {size(16)} }}
.beside {{ clear: both }}
.beside::after {{ clear: both; content: ""; display: block }}
.beside figure {{ float: right; margin: {size(4)} 0 {size(10)} {size(16)} }}
.beside.small figure {{ width: 33% }}
.beside.half figure {{ width: 50% }}
sup {{ font-size: 0.75em; line-height: 0.5; vertical-align: super }}
sup a {{ text-decoration: none }}
sup + sup {{ margin-left: 0.2em }}
.notes {{ border-top: {size(0.5)} solid var(--line); clear: both; margin-top: {size(24)} }}
.notes h2, .notes h3 {{ font-size: {size(third)}; margin: {size(10)} 0 {size(5)} }}
.notes li {{ break-inside: avoid; font-size: {small} }}
[role=doc-backlink] {{ margin-left: 0.4em; text-decoration: none }}
.new-page {{ break-before: page }}
.contents ul {{ list-style: none; margin: 0; padding: 0 }}
.contents ul ul {{ padding-left: {size(16)} }}
.contents li {{ list-style: none; margin: 0 }}
"""


_SCREEN = """\
html { -webkit-text-size-adjust: 100%; background: var(--ground); scroll-padding-top: 1rem }
body { box-sizing: border-box; margin: 0 auto; max-width: 46rem; padding: 2rem 1.25rem 4rem }
:focus-visible { outline: 0.1875rem solid var(--accent); outline-offset: 0.1875rem }
a:hover { text-decoration-thickness: 0.1875rem }
img { height: auto; max-height: 95vh; max-width: 100%; object-fit: contain; object-position: left }
.small img { width: 33% }
.half img { width: 50% }
.full img, .beside img { width: 100% }
.scroll + .note { margin-top: -1rem }
header .logo { margin-bottom: 1rem; max-height: 5rem; width: auto }
ul.columns { column-gap: 1.5rem; columns: var(--columns) 12rem; margin-bottom: 0.75rem }
.columns li { break-inside: avoid }
.contents li { padding-top: 0.375rem }
.fields td { overflow-wrap: anywhere }
.fields td p + p { margin-top: 0.375rem }
.scroll { margin: 0.5rem 0 1.5rem; overflow-x: auto; scrollbar-color: var(--accent) var(--shade) }
@keyframes more {
  from { box-shadow: inset -1rem 0 0.75rem -0.75rem rgb(0 0 0 / 0.6) }
  to { box-shadow: inset 1rem 0 0.75rem -0.75rem rgb(0 0 0 / 0.6) } }
@supports (animation-timeline: scroll()) { .scroll { animation: more linear both; animation-timeline: scroll(self x) } }
.scroll table { margin: 0; overflow-wrap: normal }
.scroll caption { left: 0; max-width: calc(100vw - 2.5rem); position: sticky }
.scroll td.right { white-space: nowrap }
@media (max-width: 40rem) { .beside[class] figure { float: none; margin-left: 0; width: auto } }
@media (max-width: 30rem) {
  body { padding-top: 1.25rem }
  header h1 { font-size: 1.625rem }
  .fields th { width: 36% }
  .small img { width: 60% }
  .half img { width: 100% }
}
"""

_PACK = """\
.cover + main > .contents > ul > li > :first-child,
.cover + main > .new-page > .contents > ul > li > :first-child { break-after: avoid; font-weight: bold }
@media screen { .new-page > header { margin-top: 5rem } .new-page > header > h2 { margin-top: 0 } }
"""
"""Rules for packs, on screens and on pages."""

_PRINT = """\
@media print {
  @page { margin: 20mm }
  body { max-width: none; orphans: 3; padding: 0; widows: 3 }
  a { color: inherit }
  .new-page > section > h2:first-child, .front + main > .contents > :first-child { margin-top: 0 }
  p:has(+ ul, + ol, + table, + .scroll, + figure), :is(h2, h3, h4, h5) + p:has(+ section) {
    break-after: avoid; break-inside: avoid }
  li > p:last-child { break-before: avoid }
  .scroll { animation: none; overflow: visible }
}
"""

_PAGED = """\
* { image-rendering: crisp-edges }
body { orphans: 2; widows: 2 }
h1, .contents > :first-child { bookmark-level: none }
h2 { bookmark-level: 1 }
h3 { bookmark-level: 2 }
h4 { bookmark-level: 3 }
h5 { bookmark-level: 4 }
h6 { bookmark-level: 5 }
main > section:first-child > h2, main > nav:first-child > h2 { margin-top: 0 }
[data-group] { string-set: group attr(data-group), period attr(data-period) }
.cover h1 { padding-top: 60mm }
.new-page > header > h2 { bookmark-state: closed }
dd { margin: 0 }
ul { list-style-type: "•\\2002 " }
ul ul { list-style-type: "◦\\2002 " }
ul ul ul { list-style-type: "▪\\2002 " }
dd > :last-child { margin-bottom: 0 }
.in-columns { margin-bottom: 9pt }
ul.columns { column-fill: auto; column-gap: 0; columns: var(--columns); margin: 0 }
table { table-layout: fixed }
.decoration, .logo { background: center/contain no-repeat; max-width: 100% }
.logo { margin-bottom: 14pt }
img { max-width: 100%; object-fit: contain }
figure > img { display: block }
.notes { break-before: avoid; margin-top: 16pt }
.notes > :first-child { margin: 7pt 0 3pt }
.contents { margin-bottom: 24pt }
.contents .line { border-bottom: 0.5pt solid var(--line); display: block; padding: 3.5pt 0 2.5pt }
.contents .line > * { display: inline-block; width: 94% }
.contents .line > .page { text-align: right; vertical-align: bottom; width: 6% }
.contents a { color: inherit; text-decoration: none }
.contents .page::after { content: target-counter(attr(data-of), page) }
"""


def _page(theme: Theme) -> str:
    margin, small = theme.margin, theme.small_size
    text = f"color: var(--muted); font-size: {small:g}pt; line-height: 1.2"
    head = (
        f"{text}; border-bottom: 0.5pt solid var(--line); margin-bottom: {margin * 0.28:.4g}mm;"
        " padding-bottom: 2mm; vertical-align: bottom"
    )
    foot = f"{text}; margin-top: {margin * 0.32:.4g}mm; vertical-align: top"
    return f"""\
@page {{ size: {theme.page}; margin: {margin:g}mm;
  font-family: var(--font);
  @top-left {{ {head}; content: var(--group); text-align: left; width: 65% }}
  @top-right {{ {head}; content: var(--period); text-align: right; width: 35% }}
  @bottom-right {{ {foot}; content: var(--page-of); text-align: right; width: 100% }} }}
@page :first {{ @top-left {{ content: none }} @top-right {{ content: none }} }}
"""
