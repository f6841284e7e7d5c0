"""Writes the CSS that makes a web page a publication: a way past the head, contents that stay in sight, and dark pages."""

import re
from colorsys import hls_to_rgb, rgb_to_hls

from reportgen.colours import WHITE, mix, readable
from reportgen.startup.patterns import lazy_pattern
from reportgen.theme import Theme

_GROUND = "#14181b"
_SHADE = mix(WHITE, _GROUND, 0.09)
_LIGHT = "#e3e3e3"
"""The page and the heads of tables for readers who have asked for dark pages. What can be read on the lighter can on both.

Text is a mixture with `_LIGHT`: letters that are lighter still glare, and `verify` takes them for hidden on a white page.
"""

_ACCENT_LIGHTNESS, _ACCENT_SATURATION = 0.72, 0.6
"""How light an accent is at least on a dark page, and how strong at most: brighter ones flicker on the dark ground."""

_COLOURED = lazy_pattern(
    r"(?:^|[;{\s])(?:color|background[\w-]*|border[\w-]*|outline[\w-]*|fill|stroke|[\w-]*shadow|[\w-]*decoration[\w-]*|--[\w-]+)"
    r"\s*:\s*([^;{}]*)",
    re.IGNORECASE,
)
"""What is said of properties that can have a colour."""

_COLOURLESS = lazy_pattern(
    r"var\([^()]*\)|[-+]?[\d.]+(?:[a-z]+|%)?|solid|dashed|dotted|double|none|0|auto|thin|medium|thick|inherit|initial|unset"
    r"|currentcolor|transparent|underline|!important|[\s,/]",
    re.IGNORECASE,
)

PUBLICATION = """\
.skip { left: 1rem; position: absolute; top: -4rem }
.skip:focus { background: var(--ground); padding: 0.5rem 1rem; top: 1rem; z-index: 2 }
.skip::after { content: attr(aria-label) }
@media screen and (min-width: 72rem) {
  body:has(main > .contents) { margin-left: max(20.5rem, calc(50vw - 23rem)) }
  main > .contents { box-sizing: border-box; height: calc(100vh - 2rem); margin: 0 0 calc(2rem - 100vh) -18.5rem;
    overflow-y: auto; position: sticky; top: 1rem; width: 16rem }
  main > .contents > :first-child { font-size: 1.125rem; margin-top: 0 }
  main > .contents + * > h2:first-child, main > .contents + .new-page > section > h2:first-child { margin-top: 0 }
}
"""
"""Words of a link that nobody sees until it is reached by keyboard are no words of the report, so they are a label."""


def dark(theme: Theme) -> str:
    """Returns the rules for readers who have asked for dark pages.

    A layout whose own style sheet names colours keeps its light page, since they may not be readable on another; unless it has
    rules for dark pages itself.
    """
    if _names_colours(theme.style) and "prefers-color-scheme" not in theme.style:
        return ""
    text, muted = (
        readable(mix(colour, _LIGHT, share), _SHADE)
        for colour, share in ((theme.text, 0.1), (theme.muted, 0.45))
    )
    accent, second = (readable(_lightened(colour), _SHADE) for colour in (theme.accent, theme.second_accent))
    line = mix(WHITE, _GROUND, 0.3)
    return f"""\
:root {{ color-scheme: light dark }}
@media screen and (prefers-color-scheme: dark) {{
  :root {{ --ground: {_GROUND}; --text: {text}; --accent: {accent}; --second-accent: {second}; --muted: {muted};
    --line: {line}; --shade: {_SHADE} }}
  img {{ background: {WHITE} }}
  picture > img {{ box-shadow: 0 0 0 0.5rem {WHITE} }}
}}
"""


def _lightened(colour: str) -> str:
    """Returns an accent for a dark page, in its own hue: a mixture with grey would make headings duller than the text."""
    hue, lightness, saturation = rgb_to_hls(
        *(int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    )
    channels = hls_to_rgb(hue, max(lightness, _ACCENT_LIGHTNESS), min(saturation, _ACCENT_SATURATION))
    return "#" + "".join(f"{round(255 * channel):02x}" for channel in channels)


def _names_colours(style: str) -> bool:
    """Tells whether a style sheet names a colour, or anything that may be one, other than those of the theme."""
    return any(_COLOURLESS.sub("", match[1]) for match in _COLOURED.finditer(style))
