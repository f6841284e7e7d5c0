"""The codes of what `pull` cannot do by itself with the edits in a Word file."""

from reportgen.findings import Code, Severity

UNPLACED = Code(
    "RG930",
    "edit in Word that the dataset cannot hold",
    Severity.ERROR,
    "The Word file says something that no value of the dataset can hold, or something of the layout is changed or missing in it:"
    " a heading of the form, a picture, a footnote at a heading, underlined words. `pull` brings back everything else."
    " This is left to you.",
)
LOST = Code(
    "RG931",
    "values that go unseen with an entry",
    Severity.WARNING,
    "An entry of a list is gone from the Word file while others are new, and the dataset says more about it than the report"
    " shows, such as the code of an authority. A new entry does not take that over. If it is the old one under another name,"
    " put the values back.",
)
CONFLICT = Code(
    "RG932",
    "value changed in Word and in the dataset",
    Severity.ERROR,
    "The same words were changed in the Word file and, since it was built, in the dataset too. The dataset's stay. Put in what is"
    " right and pull again: an edit that the dataset has already counts as done.",
)
COMMENT = Code(
    "RG933",
    "comment in a Word file",
    Severity.INFO,
    "Somebody has left a comment in the Word file. Comments are not part of a dataset: read it before the file goes.",
)
CODES = (UNPLACED, LOST, CONFLICT, COMMENT)
