"""What the docs say of a rule, as HTML for the page."""

from reportgen.codes import current_id
from reportgen.findings import Code


def rule_page(code: Code) -> dict[str, str]:
    """Returns the page of a rule, or of any other code."""
    from markdown_it import MarkdownIt

    page = MarkdownIt("commonmark", {"html": False}).render(code.about)
    return {"code": code.id, "title": code.name, "severity": code.severity.value, "help": page}


def find_code(name: str) -> Code | None:
    """Returns the code of a name. It takes a while: everything that has codes is loaded."""
    from reportgen.catalogue import all_codes

    return {entry.id: entry for entry in all_codes()}.get(current_id(name.strip().upper()))
