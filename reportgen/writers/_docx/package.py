"""The package of a Word file: its parts and what they have to do with each other, so that equal input is equal bytes.

The rules are those of ECMA-376, part 2: a type for each part, and a list of relations beside each that refers to others.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from posixpath import dirname, relpath, split
from xml.parsers import expat

from reportgen.document import Document
from reportgen.theme import Theme
from reportgen.writers._docx.archive import archive
from reportgen.writers._docx.dataset import DatasetPart
from reportgen.writers._docx.numbering import numbering_part
from reportgen.writers._docx.parts import app_properties, core_properties, font_table, settings
from reportgen.writers._docx.relationships import EXTENSIONS, Relationships
from reportgen.writers._docx.xml import DECLARATION, R, escape

HEADER, FOOTER, FIRST_FOOTER = "header", "footer", "footerFirst"
"""The names of the running heads, as parts and as relationships."""

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "application/vnd.openxmlformats-officedocument"
_KINDS = {
    "styles": "wordprocessingml.styles",
    "numbering": "wordprocessingml.numbering",
    "settings": "wordprocessingml.settings",
    "fontTable": "wordprocessingml.fontTable",
    "theme": "theme",
    HEADER: "wordprocessingml.header",
    FOOTER: "wordprocessingml.footer",
}
"""The parts beside the document, with the ends of their types."""

_DEFAULTS = {
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "xml": "application/xml",
    **{ending: kind for kind, ending in EXTENSIONS.items()},
}
_SHARED = frozenset({"styles", "settings", "fontTable", "theme", FOOTER, FIRST_FOOTER})
_FIRST = ("[Content_Types].xml", "_rels/.rels")
_FEW = 3
"""Up to so many relations of a part are those that it has in every package."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A part: its name, its type, its content, and what it relates to, by ids: each relation's type and target.

    A target is a part's name, or an address with a scheme. A content that is text is the same in the files of other reports.
    """

    name: str
    kind: str
    content: bytes | str
    relations: dict[str, tuple[str, str]] = field(default_factory=dict)

    def relate(self, key: str, kind: str, other: "_Part") -> "_Part":
        """Note a relation to another part, and give that part back."""
        self.relations[key] = (kind, other.name)
        return other


def assemble(
    document: Document,
    theme: Theme,
    body: bytes,
    heads: Mapping[str, str],
    ledger: Relationships,
    carried: Sequence[DatasetPart],
) -> bytes:
    """The whole file; `heads` are the running heads by the names of their parts, `carried` the datasets."""
    root = _Part("", "", b"")
    core = _Part(
        "docProps/core.xml",
        "application/vnd.openxmlformats-package.core-properties+xml",
        core_properties(document).encode(),
    )
    app = _Part("docProps/app.xml", f"{_OFFICE}.extended-properties+xml", app_properties())
    main = _Part("word/document.xml", f"{_OFFICE}.wordprocessingml.document.main+xml", _proved(body))
    parts = [
        root,
        root.relate("core", f"{_PACKAGE}/relationships/metadata/core-properties", core),
        root.relate("app", f"{R}/extended-properties", app),
        root.relate("document", f"{R}/officeDocument", main),
    ]
    texts = {
        "styles": ledger.template.styles,
        "numbering": numbering_part(ledger.template.lists, "".join(ledger.nums)),
        "settings": settings(document.language),
        "fontTable": font_table(theme),
        "theme": ledger.template.theme,
        **heads,
    }
    parts += _related(main, texts, ledger)
    for number, each in enumerate(carried, 1):
        parts += _dataset(main, each, number)
    return _packed(parts)


def _proved(body: bytes) -> bytes:
    """The body itself. Raises ExpatError where its markup is not well-formed, which would be this program's fault."""
    expat.ParserCreate().Parse(body, True)  # noqa: FBT003 - expat's own order of arguments
    return body


def _related(main: _Part, texts: Mapping[str, str], ledger: Relationships) -> Iterator[_Part]:
    """The parts beside the document, and its pictures. Links are relations too."""
    for name, text in texts.items():
        kind = "footer" if name == FIRST_FOOTER else name.rstrip("0123456789")
        shared = name in _SHARED or (name == "numbering" and not ledger.nums)
        part = _Part(f"word/{name}.xml", f"{_OFFICE}.{_KINDS[kind]}+xml", text if shared else text.encode())
        yield main.relate(name, f"{R}/{kind}", part)
    for image, key in ledger.images.items():
        part = _Part(f"word/media/{key}.{EXTENSIONS[image.media_type]}", image.media_type, image.content)
        yield main.relate(key, f"{R}/image", part)
    for url, key in ledger.links.items():
        main.relations[key] = (f"{R}/hyperlink", url)


def _dataset(main: _Part, carried: DatasetPart, number: int) -> Iterator[_Part]:
    part = _Part(f"customXml/item{number}.xml", _DEFAULTS["xml"], carried.xml().encode())
    described = _Part(
        f"customXml/itemProps{number}.xml",
        f"{_OFFICE}.customXmlProperties+xml",
        carried.properties(number),
    )
    yield main.relate("dataset" if number == 1 else f"dataset{number}", f"{R}/customXml", part)
    yield part.relate("properties", f"{R}/customXmlProps", described)


def _packed(parts: list[_Part]) -> bytes:
    """The parts in a fixed order."""
    files = {part.name: part.content for part in parts if part.name}
    for part in parts:
        if part.relations:
            relations = _relations(part)
            shared = len(part.relations) <= _FEW
            files[_relations_name(part.name)] = relations if shared else relations.encode()
    files["[Content_Types].xml"] = _types(parts)
    order = sorted(files, key=lambda name: (name not in _FIRST, name))
    return archive((name, files[name]) for name in order)


def _relations_name(name: str) -> str:
    folder, file = split(name)
    return f"{folder}/_rels/{file}.rels".lstrip("/")


def _relations(part: _Part) -> str:
    written = "".join(
        f'<Relationship Id="{key}" Type="{kind}" {_target(part, target)}/>'
        for key, (kind, target) in part.relations.items()
    )
    return f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{written}</Relationships>'


def _target(part: _Part, target: str) -> str:
    if ":" in target:
        return f'Target="{escape(target)}" TargetMode="External"'
    return f'Target="{_from(dirname(part.name), target)}"'


@lru_cache(maxsize=256)
def _from(folder: str, target: str) -> str:
    return relpath(f"/{target}", f"/{folder}")


def _types(parts: list[_Part]) -> str:
    """The types of parts: those that an ending tells, and each other one by its name."""
    endings = {"rels", "xml", *(part.name.rpartition(".")[2] for part in parts if part.name)}
    defaults = "".join(
        f'<Default Extension="{ending}" ContentType="{kind}"/>'
        for ending, kind in _DEFAULTS.items()
        if ending in endings
    )
    others = "".join(
        f'<Override PartName="/{part.name}" ContentType="{part.kind}"/>'
        for part in parts
        if part.name and part.kind != _DEFAULTS[part.name.rpartition(".")[2]]
    )
    return f'{DECLARATION}<Types xmlns="{_PACKAGE}/content-types">{defaults}{others}</Types>'
