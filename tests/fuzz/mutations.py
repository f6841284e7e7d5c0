"""Damages files: as bytes of any kind, and inside what packs them, so that the damage gets past the door."""

import io
import re
import zipfile
import zlib
from ast import literal_eval
from collections.abc import Callable, Sequence
from random import Random

_WORDS = r"""
    ': ' '- ' '\n' '\n  ' '\t' '#' '|' '>-' '&a ' '*a' '!!str ' '%YAML 1.2\n' '---\n' '...\n' '? ' '{' '}' '[' ']'
    'null' '~' 'true' '<<: ' '**' '*' '_' '`' '0' '-1' '1e999' 'NaN' 'Infinity' '2147483648' '18446744073709551616' '0x'
    '99999999999999999999' '\x1b]0;x\x07' '2023-02-30' '0000-00-00' '9999-12-31' '2023/24' '2023/2024' '31 June 2023'
    '\u00a3\u20ac\u2013\u2019' '\u202e\u200b\ufeff' '\u2028' '\U0001f600e\u0301' '\x85' '\r' '</' '<!--' ']]>' '&amp;'
    '&#0;' '<!DOCTYPE a [<!ENTITY b "c">]>' '<style>' 'xmlns:a="b"' '<html' '<body' '<p hidden>' ' obj' 'endobj'
    'stream\n' 'endstream' '/Type /EmbeddedFile' '/Length 5 0 R' '/FlateDecode' '<<' '>>' ' 0 R' '/Kids [1 0 R]' '/K'
    '/S /P' '/Pg' '/Parent 1 0 R' 'BT' 'ET' '/MCID 0' 'BDC' 'EMC' 'Tj' 'TJ' 'Do' 'Tf' 'q Q' 'BI ID EI' 'https://'
    'mailto:' 'javascript:' 'www.' '@' '../' '/dev/zero' 'C:\\' 'a.a.' '[[a]]\n' 'RG601' '{path}'
"""
_OTHERS = (
    b"\xff\xfe",
    b"\xed\xa0\x80",
    b"9" * 400,
    b"'",
    b'"',
    b'"\\u0000"',
    *(bytes([number]) for number in range(256)),
)
TOKENS: Sequence[bytes] = (
    *(literal_eval(word).encode() for word in re.findall(r"'[^']*'", _WORDS)),
    *_OTHERS,
)
"""What means something to one of the readers."""

_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)


def mutate(content: bytes, random: Random) -> bytes:
    """Returns content with one to eight changes."""
    damaged = bytearray(content)
    for _ in range(random.choice((1, 1, 1, 2, 3, 5, 8))):
        random.choice(_CHANGES)(damaged, random)
    return bytes(damaged)


def mutate_package(content: bytes, random: Random) -> bytes:
    """Returns a package of which a part is damaged, or its directory."""
    if random.random() < 0.2:
        return mutate(content, random)
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(stream, "w") as after:
        chosen = random.choice(before.namelist())
        for name in before.namelist():
            part = before.read(name)
            after.writestr(name, mutate(part, random) if name == chosen else part)
    return stream.getvalue()


def mutate_pdf(content: bytes, random: Random) -> bytes:
    """Returns a PDF in which bytes or what a stream holds is damaged; the places of objects stay where the damage lets them."""
    streams = list(_STREAM.finditer(content))
    if random.random() < 0.5 or not streams:
        return mutate(content, random)
    stream = random.choice(streams)
    try:
        inside = zlib.decompress(stream[1])
    except zlib.error:
        inside = stream[1]
    changed = zlib.compress(mutate(inside, random))
    padded = changed.ljust(len(stream[1]), b"\0")  # objects further down stay in their places
    return content[: stream.start(1)] + padded + content[stream.end(1) :]


def _flip(content: bytearray, random: Random) -> None:
    if content:
        content[random.randrange(len(content))] = random.randrange(256)


def _insert(content: bytearray, random: Random) -> None:
    start = random.randint(0, len(content))
    content[start:start] = random.choice(TOKENS) * random.choice((1, 1, 1, 2, 10, 40))


def _replace(content: bytearray, random: Random) -> None:
    start = random.randint(0, len(content))
    token = random.choice(TOKENS)
    content[start : start + len(token)] = token


def _delete(content: bytearray, random: Random) -> None:
    start = random.randint(0, len(content))
    del content[start : start + random.choice((1, 2, 8, 64, 512))]


def _repeat(content: bytearray, random: Random) -> None:
    start = random.randint(0, len(content))
    piece = content[start : start + random.choice((1, 4, 16, 64, 256))]
    content[start:start] = piece * random.choice((1, 2, 20))


def _move(content: bytearray, random: Random) -> None:
    start, target = random.randint(0, len(content)), random.randint(0, len(content))
    content[target:target] = content[start : start + random.choice((4, 32, 200))]


def _swap_lines(content: bytearray, random: Random) -> None:
    lines = bytes(content).split(b"\n")
    first, second = random.randrange(len(lines)), random.randrange(len(lines))
    lines[first], lines[second] = lines[second], lines[first]
    content[:] = b"\n".join(lines)


def _indent_line(content: bytearray, random: Random) -> None:
    lines = bytes(content).split(b"\n")
    number = random.randrange(len(lines))
    lines[number] = lines[number][2:] if random.random() < 0.5 else b"  " + lines[number]
    content[:] = b"\n".join(lines)


def _replace_number(content: bytearray, random: Random) -> None:
    numbers = list(re.finditer(rb"\d+", content))
    if numbers:
        number = random.choice(numbers)
        values = (
            b"0",
            b"-1",
            b"1",
            b"255",
            b"65536",
            b"4294967295",
            b"9" * 30,
            b"9" * 5_000,
            b"1.5",
            b"1e308",
        )
        content[number.start() : number.end()] = random.choice(values)


_CHANGES: Sequence[Callable[[bytearray, Random], None]] = (
    _flip, _insert, _replace, _delete, _repeat, _move, _swap_lines, _indent_line, _replace_number,
)  # fmt: skip
