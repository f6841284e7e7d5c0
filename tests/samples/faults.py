"""Faults as they are made: each takes a dataset's text and spoils it so that it has an error, each in a way of its own."""

import re
from collections.abc import Callable, Mapping


def _line(pattern: str, replacement: str) -> Callable[[str], bytes]:
    def spoil(text: str) -> bytes:
        spoilt, count = re.subn(pattern, replacement, text, count=1, flags=re.MULTILINE)
        assert count, pattern
        return spoilt.encode()

    return spoil


FAULTS: Mapping[str, Callable[[str], bytes]] = {
    "RG001": lambda text: text.replace("aims: |\n  ", "aims: |\n  £ ", 1).encode("latin-1", "replace"),
    "RG003": _line(r"^  lead_member:", "\tlead_member:"),
    "RG004": _line(r"^(form: .*)$", r"\1\n\1"),
    "RG101": _line(r"^  lead_officer:(.*)$", r"  lead_officer:\1\n  lead_ofificer: Sam Sample"),
    "RG102": _line(r"^  lead_officer:.*(\n    .*)*\n", ""),
    "RG105": _line(r"^(form: .*)$", r"\1\nsubmitted: 2024-02-31"),
    "RG106": _line(r"^period:.*(\n  .*)*$", "period: 2023/25"),
    "RG107": _line(r"^form: .*$", "form: '2022'"),
    "RG301": _line(r"^  lead_officer:(.*)$", r'  lead_officer:\1\n  email: "[email protected]"'),
}
"""By the code that is found; a fault of an earlier stage hides the others."""
