"""The Word writer: the tree as a DOCX whose look is all in its styles."""

from reportgen.document import Document
from reportgen.findings import Fault, Problem
from reportgen.theme import Theme
from reportgen.writers import REFERENCE, Options, Written
from reportgen.writers._docx.body import body
from reportgen.writers._docx.dataset import NAMESPACE, Carried
from reportgen.writers._docx.ledger import Ledger
from reportgen.writers._docx.names import CODES, MISSING_STYLE, STYLES, key
from reportgen.writers._docx.package import FIRST_FOOTER, FOOTER, HEADER, assemble
from reportgen.writers._docx.page import page
from reportgen.writers._docx.parts import footer, header
from reportgen.writers._docx.template import Template, own_template

__all__ = ["CODES", "NAMESPACE", "STYLES", "write"]


def write(document: Document, theme: Theme, options: Options) -> Written:
    """A document as a Word file. The contents have page numbers where `options` knows them from a PDF of the same run."""
    template = _template(document, theme)
    ledger = Ledger(template, page(theme), options.pages, faults=list(template.faults))
    heads = _heads(document, template)
    references = "".join(_reference(name) for name in heads)
    text = body(document, theme, references, ledger)
    faults = (*ledger.faults, *(_lacking(name) for name in ledger.lacking()))
    return Written(assemble(document, theme, text, heads, ledger, _carried(options)), faults)


def _carried(options: Options) -> Carried | None:
    return None if options.source is None else Carried(options.source, options.source_name, options.layout)


def check(theme: Theme) -> tuple[Fault, ...]:
    """What is wrong with a theme's reference document, and every style that it lacks."""
    template = _template(Document("", "", "", "en-GB", "", ()), theme)
    lacking = (stored for stored in dict.fromkeys(STYLES.values()) if key(stored) in template.missing)
    return (*template.faults, *map(_lacking, lacking))


def _lacking(name: str) -> Fault:
    message = f"the reference document has no style `{name}`"
    return Fault(
        MISSING_STYLE, Problem((REFERENCE,), message, "add the style to it, or leave it to the built-in look")
    )


def _template(document: Document, theme: Theme) -> Template:
    if theme.reference is None:
        return own_template(document, theme)
    from reportgen.writers._docx.reference import reference_template

    return reference_template(document, theme, theme.reference)


def _heads(document: Document, template: Template) -> dict[str, str]:
    """The running heads by name. The first page has a foot of its own and no head: the title block says the same."""
    foot = footer(document, template.ids["footer"])
    heads = {HEADER: header(document, template.ids["header"]), FOOTER: foot, FIRST_FOOTER: foot}
    return {name: text for name, text in heads.items() if text}


def _reference(name: str) -> str:
    element = "headerReference" if name == HEADER else "footerReference"
    kind = "first" if name == FIRST_FOOTER else "default"
    return f'<w:{element} w:type="{kind}" r:id="{name}"/>'
