"""The codes of what the Word writer reports."""

from reportgen.findings import Code, Severity

UNPLACEABLE_PICTURE = Code(
    "RG911",
    "picture left out of the Word file",
    Severity.WARNING,
    "A drawing in SVG is put into the Word file together with a PNG of it, for programs that show no drawings. Where the"
    " library that makes it (`resvg_py`) is not installed, or it takes too long, the drawing is left out and its caption"
    " stays. What a drawing takes from another file is left out too.",
)
MISSING_STYLE = Code(
    "RG913",
    "style missing from the reference document",
    Severity.WARNING,
    "The reference document has no style of this name, so the Word file takes it from the built-in look.",
)
BROKEN_REFERENCE = Code(
    "RG914",
    "reference document unreadable",
    Severity.ERROR,
    "The reference document is not a Word file that can be read."
    " Save it again from Word as a `.docx`, or take it out of the layout.",
)
CODES = (UNPLACEABLE_PICTURE, MISSING_STYLE, BROKEN_REFERENCE)
