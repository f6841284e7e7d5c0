"""Reads which way up a picture is from the notes that a camera leaves in it (Exif 2.32, in the form of TIFF 6.0)."""

import struct

UPRIGHT = 1

_ORIENTATION = 0x0112
_FORMATS = {1: "B", 3: "H", 4: "I"}
"""The types of whole numbers."""

_ENTRY_SIZE = 12
_LAST_ORIENTATION = 8


def orientation(notes: bytes) -> int:
    """Returns the orientation from 1 to 8, 1 for a picture that stands upright, or one whose notes cannot be read."""
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(notes[:4])
    if order is None or len(notes) < 8:
        return UPRIGHT
    (start,) = struct.unpack(f"{order}I", notes[4:8])
    if start + 2 > len(notes):
        return UPRIGHT
    (entries,) = struct.unpack(f"{order}H", notes[start : start + 2])
    for position in range(start + 2, min(start + 2 + entries * _ENTRY_SIZE, len(notes) - 11), _ENTRY_SIZE):
        tag, number_type = struct.unpack(f"{order}HH", notes[position : position + 4])
        if tag == _ORIENTATION and number_type in _FORMATS:
            (value,) = struct.unpack_from(f"{order}{_FORMATS[number_type]}", notes, position + 8)
            return value if UPRIGHT <= value <= _LAST_ORIENTATION else UPRIGHT
    return UPRIGHT
