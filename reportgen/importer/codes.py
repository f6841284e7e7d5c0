"""The codes of what is told about a file that was read into a dataset."""

from reportgen.findings import Code, Severity

LEFT_OUT = Code(
    "RG022",
    "left out of the new dataset",
    Severity.WARNING,
    "`reportgen new --from` reads a report that was written elsewhere. What is no part of the report is left out and quoted here:"
    " the banner and the navigation of a web page, an e-mail address that the page hides, running heads, comments, text boxes,"
    " pictures that are no PNG, JPEG or SVG files or stand elsewhere. If the report should say it, write it into the dataset; a"
    " picture goes beside the dataset and is named under `figures`.",
)
UNPLACED = Code(
    "RG023",
    "no place in the form",
    Severity.WARNING,
    "Words of the file that `reportgen new --from` read have no place in the form, or stand where the form has none. They are"
    " kept under `sections`, where a report may say anything, or beside the words around them. Move them to the key where they"
    " belong, or leave them.",
)
GUESSED = Code(
    "RG024",
    "guessed from the file",
    Severity.WARNING,
    "The file that `reportgen new --from` read does not say something in so many words, such as the group's name or the year, and"
    " it was worked out from what else is there. See whether it is right.",
)
WITHOUT_ALT = Code(
    "RG025",
    "picture without alternative text",
    Severity.WARNING,
    "`reportgen new --from` has taken along a picture that says nothing to readers who cannot see it. Write behind its `alt`"
    " what it shows, or `decorative: true` if nobody would miss it; until then, `reportgen validate` finds an error there.",
)
CODES = (LEFT_OUT, UNPLACED, GUESSED, WITHOUT_ALT)
