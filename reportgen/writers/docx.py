"""The Word writer: the tree as a DOCX whose look is all in its styles."""

from functools import lru_cache

from reportgen.document import Document, chapters
from reportgen.findings import Fault, Problem
from reportgen.theme import Theme
from reportgen.writers import REFERENCE, Options, Written
from reportgen.writers._docx.body import body
from reportgen.writers._docx.dataset import NAMESPACE, DatasetPart
from reportgen.writers._docx.package import FIRST_FOOTER, FOOTER, HEADER, assemble
from reportgen.writers._docx.page import page
from reportgen.writers._docx.parts import footer, header
from reportgen.writers._docx.relationships import Relationships
from reportgen.writers._docx.style_names import CODES, MISSING_STYLE, STYLES, key
from reportgen.writers._docx.template import Template, own_template
from reportgen.writers._docx.xml import in_language

__all__ = ["CODES", "NAMESPACE", "STYLES", "write"]


def write(document: Document, theme: Theme, options: Options) -> Written:
    """A document as a Word file. The contents have page numbers where `options` knows them from a PDF of the same run."""
    template = _template(theme, document.language, pack=bool(chapters(document)))
    ledger = Relationships(template, page(theme), options.pages, faults=list(template.faults))
    heads, references = _heads(document, template)
    text = body(document, theme, references, ledger)
    faults = (*ledger.faults, *(_lacking(name) for name in ledger.lacking()))
    carried = tuple(DatasetPart(content, name, options.layout) for name, content in options.sources.items())
    return Written(assemble(document, theme, text, heads, ledger, carried), faults)


def check(theme: Theme) -> tuple[Fault, ...]:
    """What is wrong with a theme's reference document, and every style that it lacks."""
    template = _template(theme, "en-GB", pack=False)
    lacking = (stored for stored in dict.fromkeys(STYLES.values()) if key(stored) in template.missing)
    return (*template.faults, *map(_lacking, lacking))


def _lacking(name: str) -> Fault:
    message = f"the reference document has no style `{name}`"
    return Fault(
        MISSING_STYLE, Problem((REFERENCE,), message, "add the style to it, or leave it to the built-in look")
    )


@lru_cache(maxsize=8)
def _template(theme: Theme, language: str, *, pack: bool) -> Template:
    """The template of all documents of a theme: made once, however many are written."""
    if theme.reference is None:
        return own_template(theme, language, pack=pack)
    from reportgen.writers._docx.reference import reference_template

    return reference_template(theme, theme.reference, language, pack=pack)


def _heads(document: Document, template: Template) -> tuple[dict[str, str], dict[str, str]]:
    """The running heads by name, and the references to them by the anchors of chapters; those of the document by none.

    The first page has a foot of its own and no head: the title block says the same.
    """
    foot, style = footer(document, template.ids["footer"]), template.ids["header"]
    heads = {HEADER: header(document, style), FOOTER: foot, FIRST_FOOTER: foot}
    heads = {name: text for name, text in heads.items() if text}
    references = {"": "".join(map(_reference, heads))}
    for number, (anchor, chapter) in enumerate(chapters(document).items(), 1):
        name = f"{HEADER}{number}"
        head, foreign = header(chapter, style), chapter.language != document.language
        heads[name] = in_language(head, chapter.language) if foreign else head
        references[anchor] = _reference(name) + _reference(FOOTER)
    return heads, references


def _reference(name: str) -> str:
    element = "headerReference" if name.startswith(HEADER) else "footerReference"
    kind = "first" if name == FIRST_FOOTER else "default"
    return f'<w:{element} w:type="{kind}" r:id="{name}"/>'
