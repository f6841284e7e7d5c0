"""Reads the parts of a reference document that make its look, and no others.

The file comes from outside and is not trusted: parts above a size and documents with a DTD are refused, and whatever a part
refers to outside itself is cut off.
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

_LARGEST_FILE = 20_000_000
"""The size of the largest file that is opened, in bytes."""

_LARGEST_PART = 10_000_000
"""The size of the largest part that is read, in bytes: Word's own largest styles are a tenth of it."""

_ERRORS = (
    *(ArithmeticError, AttributeError, EOFError, LookupError, OSError, RuntimeError, TypeError, ValueError),
    *(zipfile.BadZipFile, zlib.error),
)
"""What the libraries raise on a damaged file, beside their own exceptions."""


class UnreadableReferenceError(Exception):
    """The reference document cannot be read; the message says why."""


@dataclass(frozen=True, slots=True)
class ReferenceParts:
    """The look of a reference document: its styles and numbering as python-docx's elements, its theme part as text.

    `numbering` and `theme` are None where it has none.
    """

    styles: Any
    numbering: Any
    theme: str | None


def read_reference(content: bytes) -> ReferenceParts:
    """Reads the look of a Word file. Raises UnreadableReferenceError."""
    if len(content) > _LARGEST_FILE:
        raise UnreadableReferenceError(f"it is larger than {_LARGEST_FILE // 1_000_000} MB")
    with unreadable_on_error("it is not a Word file"), zipfile.ZipFile(io.BytesIO(content)) as package:
        return _read_parts(package)


@contextmanager
def unreadable_on_error(message: str) -> Iterator[None]:
    """Turns whatever the libraries raise on a damaged file into an UnreadableReferenceError with this message."""
    from docx.exceptions import PythonDocxError
    from docx.oxml.exceptions import XmlchemyError
    from lxml import etree

    try:
        yield
    except (*_ERRORS, etree.LxmlError, PythonDocxError, XmlchemyError) as error:
        raise UnreadableReferenceError(message) from error


def _read_parts(package: zipfile.ZipFile) -> ReferenceParts:
    document = _related_parts(package, "").get("officeDocument")
    names = _related_parts(package, document) if document else {}
    styles = _parse_part(package, names["styles"]) if "styles" in names else None
    if styles is None or styles.tag != f"{{{W}}}styles":
        raise UnreadableReferenceError("it has no styles")
    numbering = _parse_part(package, names["numbering"]) if "numbering" in names else None
    if numbering is not None and numbering.tag != f"{{{W}}}numbering":
        raise UnreadableReferenceError(f"its part `{names['numbering']}` holds no lists")
    return ReferenceParts(styles, numbering, _read_theme(package, names.get("theme")))


def _read_theme(package: zipfile.ZipFile, name: str | None) -> str | None:
    """Returns the theme part, unless it refers to pictures, which are not taken over."""
    from lxml import etree

    if name is None or _relationships_name(name) in package.namelist():
        return None
    root = _parse_part(package, name)
    if root.tag != f"{{{A}}}theme":
        raise UnreadableReferenceError(f"its part `{name}` holds no colours")
    return str(etree.tostring(root, encoding="unicode"))


def _related_parts(package: zipfile.ZipFile, part: str) -> dict[str, str]:
    """Returns the names of the parts that a part (the package where empty) is related to, by type of relationship."""
    name = _relationships_name(part)
    if name not in package.namelist():
        return {}
    return {
        element.get("Type", "").removeprefix(f"{R}/"): _target_name(part, element.get("Target", ""))
        for element in _parse_part(package, name).iterchildren("{*}Relationship")
        if element.get("TargetMode") != "External"
    }


def _target_name(part: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target)).lstrip("/")


def _relationships_name(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _parse_part(package: zipfile.ZipFile, name: str) -> Any:
    from docx.oxml.parser import parse_xml

    with unreadable_on_error(f"its part `{name}` is missing or broken"), package.open(name) as stream:
        content = stream.read(_LARGEST_PART + 1)  # the sizes that the package states may be false
        if len(content) > _LARGEST_PART:
            raise UnreadableReferenceError(
                f"its part `{name}` is larger than {_LARGEST_PART // 1_000_000} MB"
            )
        root: Any = parse_xml(content)
    if root.getroottree().docinfo.doctype:
        raise UnreadableReferenceError(f"its part `{name}` has a document type, which Word never writes")
    return root


def markup_without_extensions(root: Any, tag: str) -> str:
    """Returns the children of this name as text, without what Word's extensions or pictures added to them."""
    from lxml import etree

    markup = ""
    for child in root.iterchildren(f"{{{W}}}{tag}"):
        _remove_extensions(child)
        etree.cleanup_namespaces(child)
        markup += etree.tostring(child, encoding="unicode")
    return markup


def _remove_extensions(element: Any) -> None:
    for attribute in [name for name in element.attrib if not str(name).startswith(f"{{{W}}}")]:
        del element.attrib[attribute]
    for child in list(element):
        if not str(child.tag).startswith(f"{{{W}}}") or child.tag == f"{{{W}}}lvlPicBulletId":
            element.remove(child)
        else:
            _remove_extensions(child)
