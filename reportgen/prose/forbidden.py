"""What Markdown knows and a text cannot hold, by the types of the parser's tokens: the message, and the hint."""

from reportgen.prose.unparsed import IMAGE

FORBIDDEN_BLOCKS = {
    "hr": ("a horizontal rule cannot stand in text", "leave an empty line in its place"),
    "table_open": ("a table cannot stand in text", "make it a section under `sections`, with a `table`"),
    "html_block": ("HTML cannot stand in text", "write plain words; `**bold**` and `*italic*` are possible"),
    "fence": ("code cannot stand in text", "write plain words"),
    "code_block": (
        "text indented by four spaces or more is taken for code",
        "indent it like the lines above it",
    ),
}
FORBIDDEN_INLINES = {
    "image": IMAGE,
    "html_inline": ("HTML cannot stand in text", "write plain words; `**bold**` and `*italic*` are possible"),
    "unclosed_note": (
        "this note has no end",
        "close it with `]` in the same paragraph: `^[Words of the note.]`",
    ),
    "code_inline": ("code (`…`) cannot stand in text", "write plain words, or quotation marks"),
}
