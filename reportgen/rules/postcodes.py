"""UK postcodes: which are possible, and which one a slip of the hand was likely meant to be."""

from collections.abc import Iterator

from reportgen.startup.patterns import lazy_pattern

AREAS = frozenset({
    "AB", "AL", "B", "BA", "BB", "BD", "BH", "BL", "BN", "BR", "BS", "BT", "CA", "CB", "CF", "CH", "CM", "CO", "CR", "CT", "CV",
    "CW", "DA", "DD", "DE", "DG", "DH", "DL", "DN", "DT", "DY", "E", "EC", "EH", "EN", "EX", "FK", "FY", "G", "GL", "GU", "GY",
    "HA", "HD", "HG", "HP", "HR", "HS", "HU", "HX", "IG", "IM", "IP", "IV", "JE", "KA", "KT", "KW", "KY", "L", "LA", "LD", "LE",
    "LL", "LN", "LS", "LU", "M", "ME", "MK", "ML", "N", "NE", "NG", "NN", "NP", "NR", "NW", "OL", "OX", "PA", "PE", "PH", "PL",
    "PO", "PR", "RG", "RH", "RM", "S", "SA", "SE", "SG", "SK", "SL", "SM", "SN", "SO", "SP", "SR", "SS", "ST", "SW", "SY", "TA",
    "TD", "TF", "TN", "TQ", "TR", "TS", "TW", "UB", "W", "WA", "WC", "WD", "WF", "WN", "WR", "WS", "WV", "YO", "ZE",
})  # fmt: skip
"""The 124 postcode areas (Royal Mail), those of Guernsey, Jersey and the Isle of Man among them."""

_AREAS_WITHOUT_PLACE = frozenset({"BF", "BX", "GI", "XX"})
"""Areas without a place: the forces, banks, returned parcels."""

_POSTCODE = lazy_pattern(r"([A-Z]{1,2})[0-9][0-9A-HJKMNPR-Y]? [0-9][ABD-HJLNP-UW-Z]{2}")
_SIMILAR_CHARACTERS = str.maketrans("OISZB015", "01528OIS")
_MAX_AREA = 2
"""How many letters an area has at most."""

_KEYBOARD_ROWS = ("QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM")


def is_postcode(text: str) -> bool:
    """Whether a text in capitals, with its space, can be a postcode; not whether there is a house that has it."""
    match = _POSTCODE.fullmatch(text)
    return bool(match and (match[1] in AREAS or match[1] in _AREAS_WITHOUT_PLACE))


def likely_postcode(text: str) -> str:
    """Returns the one postcode that differs from a text by one slip; empty if there is none, or several.

    A slip is a neighbouring key in the letters of the area, or a similar character anywhere, as O for 0.
    """
    postcodes = {variant for variant in _variants(text) if is_postcode(variant)}
    return postcodes.pop() if len(postcodes) == 1 else ""


def _variants(text: str) -> Iterator[str]:
    for index, character in enumerate(text):
        replacements = character.translate(_SIMILAR_CHARACTERS)
        if character.isalpha() and index < _MAX_AREA:
            row = next(row for row in _KEYBOARD_ROWS if character in row)
            column = row.index(character)
            replacements += row[max(column - 1, 0) : column] + row[column + 1 : column + 2]
        for replacement in replacements:
            if replacement != character:
                yield text[:index] + replacement + text[index + 1 :]
