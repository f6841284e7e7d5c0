"""Takes out of a finished file the dataset that it carries: from a custom XML part in Word, from an attachment in a PDF.

Such files come from anywhere, and another program may have saved them last. Their size is limited, and nothing that they
refer to is opened.
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

from reportgen.startup.patterns import lazy_pattern

MAX_BYTES = 100_000_000
"""The largest file that is read."""

_MAX_DATASET = 10_000_000
"""The most bytes of a dataset or the part that holds it: several times what a dataset may have."""

_DATASET = lazy_pattern(rb"^(schema|form)[ \t]*:", re.MULTILINE)


class UnreadableFile(Exception):
    """A file that cannot be read; the message says why."""


class NoDataset(Exception):
    """A file that carries no dataset; the message says so."""


class EmbeddedDataset(NamedTuple):
    """A dataset that a file carries, and the name of the layout that the file was made with, empty if it is not known."""

    dataset: bytes
    layout: str = ""


def extract(path: Path) -> bytes:
    """Returns the first dataset that a Word file or a PDF carries. Raises UnreadableFile and NoDataset."""
    return extract_all(path)[0]


def extract_all(path: Path) -> list[bytes]:
    """Returns the datasets that a Word file or a PDF carries: one, or those of a pack. Raises UnreadableFile and NoDataset."""
    return [embedded.dataset for embedded in find_datasets(read_finished_file(path))]


def find_datasets(content: bytes) -> list[EmbeddedDataset]:
    """Finds the datasets in the content of a Word file or a PDF. Raises UnreadableFile and NoDataset.

    A single attachment counts as a dataset whatever it holds; of several, those count that look like one.
    """
    if is_package(content):
        candidates = list(_datasets_in_word(content))
    elif is_pdf(content):
        candidates = list(_datasets_in_pdf(content))
    else:
        raise UnreadableFile("it is neither a Word file nor a PDF")
    if len(candidates) > 1:
        candidates = [candidate for candidate in candidates if _DATASET.search(candidate.dataset)]
    if not candidates:
        raise NoDataset("it carries no dataset")
    return candidates


def name_datasets(datasets: Iterable[bytes]) -> dict[str, bytes]:
    """Names datasets after their groups and periods, and returns them in the order of these names.

    The names under which a file carries them cannot be used: some programs that save the file lose them.
    """
    from reportgen.file_names import unused_name
    from reportgen.schema.load import load_report
    from reportgen.schema.report_files import file_stem
    from reportgen.source import read

    by_name: dict[str, bytes] = {}
    for dataset in datasets:
        data = read(dataset, "").data
        name = file_stem(load_report(data).report) if data is not None else ""
        by_name[unused_name(name or "dataset", by_name)] = dataset
    return {f"{name}.yaml": by_name[name] for name in sorted(by_name)}


def is_package(content: bytes) -> bool:
    """Whether a file is a ZIP archive, as Word files are."""
    return content.startswith(b"PK\x03\x04")


def is_pdf(content: bytes) -> bool:
    """Whether a file has the header of a PDF, which other bytes may precede."""
    return b"%PDF-" in content[:1024]


def read_finished_file(path: Path) -> bytes:
    """Reads a file. Raises UnreadableFile."""
    try:
        with path.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise UnreadableFile(f"it cannot be read ({(error.strerror or str(error)).lower()})") from error
    if len(content) > MAX_BYTES:
        raise UnreadableFile(f"it is larger than {MAX_BYTES // 1_000_000} MB")
    return content


def _datasets_in_word(content: bytes) -> Iterator[EmbeddedDataset]:
    """Yields the datasets in custom XML parts of any name: programs that save the file number the parts anew."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            for name in package.namelist():
                if name.startswith("customXml/item") and name.endswith(".xml"):
                    with package.open(name) as part:
                        yield from _dataset_in_part(part.read(_MAX_DATASET))
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise UnreadableFile("it is damaged, or locked with a password") from error


def _dataset_in_part(content: bytes) -> Iterator[EmbeddedDataset]:
    from lxml import etree

    from reportgen.writers.docx import DATASET_NAMESPACE

    try:
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return  # cut off at the limit, or another program's
    if root.tag == f"{{{DATASET_NAMESPACE}}}dataset":
        try:
            dataset = base64.b64decode("".join((root.text or "").split()), validate=True)
        except binascii.Error as error:
            raise UnreadableFile("the dataset in it is damaged") from error
        yield EmbeddedDataset(dataset, root.get("layout", ""))


_EMBEDDED_FILE = lazy_pattern(rb"/Type\s*/EmbeddedFile\b")
_STREAM = lazy_pattern(rb"\bstream\r?\n")
_LENGTH = lazy_pattern(rb"/Length\s+(\d+)\b(?!\s+\d+\s+R)")
"""The length of a stream, unless it is a reference to another object."""

_LAYOUT = lazy_pattern(rb"/XXLayout\s*\(([\w.~%\\-]*)\)")
_OCTAL_ESCAPE = lazy_pattern(r"\\([0-7]{3})")
"""How programs may write any character of a string (ISO 32000-1, 7.3.4.2)."""


def _datasets_in_pdf(content: bytes) -> Iterator[EmbeddedDataset]:
    """Yields the embedded files of a PDF.

    This needs no PDF library: an embedded file is a stream, and streams are never packed into other objects, even where
    all else is (ISO 32000-1, 7.5.7).
    """
    for type_entry in _EMBEDDED_FILE.finditer(content):
        object_start = content.rfind(b" obj", 0, type_entry.start())
        stream = _STREAM.search(content, type_entry.end())
        if object_start < 0 or stream is None:
            continue
        dictionary = content[object_start : stream.start()]
        if b"endobj" in dictionary:  # the stream is another object's
            continue
        layout = _layout_name(dictionary)
        if b"/FlateDecode" in dictionary:
            yield EmbeddedDataset(_decompress(content, stream.end()), layout)
        elif b"/Filter" not in dictionary:
            end = _stream_end(content, dictionary, stream.end())
            yield EmbeddedDataset(content[stream.end() : end], layout)


def _layout_name(dictionary: bytes) -> str:
    """Returns the layout that a stream's dictionary names, empty if it names none."""
    match = _LAYOUT.search(dictionary)
    if match is None:
        return ""
    return unquote(_OCTAL_ESCAPE.sub(lambda code: chr(int(code[1], 8)), match[1].decode("ascii")))


def _decompress(content: bytes, start: int) -> bytes:
    decompressor = zlib.decompressobj()
    try:
        dataset = decompressor.decompress(memoryview(content)[start:], _MAX_DATASET)
    except zlib.error as error:
        raise UnreadableFile("an attachment of it is damaged, or locked with a password") from error
    if not decompressor.eof:
        raise UnreadableFile("an attachment of it is cut off or too large")
    return dataset


def _stream_end(content: bytes, dictionary: bytes, start: int) -> int:
    """Returns where an uncompressed stream ends: after its length, or without one before the line of `endstream`."""
    length = _LENGTH.search(dictionary)
    if length:
        return start + int(length[1])
    end = content.find(b"endstream", start)
    return len(content[:end].removesuffix(b"\n").removesuffix(b"\r"))
