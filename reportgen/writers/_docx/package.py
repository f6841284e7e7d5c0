"""The package of a Word file: its parts, their content types and their relationships, as a zip file.

The rules are those of ECMA-376, part 2. Equal input makes equal bytes.
"""

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from posixpath import dirname, relpath, split
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from reportgen.document import Document, lines
from reportgen.theme import Theme
from reportgen.writers._docx import embedded_fonts
from reportgen.writers._docx.dataset import DatasetPart
from reportgen.writers._docx.footnotes import NOTES, SEPARATOR_SETTINGS, footnotes_part
from reportgen.writers._docx.headers_footers import FIRST_FOOTER, FIRST_HEADER, FOOTER, HEADER
from reportgen.writers._docx.numbering import numbering_part
from reportgen.writers._docx.parts import (
    app_properties_part,
    core_properties_part,
    font_table_part,
    settings_part,
)
from reportgen.writers._docx.relationships import EXTENSIONS, Relationships
from reportgen.writers._docx.xml import DECLARATION, R, escape

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "application/vnd.openxmlformats-officedocument"
_CONTENT_TYPES = {
    "styles": "wordprocessingml.styles",
    "numbering": "wordprocessingml.numbering",
    "settings": "wordprocessingml.settings",
    "fontTable": "wordprocessingml.fontTable",
    "theme": "theme",
    HEADER: "wordprocessingml.header",
    FOOTER: "wordprocessingml.footer",
    NOTES: "wordprocessingml.footnotes",
}
"""The ends of the content types of the parts beside the document, by their types of relationship."""

_DEFAULT_CONTENT_TYPES = {
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "xml": "application/xml",
    **{extension: media_type for media_type, extension in EXTENSIONS.items()},
    embedded_fonts.EXTENSION: embedded_fonts.CONTENT_TYPE,
}
_FIRST_FILES = ("[Content_Types].xml", "_rels/.rels")
_COMPRESSION_LEVEL = 2
"""With zlib's default, 6, files would be a tenth smaller; the benchmark's row `DOCX, warm` shows what that takes."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of the package. Its relationships are types and targets, by their ids.

    A target is the name of a part, or an address with a scheme. The package itself is a part without a name.
    """

    name: str
    content_type: str
    content: bytes
    relationships: dict[str, tuple[str, str]] = field(default_factory=dict)

    def relate(self, relationship_id: str, relationship_type: str, part: "_Part") -> "_Part":
        """Adds a relationship to another part, and returns that part."""
        self.relationships[relationship_id] = (relationship_type, part.name)
        return part


def build_package(
    document: Document,
    theme: Theme,
    body: bytes,
    headers_and_footers: Mapping[str, str],
    relationships: Relationships,
    datasets: Sequence[DatasetPart],
) -> bytes:
    """Returns the file. `body` is the document part; `headers_and_footers` are parts by their names."""
    package = _Part("", "", b"")
    core = _Part(
        "docProps/core.xml",
        "application/vnd.openxmlformats-package.core-properties+xml",
        core_properties_part(document).encode(),
    )
    app = _Part("docProps/app.xml", f"{_OFFICE}.extended-properties+xml", app_properties_part().encode())
    _check_well_formed(body)
    main = _Part("word/document.xml", f"{_OFFICE}.wordprocessingml.document.main+xml", body)
    fonts = embedded_fonts.embedded_fonts(theme, lines(document))
    notes = footnotes_part(relationships.notes, relationships)
    font_entries = {f"font{number}": font for number, font in enumerate(fonts, 1)}
    texts = {
        "styles": relationships.template.styles,
        "numbering": numbering_part(
            relationships.template.numbering, "".join(relationships.numbering_instances)
        ),
        "settings": settings_part(
            document.language, has_fonts=bool(fonts), note_settings=SEPARATOR_SETTINGS if notes else ""
        ),
        "fontTable": font_table_part(theme, "".join(font.xml(name) for name, font in font_entries.items())),
        "theme": relationships.template.theme,
        **headers_and_footers,
        **({NOTES: notes} if notes else {}),
    }
    parts = [
        package,
        package.relate("core", f"{_PACKAGE}/relationships/metadata/core-properties", core),
        package.relate("app", f"{R}/extended-properties", app),
        package.relate("document", f"{R}/officeDocument", main),
        *_related_parts(main, texts, relationships),
    ]
    font_table = next(part for part in parts if part.name == "word/fontTable.xml")
    for name, font in font_entries.items():
        file_name = f"word/fonts/{name}.{embedded_fonts.EXTENSION}"
        font_part = _Part(file_name, embedded_fonts.CONTENT_TYPE, font.content)
        parts.append(font_table.relate(name, f"{R}/font", font_part))
    for number, dataset in enumerate(datasets, 1):
        parts += _dataset_parts(main, dataset, number)
    return _zip(_files(parts))


