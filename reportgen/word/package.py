"""Opens the package of a Word file within limits: its parts, content types and relationships (ECMA-376, part 2)."""

import io
import posixpath
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from reportgen.extract import MAX_PARTS, MAX_UNPACKED_BYTES, PACKAGE_FAULTS, UnreadableFile

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_CONTENT_TYPES = "[Content_Types].xml"
_WORDS = (f"{W}t", f"{W}delText", f"{DRAWING}t", f"{MATH}t")
"""The elements that hold words."""


@dataclass(frozen=True, slots=True)
class Relationship:
    """A relationship of a part to another part or to an address outside the package."""

    type: str
    target: str
    is_external: bool


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of a package by their names; `names` has a name twice where a part is packed twice.

    `main_part` is the name of the part that holds the document.
    """

    parts: Mapping[str, bytes] = field(repr=False)
    names: tuple[str, ...]
    main_part: str = ""
    _roots: dict[str, Any] = field(default_factory=dict, repr=False)
    _read: set[Any] = field(default_factory=set, repr=False)

    @property
    def document(self) -> Any:
        """The root element of the document."""
        return self.root(self.main_part)

    def root(self, name: str) -> Any:
        """Returns the root element of a part; None where there is no such part or it is no XML."""
        if name not in self._roots:
            self._roots[name] = _parse_xml(self.parts[name]) if name in self.parts else None
        return self._roots[name]

    def words_in(self, element: Any) -> str:
        """Returns the words in an element, which count as read from here on."""
        texts = list(element.iter(*_WORDS))
        self._read.update(texts)
        return "".join(
            piece or "" for text in texts for piece in (text.text, *(child.tail for child in text))
        )

    def unread_words(self, root: Any) -> Iterator[Any]:
        """Yields the elements of a part that hold words and were not read."""
        for text in root.iter(*_WORDS):
            if text not in self._read and (text.text or "").strip():
                yield text

    def relationships(self, name: str) -> dict[str, Relationship]:
        """Returns the relationships of a part, or of the package itself (by the name `""`), by their ids."""
        root = self.root(_relationships_part(name))
        if root is None:
            return {}
        return {
            element.get("Id", ""): Relationship(
                element.get("Type", ""), _target(name, element), element.get("TargetMode") == "External"
            )
            for element in root.iter("{*}Relationship")
        }

    def related_parts(self, type_name: str) -> Iterator[str]:
        """Yields the names of parts to which the document has a relationship whose type ends in this name."""
        for relationship in self.relationships(self.main_part).values():
            if relationship.type.endswith(f"/{type_name}") and not relationship.is_external:
                yield relationship.target

    def find_problems(self) -> Iterator[str]:
        """Yields what is wrong with the parts, whatever they say."""
        for name, count in Counter(self.names).items():
            if count > 1:
                yield f"the part {name} is packed twice"
        for name in self.names:
            if name.startswith("/") or "\\" in name or ".." in name.split("/"):
                yield f"the name of the part {name!r} leads out of the file"
            if name.endswith((".xml", ".rels")) and self.root(name) is None:
                yield f"the part {name} is not well-formed XML"
        yield from self._content_type_problems()
        yield from self._relationship_problems()

    def _content_type_problems(self) -> Iterator[str]:
        root = self.root(_CONTENT_TYPES)
        if root is None:
            return
        endings = {default.get("Extension", "").lower() for default in root.iter("{*}Default")}
        overridden = {override.get("PartName", "").removeprefix("/") for override in root.iter("{*}Override")}
        for name in self.parts:
            has_type = name in overridden or name.rpartition(".")[2].lower() in endings
            if name != _CONTENT_TYPES and not has_type:
                yield f"the part {name} has no content type"
        for name in overridden - {*self.parts}:
            yield f"a content type is given for the part {name}, which is not there"

    def _relationship_problems(self) -> Iterator[str]:
        for name in self.parts:
            source = _source_part(name)
            if source is None:
                continue
            for key, relationship in self.relationships(source).items():
                target = relationship.target
                if not relationship.is_external and target not in self.parts:
                    yield f"{name}: the relation {key} leads to {target}, which is not there"
                elif relationship.is_external and not relationship.type.endswith("/hyperlink"):
                    yield f"{name}: the relation {key} fetches {target} from outside"


def open_package(content: bytes) -> Package:
    """Opens the package of a Word file. Raises UnreadableFile where it is none, is damaged, locked or too large."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = tuple(entry.filename for entry in archive.infolist() if not entry.is_dir())
            if len(names) > MAX_PARTS:
                raise UnreadableFile(f"it has more than {MAX_PARTS} parts")
            parts = dict(_unpack(archive))
    except PACKAGE_FAULTS as error:
        raise UnreadableFile("it is damaged, or locked with a password") from error
    package = Package(parts, names, _find_main_part(Package(parts, names)))
    document_tag = str(getattr(package.document, "tag", ""))
    if package.root(_CONTENT_TYPES) is None or not document_tag.endswith("}document"):
        raise UnreadableFile("it is packed like a Word file, but holds no document that can be read")
    return package


def _unpack(archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    remaining = MAX_UNPACKED_BYTES
    for entry in archive.infolist():
        if entry.is_dir():
            continue
        with archive.open(entry) as part:
            content = part.read(remaining + 1)
        remaining -= len(content)
        if remaining < 0:
            megabytes = MAX_UNPACKED_BYTES // 1_000_000
            raise UnreadableFile(f"its parts are larger than {megabytes} MB when unpacked")
        yield entry.filename, content


def _find_main_part(package: Package) -> str:
    for relationship in package.relationships("").values():
        if relationship.type.endswith("/relationships/officeDocument"):
            return relationship.target
    return "word/document.xml"


def _parse_xml(content: bytes) -> Any:
    from lxml import etree

    try:
        return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    except (etree.XMLSyntaxError, ValueError):
        return None


def _relationships_part(name: str) -> str:
    """Returns the name of the part that holds the relationships of another."""
    folder, file = posixpath.split(name)
    return f"{folder}/_rels/{file}.rels".removeprefix("/")


def _source_part(name: str) -> str | None:
    """Returns the name of the part whose relationships this part holds; None where it holds none."""
    folder, file = posixpath.split(name)
    if posixpath.basename(folder) != "_rels" or not file.endswith(".rels"):
        return None
    return posixpath.join(posixpath.dirname(folder), file.removesuffix(".rels"))


def _target(name: str, relationship: Any) -> str:
    """Returns the target of a relationship: an address, or the name of a part, which is given relative to the part `name`."""
    target = str(relationship.get("Target", ""))
    if relationship.get("TargetMode") == "External":
        return target
    folder = f"/{posixpath.dirname(name)}"
    return posixpath.normpath(posixpath.join(folder, unquote(target.partition("#")[0]))).removeprefix("/")
