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
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, partial
from itertools import islice
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from reportgen.processes.isolation import Stopped, run_isolated
from reportgen.startup.patterns import lazy_pattern

MAX_BYTES = 100_000_000
"""The largest file that is read."""

MAX_PARTS = 10_000
MAX_UNPACKED_BYTES = 100_000_000
"""The most parts or attachments of a file, and the most bytes of all of them unpacked, that are read."""

PACKAGE_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
)
"""What the standard library raises over a package that is damaged or locked."""

_MAX_DATASET = 10_000_000
"""The most bytes of a dataset or the part that holds it: several times what a dataset may have."""

_CHUNK = 65_536

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
        candidates = _within_limits(_datasets_in_word(content))
    elif is_pdf(content):
        candidates = _within_limits(_datasets_in_pdf(content))
    else:
        raise UnreadableFile("it is neither a Word file nor a PDF")
    if len(candidates) > 1:
        candidates = [candidate for candidate in candidates if _DATASET.search(candidate.dataset)]
    if not candidates:
        raise NoDataset("it carries no dataset")
    return candidates


def find_datasets_isolated(content: bytes, *, named: bool) -> dict[str, bytes]:
    """Finds the datasets in the content of a finished file by the names of their own files, in a process with limits.

    A dataset that is alone has the name `""`, unless `named`. Raises UnreadableFile and NoDataset.
    """
    (outcome,) = run_isolated(partial(_find_by_name, named=named), [content])
    if isinstance(outcome, Stopped):
        raise UnreadableFile(str(outcome))
    return outcome


def _find_by_name(content: bytes, *, named: bool) -> dict[str, bytes]:
    datasets = [embedded.dataset for embedded in find_datasets(content)]
    return name_datasets(datasets) if named or len(datasets) > 1 else {"": datasets[0]}


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


def _within_limits(candidates: Iterable[EmbeddedDataset]) -> list[EmbeddedDataset]:
    """Returns candidates that are not too many. Raises UnreadableFile where they are."""
    listed = list(islice(candidates, MAX_PARTS + 1))
    if len(listed) > MAX_PARTS:
        raise UnreadableFile(f"it carries more than {MAX_PARTS} files")
    return listed


def _datasets_in_word(content: bytes) -> Iterator[EmbeddedDataset]:
    """Yields the datasets in custom XML parts of any name: programs that save the file number the parts anew."""
    unpacked = 0
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            if len(package.infolist()) > MAX_PARTS:
                raise UnreadableFile(f"it has more than {MAX_PARTS} parts")
            for entry in package.infolist():
                if entry.filename.startswith("customXml/item") and entry.filename.endswith(".xml"):
                    with package.open(entry) as part:
                        part_content = part.read(_MAX_DATASET)
                    unpacked = _count_unpacked(unpacked, part_content)
                    yield from _dataset_in_part(part_content)
    except PACKAGE_FAULTS as error:
        raise UnreadableFile("it is damaged, or locked with a password") from error


def _count_unpacked(unpacked: int, content: bytes) -> int:
    """Adds the size of what was unpacked. Raises UnreadableFile where it is too much: parts may share their packed bytes."""
    if unpacked + len(content) > MAX_UNPACKED_BYTES:
        raise UnreadableFile(f"its parts are larger than {MAX_UNPACKED_BYTES // 1_000_000} MB when unpacked")
    return unpacked + len(content)


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


_PDF_MARK = lazy_pattern(
    rb"(?P<object>\bobj\b)|(?P<end>\bendobj\b)|(?P<embedded>/Type\s*/EmbeddedFile\b)|(?P<stream>\bstream\r?\n)"
)
"""What shows where an object begins and ends, that it is an embedded file, and where its stream begins."""

_LENGTH = lazy_pattern(rb"/Length\s+(\d{1,10})\b(?!\s+\d+\s+R)")
"""The length of a stream, unless it is a reference to another object."""

_LENGTH_ELSEWHERE = lazy_pattern(rb"/Length\s+(\d{1,10}\s+\d{1,5})\s+R\b")
_NUMBER_OBJECT = lazy_pattern(rb"\b(\d{1,10}\s+\d{1,5})\s+obj\s+(\d{1,10})\s+endobj\b")
"""A length that another object holds, and such an object."""

