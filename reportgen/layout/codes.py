"""The codes of what can be wrong with a layout, or with a dataset that is set by it."""

from reportgen.document import SECTION_LEVELS
from reportgen.findings import Code, Severity
from reportgen.layout.parts import OPTIONS

_FIRST_KINDS, _LAST_KIND = ", ".join(f"`{kind}`" for kind in [*OPTIONS][:-1]), [*OPTIONS][-1]

KEY = Code(
    "RG920",
    "layout key or part unknown",
    Severity.ERROR,
    f"A layout is `title`, `words`, `theme` and `blocks`. Each block is one part: {_FIRST_KINDS} or `{_LAST_KIND}`, with the"
    " options that belong to it.",
)
FIELD = Code(
    "RG921",
    "layout names a field that is not there",
    Severity.ERROR,
    "A path in a layout names a field that no dataset can have at this place. Inside `each`, `entries` and `list`, paths start at"
    " the entry, and then at the left margin of the dataset.",
)
WORD = Code(
    "RG922",
    "layout word missing",
    Severity.ERROR,
    "`{words.name}` stands for words that the layout gives for each language under `words`. One of them is missing in a"
    " language.",
)
KIND = Code(
    "RG923",
    "layout uses a field as something it is not",
    Severity.ERROR,
    "A part shows one kind of field: `prose` a text; `list`, `entries`, `each` and `table` a list; a `{path}` something that"
    " fits on one line.",
)
THEME = Code(
    "RG924",
    "layout theme value not understood",
    Severity.ERROR,
    "A size is a number with its unit (`12pt`, `25mm`), a colour is `#rrggbb`, the page is `A4`, and the font is the one that"
    " reports carry in them, Liberation Sans; headings may have Liberation Serif. The colours of text need a contrast of 4.5 to"
    " 1 with white (WCAG 2.2, 1.4.3). Text on the cover and in heads of tables takes a colour that can be read there by itself.",
)
DEPTH = Code(
    "RG925",
    "layout headings too deep",
    Severity.ERROR,
    f"Sections nest {SECTION_LEVELS} levels deep at most, since the styles of Word and the eye of a reader tell no more apart.",
)
FILE = Code(
    "RG926",
    "file of a layout that cannot be used",
    Severity.ERROR,
    "A layout's `style.css` is text in UTF-8 of 1 MB at most, its `reference.docx` a Word file of 20 MB at most. Both lie in the"
    " layout's own folder: a link that leads out of it is not followed.",
)
UNSHOWN = Code(
    "RG902",
    "value that the layout does not show",
    Severity.WARNING,
    "The dataset says something that this layout, or this edition of the form, has no place for, so the report leaves it out.",
)
CODES = (UNSHOWN, KEY, FIELD, WORD, KIND, THEME, DEPTH, FILE)
