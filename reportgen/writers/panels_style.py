"""Writes the look of covers and panels as CSS: rules for screens and pages, for screens alone, and for pages alone."""

from collections.abc import Callable

from reportgen.theme import Theme

FormatSize = Callable[[float], str]
"""Writes a size in points as CSS."""


def shared_panels(theme: Theme, size: FormatSize) -> str:
    """Returns the rules for covers and panels in both media."""
    second, third = theme.heading_sizes[1:3]
    return f"""\
header.front {{ --paper: var(--cover-text); background: var(--cover); border: 0; color: var(--paper) }}
header.front h1 {{ color: var(--paper); font-size: {size(46)}; line-height: 1.05; margin: 0 0 {size(18)} }}
header.front .group {{ color: var(--paper); font-size: {size(24)}; line-height: 1.2 }}
header.front .period {{ color: var(--paper); font-size: {size(16)}; margin: {size(8)} 0 0 }}
.panels {{ list-style: none; margin: {size(10)} 0 {size(18)}; padding: 0 }}
.panel {{ list-style: none; margin: 0 }}
.panel-title, .panel-details, .panel-note {{ margin: 0 0 {size(4)} }}
.panel-title {{ font-weight: bold; line-height: 1.2 }}
.panel-details {{ color: var(--muted) }}
.figures .panel-title {{ color: var(--accent); font-size: {size(theme.figure_size)}; line-height: 1;
  overflow-wrap: anywhere }}
.figures .panel-details {{ color: var(--text); font-weight: bold; line-height: 1.25 }}
.panel-note {{ color: var(--muted); font-size: {size(theme.small_size)} }}
.cards .panel-title {{ font-size: {size(third)} }}
.cards .panel-details, .timeline .panel-title {{ font-size: {size(theme.small_size + 1)} }}
.cards figure {{ margin: {size(6)} 0 }}
.timeline .panel-title {{ color: var(--accent) }}
.timeline .panel-details {{ color: var(--text) }}
.callout {{ background: var(--shade); border-left: {size(4)} solid var(--accent); margin: {size(12)} 0 {size(16)};
  padding: {size(12)} {size(16)} {size(6)} }}
.callout .panel-title {{ color: var(--accent); font-size: {size(second)} }}
"""


SCREEN_PANELS = """\
.panels :last-child, .callout > :last-child { margin-bottom: 0 }
header.front { border-image: conic-gradient(var(--cover) 0 0) fill 0 / 0 / 0 100vw; margin: -2rem 0 3rem; padding: 4rem 0 3rem }
header.front figure { margin: 2.5rem 0 0 }
header.front figcaption { color: var(--paper) }
header.front img { width: 100% }
.panels { display: grid; gap: 1rem }
.panels > li { min-width: 0 }
.figures { gap: 1.5rem 1rem; grid-template-columns: 1fr }
.figures.by-2 { grid-template-columns: repeat(auto-fill, minmax(min(100%, 19rem), 1fr)) }
.figures.by-3 { grid-template-columns: repeat(auto-fill, minmax(min(100%, 12rem), 1fr)) }
.figures.by-4 { grid-template-columns: repeat(auto-fill, minmax(9rem, 1fr)) }
.key-figure { border-top: 0.25rem solid var(--accent); padding-top: 0.75rem }
.cards { grid-template-columns: repeat(auto-fit, minmax(min(100%, 18rem), 1fr)) }
.cards:not(.in-rows) { grid-template-columns: 1fr }
.card { background: var(--shade); border-top: 0.25rem solid var(--accent); padding: 1rem 1.25rem 1.25rem }
.timeline { border-left: 0.1875rem solid var(--accent); gap: 1.25rem; margin-left: 0.5rem; padding-left: 1.5rem }
.event { position: relative }
.event::before { background: var(--accent); border: 0.1875rem solid var(--ground); border-radius: 50%; content: "";
  height: 0.875rem; left: -2.21875rem; position: absolute; top: -0.075rem; width: 0.875rem }
@media (max-width: 30rem) { header.front { padding: 2.5rem 0 2rem } header.front h1 { font-size: 2.25rem }
  header.front .group { font-size: 1.375rem }
  .figures .panel-title { font-size: 2rem } .figures.by-3 { grid-template-columns: repeat(auto-fill, minmax(9rem, 1fr)) } }
@media print { .panel { break-inside: avoid } .figures .panel-title { font-size: 1.75rem }
  header.front { --paper: var(--accent); background: none; border-image: none; break-after: page; margin: 0; padding: 20mm 0 }
  .event::before { print-color-adjust: exact } }
"""


def paged_panels(theme: Theme) -> str:
    """Returns the rules for covers and panels on pages. The page of the cover has no margins, heads and feet."""
    boxes = " ".join(
        f"@{side} {{ content: none; border: 0 }}" for side in ("top-left", "top-right", "bottom-right")
    )
    return f"""\
@page front {{ margin: 0; {boxes} }}
header.front {{ break-after: page; height: 297mm; margin: 0; padding: 0; page: front; position: relative }}
.front > .words {{ padding: 42mm {theme.margin:g}mm 12mm }}
.front .logo {{ margin-bottom: 22mm }}
.front figure {{ bottom: 0; left: 0; margin: 0; position: absolute; width: 210mm }}
.front figcaption, .front .credit {{ color: var(--paper); margin: 2mm {theme.margin:g}mm 3mm }}
.front img {{ object-fit: cover }}
.front + main > :first-child > h2, .front + main > .new-page > section > h2 {{ margin-top: 0 }}
.row {{ display: table-row; break-inside: avoid }}
.row.tall {{ break-inside: auto }}
.row > .panel {{ display: table-cell; vertical-align: top }}
.in-rows {{ display: table; table-layout: fixed; width: 100% }}
.cards.in-rows {{ border-spacing: 9pt; margin: 4pt -9pt 9pt; width: calc(100% + 18pt) }}
.figures.in-rows {{ border-spacing: 12pt 10pt; margin: 0 -12pt -10pt; width: calc(100% + 24pt) }}
.key-figure {{ border-top: 3pt solid var(--accent); padding-top: 7pt }}
.card {{ background: var(--shade); border-top: 3pt solid var(--accent); padding: 9pt 12pt 10pt }}
.card {{ margin-bottom: 10pt }}
.card > dd > :is(.panel-title, .panel-details) {{ break-after: avoid }}
.cards > li:nth-child(n).card {{ break-after: auto; break-before: auto }}
.timeline {{ border-left: 2.25pt solid var(--accent); padding-left: 14pt }}
.event {{ padding: 0 0 9pt; position: relative }}
.event:last-child {{ padding-bottom: 2pt }}
.event::before {{ background: var(--accent); border: 2pt solid #fff; border-radius: 50%; content: "";
  height: 8pt; left: -21pt; position: absolute; top: 0; width: 8pt }}
"""
