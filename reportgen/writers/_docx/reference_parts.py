"""Opening a reference document: the parts of a Word file that make its look, and no others.

The file comes from outside and is trusted in nothing: parts over a size are refused, documents with a DTD too, and
whatever a part refers to outside itself is cut off.
"""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from reportgen.writers._docx.xml import A, R, W

_LARGEST = 20_000_000
"""The size of the largest file that is opened, in bytes."""

_LIMIT = 10_000_000
"""The size of the largest part that is read, in bytes: Word's own largest styles are a tenth of it."""


class UnreadableError(Exception):
    """The reference is not a Word file, or not one of ours to open; the message says why."""


@dataclass(frozen=True, slots=True)
class ReferenceParts:
    """The look of a reference document: its styles and lists as python-docx's elements, its colours as text.

    `numbering` and `theme` are None where it has none.
    """

    styles: Any
    numbering: Any
    theme: str | None


def read_reference(content: bytes) -> ReferenceParts:
    """The look of a Word file. Raises UnreadableError."""
    if len(content) > _LARGEST:
        raise UnreadableError(f"it is larger than {_LARGEST // 1_000_000} MB")
    with readable("it is not a Word file"), zipfile.ZipFile(io.BytesIO(content)) as package:
        return _house(package)


@contextmanager
def readable(otherwise: str) -> Iterator[None]:
    """Whatever a file from outside makes the libraries beneath raise, as UnreadableError with these words."""
    from docx.exceptions import PythonDocxError
    from docx.oxml.exceptions import XmlchemyError
    from lxml import etree

    try:
        yield
    except (
        *(
            ArithmeticError,
            AttributeError,
            EOFError,
            LookupError,
            OSError,
            RuntimeError,
            TypeError,
            ValueError,
        ),
        *(etree.LxmlError, PythonDocxError, XmlchemyError, zipfile.BadZipFile, zlib.error),
    ) as error:
        raise UnreadableError(otherwise) from error


def _house(package: zipfile.ZipFile) -> ReferenceParts:
    body = _relations(package, "").get("officeDocument")
    parts = _relations(package, body) if body else {}
    styles = _xml(package, parts["styles"]) if "styles" in parts else None
    if styles is None or styles.tag != f"{{{W}}}styles":
        raise UnreadableError("it has no styles")
    numbering = _xml(package, parts["numbering"]) if "numbering" in parts else None
    if numbering is not None and numbering.tag != f"{{{W}}}numbering":
        raise UnreadableError(f"its part `{parts['numbering']}` holds no lists")
    return ReferenceParts(styles, numbering, _theme(package, parts.get("theme")))


def _theme(package: zipfile.ZipFile, name: str | None) -> str | None:
    """The colours and fonts as text, unless they refer to pictures, which do not come along."""
    from lxml import etree

    if name is None or _rels_name(name) in package.namelist():
        return None
    root = _xml(package, name)
    if root.tag != f"{{{A}}}theme":
        raise UnreadableError(f"its part `{name}` holds no colours")
    return str(etree.tostring(root, encoding="unicode"))


def _relations(package: zipfile.ZipFile, part: str) -> dict[str, str]:
    """The names of the parts that a part relates to inside the package, by kind."""
    name = _rels_name(part)
    if name not in package.namelist():
        return {}
    return {
        relation.get("Type", "").removeprefix(f"{R}/"): _target(part, relation.get("Target", ""))
        for relation in _xml(package, name).iterchildren("{*}Relationship")
        if relation.get("TargetMode") != "External"
    }


def _target(part: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target)).lstrip("/")


def _rels_name(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _xml(package: zipfile.ZipFile, name: str) -> Any:
    from docx.oxml.parser import parse_xml

    with readable(f"its part `{name}` is missing or broken"), package.open(name) as stream:
        content = stream.read(_LIMIT + 1)  # what the package says of its sizes may be untrue
        if len(content) > _LIMIT:
            raise UnreadableError(f"its part `{name}` is larger than {_LIMIT // 1_000_000} MB")
        root: Any = parse_xml(content)
    if root.getroottree().docinfo.doctype:
        raise UnreadableError(f"its part `{name}` has a document type, which Word never writes")
    return root


def own_markup(root: Any, tags: tuple[str, ...]) -> Iterator[str]:
    """The children with these names as text, without what Word's extensions or pictures added to them."""
    from lxml import etree

    for child in root:
        if child.tag in {f"{{{W}}}{tag}" for tag in tags}:
            _strip(child)
            etree.cleanup_namespaces(child)
            yield etree.tostring(child, encoding="unicode")


def _strip(element: Any) -> None:
    for attribute in [name for name in element.attrib if not str(name).startswith(f"{{{W}}}")]:
        del element.attrib[attribute]
    for child in list(element):
        if not str(child.tag).startswith(f"{{{W}}}") or child.tag == f"{{{W}}}lvlPicBulletId":
            element.remove(child)
        else:
            _strip(child)
