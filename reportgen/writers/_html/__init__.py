"""Renders the document as HTML elements, for the HTML file and for the PDF.

The PDF's engine is given slightly different elements around the same words (`Medium.paged`), because it makes a PDF's tags
from element names. These are the differences and their reasons (ISO 14289-1, WeasyPrint 70):

- An entry of several blocks is wrapped in `dd`: where the engine makes the tags, it takes `dd` for the body of a list entry.
- A list in columns stands in a `div` that has its margin: the engine lays columns with a margin out twice.
- A decorative picture is a background: an `img` without alternative text is an error in a PDF.
- A line of the contents has room for its page number, and no element carries its dataset path.
"""
