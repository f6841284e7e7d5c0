"""Reading YAML as an officer wrote it: plain text values, each with its place in the file.

Scalars stay as written (`07967424591`, `no`, `2023/24`); typing them is the schema's business. Everything wrong with
the file is a finding at its place. Nothing else in the program knows YAML.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

import yaml

from reportgen.findings import At, Fault, Finding, Span, ValuePart
from reportgen.source.characters import BREAK, is_suspect, line_starts, masked, named, stretch, unprintable
from reportgen.source.codes import CHARACTER, COMMENT, ENCODING, LIMIT, MAX_BYTES, MAX_CHARACTERS
from reportgen.source.constructor import Builder, Refused, Value
from reportgen.source.files import raw
from reportgen.source.spans import ValueLocation, offsets, width


class Unreadable(Exception):
    """A file that cannot be read at all; the message is one plain line naming it."""


@dataclass(frozen=True)
class Source:
    """A YAML file as plain values, with what is wrong in it and the place of everything.

    `data` is None where nothing could be understood; the findings then say why. `marked` says that the file starts with a byte
    order mark, which is no part of the text.
    """

    file: str
    text: str = field(repr=False)
    data: dict[str, Value] | None
    findings: tuple[Finding, ...]
    marked: bool = False
    _places: Mapping[At, ValueLocation] = field(default_factory=dict, repr=False)

    def span(self, at: At, part: ValuePart = "value") -> Span:
        """The place of a value, of its key, or of some characters of its text; of the nearest parent where it is missing."""
        while at and at not in self._places:
            at, part = at[:-1], part if isinstance(at[-1], str) and isinstance(part, tuple) else "value"
        place = self._places.get(at)
        if place is None:
            return self.stretch(0, 0)
        if part == "key" or place.style is None:
            return self.stretch(*(place.key or self._first_line(place)))
        return self.stretch(*self.characters(at, part))

    def place(self, at: At) -> ValueLocation | None:
        """Where a value stands and how it is written; None where it is missing."""
        return self._places.get(at)

    def line_for(self, at: At) -> At:
        """The path under which a value stands: an entry that is one line stands for its mapping (`- Hull` for its `name`)."""
        parent = self._places.get(at[:-1])
        return at[:-1] if at not in self._places and parent and parent.style is not None else at

    def is_comment(self, offset: int) -> bool:
        """Whether what stands at an offset is outside every value and key; a `#` there starts a comment."""
        return not any(
            start <= offset < end
            for place in self._places.values()
            for start, end in filter(None, (self._words(place), place.key))
        )

    def _words(self, place: ValueLocation) -> tuple[int, int] | None:
        """Where the words of a scalar stand; those of a block begin below its key's line."""
        start, end = place.value
        if place.style not in ("|", ">"):
            return place.value if place.style is not None else None
        found = BREAK.search(self.text, start, end)
        return (found.end(), end) if found else None

    def lines_of(self, at: At) -> set[int]:
        """The lines on which a value and its key start; the two are one but where the value stands below its key."""
        while at and at not in self._places:
            at = at[:-1]
        place = self._places.get(at)
        if place is None:
            return {1}
        if place.style is None:
            return {self.stretch(*place.key).line} if place.key else set()
        return {self.stretch(start, start).line for start, _ in filter(None, (place.key, place.value))}

    def line(self, number: int) -> str:
        """One line of the file, counted from 1, without its end."""
        if not 0 < number <= len(self._starts):
            return ""
        end = self._starts[number] if number < len(self._starts) else len(self.text)
        return self.text[self._starts[number - 1] : end].rstrip("\r\n")

    @cached_property
    def encoded(self) -> bytes:
        """The text in UTF-8."""
        return self.text.encode("utf-8", "replace")

    @cached_property
    def _starts(self) -> list[int]:
        return line_starts(self.text)

    def stretch(self, start: int, end: int) -> Span:
        """The lines and columns of the characters from start to end."""
        return stretch(self._starts, start, end)

    def _first_line(self, place: ValueLocation) -> tuple[int, int]:
        start, end = place.value
        found = BREAK.search(self.text, start, end)
        stop = found.start() if found else end
        return start, start + len(self.text[start:stop].rstrip())

    @cached_property
    def _offsets(self) -> dict[At, Sequence[int]]:
        return {}

    def characters(self, at: At, part: ValuePart) -> tuple[int, int]:
        """The offsets in the file of a value that is there, or of some characters of its text."""
        place = self._places[at]
        if isinstance(part, str):
            if place.style not in ("|", ">"):
                return place.value
            stripped = place.text.rstrip()
            part = (len(stripped) - len(stripped.lstrip()), len(stripped))
        if at not in self._offsets:  # one text may have thousands of faults in it
            self._offsets[at] = offsets(self.text, place)
        places = self._offsets[at]
        start, end = part
        if not places:
            return place.value
        first = places[min(start, len(places) - 1)]
        last = places[min(max(end - 1, start), len(places) - 1)]
        return first, max(last + width(self.text, last, place.style), first)


def locate(fault: Fault, source: Source) -> Finding:
    """A fault as a finding, at its place in the file."""
    code, problem = fault.code, fault.problem
    return Finding(code, code.severity, source.file, source.span(problem.at, problem.part), problem)


