"""From the bytes of a file to text that can be printed."""

import codecs
import unicodedata

from reportgen.findings import Finding, Span
from reportgen.source.characters import (
    character_name,
    is_mark_inside_words,
    line_starts,
    span_between,
    unprintable_offsets,
)
from reportgen.source.codes import CHARACTER, ENCODING, LIMIT, MAX_BYTES, MAX_CHARACTER_FINDINGS
from reportgen.source.errors import Refused

_FILE_START = Span(1, 1, 1, 1)
_SAVE_AGAIN = 'save the file again with the encoding UTF-8 (in Notepad: "Save as", "Encoding: UTF-8")'
_DELETE = "delete it; such characters come along when text is copied from a PDF or a web page"

_FILE_SIGNATURES = {
    b"PK\x03\x04": "a Word file or another packed file",
    b"\xd0\xcf\x11\xe0": "a file of an old version of Word or Excel",
    b"%PDF": "a PDF file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
}
"""The first bytes of files that people hand over by mistake, and what such a file is."""


def decode(content: bytes, file: str) -> str:
    """Returns the text of a file. Raises Refused where it is too large, of another kind, or not UTF-8."""
    if len(content) > MAX_BYTES:
        message = f"the file is larger than {MAX_BYTES // 1_000_000} MB"
        hint = "keep one group and one year in a file"
        raise Refused(Finding.of(LIMIT, file, _FILE_START, message, hint))
    for signature, kind in _FILE_SIGNATURES.items():
        if content.startswith(signature):
            message = f"this is {kind}, not a text file"
            hint = "a dataset is a text file, such as `reportgen new report.yaml` writes"
            raise Refused(Finding.of(ENCODING, file, _FILE_START, message, hint))
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8")
        span = span_between(line_starts(before), len(before), len(before) + 1)
        message = f"this character is not UTF-8 (byte 0x{content[error.start]:02x})"
        if content.startswith((b"\xff\xfe", b"\xfe\xff")):
            message = "the file is saved as UTF-16, not UTF-8"
        raise Refused(Finding.of(ENCODING, file, span, message, _SAVE_AGAIN)) from None


_ENCODINGS = {
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
"""The encodings by their byte order marks. UTF-32 comes first: its byte order mark begins as that of UTF-16 does."""


def decode_leniently(content: bytes) -> str:
    """Returns the text of a file in any encoding of Unicode, for a look at what it may be; U+FFFD stands for other bytes."""
    for mark, encoding in _ENCODINGS.items():
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    without_nuls = content.replace(b"\0", b"")  # UTF-16 without a byte order mark has one beside each letter
    return without_nuls.decode("utf-8-sig", "replace")


def fold(text: str) -> str:
    """Returns a text in small letters, in which those that look alike are alike, without invisible characters."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
        text = "".join(character for character in text if unicodedata.category(character) != "Cf")
    return text.lower()


def mask_and_report(text: str, file: str, findings: list[Finding]) -> str:
    """Returns a text with spaces for what cannot be printed, and adds a finding for each such character.

    Marks of Word inside words stay, and are looked at where the values are checked.

    Raises Refused where the text is full of NUL characters, as UTF-16 without a byte order mark is.
    """
    offsets = [offset for offset in unprintable_offsets(text) if not is_mark_inside_words(text, offset)]
    if not offsets:
        return text
    starts = line_starts(text)
    if text.count("\0") > MAX_CHARACTER_FINDINGS:
        offset = text.index("\0")
        message = "the file is not plain text in UTF-8: it is full of NUL characters"
        span = span_between(starts, offset, offset + 1)
        raise Refused(Finding.of(ENCODING, file, span, message, _SAVE_AGAIN))
    unreported = len(offsets) - MAX_CHARACTER_FINDINGS
    for number, offset in enumerate(offsets[:MAX_CHARACTER_FINDINGS], 1):
        message = f"the character {character_name(text[offset])} cannot be printed"
        if number == MAX_CHARACTER_FINDINGS and unreported > 0:
            message += f", and neither can {unreported:,} more further down"
        span = span_between(starts, offset, offset + 1)
        findings.append(Finding.of(CHARACTER, file, span, message, _DELETE))
    masked = list(text)
    for offset in offsets:
        masked[offset] = " "
    return "".join(masked)
