"""Reads YAML as an officer wrote it: plain text values, each with its location in the file.

Scalars stay as written (`07967424591`, `no`, `2023/24`); giving them types is the schema's work. Whatever is wrong with
the file becomes a finding with a span. No other package knows YAML.
"""

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from reportgen.findings import Fault, Finding, Span
from reportgen.source.characters import mask
from reportgen.source.codes import MAX_BYTES
from reportgen.source.comments import find_accidental_comments
from reportgen.source.constructor import Constructor
from reportgen.source.decoding import decode, mask_and_report
from reportgen.source.errors import Refused, Unreadable
from reportgen.source.files import read_bytes
from reportgen.source.parser import MarkedYAMLError
from reportgen.source.source import Source
from reportgen.startup.patterns import lazy_pattern

__all__ = ["Source", "Unreadable", "load", "load_bytes", "locate", "read"]


_LONE_RETURN = lazy_pattern(r"\r(?!\n)")
"""What ends the lines of old files, and is a break to YAML: those who look for slips take a line feed in its place."""


def load(path: Path) -> Source:
    """Reads a file; `-` is standard input. Raises Unreadable where there is nothing to read."""
    if str(path) == "-":
        return read(sys.stdin.buffer.read(MAX_BYTES + 1), "<stdin>")
    return read(load_bytes(path, read_bytes), str(path))


def load_bytes(path: Path, read_content: Callable[[Path], bytes]) -> bytes:
    """Returns what a function reads from a file. Raises Unreadable where there is nothing to read."""
    try:
        return read_content(path)
    except FileNotFoundError:
        reason = "is a link to a file that is not there" if os.path.islink(path) else "there is no such file"
        raise Unreadable(f"{path}: {reason}") from None
    except IsADirectoryError:
        raise Unreadable(f"{path}: is a folder, not a file") from None
    except PermissionError:
        # Windows says of a folder, too, that it may not be read
        reason = "is a folder, not a file" if os.path.isdir(path) else "may not be read (permission denied)"
        raise Unreadable(f"{path}: {reason}") from None
    except (OSError, ValueError) as error:
        raise Unreadable(f"{path}: cannot be read ({getattr(error, 'strerror', None) or error})") from None


def read(content: bytes | str, file: str) -> Source:
    """Reads the content of a file, whose name is used in findings only. Never raises, whatever the content is."""
    text = ""
    findings: list[Finding] = []
    readable: Source | None = None
    try:
        text = decode(content, file) if isinstance(content, bytes) else content
        has_byte_order_mark = text.startswith("\ufeff")
        text = text.removeprefix("\ufeff")
        printable = mask_and_report(text, file, findings)
        constructor = Constructor(file, printable)
        data = constructor.construct()
        joined = frozenset(constructor.joined)
        source = Source(file, printable, data, (), has_byte_order_mark, constructor.locations, joined)
        findings += [*constructor.findings, *find_accidental_comments(source)]
        return replace(source, findings=tuple(sorted(findings, key=_order)))
    except Refused as refused:
        findings.append(refused.finding)
    except MarkedYAMLError as error:
        from reportgen.source.syntax import find_syntax_errors

        lines = _LONE_RETURN.sub("\n", mask(text))
        slips, readable_text = find_syntax_errors(file, lines, error)
        findings += slips
        readable = _read_between_slips(file, lines, readable_text) if readable_text else None
    if not text and isinstance(content, bytes):
        text = content.decode("utf-8", "replace")
    return Source(file, mask(text), None, tuple(sorted(findings, key=_order)), readable=readable)


def _read_between_slips(file: str, text: str, readable_text: str) -> Source | None:
    """Reads what can be read of a file with slips: blank values stand for those that cannot."""
    from reportgen.source.recovery import PLACEHOLDER

    constructor = Constructor(file, readable_text)
    try:
        data = constructor.construct()
    except (Refused, MarkedYAMLError):
        return None
    lines = zip(text.split("\n"), readable_text.split("\n"), strict=True)
    return Source(
        file,
        readable_text,
        _without(PLACEHOLDER, data),
        tuple(constructor.findings),
        _locations=constructor.locations,
        unread=frozenset(
            at for at, location in constructor.locations.items() if location.text == PLACEHOLDER
        ),
        unread_lines=frozenset(number for number, (before, after) in enumerate(lines, 1) if before != after),
    )


def _without(placeholder: str, value: Any) -> Any:
    """Returns values with blank ones for a placeholder."""
    if isinstance(value, dict):
        return {key: _without(placeholder, inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_without(placeholder, inner) for inner in value]
    return "" if value == placeholder else value


def locate(fault: Fault, source: Source) -> Finding:
    """Returns a fault as a finding, with its span in the file."""
    code, problem = fault.code, fault.problem
    return Finding(code, code.severity, source.file, source.span(problem.at, problem.part), problem)


def _order(finding: Finding) -> tuple[Span, str]:
    return finding.span, finding.code.id
