"""The codes of what can be wrong with the markup of a text, and the limits of markup."""

from reportgen.findings import Code, Severity

LIST_DEPTH = 4
"""How deep lists may nest: beyond this, no format shows which entry belongs to which."""

MAX_MARKUP = 1000
"""How many characters of markup one text may hold, since the time for reading it grows with their square."""

MAX_NESTING = 8
"""How deep bold, italic and links may nest."""

MARKUP = Code(
    "RG120",
    "markup that text cannot hold",
    Severity.ERROR,
    "Text holds paragraphs, bullet and numbered lists, quotations, bold, italic, links and notes; a long text, such as the aims,"
    " holds headings, too. A note is written `^[Words of the note.]` behind the words that it belongs to; no heading, link or"
    " other note can hold one. Horizontal rules, tables, images, HTML and code have no place in it: a picture goes under"
    " `figures`.",
)
LINK = Code(
    "RG121",
    "link that leads nowhere",
    Severity.ERROR,
    "A link is written `[words](address)`, with an address that starts with `https://`, `http://` or `mailto:`"
    " and names a website or an e-mail address, as RG110 says."
    " `[words](lang:cy)` marks words in Welsh, and `[words](#finances)` leads to the heading `Finances` of the report.",
)
FORCED_BREAK = Code(
    "RG122",
    "line break forced inside a paragraph",
    Severity.ERROR,
    "Two spaces or a backslash at the end of a line force a line break. Leave an empty line to start a new paragraph,"
    " or make the lines a list.",
)
REFERENCE = Code(
    "RG123",
    "reference to a heading that is not there",
    Severity.WARNING,
    "`[see Finances](#finances)` leads to a heading of the report: behind `#` stand its words, with hyphens for the spaces. Case,"
    " punctuation and a number in front do not count. The report, as the layout sets it, has no such heading; so this is found"
    " when the report is built, and the words stand there without a link. Of several headings with the same words, the first"
    " one counts. Headings inside a coloured box or a card, as a layout may set a text, cannot be referred to.",
)
CODES = (MARKUP, LINK, FORCED_BREAK, REFERENCE)