def _check_well_formed(body: bytes) -> None:
    """Raises ExpatError where the markup of the body is not well-formed, which would be this program's fault."""
    expat.ParserCreate().Parse(body, True)  # noqa: FBT003 - expat's own order of arguments


def _related_parts(main: _Part, texts: Mapping[str, str], relationships: Relationships) -> Iterator[_Part]:
    """Yields the parts beside the document, and its pictures. Links are relationships without a part."""
    for name, text in texts.items():
        kind = {FIRST_HEADER: HEADER, FIRST_FOOTER: FOOTER}.get(name, name.rstrip("0123456789"))
        part = _Part(f"word/{name}.xml", f"{_OFFICE}.{_CONTENT_TYPES[kind]}+xml", text.encode())
        yield main.relate(name, f"{R}/{kind}", part)
        if name == NOTES:
            for url, relationship_id in relationships.note_links.items():
                part.relationships[relationship_id] = (f"{R}/hyperlink", url)
    for image, relationship_id in relationships.images.items():
        name = f"word/media/{relationship_id}.{EXTENSIONS[image.media_type]}"
        yield main.relate(relationship_id, f"{R}/image", _Part(name, image.media_type, image.content))
    for url, relationship_id in relationships.links.items():
        main.relationships[relationship_id] = (f"{R}/hyperlink", url)


def _dataset_parts(main: _Part, dataset: DatasetPart, number: int) -> Iterator[_Part]:
    item = _Part(f"customXml/item{number}.xml", _DEFAULT_CONTENT_TYPES["xml"], dataset.xml().encode())
    properties = _Part(
        f"customXml/itemProps{number}.xml",
        f"{_OFFICE}.customXmlProperties+xml",
        dataset.properties_xml(number).encode(),
    )
    yield main.relate("dataset" if number == 1 else f"dataset{number}", f"{R}/customXml", item)
    yield item.relate("properties", f"{R}/customXmlProps", properties)


def _files(parts: Sequence[_Part]) -> dict[str, bytes]:
    """Returns the content of the package's files by their names: parts, relationships and content types."""
    files = {part.name: part.content for part in parts if part.name}
    for part in parts:
        if part.relationships:
            folder, name = split(part.name)
            files[f"{folder}/_rels/{name}.rels".lstrip("/")] = _relationships_xml(part).encode()
    files["[Content_Types].xml"] = _content_types_xml(parts).encode()
    return files


def _zip(files: Mapping[str, bytes]) -> bytes:
    """Returns the files as a zip file in a fixed order, without the time or the system that it is written on."""
    stream = io.BytesIO()
    with ZipFile(stream, "w") as archive:
        for name in sorted(files, key=lambda name: (name not in _FIRST_FILES, name)):
            entry = ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 0  # MS-DOS
            entry.external_attr = 0x20  # a plain file there
            archive.writestr(entry, files[name], compresslevel=_COMPRESSION_LEVEL)
    return stream.getvalue()


def _relationships_xml(part: _Part) -> str:
    elements = "".join(
        f'<Relationship Id="{relationship_id}" Type="{relationship_type}" {_target(part, target)}/>'
        for relationship_id, (relationship_type, target) in part.relationships.items()
    )
    return f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{elements}</Relationships>'


def _target(part: _Part, target: str) -> str:
    if ":" in target:
        return f'Target="{escape(target)}" TargetMode="External"'
    path = relpath(f"/{target}", f"/{dirname(part.name)}")
    return f'Target="{path}"'


def _content_types_xml(parts: Sequence[_Part]) -> str:
    """Returns the content types of the parts: by their extensions, and of those that differ from these by their names."""
    extensions = {"rels", "xml", *(_extension(part) for part in parts if part.name)}
    defaults = "".join(
        f'<Default Extension="{extension}" ContentType="{content_type}"/>'
        for extension, content_type in _DEFAULT_CONTENT_TYPES.items()
        if extension in extensions
    )
    overrides = "".join(
        f'<Override PartName="/{part.name}" ContentType="{part.content_type}"/>'
        for part in parts
        if part.name and part.content_type != _DEFAULT_CONTENT_TYPES[_extension(part)]
    )
    return f'{DECLARATION}<Types xmlns="{_PACKAGE}/content-types">{defaults}{overrides}</Types>'


def _extension(part: _Part) -> str:
    return part.name.rpartition(".")[2]
