"""The Word writer: a document as a DOCX whose look is all in its styles."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from reportgen.document import Beside, Block, Document, Section, chapters
from reportgen.findings import Fault, Problem
from reportgen.theme import Theme
from reportgen.writers import REFERENCE, Options, Written
from reportgen.writers._docx.body import document_part
from reportgen.writers._docx.codes import CODES, MISSING_STYLE
from reportgen.writers._docx.dataset import DATASET_NAMESPACE, DatasetPart
from reportgen.writers._docx.form import form_template, with_controls
from reportgen.writers._docx.headers_footers import headers_and_footers
from reportgen.writers._docx.package import build_package
from reportgen.writers._docx.page import page_geometry
from reportgen.writers._docx.relationships import Relationships
from reportgen.writers._docx.style_names import STYLES, style_key
from reportgen.writers._docx.template import Template, theme_template
from reportgen.writers._docx.value_bookmarks import bookmark_of_path, paths_of_bookmarks

__all__ = [
    "CODES",
    "DATASET_NAMESPACE",
    "STYLES",
    "bookmark_of_path",
    "paths_of_bookmarks",
    "write",
    "write_changes",
    "write_form",
]


def write(document: Document, theme: Theme, options: Options) -> Written:
    """Writes a document as a Word file."""
    return _write(document, theme, options)


def write_changes(old: Document, new: Document, theme: Theme, options: Options) -> Written:
    """Writes what has become of an old document as a Word file with recorded changes.

    Accepted they make the new document, rejected the old one. The file carries the datasets of the new one. Pictures stand above
    the text that is at their side in the report: LibreOffice (7.4) accepts and rejects no changes in frames and beside them.
    """
    old, new = (replace(document, blocks=_without_frames(document.blocks)) for document in (old, new))
    return _write(new, theme, options, old)


def _without_frames(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Returns blocks with each picture above the text at its side."""
    plain: list[Block] = []
    for block in blocks:
        match block:
            case Beside():
                plain += [block.figure, *block.blocks]
            case Section():
                plain.append(replace(block, blocks=_without_frames(block.blocks)))
            case _:
                plain.append(block)
    return tuple(plain)


def _write(document: Document, theme: Theme, options: Options, old: Document | None = None) -> Written:
    template = _template(theme, document.language, pack=bool(chapters(document)))
    relationships = Relationships(template, page_geometry(theme), faults=list(template.faults))
    parts, references = headers_and_footers(document, theme, template.style_ids)
    changes = None
    if old:
        from reportgen.writers._docx.revisions import Changes, revised_part
        from reportgen.writers._docx.tracked_runs import Tracker

        changes = Changes(old, Tracker(document.created))
        old_parts, _ = headers_and_footers(old, theme, template.style_ids)
        parts = {
            name: revised_part(old_parts.get(name, ""), part, changes.tracker) for name, part in parts.items()
        }
    body = document_part(document, theme, references, relationships, changes)
    datasets = tuple(DatasetPart(content, name, options.layout) for name, content in options.sources.items())
    content = build_package(document, theme, body, parts, relationships, datasets)
    return Written(content, (*relationships.faults, *map(_missing_style, relationships.missing_styles())))


def write_form(document: Document, theme: Theme, names: Sequence[str]) -> bytes:
    """Writes a document with places to type in as a Word form; `names` are those of the places, by their numbers."""
    template = form_template(_template(theme, document.language, pack=False), theme)
    relationships = Relationships(template, page_geometry(theme), {})
    parts, references = headers_and_footers(replace(document, group="", period=""), theme, template.style_ids)
    body = with_controls(document_part(document, theme, references, relationships), names)
    return build_package(replace(document, group="", period=""), theme, body, parts, relationships, ())


def check(theme: Theme) -> tuple[Fault, ...]:
    """Returns what is wrong with a theme's reference document, and every style that it lacks."""
    template = _template(theme, "en-GB", pack=False)
    missing = (name for name in dict.fromkeys(STYLES.values()) if style_key(name) in template.missing_styles)
    return (*template.faults, *map(_missing_style, missing))


def _missing_style(name: str) -> Fault:
    message = f"the reference document has no style `{name}`"
    hint = "add the style to it, or leave it to the built-in look"
    return Fault(MISSING_STYLE, Problem((REFERENCE,), message, hint))


@lru_cache(maxsize=8)
def _template(theme: Theme, language: str, *, pack: bool) -> Template:
    """Returns the template of a theme's documents in one language.

    Styles, numbering and colours depend on the layout alone. They are made once, and each document of a batch adds its body.
    """
    if theme.reference is None:
        return theme_template(theme, language, pack=pack)
    from reportgen.writers._docx.reference import reference_template

    return reference_template(theme, theme.reference, language, pack=pack)
