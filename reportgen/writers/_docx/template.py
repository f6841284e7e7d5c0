"""The template of a document: its styles, numbering and colours, from a theme or from a reference document."""

from collections.abc import Mapping
from dataclasses import dataclass

from reportgen.findings import Fault
from reportgen.theme import Theme
from reportgen.writers._docx.numbering import COLUMNS, NUMBERS, NumberingMarkup, own_numbering
from reportgen.writers._docx.parts import theme_part
from reportgen.writers._docx.style_names import NUMBERING_LEVELS, own_style_id, style_key
from reportgen.writers._docx.styles import all_styles, styles_part


@dataclass(frozen=True, slots=True)
class Template:
    """The parts that all documents of a theme share, and what their bodies must know of them.

    `style_ids` maps the keys of styles' names to their ids. `numbered_levels` holds, for numbered lists at each depth, the
    numbering definition to count by and the level in it; `next_instance` is the first free number of a numbering instance.
    `missing_styles` are the keys of the styles that a reference document lacks.
    """

    styles: str
    numbering: NumberingMarkup
    theme: str
    style_ids: Mapping[str, str]
    default_style_id: str = own_style_id("Normal")
    numbered_levels: tuple[tuple[int, int], ...] = tuple(
        (NUMBERS - 1, level) for level in range(NUMBERING_LEVELS)
    )
    next_instance: int = COLUMNS + 1
    missing_styles: frozenset[str] = frozenset()
    faults: tuple[Fault, ...] = ()


def theme_template(theme: Theme, language: str, *, pack: bool) -> Template:
    """Makes the template of a theme without a reference document, for a language, and for a pack of reports or for one."""
    styles = tuple(all_styles(theme, pack=pack))
    style_ids = {style_key(style.name): own_style_id(style.name) for style in styles}
    return Template(
        styles_part(theme, language, styles, style_ids),
        own_numbering(style_ids),
        theme_part(theme),
        style_ids,
    )
