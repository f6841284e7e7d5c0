"""Word files of reports for the tests of `pull`, and what comes of pulling them."""

import io
import zipfile
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

from reportgen.layout import find_layout
from reportgen.pipeline import build, check, embedded_datasets
from reportgen.processes.isolate import Refused
from reportgen.pull import Pulled, Request
from reportgen.pull.markdown import lines_of_text
from reportgen.pull.pulled import pull_here
from reportgen.schema.model import Shape
from reportgen.schema.shapes import REPORT_SHAPE
from reportgen.source import read
from reportgen.writers import Options
from tests.documents import SEED
from tests.pull.word_edits import Data, EditedFile

__all__ = ["built", "data_of", "edited", "meaning", "pulled", "repacked"]


@cache
def built(dataset: Path = SEED, layout: str = "lga-board") -> bytes:
    """The Word file of a dataset."""
    checked = check(dataset)
    options = Options(sources=embedded_datasets(checked))
    return build(checked, find_layout(layout), ["docx"], options).files["docx"]


def data_of(dataset: Path = SEED) -> Data:
    data = read(dataset.read_bytes(), "").data
    assert data is not None
    return deepcopy(data)


def edited(*edits: Any) -> tuple[bytes, Data]:
    """The Word file of Key Cities after edits, and the values that its dataset then has."""
    file, data = EditedFile(built()), data_of()
    for edit in edits:
        edit(file, data)
    return file.content(), data


def pulled(content: bytes, folder: Path, *, rejects: bool = False, base: bytes | None = None) -> Pulled:
    """What a Word file brings; without a worker of its own."""
    path = folder / "report.docx"
    path.write_bytes(content)
    result = pull_here(Request(path, rejects, base=base))
    assert not isinstance(result, Refused), result.reason
    return result


def meaning(value: Any, shape: Shape | None = REPORT_SHAPE) -> Any:
    """Values as they are meant: texts by what they say, lines that stand for mappings as these, nothing that is empty."""
    if shape is None:
        return value
    if isinstance(value, str) and value and shape.one_line is not None:
        value = shape.one_line.expand(value)
    if isinstance(value, dict):
        return {
            key: meaning(inner, shape.keys().get(key))
            for key, inner in value.items()
            if inner not in ("", [], {})
        }
    if isinstance(value, list):
        return [meaning(entry, shape.item) for entry in value]
    return lines_of_text(value) if shape.kind == "text" else value


def repacked(content: bytes, **changed: bytes | None) -> bytes:
    """A package with other content in some parts, whose names have `__` for `/`; None leaves a part out."""
    parts = {name.replace("__", "/"): part for name, part in changed.items()}
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as package,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in package.namelist():
            part = parts.pop(name, package.read(name))
            if part is not None:
                new.writestr(name, part)
        for name, part in parts.items():
            if part is not None:
                new.writestr(name, part)
    return stream.getvalue()
