"""The codes of what the pipeline finds itself, beside the schema, the rules and the writers."""

from reportgen.findings import Code, Severity

LANGUAGE_WITHOUT_WORDS = Code(
    "RG903",
    "layout without words in the report's language",
    Severity.ERROR,
    "The dataset's `language` is one for which the layout gives no words. Add them to the layout, or change the language.",
)
DUPLICATE_REPORT = Code(
    "RG813",
    "two reports of one group and period",
    Severity.ERROR,
    "Two datasets say that they are the report of the same group for the same period. One of them is a copy whose period was not"
    " changed, or a draft that should go.",
)
