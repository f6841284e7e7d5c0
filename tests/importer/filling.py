"""Fills in the Word form as Word does: typed words take the place of a control, and Enter begins another paragraph."""

import copy
import io
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def filled(content: bytes, values: Mapping[str, str | Sequence[str]]) -> bytes:
    """A form with values typed into its places, by their names; of a list's items, one value goes into each."""
    document = _opened(content)
    seen = Counter[str]()
    for control in list(document.element.iter(f"{W}sdt")):
        name = control.find(f"{W}sdtPr").find(f"{W}tag").get(f"{W}val")
        lines = values.get(name, ())
        lines = [lines] if isinstance(lines, str) else list(lines)
        if name == "membership.members":
            lines = lines[seen[name] : seen[name] + 1]
        seen[name] += 1
        if lines:
            _type(control, lines)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def with_rows(content: bytes, head: str, rows: Sequence[Sequence[str]]) -> bytes:
    """A form whose table under a head has rows typed into it: into its empty ones first, then into new ones."""
    document = _opened(content)
    table = next(table for table in document.tables if table.cell(0, 0).text == head)
    empty = [row for row in table.rows[2:] if not any(cell.text for cell in row.cells)]
    for number, values in enumerate(rows):
        row = empty[number] if number < len(empty) else table.add_row()
        for cell, value in zip(row.cells, values, strict=True):
            cell.text = value
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _opened(content: bytes) -> Any:
    import docx

    return docx.Document(io.BytesIO(content))


def _type(control: Any, lines: Sequence[str]) -> None:
    from docx.oxml import OxmlElement

    paragraph = control.getparent()
    properties = paragraph.find(f"{W}pPr")
    control.addprevious(_run(lines[0]))
    paragraph.remove(control)
    for line in lines[1:]:
        following = OxmlElement("w:p")
        if properties is not None:
            following.append(copy.deepcopy(properties))
        following.append(_run(line))
        paragraph.addnext(following)
        paragraph = following


def _run(text: str) -> Any:
    from docx.oxml import OxmlElement

    run, words = OxmlElement("w:r"), OxmlElement("w:t")
    words.text = text
    run.append(words)
    return run
