"""The package of a Word file: its parts put together by python-docx, then packed so that equal input is equal bytes."""

import io
import zipfile
from collections.abc import Mapping
from typing import TYPE_CHECKING

from reportgen.document import Document
from reportgen.theme import Theme
from reportgen.writers._docx.ledger import EXTENSIONS, Ledger
from reportgen.writers._docx.numbering import numbering_part
from reportgen.writers._docx.parts import app_properties, core_properties, font_table, settings

if TYPE_CHECKING:
    from docx.package import Package

HEADER, FOOTER, FIRST_FOOTER = "header", "footer", "footerFirst"
"""The names of the running heads, as parts and as relationships."""

_PROPERTIES = {
    "core": ("OPC_CORE_PROPERTIES", "CORE_PROPERTIES"),
    "app": ("OFC_EXTENDED_PROPERTIES", "EXTENDED_PROPERTIES"),
}
_WORD = {
    "styles": ("WML_STYLES", "STYLES"),
    "numbering": ("WML_NUMBERING", "NUMBERING"),
    "settings": ("WML_SETTINGS", "SETTINGS"),
    "fontTable": ("WML_FONT_TABLE", "FONT_TABLE"),
    "theme": ("OFC_THEME", "THEME"),
    HEADER: ("WML_HEADER", "HEADER"),
    FOOTER: ("WML_FOOTER", "FOOTER"),
    FIRST_FOOTER: ("WML_FOOTER", "FOOTER"),
}
"""Parts, with the names of their content type and of their relationship among python-docx's constants."""

_FIRST = ("[Content_Types].xml", "_rels/.rels")
_EARLIEST = (1980, 1, 1, 0, 0, 0)
_COMPRESSION = 6
_ARCHIVE = 0x20
"""The one attribute of a plain file in MS-DOS. Without any, Python would write those of a Unix file."""


def assemble(document: Document, theme: Theme, body: str, heads: Mapping[str, str], ledger: Ledger) -> bytes:
    """The whole file; `heads` are the running heads by the names of their parts."""
    from docx.package import Package

    package = Package()
    texts = {
        "styles": ledger.template.styles,
        "numbering": numbering_part(ledger.template.lists, "".join(ledger.nums)),
        "settings": settings(document.language),
        "fontTable": font_table(theme),
        "theme": ledger.template.theme,
        **heads,
    }
    _add_properties(package, {"core": core_properties(document), "app": app_properties()})
    _add_body(package, body, texts, ledger)
    stream = io.BytesIO()
    package.save(stream)
    return repack(stream.getvalue())


def _add_properties(package: "Package", texts: Mapping[str, str]) -> None:
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    for name, (kind, relationship) in _PROPERTIES.items():
        uri = PackURI(f"/docProps/{name}.xml")
        part = Part(uri, getattr(CONTENT_TYPE, kind), texts[name].encode(), package)
        package.load_rel(getattr(RELATIONSHIP_TYPE, relationship), part, name)


def _add_body(package: "Package", body: str, texts: Mapping[str, str], ledger: Ledger) -> None:
    """Add the document part and all that hangs on it. Parsing the body proves that its markup is well-formed."""
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from docx.oxml.parser import parse_xml
    from docx.parts.document import DocumentPart

    uri = PackURI("/word/document.xml")
    main = DocumentPart(uri, CONTENT_TYPE.WML_DOCUMENT_MAIN, parse_xml(body.encode()), package)
    package.load_rel(RELATIONSHIP_TYPE.OFFICE_DOCUMENT, main, "document")
    for name, text in texts.items():
        kind, relationship = _WORD[name]
        part = Part(PackURI(f"/word/{name}.xml"), getattr(CONTENT_TYPE, kind), text.encode(), package)
        main.load_rel(getattr(RELATIONSHIP_TYPE, relationship), part, name)
    for image, key in ledger.images.items():
        uri = PackURI(f"/word/media/{key}.{EXTENSIONS[image.media_type]}")
        main.load_rel(RELATIONSHIP_TYPE.IMAGE, Part(uri, image.media_type, image.content, package), key)
    for url, key in ledger.links.items():
        main.load_rel(RELATIONSHIP_TYPE.HYPERLINK, url, key, is_external=True)


def repack(content: bytes) -> bytes:
    """The same package in a fixed order, without the clock and the traces of the system that packed it."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(packed, "w") as target:
        for name in sorted(source.namelist(), key=lambda name: (name not in _FIRST, name)):
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system, entry.external_attr = 0, _ARCHIVE
            target.writestr(entry, source.read(name), compresslevel=_COMPRESSION)
    return packed.getvalue()
