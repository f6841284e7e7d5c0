"""The codes of what can be wrong with a file before its values are looked at, and the limits of its size."""

from reportgen.findings import Code, Severity

MAX_BYTES = 2_000_000
MAX_DEPTH = 32
MAX_EVENTS = 100_000
MAX_CHARACTER_FINDINGS = 20
"""How many unprintable characters of one file get a finding of their own."""

ENCODING = Code(
    "RG001",
    "not UTF-8",
    Severity.ERROR,
    "The file is saved in an encoding other than UTF-8, so letters such as £ or ŵ cannot be read for certain. Save it"
    ' again as UTF-8: in Notepad, "Save as" and "Encoding: UTF-8"; in VS Code, the encoding in the status bar.',
)
EMPTY = Code(
    "RG002",
    "nothing to read",
    Severity.ERROR,
    "The file is empty, or holds only comments. `reportgen new` writes one to fill in.",
)
SYNTAX = Code(
    "RG003",
    "not valid YAML",
    Severity.ERROR,
    "The punctuation or the indentation of the file is not YAML's, so the rest of it cannot be understood. The usual causes"
    " are a colon inside an unquoted value, a tab used for indentation, and a quotation mark that is never closed.",
)
DUPLICATE = Code(
    "RG004",
    "key given twice",
    Severity.ERROR,
    "One key stands twice in the same place. The first is used; delete or rename the second.",
)
ALIAS = Code(
    "RG005",
    "alias, anchor or tag",
    Severity.ERROR,
    "YAML gives `*`, `&` and `!` at the start of a value a meaning of their own, which datasets do not use. Write a value"
    " that starts with one of them in quotes.",
)
LIMIT = Code(
    "RG006",
    "too large",
    Severity.ERROR,
    f"A dataset may have {MAX_BYTES // 1_000_000} MB of text, {MAX_DEPTH} levels of nesting and {MAX_EVENTS:,} values."
    " A file beyond that is no report, and is refused before it can exhaust the machine.",
)
CHARACTER = Code(
    "RG007",
    "character that cannot be printed",
    Severity.ERROR,
    "A control character, an invisible mark, space or hyphen, or an unassigned character is in the text. Such characters come"
    " along when text is copied from a PDF or a web page; Word refuses files that hold some of them, and a name with one in it is"
    " equal to no other.",
)
STRUCTURE = Code(
    "RG008",
    "not a set of keys and values",
    Severity.ERROR,
    "A file is one set of `key: value` lines. A list at the top, a second document after `---`, or a key that is itself a list"
    " is not.",
)
DASH = Code(
    "RG009",
    "dash inside a value",
    Severity.WARNING,
    "A line that starts with a dash stands deeper than the value above it, or below text that is not a block; YAML reads it as"
    " the same value going on, so that two entries become one. Bring the dash in line with the others; in text, write `|` behind"
    " the key, and the text below it.",
)
COMMENT = Code(
    "RG011",
    "words taken for a comment",
    Severity.WARNING,
    "Behind a space, `#` starts a comment, and what follows is no part of the value: `Unit 3 #4, Harbour` says `Unit 3`. Put the"
    " whole value in quotes. A real comment has a space behind its `#`.",
)
JOINED = Code(
    "RG012",
    "paragraphs or lists joined into one",
    Severity.WARNING,
    "A text over several lines stands behind `>`, in quotation marks, or behind its key without any mark. YAML folds the lines of"
    " such a text, so that its paragraphs and lists become one paragraph. Write `|` behind the key, and the text below it: there"
    " lines stay lines. `--fix` does it.",
)
CODES = (ENCODING, EMPTY, SYNTAX, DUPLICATE, ALIAS, LIMIT, CHARACTER, STRUCTURE, DASH, COMMENT, JOINED)
