"""Where findings are written: which format goes to which file, and which to standard output."""

from collections.abc import Sequence
from pathlib import Path

from reportgen.cli.choices import Format
from reportgen.cli.output import refuse

_HOLDS = {
    ".sarif": (Format.SARIF,),
    ".xml": (Format.JUNIT,),
    ".json": (Format.JSON, Format.SARIF),
    ".txt": (Format.TEXT, Format.GITHUB),
}
"""The formats that a file of an extension can hold; the first is taken where none is asked for."""


def destinations(formats: Sequence[Format], outputs: Sequence[Path]) -> tuple[Format, dict[Path, Format]]:
    """The format for standard output, and that of each file.

    A file takes the first format asked for that its extension can hold. What no file takes is for standard output (which `-`
    names too); that has text where nothing is left.
    """
    left, files = list(dict.fromkeys(formats)), dict[Path, Format]()
    for output in dict.fromkeys(output for output in outputs if str(output) != "-"):
        fitting = _HOLDS.get(output.suffix.lower(), tuple(left))
        if not fitting:
            refuse(f"{output}: name a format with --format, or a file that ends in {', '.join(_HOLDS)}")
        files[output] = next((form for form in left if form in fitting), fitting[0])
        left = [form for form in left if form is not files[output]]
    if len(left) > 1:
        refuse(
            f"only one format can go to standard output, not {' and '.join(left)}; give each an --output FILE"
        )
    return (left or [Format.TEXT])[0], files
