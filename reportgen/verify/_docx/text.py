"""The words of a Word file in reading order, as they show: those in tables, content controls, fields and changes too."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from reportgen.verify._docx.package import Package, R
from reportgen.verify.model import Said, in_a_row, one_line

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SHOWN = {f"{W}tab": "\t", f"{W}br": " ", f"{W}cr": " ", f"{W}noBreakHyphen": "-"}
_PAGE = re.compile(r"\t+\s*\d*\s*$")


@dataclass(slots=True)
class _Field:
    """A field that is open: what it is told to do, and its name once that is told in full."""

    instruction: list[str] = field(default_factory=list)
    name: str = ""
    separate: bool = False

    def told(self) -> str:
        """The whole instruction."""
        return "".join(self.instruction)


@dataclass(slots=True)
class Fields:
    """The fields that are open while a story is read: Word's contents list begins in another paragraph than it ends.

    `problems` are the parts of fields that do not follow each other: beginning, instruction, separation, result, end.
    """

    instructions: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    _open: list[_Field] = field(default_factory=list)
    _names: Counter[str] = field(default_factory=Counter)

    def follow(self, element: Any) -> None:
        """Go past a part of a field."""
        if element.tag == f"{W}instrText":
            if self._open and not self._open[-1].separate:
                self._open[-1].instruction.append(element.text or "")
            return
        kind = element.get(f"{W}fldCharType")
        if kind == "begin":
            self._open.append(_Field())
        elif not self._open or (kind == "separate" and self._open[-1].separate):
            self.problems.append(f"a field's {kind} stands without its beginning")
        elif kind == "separate":
            self._open[-1].separate = True
            self._tell(self._open[-1])
        else:
            self._end(self._open.pop())

    def inside(self, name: str) -> bool:
        """Whether a field of this name is open, and its result is what is read."""
        return self._names[name] > 0

    def close(self) -> None:
        """Note the fields that are open where the story ends."""
        self.problems += ("a field has no end" for _ in self._open)

    def _tell(self, each: _Field) -> None:
        self.instructions.append(each.told())
        each.name = next(iter(each.told().split()), "")
        self._names[each.name] += 1

    def _end(self, each: _Field) -> None:
        if each.separate:
            self._names[each.name] -= 1
        else:
            self.instructions.append(each.told())


def said(package: Package) -> Said:
    """What a Word file says. Page numbers of the contents are left out."""
    root = package.root(package.main)
    told = (one_line(words) for _, words in paragraphs(root))
    pictures = (one_line(each.get("descr", "")) for each in shown(root, PICTURE))
    return Said(
        tuple(filter(None, told)),
        tuple(filter(None, pictures)),
        in_a_row(_addresses(root, package)),
        tuple(filter(None, _heads(package))),
    )


def _heads(package: Package) -> Iterator[str]:
    for root in map(package.root, package.related("header")):
        if root is not None:
            yield one_line(" ".join(words for _, words in paragraphs(root)))


def paragraphs(root: Any, fields: Fields | None = None) -> Iterator[tuple[Any, str]]:
    """Every paragraph of a story with its words, in reading order; `fields` are followed over all of them."""
    fields = fields or Fields()
    for paragraph in shown(root, f"{W}p"):
        contents = fields.inside("TOC")
        words = "".join(_words(paragraph, fields))
        yield paragraph, _PAGE.sub("", words) if contents or fields.inside("TOC") else words.rstrip("\t")
    fields.close()


def shown(root: Any, tag: str) -> Iterator[Any]:
    """The elements of a name, without those in what older programs show in the place of something else."""
    for element in root.iter(tag):
        if not any(outer.tag == _FALLBACK for outer in element.iterancestors()):
            yield element


def _words(element: Any, fields: Fields) -> Iterator[str]:
    """The words below an element, without those of paragraphs in it (text boxes), which stand for themselves."""
    for child in element.iterchildren():
        if child.tag in {f"{W}fldChar", f"{W}instrText"}:
            fields.follow(child)
        elif child.tag == f"{W}t":
            yield "" if fields.inside("PAGEREF") else child.text or ""
        elif child.tag in _SHOWN and element.tag == f"{W}r":
            yield _SHOWN[child.tag]
        elif child.tag not in {f"{W}p", _FALLBACK}:
            yield from _words(child, fields)


def _addresses(root: Any, package: Package) -> Iterator[str]:
    relations = package.relations(package.main)
    for link in root.iter(f"{W}hyperlink"):
        relation = relations.get(link.get(f"{R}id", ""))
        if relation is not None and relation.external:
            yield relation.target
