"""Accepts and rejects the recorded changes of a Word file, as Word does (ECMA-376, part 1, 17.13.5)."""

import io
import zipfile
from typing import Any

from tests.writers.word import W


def accepted(content: bytes) -> bytes:
    """A Word file with all its changes accepted."""
    return _resolved(content, keep="ins", drop="del")


def rejected(content: bytes) -> bytes:
    """A Word file with all its changes rejected."""
    return _resolved(content, keep="del", drop="ins")


def _resolved(content: bytes, keep: str, drop: str) -> bytes:
    from lxml import etree

    output = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as package, zipfile.ZipFile(output, "w") as resolved:
        for name in package.namelist():
            data = package.read(name)
            if name == "word/document.xml" or name.startswith("word/header"):
                root = etree.fromstring(data)
                _resolve(root, keep, drop)
                data = etree.tostring(root)
            resolved.writestr(name, data)
    return output.getvalue()


def _resolve(root: Any, keep: str, drop: str) -> None:
    for row in list(root.iter(f"{W}tr")):
        if row.find(f"{W}trPr/{W}{drop}") is not None:
            table = row.getparent()
            table.remove(row)
            if table.find(f"{W}tr") is None:
                table.getparent().remove(table)
    for change in list(root.iter(f"{W}{drop}")):
        if change.getparent().tag not in {f"{W}rPr", f"{W}trPr"}:
            change.getparent().remove(change)
    for text in root.iter(f"{W}delText"):
        text.tag = f"{W}t"
    for paragraph in list(root.iter(f"{W}p")):
        if paragraph.find(f"{W}pPr/{W}rPr/{W}{drop}") is not None:
            _join_to_next(paragraph)
    for change in list(root.iter(f"{W}pPrChange")):
        if drop == "ins":
            properties, former = change.getparent(), change.find(f"{W}pPr")
            kept = [child for child in properties if child.tag in {f"{W}rPr", f"{W}sectPr"}]
            properties[:] = [*former, *kept]
        else:
            change.getparent().remove(change)
    for kept_change in list(root.iter(f"{W}{keep}")):
        parent = kept_change.getparent()
        index = parent.index(kept_change)
        parent[index : index + 1] = list(kept_change)


def _join_to_next(paragraph: Any) -> None:
    """Takes away the end of a paragraph: what is left in it goes to the beginning of the next one, whose properties hold."""
    following = paragraph.getnext()
    assert following is not None, "the last paragraph of its parent"
    assert following.tag == f"{W}p", following.tag
    assert paragraph.find(f"{W}pPr/{W}sectPr") is None, "its section would end elsewhere"
    rest = [child for child in paragraph if child.tag != f"{W}pPr"]
    position = 1 if following.find(f"{W}pPr") is not None else 0
    following[position:position] = rest
    paragraph.getparent().remove(paragraph)
