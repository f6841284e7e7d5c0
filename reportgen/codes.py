"""The codes that several stages report, and the old ids by which codes are still known.

One kind of fault has one code, whichever stage meets it: the check of the dataset, or a writer that sees what the layout adds.
"""

from collections.abc import Mapping

from reportgen.findings import Code, Severity

PICTURE = Code(
    "RG114",
    "picture that cannot be used",
    Severity.ERROR,
    "The file of a figure is not there, lies outside the dataset's folder, is not PNG, JPEG or SVG, is too large, or damaged."
    " So is a drawing that runs a program, or holds a piece of a web page: save it as a plain SVG."
    " The path is read from the dataset's folder. A damaged picture is cut off, or its pixels cannot be unpacked: save it again"
    " from the program it was made in. Damage that only the PDF's engine or Word would notice is found when the report is built.",
)
GLYPH = Code(
    "RG115",
    "character that the font cannot show",
    Severity.ERROR,
    "The font that ships with reportgen has no picture of a character, such as an emoji, so that readers would see an empty box."
    " It has the letters of all European languages, with Welsh among them, and the usual signs. For a name in Arabic or Chinese,"
    " say, put a font that has its letters into the dataset's folder, and name the file: `fonts: [NotoSansSC-Regular.ttf]`. A"
    " character in the words of a layout is found when the PDF is made.",
)
WORD_MARK = Code(
    "RG013",
    "mark of Word inside words",
    Severity.WARNING,
    "Word and web pages put characters into words that readers do not see, or that no search finds: a soft hyphen, a space"
    " without width, a hyphen that does not break, and two letters joined into one. A name with one in it is equal to no other"
    " name. The report is built without them, and its hyphens that do not break stay; `--fix` puts the usual characters in their"
    " place.",
)
FONT = Code(
    "RG117",
    "font that cannot be used",
    Severity.ERROR,
    "A file under `fonts` is not there, lies outside the dataset's folder, is no TrueType or OpenType font, is too large or"
    " damaged, or may not be put into files by the licence that stands in it. The path is read from the dataset's folder.",
)
MAX_COLUMNS = 10
"""With more columns a cell cannot hold `1,234` on one line of an A4 page (measured); with thirty, it holds no letter."""

WIDE = Code(
    "RG116",
    "table too wide for the page",
    Severity.ERROR,
    f"A table has more than {MAX_COLUMNS} columns, so that its words would break in the middle or stand on each other. Divide it"
    " into two tables, or exchange its rows and columns. Where the layout makes the table, take columns out of it there; HTML"
    " alone can be built with such a layout, since a screen scrolls.",
)

ALIASES: Mapping[str, str] = {"RG904": "RG115", "RG905": "RG114", "RG907": "RG116", "RG912": "RG114"}
"""The id that a code has now, by the ids that it had before. A code that gets another id leaves its old one here for good."""


def current_id(code_id: str) -> str:
    """Returns the id that a code has now, by that one or an old one; the beginning of an id (`RG6`) comes back as it is.

    Everything that reads codes asks here: comments, settings, options, baselines, records of a batch and `reportgen rule`.
    """
    return ALIASES.get(code_id, code_id)


def old_ids(code_id: str) -> list[str]:
    """Returns the ids that a code had before."""
    return sorted(old for old, current in ALIASES.items() if current == code_id)
