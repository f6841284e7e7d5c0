"""The package of a Word file: parts, their types and their relations (ECMA-376, part 2), read within bounds."""

import io
import posixpath
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from reportgen.extract import UnreadableFile

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_OFFICE = "/relationships/officeDocument"
_TYPES = "[Content_Types].xml"

_PARTS = 2_000
_LARGEST = 100_000_000
"""The most parts, and the most bytes of all parts unpacked, that are looked at."""


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part has to do with another one, or with an address outside."""

    kind: str
    target: str
    external: bool


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of a file by their names, and the name of the document among them."""

    parts: Mapping[str, bytes] = field(repr=False)
    names: tuple[str, ...]
    main: str = ""
    _roots: dict[str, Any] = field(default_factory=dict, repr=False)

    def root(self, name: str) -> Any:
        """The root element of a part; None where there is no such part or it is no XML."""
        if name not in self._roots:
            self._roots[name] = _parsed(self.parts[name]) if name in self.parts else None
        return self._roots[name]

    def relations(self, name: str) -> dict[str, Relation]:
        """The relations of a part, or of the package itself (by the name `""`), by their ids."""
        root = self.root(relations_of(name))
        if root is None:
            return {}
        return {
            each.get("Id", ""): Relation(
                each.get("Type", ""), _target(name, each), each.get("TargetMode") == "External"
            )
            for each in root.iter("{*}Relationship")
        }

    def related(self, kind: str) -> Iterator[str]:
        """The names of the parts to which the document has a relation that ends so."""
        for relation in self.relations(self.main).values():
            if relation.kind.endswith(f"/{kind}") and not relation.external:
                yield relation.target

    def problems(self) -> Iterator[str]:
        """What is wrong with the parts, whatever they say."""
        yield from (
            f"the part {name} is packed twice" for name, times in Counter(self.names).items() if times > 1
        )
        for name in self.names:
            if name.startswith("/") or "\\" in name or ".." in name.split("/"):
                yield f"the name of the part {name!r} leads out of the file"
            if name.endswith((".xml", ".rels")) and self.root(name) is None:
                yield f"the part {name} is not well-formed XML"
        yield from self._untyped()
        yield from self._unrelated()

    def _untyped(self) -> Iterator[str]:
        root = self.root(_TYPES)
        if root is None:
            return
        endings = {each.get("Extension", "").lower() for each in root.iter("{*}Default")}
        named = {each.get("PartName", "").removeprefix("/") for each in root.iter("{*}Override")}
        for name in self.parts:
            if name != _TYPES and name not in named and name.rpartition(".")[2].lower() not in endings:
                yield f"the part {name} has no content type"
        yield from (
            f"a content type is given for the part {name}, which is not there"
            for name in named - {*self.parts}
        )

    def _unrelated(self) -> Iterator[str]:
        for name in self.parts:
            owner = _owner(name)
            if owner is None:
                continue
            for key, relation in self.relations(owner).items():
                if not relation.external and relation.target not in self.parts:
                    yield f"{name}: the relation {key} leads to {relation.target}, which is not there"
                elif relation.external and not relation.kind.endswith("/hyperlink"):
                    yield f"{name}: the relation {key} fetches {relation.target} from outside"


def opened(content: bytes) -> Package:
    """The package of a Word file. Raises Unreadable where it is none, is damaged or locked, or swells beyond bounds."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = tuple(each.filename for each in package.infolist() if not each.is_dir())
            if len(names) > _PARTS:
                raise UnreadableFile(f"it has more than {_PARTS} parts")
            parts = dict(_unpacked(package))
    except (
        zipfile.BadZipFile,
        zlib.error,
        NotImplementedError,
        RuntimeError,
        EOFError,
        OSError,
        ValueError,
    ) as error:
        raise UnreadableFile("it is damaged, or locked with a password") from error
    bare = Package(parts, names)
    main = next(
        (each.target for each in bare.relations("").values() if each.kind.endswith(_OFFICE)),
        "word/document.xml",
    )
    if bare.root(_TYPES) is None or not str(getattr(bare.root(main), "tag", "")).endswith("}document"):
        raise UnreadableFile("it is packed like a Word file, but holds no document that can be read")
    return Package(parts, names, main)


def _unpacked(package: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    left = _LARGEST
    for entry in package.infolist():
        if entry.is_dir():
            continue
        with package.open(entry) as part:
            content = part.read(left + 1)
        left -= len(content)
        if left < 0:
            raise UnreadableFile(f"its parts are larger than {_LARGEST // 1_000_000} MB when unpacked")
        yield entry.filename, content


def _parsed(content: bytes) -> Any:
    from lxml import etree

    try:
        return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    except (etree.XMLSyntaxError, ValueError):
        return None


def relations_of(name: str) -> str:
    """The name of the part that holds the relations of another."""
    folder, file = posixpath.split(name)
    return f"{folder}/_rels/{file}.rels".removeprefix("/")


def _owner(name: str) -> str | None:
    """The part whose relations a part holds; None where it holds none."""
    folder, file = posixpath.split(name)
    if posixpath.basename(folder) != "_rels" or not file.endswith(".rels"):
        return None
    return posixpath.join(posixpath.dirname(folder), file.removesuffix(".rels"))


def _target(name: str, relation: Any) -> str:
    target = str(relation.get("Target", ""))
    if relation.get("TargetMode") == "External":
        return target
    folder = f"/{posixpath.dirname(name)}"
    return posixpath.normpath(posixpath.join(folder, unquote(target.partition("#")[0]))).removeprefix("/")
