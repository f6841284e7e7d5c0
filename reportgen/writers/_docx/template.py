"""The template that a document's body is set in: styles, lists and colours, of a theme or of a reference document."""

from collections.abc import Mapping
from dataclasses import dataclass

from reportgen.findings import Fault
from reportgen.theme import Theme
from reportgen.writers._docx.numbering import COLUMNS, NUMBERS, Lists, lists
from reportgen.writers._docx.parts import theme_part
from reportgen.writers._docx.style_names import COUNT_LEVELS, key, style_id
from reportgen.writers._docx.styles import all_styles, styles_part


@dataclass(frozen=True, slots=True)
class Template:
    """The parts that make the look, and what the body must know of them.

    `ids` maps the keys of styles' names to their ids; `default` is the id of the default paragraph
    style. `numbers` holds, for numbered lists at each level, the definition to count by and the level in it;
    `next_number` is the first free number of a list. `missing` are the keys of styles that a reference document lacks.
    """

    styles: str
    lists: Lists
    theme: str
    ids: Mapping[str, str]
    default: str = style_id("Normal")
    numbers: tuple[tuple[int, int], ...] = tuple((NUMBERS - 1, level) for level in range(COUNT_LEVELS))
    next_number: int = COLUMNS + 1
    missing: frozenset[str] = frozenset()
    faults: tuple[Fault, ...] = ()


def own_template(theme: Theme, language: str, *, pack: bool) -> Template:
    """The template made from the theme alone, for a language, and for a pack of several reports or for one."""
    styles = tuple(all_styles(theme, pack=pack))
    ids = {key(style.name): style_id(style.name) for style in styles}
    return Template(styles_part(theme, language, styles, ids), lists(ids), theme_part(theme), ids)
