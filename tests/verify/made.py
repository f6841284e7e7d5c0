"""Finished files for these tests, each built once, and ways to damage them."""

import io
import zipfile
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from reportgen.layout import find_layout, shipped_layouts
from reportgen.pipeline import build, check, embedded_datasets
from reportgen.verify import Asked, Result, Status, examine, verdicts
from reportgen.writers import STANDARDS, Options
from tests.documents import EVERYTHING, SEED, WELSH

DATASETS = {"key-cities": SEED, "everything": EVERYTHING, "welsh": WELSH}
LAYOUTS = tuple(shipped_layouts())

DOCUMENT = "word/document.xml"


@cache
def built(
    form: str,
    dataset: Path = EVERYTHING,
    layout: str = "lga-board",
    *,
    bare: bool = False,
    standard: str = STANDARDS[0],
) -> bytes:
    """A file as `reportgen build` makes it; a bare one carries no dataset."""
    checked = check(dataset)
    options = Options(standard=standard, sources={} if bare else embedded_datasets(checked))
    return build(checked, find_layout(layout), [form], options).files[form]


@cache
def report(dataset: Path, layout: str) -> dict[str, bytes]:
    """All files of a report as one `reportgen build` makes them: Word's contents have the pages of the PDF."""
    checked = check(dataset)
    made = build(
        checked, find_layout(layout), ["docx", "html", "pdf"], Options(sources=embedded_datasets(checked))
    )
    return dict(made.files)


def results(*files: Path, **asked: Any) -> dict[str, dict[str, Result]]:
    """How the checks of files came out, by the names of the files and the checks."""
    found = verdicts([examine(file) for file in files], Asked(**asked))
    return {each.path.name: {result.check: result for result in each.results} for each in found}


def wrong(content: bytes, form: str, folder: Path, **asked: Any) -> dict[str, tuple[str, ...]]:
    """The problems of the checks that a file fails."""
    file = folder / f"report.{form}"
    file.write_bytes(content)
    found = results(file, **asked)[file.name].values()
    return {each.check: each.problems for each in found if each.status is Status.FAIL}


def repacked(content: bytes, parts: Mapping[str, bytes | None], *, twice: str = "") -> bytes:
    """A Word file with other contents of some parts, or without those for which None is given."""
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


def part(content: bytes, name: str = DOCUMENT) -> str:
    """The text of a part of a Word file."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return package.read(name).decode()


def edited(content: bytes, *changes: tuple[str, str], name: str = DOCUMENT) -> bytes:
    """A Word file in whose part some texts, the first of each, are put in the place of others."""
    text = part(content, name)
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return repacked(content, {name: text.encode()})


def rewritten(content: bytes, change: Callable[[Any], None]) -> bytes:
    """A PDF whose objects have been changed, as another program saves it."""
    import pypdf

    writer = pypdf.PdfWriter(clone_from=io.BytesIO(content))
    change(writer)
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()
