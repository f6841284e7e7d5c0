"""The files that lie beside `layout.yaml`: a style sheet for HTML and PDF, and a Word file with styles.

They are as foreign as a dataset: they are read up to a bound, and from the layout's own folder alone.
"""

import os
import re
from dataclasses import dataclass, replace
from pathlib import Path

from reportgen.findings import Finding, Span
from reportgen.images import UnusableFile
from reportgen.images.files import read_file_inside
from reportgen.layout.codes import FILE
from reportgen.layout.style_growth import MAX_GROWTH, find_growth
from reportgen.startup.patterns import lazy_pattern
from reportgen.theme import Theme

STYLE, REFERENCE = ASSETS = "style.css", "reference.docx"

_MAX_BYTES = {STYLE: 1_000_000, REFERENCE: 20_000_000}
"""A style sheet of this size holds ten thousand rules, a Word file a hundred pictures."""


_LONG_NUMBER = lazy_pattern(r"\d{1000}")
_MAX_DEPTH = 50
_BRACKET = lazy_pattern(
    r"""(?P<open>[{(\[])|(?P<close>[})\]])|/\*(?:[^*]|\*(?!/))*(?:\*/)?|"(?:[^"\\\n]|\\.)*|'(?:[^'\\\n]|\\.)*|\\.""",
    re.DOTALL,
)
"""A bracket, and what can hold some that do not count: comments, strings and escapes."""


@dataclass(frozen=True, slots=True)
class Assets:
    """The style sheet and the reference document of a layout; None for one that is missing or cannot be used."""

    style: str | None = None
    reference: bytes | None = None
    findings: tuple[Finding, ...] = ()

    def add_to(self, theme: Theme) -> Theme:
        """A theme with these files."""
        return replace(theme, style=self.style or "", reference=self.reference)


def read_assets(folder: Path) -> Assets:
    """Read the files beside a layout."""
    findings: list[Finding] = []
    style, reference = _read(folder, STYLE, findings), _read(folder, REFERENCE, findings)
    text = None if style is None else _decoded(folder / STYLE, style, findings)
    if text and (position := _too_deep(text)) is not None:
        message = f"brackets are nested more than {_MAX_DEPTH} deep here"
        hint = "look for a bracket further up that is never closed"
        findings.append(Finding.of(FILE, str(folder / STYLE), _span(text, position), message, hint))
        text = ""
    if text and (number := _LONG_NUMBER.search(text)):
        hint = "delete it, or write the number that is meant"
        message = "this number has more digits than any program reads"
        findings.append(Finding.of(FILE, str(folder / STYLE), _span(text, number.start()), message, hint))
        text = ""
    if text and (growth := find_growth(text)) is not None:
        message = f"there are more than {MAX_GROWTH:,} {growth.what}"
        hint = "repeat fewer of them in each other, and none in a circle"
        findings.append(Finding.of(FILE, str(folder / STYLE), _span(text, growth.position), message, hint))
        text = ""
    return Assets(text, reference, tuple(findings))


def _too_deep(style: str) -> int | None:
    """Returns where brackets of a style sheet are nested too deeply for those who read it; None where they are not."""
    depth = 0
    for mark in _BRACKET.finditer(style):
        if mark["open"]:
            depth += 1
        elif mark["close"]:
            depth = max(0, depth - 1)
        if depth > _MAX_DEPTH:
            return mark.start()
    return None


def _read(folder: Path, name: str, findings: list[Finding]) -> bytes | None:
    path = folder / name
    if not os.path.exists(path) and not os.path.islink(path):
        return None
    try:
        return read_file_inside(folder, name, _MAX_BYTES[name])
    except UnusableFile as error:
        hint = f"put a {'style sheet' if name == STYLE else 'Word file'} of your own there, or delete it"
        # A finding shows the line that it stands in, so it must not stand in a file outside the folder.
        file = path if os.path.isfile(path) and not os.path.islink(path) else folder / "layout.yaml"
        findings.append(Finding.of(FILE, str(file), Span(1, 1, 1, 1), str(error), hint))
        return None


def _decoded(path: Path, content: bytes, findings: list[Finding]) -> str:
    """The text of a style sheet, without the byte order mark that Windows puts before UTF-8."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8", "replace")
        message = f"this character is not UTF-8 (byte 0x{content[error.start]:02x})"
        hint = 'save the file again with the encoding UTF-8 (in Notepad: "Save as", "Encoding: UTF-8")'
        findings.append(Finding.of(FILE, str(path), _span(before, len(before)), message, hint))
        return ""


def _span(text: str, offset: int) -> Span:
    """Returns the span of one character."""
    line, column = text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
    return Span(line, column, line, column + 1)
