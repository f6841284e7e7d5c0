"""Tells authorities that go on under another name from those that were abolished.

Somerset County Council went on as Somerset Council when it took over its districts in 2023; Dorset County Council was
abolished in 2019, and Dorset Council was new. The register has two rows either way, since the codes differ.
"""

from collections.abc import Sequence

from reportgen.registers.authority import Authority


def continuing_authorities(authorities: Sequence[Authority]) -> dict[str, str]:
    """The codes of the authorities that go on as another, with the code of that other.

    Such a county has one successor, which has its short name too. The register calls one that was abolished by another short name
    than the new council: `Dorset County`, `Buckinghamshire County`.
    """
    by_code = {authority.code: authority for authority in authorities}
    return {
        county.code: county.successors[0]
        for county in authorities
        if county.end
        and county.type == "county"
        and len(county.successors) == 1
        and by_code[county.successors[0]].short_name == county.short_name
    }
