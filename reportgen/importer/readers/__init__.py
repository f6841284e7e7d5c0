"""Readers of files that were never ours: each makes the same list of lines and tables of one format."""

from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from reportgen.extract import NoDataset, UnreadableFile, find_datasets, is_package, is_pdf, read_finished_file
from reportgen.importer.blocks import Reading
from reportgen.importer.readers.cleaning import clean

MAX_TEXT_BYTES = 10_000_000
"""The largest text or web page that is read: a thousand times a long report."""

_SIGNATURES = {
    b"\x89PNG": "it is a picture; a report can be read from its words alone",
    b"\xff\xd8\xff": "it is a picture; a report can be read from its words alone",
    b"GIF8": "it is a picture; a report can be read from its words alone",
}
"""The first bytes of files that cannot be read, and what is to be said about them."""


class _Reader(Protocol):
    """The function `read` of a format's reader. It raises UnreadableFile."""

    def __call__(self, content: bytes) -> Reading: ...


def read_file(path: Path) -> Reading:
    """Reads a file by what is in it, whatever its name says. Raises UnreadableFile."""
    content = read_finished_file(path)
    try:
        reading = cast("_Reader", import_module(f"reportgen.importer.readers.{_format(content)}").read)(
            content
        )
    except RecursionError as error:
        raise UnreadableFile("what is in it stands too deep in each other") from error
    return replace(clean(reading), carries=_carries_dataset(content))


def _carries_dataset(content: bytes) -> bool:
    """Tells whether we made the file and it carries the dataset that it was made of."""
    try:
        return bool(find_datasets(content))
    except (NoDataset, UnreadableFile):
        return False


def _format(content: bytes) -> str:
    from reportgen.importer.readers.libreoffice import is_of_older_word, is_open_document

    if not content.strip():
        raise UnreadableFile("it is empty")
    for signature, reason in _SIGNATURES.items():
        if content.startswith(signature):
            raise UnreadableFile(reason)
    if is_of_older_word(content):
        return "libreoffice"
    if is_package(content):
        return "libreoffice" if is_open_document(content) else "word"
    if is_pdf(content):
        return "pdf"
    if len(content) > MAX_TEXT_BYTES:
        raise UnreadableFile(f"it is larger than {MAX_TEXT_BYTES // 1_000_000} MB")
    head = content[:10_000].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t").lower()
    is_page = b"<html" in head or head.startswith(
        (b"<!doctype html", b"<body", b"<h1", b"<h2", b"<p", b"<div", b"<table")
    )
    return "html" if is_page else "plain_text"
