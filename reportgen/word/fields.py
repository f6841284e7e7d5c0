r"""Follows the fields of a Word file, such as `PAGEREF aims \h` (ECMA-376, part 1, 17.16)."""

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from reportgen.startup.patterns import lazy_pattern
from reportgen.word.package import W

_PAGE_NUMBER = lazy_pattern(r"\s*(?:\d{1,5}|[ivxlcdm]{1,9})?\s*", re.IGNORECASE)
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def is_page_number(text: str) -> bool:
    """Tells whether the result of a field that refers to a page is a number, and no words."""
    return _PAGE_NUMBER.fullmatch(text) is not None


def chosen_entry(field_character: Any) -> str:
    """Returns what is chosen in the list of a form's field (17.16.9), which shows though it is no result."""
    entries = field_character.findall(f"{W}ffData/{W}ddList/{W}listEntry")
    chosen = field_character.find(f"{W}ffData/{W}ddList/{W}result")
    number = "0" if chosen is None else chosen.get(f"{W}val", "0")
    index = int(number) if number.isascii() and number.isdecimal() and len(number) < 4 else 0
    return str(entries[index].get(f"{W}val", "")) if index < len(entries) else ""


@dataclass(slots=True)
class _OpenField:
    """A field whose end has not been read: its code as far as it has been read, and its name once the code is complete."""

    code_pieces: list[str] = field(default_factory=list)
    name: str = ""
    has_separator: bool = False

    def code(self) -> str:
        return "".join(self.code_pieces)


@dataclass(slots=True)
class FieldTracker:
    """Follows fields over all paragraphs of a story: Word's table of contents begins in another paragraph than it ends.

    `codes` are the field codes; `problems` are the parts of fields that do not follow each other as they must: beginning, code,
    separator, result, end.
    """

    codes: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    _open_fields: list[_OpenField] = field(default_factory=list)
    _open_results: Counter[str] = field(default_factory=Counter)
    _endless: set[Any] = field(default_factory=set)

    def pass_over_endless(self, story: Any) -> None:
        """Passes over the beginnings of fields that end nowhere in a story, so that they do not swallow all behind them."""
        begun = list[Any]()
        for element in story.iter(f"{W}fldChar"):
            kind = element.get(f"{W}fldCharType")
            if kind == "begin":
                begun.append(element)
            elif kind == "end" and begun:
                begun.pop()
        self._endless.update(begun)

    def follow(self, element: Any) -> None:
        """Takes account of a `w:fldChar` or a `w:instrText`."""
        if element.tag == f"{W}instrText":
            if self._open_fields and not self._open_fields[-1].has_separator:
                self._open_fields[-1].code_pieces.append(element.text or "")
            return
        kind = element.get(f"{W}fldCharType")
        if element in self._endless:
            self.problems.append("a field has no end")
        elif kind == "begin":
            self._open_fields.append(_OpenField())
        elif not self._open_fields or (kind == "separate" and self._open_fields[-1].has_separator):
            self.problems.append(f"a field's {kind} stands without its beginning")
        elif kind == "separate":
            self._begin_result(self._open_fields[-1])
        else:
            self._end(self._open_fields.pop())

    def is_in_result_of(self, name: str) -> bool:
        """Whether what is read now is the result of a field with this name."""
        return self._open_results[name] > 0

    def is_in_code(self) -> bool:
        """Whether what is read now is the code of a field, which does not show."""
        return bool(self._open_fields) and not self._open_fields[-1].has_separator

    def link_code(self) -> str:
        """Returns the code of the innermost link in whose result we are; empty outside links."""
        codes = (field.code() for field in reversed(self._open_fields) if field.name.upper() == "HYPERLINK")
        return next(codes, "")

    def follow_story(self, root: Any) -> None:
        """Takes account of all fields of a story, but those that only older programs show."""
        for element in root.iter(f"{W}fldChar", f"{W}instrText"):
            if next(element.iterancestors(_FALLBACK), None) is None:
                self.follow(element)
        self.close()

    def close(self) -> None:
        """Notes the fields that are open where the story ends."""
        self.problems += ("a field has no end" for _ in self._open_fields)

    def _begin_result(self, open_field: _OpenField) -> None:
        open_field.has_separator = True
        self.codes.append(open_field.code())
        open_field.name = next(iter(open_field.code().split()), "")
        self._open_results[open_field.name] += 1

    def _end(self, open_field: _OpenField) -> None:
        if open_field.has_separator:
            self._open_results[open_field.name] -= 1
        else:
            self.codes.append(open_field.code())
