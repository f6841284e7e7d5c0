"""Word files in LibreOffice: it opens them all, and the PDFs that it makes of them are as accessible as they were."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from itertools import product
from pathlib import Path
from typing import Any, cast

import pypdf
import pytest

from reportgen.document import Beside, Column, Contents, Document, Figure, Link, lines, outline
from tests.writers.readers import missing_lines, tags, without_spaces
from tests.writers.reports import DATASETS, LAYOUTS, nodes, report, written_report

_OF_FRAMES = b"Syntax Warning: Wrong Attribute 'BBox' in element Div\n"
"""What poppler says of the way in which LibreOffice (7.4) tags a frame, such as one with a picture beside text."""

_OPTIONS = ("UseTaggedPDF", "PDFUACompliance", "ExportBookmarks")


def printed(folder: Path) -> None:
    """Have LibreOffice, started once, write a PDF of every Word file of a folder beside it."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not here")
    options = json.dumps({name: {"type": "boolean", "value": "true"} for name in _OPTIONS})
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, "--headless", profile, "--convert-to", f"pdf:writer_pdf_Export:{options}", "--outdir"]
    subprocess.run([*command, folder, *folder.glob("*.docx")], capture_output=True, check=True, timeout=300)


def expected(document: Document) -> dict[str, object]:
    """What a PDF of a document must say."""
    headings = [(heading.level, heading.title) for heading in outline(document.blocks)]
    return {
        "language": document.language,
        "title": document.title,
        "shows its title": True,
        "bookmarks": headings,
        "headings": [f"/H{level}" for level, _ in headings],
        "contents": sum(
            level <= contents.depth for contents in nodes(document, Contents) for level, _ in headings
        ),
        "pictures": [figure.alt for figure in nodes(document, Figure)],
        "heads of columns": len(list(nodes(document, Column))),
        "addresses": {link.url for link in nodes(document, Link)},
        "lost": [],
    }


def seen(document: Document, content: bytes) -> dict[str, object]:
    """What a PDF says."""
    reader = pypdf.PdfReader(BytesIO(content))
    catalog = cast("Any", reader.trailer["/Root"])
    elements = list(_elements(catalog["/StructTreeRoot"]))
    kinds = [str(element["/S"]) for element in elements]
    words = "".join(line.strip()[1:-1] for line in tags(content, _OF_FRAMES) if line.lstrip().startswith('"'))
    return {
        "language": catalog["/Lang"],
        "title": reader.metadata and reader.metadata.title,
        "shows its title": catalog["/ViewerPreferences"]["/DisplayDocTitle"].value,
        "bookmarks": list(_bookmarks(reader.outline)),
        "headings": [kind for kind in kinds if kind[:2] == "/H" and kind[2:].isdigit()],
        "contents": kinds.count("/TOCI"),
        "pictures": [str(element.get("/Alt", "")) for element in elements if element["/S"] == "/Figure"],
        "heads of columns": kinds.count("/TH"),
        "addresses": set(_addresses(reader)),
        "lost": [*_lost(document, without_spaces(words))],
    }


def _lost(document: Document, words: str) -> Iterator[str]:
    """The lines that a PDF lacks in their order. LibreOffice (7.4) tags a picture in a frame behind the text at its side."""
    at_side = {
        line for beside in nodes(document, Beside) for line in lines(replace(document, blocks=(beside,)))
    }
    for line in missing_lines(lines(document), words):
        if line not in at_side or without_spaces(line) not in words:
            yield line


def _elements(parent: Any) -> Iterator[Any]:
    """The elements of a tag tree in reading order."""
    kids = parent.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        element = kid.get_object()
        if isinstance(element, dict) and "/S" in element:
            yield element
            yield from _elements(element)


def _bookmarks(entries: Any, level: int = 1) -> Iterator[tuple[int, str]]:
    for entry in entries:
        if isinstance(entry, list):
            yield from _bookmarks(entry, level + 1)
        else:
            yield level, str(entry.title)


def _addresses(reader: pypdf.PdfReader) -> Iterator[str]:
    for page in reader.pages:
        for annotation in page.get("/Annots", ()):
            action = annotation.get_object().get("/A", {})
            if action.get("/S") == "/URI":
                yield str(action["/URI"])


@pytest.mark.libreoffice
def test_libreoffice_opens_every_report_and_its_pdf_keeps_what_makes_it_accessible(tmp_path: Path) -> None:
    reports = {f"{name}-{layout}": (name, layout) for name, layout in product(DATASETS, LAYOUTS)}
    for file, key in reports.items():
        (tmp_path / f"{file}.docx").write_bytes(written_report(*key, "docx").content)
    printed(tmp_path)
    for file, key in reports.items():
        document, content = report(*key), (tmp_path / f"{file}.pdf").read_bytes()
        assert {"of": file, **seen(document, content)} == {"of": file, **expected(document)}
