"""The dataset that a finished file carries, as it was put in: from a custom XML part in Word, from an attachment in a PDF.

Files come from anywhere: they are bounded, nothing that they refer to is opened, and what saved them last may not have
been this program.
"""

import base64
import binascii
import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

MAX_BYTES = 100_000_000
"""The largest file that is looked into."""

_LARGEST = 10_000_000
"""The most bytes that a dataset or the part that holds it can have, several times what a dataset may."""

_DATASET = re.compile(rb"^(schema|form)[ \t]*:", re.MULTILINE)


class UnreadableFile(Exception):
    """A file that cannot be looked into; the message says why."""


class NoDataset(Exception):
    """A file that carries no dataset; the message says so."""


_LAYOUT = re.compile(rb"/XXLayout\s*\(([\w.~%\\-]*)\)")
_OCTAL = re.compile(r"\\([0-7]{3})")
"""How programs may write any character of a string (ISO 32000-1, 7.3.4.2)."""


class EmbeddedDataset(NamedTuple):
    """What a file carries: the dataset that it was made from, and the name of the layout, empty where it is not said."""

    dataset: bytes
    layout: str = ""


def extract(path: Path) -> bytes:
    """The dataset that a Word file or a PDF carries, byte for byte; the first of several. Raises Unreadable and NoDataset."""
    return extract_all(path)[0]


def extract_all(path: Path) -> list[bytes]:
    """The datasets that a Word file or a PDF carries: one, or those of a pack. Raises Unreadable and NoDataset."""
    return [each.dataset for each in carried(read(path))]


def carried(content: bytes) -> list[EmbeddedDataset]:
    """What the content of a Word file or a PDF carries. Raises Unreadable and NoDataset."""
    if is_package(content):
        found = list(_in_word(content))
    elif is_pdf(content):
        found = list(_in_pdf(content))
    else:
        raise UnreadableFile("it is neither a Word file nor a PDF")
    fitting = [each for each in found if len(found) == 1 or _DATASET.search(each.dataset)]
    if not fitting:
        raise NoDataset("it carries no dataset")
    return fitting


def named(datasets: Iterable[bytes]) -> dict[str, bytes]:
    """Datasets by names that they tell themselves, of their groups and periods, in the order of these.

    The names under which a file carries them are lost in some programs that save it.
    """
    from reportgen.file_names import unused
    from reportgen.schema.files import stem
    from reportgen.schema.load import load
    from reportgen.source import read

    found: dict[str, bytes] = {}
    for dataset in datasets:
        data = read(dataset, "").data
        name = stem(load(data).report) if data is not None else ""
        found[unused(name or "dataset", found)] = dataset
    return {f"{name}.yaml": found[name] for name in sorted(found)}


def is_package(content: bytes) -> bool:
    """Whether a file is packed as Word's are."""
    return content.startswith(b"PK\x03\x04")


def is_pdf(content: bytes) -> bool:
    """Whether a file says that it is a PDF; something may stand before that."""
    return b"%PDF-" in content[:1024]


def read(path: Path) -> bytes:
    """The content of a file. Raises Unreadable."""
    try:
        with path.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise UnreadableFile(f"it cannot be read ({(error.strerror or str(error)).lower()})") from error
    if len(content) > MAX_BYTES:
        raise UnreadableFile(f"it is larger than {MAX_BYTES // 1_000_000} MB")
    return content


def _in_word(content: bytes) -> Iterator[EmbeddedDataset]:
    """What the custom XML parts of our kind hold, whatever their names: programs that save the file number them anew."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            for name in package.namelist():
                if name.startswith("customXml/item") and name.endswith(".xml"):
                    with package.open(name) as part:
                        yield from _in_part(part.read(_LARGEST))
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise UnreadableFile("it is damaged, or locked with a password") from error


def _in_part(content: bytes) -> Iterator[EmbeddedDataset]:
    from lxml import etree

    from reportgen.writers.docx import NAMESPACE

    try:
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return  # cut off, or another program's
    if root.tag == f"{{{NAMESPACE}}}dataset":
        try:
            dataset = base64.b64decode("".join((root.text or "").split()), validate=True)
        except binascii.Error as error:
            raise UnreadableFile("the dataset in it is damaged") from error
        yield EmbeddedDataset(dataset, root.get("layout", ""))


def _in_pdf(content: bytes) -> Iterator[EmbeddedDataset]:
    """What the embedded files of a PDF hold.

    A whole reader of PDFs is not needed: such a file is a stream, and streams lie in the open even where all other
    objects are packed together (ISO 32000-1, 7.5.7).
    """
    for mark in re.finditer(rb"/Type\s*/EmbeddedFile\b", content):
        start = content.rfind(b" obj", 0, mark.start())
        stream = re.compile(rb"\bstream\r?\n").search(content, mark.end())
        if start < 0 or stream is None or b"endobj" in content[start : stream.start()]:
            continue
        entries = content[start : stream.start()]
        named = _LAYOUT.search(entries)
        layout = _unquoted(named[1].decode("ascii")) if named else ""
        if b"/FlateDecode" in entries:
            yield EmbeddedDataset(_unpacked(content, stream.end()), layout)
        elif b"/Filter" not in entries:
            yield EmbeddedDataset(content[stream.end() : _end(content, entries, stream.end())], layout)


def _unquoted(name: str) -> str:
    return unquote(_OCTAL.sub(lambda code: chr(int(code[1], 8)), name))


def _unpacked(content: bytes, start: int) -> bytes:
    reader = zlib.decompressobj()
    try:
        found = reader.decompress(memoryview(content)[start:], _LARGEST)
    except zlib.error as error:
        raise UnreadableFile("an attachment of it is damaged, or locked with a password") from error
    if not reader.eof:
        raise UnreadableFile("an attachment of it is cut off or too large")
    return found


def _end(content: bytes, entries: bytes, start: int) -> int:
    """Where a stream ends that is not packed: after its length, or where that stands elsewhere, at its last line."""
    length = re.search(rb"/Length\s+(\d+)\b(?!\s+\d+\s+R)", entries)
    if length:
        return start + int(length[1])
    end = content.find(b"endstream", start)
    return len(content[:end].removesuffix(b"\n").removesuffix(b"\r"))
