"""Writes the look of quotations as CSS: in the text, or larger than it where a theme makes them stand out."""

from collections.abc import Callable

from reportgen.theme import Theme


def quotations(theme: Theme, size: Callable[[float], str]) -> str:
    """Returns the rules for quotations and whose words they are, in both media. `size` writes a size in points as CSS."""
    gap = theme.size * 0.6
    if theme.quotations_stand_out:
        return f"""\
blockquote {{ border-left: {size(3)} solid var(--accent); font-size: {size(theme.quotation_size)}; font-style: italic;
  margin: {size(gap)} 0; padding: {size(2)} 0 {size(2)} {size(14)} }}
blockquote > :last-child {{ margin-bottom: 0 }}
.attribution {{ break-before: avoid; color: var(--muted); margin: 0 0 {size(18)}; padding-left: {size(17)} }}
"""
    return f"""\
blockquote {{ border-left: {size(2.25)} solid var(--line); font-style: italic;
  margin: {size(gap)} 0; padding-left: {size(14)} }}
.attribution {{ break-before: avoid; color: var(--muted); margin: -{size(gap / 2)} 0 {size(gap * 2)};
  padding-left: {size(16.25)} }}
"""
