"""What the docs say of a rule, as HTML for the page."""

from functools import lru_cache

from reportgen.catalogue import all_codes
from reportgen.codes import current_id


@lru_cache(maxsize=256)
def rule_page(code: str) -> dict[str, str] | None:
    """Returns the page of a rule; None where there is none of that code."""
    from markdown_it import MarkdownIt

    match = {entry.id: entry for entry in all_codes()}.get(current_id(code.strip().upper()))
    if match is None:
        return None
    return {
        "code": match.id,
        "title": match.name,
        "severity": match.severity.value,
        "help": MarkdownIt("commonmark", {"html": False}).render(match.about),
    }