def load(path: Path) -> Source:
    """Read a file, `-` being standard input. Raises Unreadable when there is nothing to read it from."""
    if str(path) == "-":
        import sys

        return read(sys.stdin.buffer.read(MAX_BYTES + 1), "<stdin>")
    try:
        return read(raw(path), str(path))
    except FileNotFoundError:
        raise Unreadable(f"{path}: there is no such file") from None
    except IsADirectoryError:
        raise Unreadable(f"{path}: is a folder, not a file") from None
    except PermissionError:
        reason = "is a folder, not a file" if path.is_dir() else "may not be read (permission denied)"
        raise Unreadable(f"{path}: {reason}") from None
    except (OSError, ValueError) as error:
        raise Unreadable(f"{path}: cannot be read ({getattr(error, 'strerror', None) or error})") from None


def read(content: bytes | str, file: str) -> Source:
    """Read the content of a file; never raises, whatever is in it."""
    text = ""
    findings: list[Finding] = []
    try:
        text = _decode(content, file) if isinstance(content, bytes) else content
        marked = text.startswith("\ufeff")
        text = text.removeprefix("\ufeff")
        clean = _cleaned(text, file, findings)
        places: dict[At, ValueLocation] = {}
        builder = Builder(file, clean, places.__setitem__)
        data = builder.build()
        source = Source(file, clean, data, (), marked, places)
        found = sorted([*findings, *builder.findings, *_comments(source)], key=_order)
        return replace(source, findings=tuple(found))
    except Refused as refused:
        findings.append(refused.finding)
    except yaml.MarkedYAMLError as error:
        from reportgen.source.syntax import syntax_findings

        findings.extend(syntax_findings(file, masked(text), error))
    if not text and isinstance(content, bytes):
        text = content.decode("utf-8", "replace")
    return Source(file, masked(text), None, tuple(sorted(findings, key=_order)))


def _order(finding: Finding) -> tuple[Span, str]:
    return finding.span, finding.code.id


def _decode(content: bytes, file: str) -> str:
    if len(content) > MAX_BYTES:
        message = f"the file is larger than {MAX_BYTES // 1_000_000} MB"
        raise Refused(
            Finding.of(LIMIT, file, Span(1, 1, 1, 1), message, "keep one group and one year in a file")
        )
    for magic, kind in _OTHER_FILES.items():
        if content.startswith(magic):
            message = f"this is {kind}, not a text file"
            hint = "a dataset is a text file, such as `reportgen new report.yaml` writes"
            raise Refused(Finding.of(ENCODING, file, Span(1, 1, 1, 1), message, hint))
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8")
        span = stretch(line_starts(before), len(before), len(before) + 1)
        message = f"this character is not UTF-8 (byte 0x{content[error.start]:02x})"
        if content.startswith((b"\xff\xfe", b"\xfe\xff")):
            message = "the file is saved as UTF-16, not UTF-8"
        raise Refused(Finding.of(ENCODING, file, span, message, _SAVE_AGAIN)) from None


_OTHER_FILES = {
    b"PK\x03\x04": "a Word file or another packed file",
    b"\xd0\xcf\x11\xe0": "a file of an old version of Word or Excel",
    b"%PDF": "a PDF file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
}
"""Files that start with these bytes are of another kind."""


def _cleaned(text: str, file: str, findings: list[Finding]) -> str:
    bad = list(unprintable(text)) if is_suspect(text) else []
    if not bad:
        return text
    starts = line_starts(text)
    if text.count("\0") > MAX_CHARACTERS:
        start = text.index("\0")
        message = "the file is not plain text in UTF-8: it is full of NUL characters"
        raise Refused(Finding.of(ENCODING, file, stretch(starts, start, start + 1), message, _SAVE_AGAIN))
    more = len(bad) - MAX_CHARACTERS
    for number, offset in enumerate(bad[:MAX_CHARACTERS], 1):
        message = f"the character {named(text[offset])} cannot be printed"
        if number == MAX_CHARACTERS and more > 0:
            message += f", and neither can {more:,} more further down"
        findings.append(Finding.of(CHARACTER, file, stretch(starts, offset, offset + 1), message, _DELETE))
    return masked(text)


_MARK = re.compile(r"#(?<=[ \t]#)[^\s#!]")
_WORDS_BEHIND = re.compile(r"(?<=[^\s\"'|>:,\[\]{}-])[ \t]+(?P<words>#[^\s#!].*)$", re.MULTILINE)
"""What is looked for only where the first is met, which takes a tenth of the time."""


def _comments(source: Source) -> Iterator[Finding]:
    """Words behind a value and a `#` without a space, which the writer hardly meant as a comment."""
    for match in _WORDS_BEHIND.finditer(source.text) if _MARK.search(source.text) else ():
        if source.is_comment(match.start("words")):
            span = source.stretch(*match.span("words"))
            message = "what follows this `#` is taken for a comment, and is no part of the value"
            hint = "put the whole value in quotes; if it is a comment, put a space behind the `#`"
            yield Finding.of(COMMENT, source.file, span, message, hint)


_DELETE = "delete it; such characters come along when text is copied from a PDF or a web page"
_SAVE_AGAIN = 'save the file again with the encoding UTF-8 (in Notepad: "Save as", "Encoding: UTF-8")'
