"""Builds finished files for these tests, each once, and damages them."""

import io
import zipfile
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from reportgen.layout import find_layout, shipped_layouts
from reportgen.pipeline import build, check, embedded_datasets
from reportgen.verify import Result, Status, VerifyOptions, examine, verify_files
from reportgen.writers import STANDARDS, Options
from tests.documents import EVERYTHING, SEED, WELSH

DATASETS = {"key-cities": SEED, "everything": EVERYTHING, "welsh": WELSH}
LAYOUTS = tuple(shipped_layouts())

DOCUMENT = "word/document.xml"


@cache
def build_file(
    format_name: str,
    dataset: Path = EVERYTHING,
    layout: str = "lga-board",
    *,
    bare: bool = False,
    standard: str = STANDARDS[0],
) -> bytes:
    """Builds a file as `reportgen build` does; a bare one carries no dataset."""
    checked = check(dataset)
    options = Options(standard=standard, sources={} if bare else embedded_datasets(checked))
    return build(checked, find_layout(layout), [format_name], options).files[format_name]


@cache
def build_report(dataset: Path, layout: str) -> dict[str, bytes]:
    """Builds all files of a report as one `reportgen build` does."""
    checked = check(dataset)
    built = build(
        checked, find_layout(layout), ["docx", "html", "pdf"], Options(sources=embedded_datasets(checked))
    )
    return dict(built.files)


def check_results(*files: Path, **asked: Any) -> dict[str, dict[str, Result]]:
    """Returns the results of checks by the names of the files and the checks."""
    verified = verify_files([examine(file) for file in files], VerifyOptions(**asked))
    return {verdict.path.name: {result.check: result for result in verdict.results} for verdict in verified}


def find_failures(content: bytes, format_name: str, folder: Path, **asked: Any) -> dict[str, tuple[str, ...]]:
    """Returns the problems of the checks that a file fails."""
    file = folder / f"report.{format_name}"
    file.write_bytes(content)
    results = check_results(file, **asked)[file.name].values()
    return {result.check: result.problems for result in results if result.status is Status.FAIL}


def repack(content: bytes, parts: Mapping[str, bytes | None], *, twice: str = "") -> bytes:
    """Returns a Word file with some parts replaced, or left out where None is given."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as before,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for name in dict.fromkeys([*before.namelist(), *parts]):
            part = parts.get(name, b"") if name in parts else before.read(name)
            if part is not None:
                after.writestr(name, part)
            if name == twice:
                after.writestr(name, before.read(name))
    return stream.getvalue()


def part_text(content: bytes, name: str = DOCUMENT) -> str:
    """Returns the content of a part of a Word file."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return package.read(name).decode()


def edit(content: bytes, *changes: tuple[str, str], name: str = DOCUMENT) -> bytes:
    """Returns a Word file in whose part the first occurrence of each old text is replaced by the new one."""
    text = part_text(content, name)
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return repack(content, {name: text.encode()})


def rewrite(content: bytes, change: Callable[[Any], None]) -> bytes:
    """Returns a PDF whose objects have been changed, as another program saves it."""
    import pypdf

    writer = pypdf.PdfWriter(clone_from=io.BytesIO(content))
    change(writer)
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()
