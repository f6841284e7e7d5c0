"""The document as HTML elements: the one rendering that the HTML file and the PDF share.

The PDF's engine is given a slightly different dress of the same words (`Dress.paged`), because a PDF's tags are made
from element names. What differs, and why (ISO 14289-1, WeasyPrint 70):

- An entry of several blocks is wrapped in `dd`, which the engine, where it makes the tags, takes for the body of a list entry.
- Short entries in columns are dealt out to blocks in blocks, since CSS columns are slow. Elements with unknown names
  become tags that readers look through, so it stays one list.
- A decorative picture is a background: an `img` without alternative text is an error in a PDF.
- A line of the contents has a place for its page number, and no element carries its dataset path.
"""