_LAYOUT = lazy_pattern(rb"/XXLayout\s*\(([\w.~%\\-]*)\)")
_OCTAL_ESCAPE = lazy_pattern(r"\\([0-7]{3})")
"""How programs may write any character of a string (ISO 32000-1, 7.3.4.2)."""


def _datasets_in_pdf(content: bytes) -> Iterator[EmbeddedDataset]:
    """Yields the embedded files of a PDF.

    This needs no PDF library: an embedded file is a stream, and streams are never packed into other objects, even where
    all else is (ISO 32000-1, 7.5.7). It goes over the content once: a stream that was read is not searched.
    """
    position, object_start, is_embedded, unpacked = 0, -1, False, 0
    read_lengths = cache(lambda: _numbers_by_object(content))
    while mark := _PDF_MARK.search(content, position):
        position = mark.end()
        if mark["embedded"]:
            is_embedded = object_start >= 0
            continue
        if mark["stream"] and is_embedded:
            dictionary = content[object_start : mark.start()]
            if b"/FlateDecode" in dictionary:
                dataset, position = _decompress(content, position)
            elif b"/Filter" not in dictionary:
                dataset, position = _plain_stream(content, _length(dictionary, read_lengths), position)
            else:
                dataset = None
            if dataset is not None:
                unpacked = _count_unpacked(unpacked, dataset)
                yield EmbeddedDataset(dataset, _layout_name(dictionary))
        object_start, is_embedded = (mark.end() if mark["object"] else -1), False


def _layout_name(dictionary: bytes) -> str:
    """Returns the layout that a stream's dictionary names, empty if it names none."""
    match = _LAYOUT.search(dictionary)
    if match is None:
        return ""
    return unquote(_OCTAL_ESCAPE.sub(lambda code: chr(int(code[1], 8)), match[1].decode("ascii")))


def _decompress(content: bytes, start: int) -> tuple[bytes, int]:
    """Returns a compressed stream unpacked, and where it ends. It is handed over in chunks: zlib copies what follows it."""
    decompressor, dataset, view = zlib.decompressobj(), bytearray(), memoryview(content)
    position = start
    try:
        while not decompressor.eof and position < len(content) and len(dataset) <= _MAX_DATASET:
            chunk = view[position : position + _CHUNK]
            dataset += decompressor.decompress(chunk, _MAX_DATASET + 1 - len(dataset))
            left_over = len(decompressor.unused_data) + len(decompressor.unconsumed_tail)
            position += len(chunk) - left_over
    except zlib.error as error:
        raise UnreadableFile("an attachment of it is damaged, or locked with a password") from error
    if not decompressor.eof or len(dataset) > _MAX_DATASET:
        raise UnreadableFile("an attachment of it is cut off or too large")
    return bytes(dataset), position


def _length(dictionary: bytes, read_lengths: Callable[[], Mapping[bytes, int]]) -> int | None:
    """Returns the length that the dictionary of a stream gives, also in another object; None where it cannot be told."""
    if length := _LENGTH.search(dictionary):
        return int(length[1])
    reference = _LENGTH_ELSEWHERE.search(dictionary)
    return read_lengths().get(b" ".join(reference[1].split())) if reference else None


def _numbers_by_object(content: bytes) -> dict[bytes, int]:
    """Returns the objects that are numbers, by their own numbers."""
    objects = _NUMBER_OBJECT.finditer(content)
    return {b" ".join(number[1].split()): int(number[2]) for number in objects}


def _plain_stream(content: bytes, length: int | None, start: int) -> tuple[bytes, int]:
    """Returns an uncompressed stream, and where it ends: after its length, or without one before the line of `endstream`."""
    end = content.find(b"endstream", start) if length is None else start + length
    if end < 0 or end - start > _MAX_DATASET:
        raise UnreadableFile("an attachment of it is cut off or too large")
    stream = content[start:end]
    return stream if length is not None else stream.removesuffix(b"\n").removesuffix(b"\r"), end
