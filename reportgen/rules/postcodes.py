"""UK postcodes: what one looks like, and what was likely meant by one that is none."""

import re
from collections.abc import Iterator

AREAS = frozenset({
    "AB", "AL", "B", "BA", "BB", "BD", "BH", "BL", "BN", "BR", "BS", "BT", "CA", "CB", "CF", "CH", "CM", "CO", "CR", "CT", "CV",
    "CW", "DA", "DD", "DE", "DG", "DH", "DL", "DN", "DT", "DY", "E", "EC", "EH", "EN", "EX", "FK", "FY", "G", "GL", "GU", "GY",
    "HA", "HD", "HG", "HP", "HR", "HS", "HU", "HX", "IG", "IM", "IP", "IV", "JE", "KA", "KT", "KW", "KY", "L", "LA", "LD", "LE",
    "LL", "LN", "LS", "LU", "M", "ME", "MK", "ML", "N", "NE", "NG", "NN", "NP", "NR", "NW", "OL", "OX", "PA", "PE", "PH", "PL",
    "PO", "PR", "RG", "RH", "RM", "S", "SA", "SE", "SG", "SK", "SL", "SM", "SN", "SO", "SP", "SR", "SS", "ST", "SW", "SY", "TA",
    "TD", "TF", "TN", "TQ", "TR", "TS", "TW", "UB", "W", "WA", "WC", "WD", "WF", "WN", "WR", "WS", "WV", "YO", "ZE",
})  # fmt: skip
"""The 124 postcode areas (Royal Mail), those of Guernsey, Jersey and the Isle of Man among them."""

_ELSEWHERE = frozenset({"BF", "BX", "GI", "XX"})
"""Areas without a place: the forces, banks, returned parcels."""

_POSTCODE = re.compile(r"([A-Z]{1,2})[0-9][0-9A-HJKMNPR-Y]? [0-9][ABD-HJLNP-UW-Z]{2}")
_ALIKE = str.maketrans("OISZB015", "01528OIS")
_AREA = 2
"""How many letters an area has at most."""

_ROWS = ("QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM")


def is_postcode(text: str) -> bool:
    """Whether a text in capitals, with its space, can be a postcode; not whether there is a house that has it."""
    found = _POSTCODE.fullmatch(text)
    return bool(found and (found[1] in AREAS or found[1] in _ELSEWHERE))


def meant(text: str) -> str:
    """The one postcode that became this by one slip: a key beside the right one in its area, or O for 0; else nothing."""
    found = {each for each in _slips(text) if is_postcode(each)}
    return found.pop() if len(found) == 1 else ""


def _slips(text: str) -> Iterator[str]:
    for index, character in enumerate(text):
        others = character.translate(_ALIKE)
        if character.isalpha() and index < _AREA:
            row = next(row for row in _ROWS if character in row)
            place = row.index(character)
            others += row[max(place - 1, 0) : place] + row[place + 1 : place + 2]
        for other in others:
            if other != character:
                yield text[:index] + other + text[index + 1 :]
